//! What the reader is given of a post: for each token its word and tags, hashes of short runs of
//! words and letters, and the signals of rules and contexts. The trainer sees posts through this
//! same code, so that what was learnt and what is read cannot drift apart.

use crate::generated as data;
use crate::hash::{SEED, fnv};
use crate::lattice::Lattice;
use crate::token::Tokens;
use std::ops::Range;

/// No row of the model stands for this tag, context or rule.
pub(crate) const NONE: u16 = u16::MAX;

/// A word's name in the model, by its folded form.
pub fn word_hash(word: &str) -> u32 {
    fnv(SEED, word.as_bytes())
}

/// Spreads a hash over all its bits (the finaliser of MurmurHash3).
pub(crate) fn mixed(mut h: u32) -> u32 {
    h ^= h >> 16;
    h = h.wrapping_mul(0x85eb_ca6b);
    h ^= h >> 13;
    h = h.wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 16)
}

/// Calls `each` with the hash of every gram over the tokens of `range`: words, runs of two and
/// three words, runs of three to five bytes of a word with its ends marked, and tags, each by itself and
/// with the word and the tags of the next token.
pub(crate) fn grams(
    tokens: &Tokens,
    lattice: &Lattice,
    range: Range<usize>,
    mut each: impl FnMut(u32),
) {
    let mut ended = Vec::with_capacity(24);
    let tags = tags_by_token(lattice, range.clone());
    let mut tags = tags.chunk_by(|a, b| a.0 == b.0).peekable();
    let end = range.end;
    let mut word_before = None;
    let mut tags_before: &[(usize, u32)] = &[];
    for i in range {
        let word = tokens.folded(i).as_bytes();
        let one = fnv(SEED ^ 1, word);
        each(mixed(one));
        if i + 1 < end {
            let two = fnv(fnv(one, b" "), tokens.folded(i + 1).as_bytes());
            each(mixed(two));
            if i + 2 < end {
                each(mixed(fnv(fnv(two, b" "), tokens.folded(i + 2).as_bytes())));
            }
        }
        ended.clear();
        ended.push(b'<');
        ended.extend_from_slice(&word[..word.len().min(22)]);
        ended.push(b'>');
        for start in 0..ended.len().saturating_sub(2) {
            let mut h = fnv(SEED ^ 2, &ended[start..start + 2]);
            for &byte in ended[start + 2..].iter().take(3) {
                h = fnv(h, &[byte]);
                each(mixed(h));
            }
        }
        let tags_here = tags.next_if(|here| here[0].0 == i).unwrap_or_default();
        for &(_, tag) in tags_here {
            each(mixed(tag));
            if let Some(word) = word_before {
                each(pair(word, tag));
            }
            for &(_, before) in tags_before {
                each(pair(before, tag));
            }
        }
        for &(_, before) in tags_before {
            each(pair(before, one));
        }
        (word_before, tags_before) = (Some(one), tags_here);
    }
}

/// The hash of two things in this order.
fn pair(first: u32, second: u32) -> u32 {
    mixed(first.rotate_left(9).wrapping_mul(0x9e37_79b1) ^ second)
}

/// Which tags cover the tokens of `range`: token and the tag's hash, in order, each once.
fn tags_by_token(lattice: &Lattice, range: Range<usize>) -> Vec<(usize, u32)> {
    let end = range.end;
    let mut tags = Vec::with_capacity(range.len() * 4);
    for i in range {
        for edge in lattice.at(i) {
            let hash = data::READER_TAG_HASHES[edge.sym as usize];
            if hash != 0 {
                tags.extend((i..(i + edge.len as usize).min(end)).map(|at| (at, hash)));
            }
        }
    }
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// Calls `each` with a token of `range` and a model row for every tag that covers it.
pub(crate) fn tags(lattice: &Lattice, range: Range<usize>, mut each: impl FnMut(usize, u16)) {
    let end = range.end;
    for i in range {
        for edge in lattice.at(i) {
            let row = data::READER_TAGS[edge.sym as usize];
            if row != NONE {
                (i..(i + edge.len as usize).min(end)).for_each(|at| each(at, row));
            }
        }
    }
}
