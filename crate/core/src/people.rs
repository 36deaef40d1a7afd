//! Names of people: a title and a surname, a given name and a surname, a given name alone, initials.
//!
//! Whose name it is, a patient's or a colleague's, is for rules and contexts to say. A name after a
//! professional title ("Dr Khan", "Sister Mary") has a symbol of its own, since it is rarely a
//! patient's.

use crate::builtin;
use crate::finding::EntityKind;
use crate::generated as data;
use crate::identifiers::{Scan, Seen};
use crate::lattice::Lattice;
use crate::token::{Kind, Tokens};
use std::ops::Range;

const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "master", "mister", "missus"];
const STAFF_TITLES: &[&str] =
    &["dr", "doctor", "prof", "professor", "sister", "nurse", "matron", "midwife", "sr"];

/// Names in a post. `seen` are the identifiers found before: what they cover is no name.
pub(crate) fn find(text: &str, tokens: &Tokens, lattice: &Lattice, seen: &[Seen]) -> Vec<Seen> {
    let scan = Scan { text, tokens, lattice };
    let mut taken = seen.iter().map(|s| s.tokens.clone()).peekable();
    let reader = Reader { scan, shouting: shouting(tokens) };
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.list.len() {
        while taken.next_if(|range| range.end <= i).is_some() {}
        if let Some(range) = taken.peek().filter(|range| range.contains(&i)) {
            i = range.end;
            continue;
        }
        match reader.at(i) {
            Some((sym, range)) => {
                i = range.end;
                out.push(reader.scan.seen(sym, EntityKind::Person, range));
            }
            None => i += 1,
        }
    }
    out
}

/// Whether capitals say nothing in this post, since most words are shouted.
fn shouting(tokens: &Tokens) -> bool {
    let words = tokens.list.iter().filter(|t| t.kind == Kind::Word);
    let (all, loud) = words.fold((0, 0), |(n, l), t| (n + 1, l + usize::from(t.shouted)));
    loud * 2 > all
}

struct Reader<'a> {
    scan: Scan<'a>,
    shouting: bool,
}

impl Reader<'_> {
    fn at(&self, i: usize) -> Option<(u16, Range<usize>)> {
        if self.scan.token(i)?.hashtag {
            return None;
        }
        let word = self.scan.word(i);
        if TITLES.contains(&word) {
            return self.surnames(i + 1).map(|end| (builtin::TITLED_NAME, i..end));
        }
        if STAFF_TITLES.contains(&word) {
            let end = self.surnames(i + 1)?;
            let named = self.capital(i + 1) || self.is(i + 1, data::TAG_SURNAME);
            return named.then_some((builtin::STAFF_PERSON, i..end));
        }
        if let Some(end) = self.initials(i) {
            return Some((builtin::INITIALS, i..end));
        }
        let sure = self.is(i, data::TAG_GIVEN_NAME);
        let maybe = self.is(i, data::TAG_GIVEN_NAME_WORD)
            && self.capital(i)
            && !self.is(i, data::TAG_ORIGIN)
            && !matches!(self.scan.word_before(i), "the" | "a" | "an" | "y" | "yr");
        if !sure && !maybe {
            return self.unknown_pair(i);
        }
        if let Some(end) = self.after_given(i + 1) {
            return Some((builtin::FULL_NAME, i..end));
        }
        // Alone, an ordinary word counts only where nothing else explains its capital.
        let alone = if sure {
            !self.place_follows(i)
        } else {
            self.scan.token(i)?.capital && !self.first(i)
        };
        (alone && !self.shouting).then_some((builtin::GIVEN, i..i + 1))
    }

    /// Where the surname after a title ends: "Patel", "T. Abernethy", "Elwyn Prosser-Rees".
    fn surnames(&self, mut at: usize) -> Option<usize> {
        let from = at;
        while at < from + 4 && self.joins(at, from) {
            let letter = self.scan.word(at).len() == 1 && self.capital(at);
            let name = self.is(at, data::TAG_SURNAME)
                || self.is(at, data::TAG_GIVEN_NAME)
                || (self.capital(at) && !self.shouting)
                || (at == from && self.unknown(at));
            if !(letter || name) {
                break;
            }
            at += 1;
        }
        (at > from).then_some(at)
    }

    /// Where a name goes on after a given name: a surname or a capital letter.
    fn after_given(&self, at: usize) -> Option<usize> {
        if !self.joins(at, at) || !self.before_is_tight(at) {
            return None;
        }
        let surname = self.is(at, data::TAG_SURNAME)
            || (self.capital(at)
                && !self.shouting
                && (self.is(at, data::TAG_SURNAME_WORD) || self.unknown(at)));
        let letter = self.scan.word(at).len() == 1 && self.capital(at) && self.scan.word(at) != "i";
        if !(surname || letter) {
            return None;
        }
        let double = self.scan.between(at) == "-" && self.capital(at + 1);
        Some(at + 1 + usize::from(double))
    }

    /// Two capital words in a row that no list of words holds: "Rafe Dunmore".
    fn unknown_pair(&self, i: usize) -> Option<(u16, Range<usize>)> {
        let name = |k: usize| {
            self.capital(k) && self.unknown(k) && !self.scan.token(k).is_some_and(|t| t.shouted)
        };
        let surname = |k: usize| name(k) || (self.capital(k) && self.is(k, data::TAG_SURNAME));
        let pair = name(i)
            && self.joins(i + 1, i + 1)
            && self.before_is_tight(i + 1)
            && surname(i + 1)
            && !self.capital(i + 2)
            && !self.place_before(i)
            && !self.shouting;
        pair.then_some((builtin::FULL_NAME, i..i + 2))
    }

    /// "D.K." or "J.S": two or three single capitals held by full stops, but for those that are short
    /// for something else.
    fn initials(&self, i: usize) -> Option<usize> {
        const OTHER: &[&str] =
            &["ps", "pps", "nb", "rip", "uk", "us", "usa", "am", "pm", "tv", "ie"];
        let letter = |k: usize| self.capital(k) && self.scan.word(k).len() == 1;
        let mut end = i;
        while end < i + 3 && letter(end) {
            end += 1;
            if self.scan.between(end - 1) != "." {
                break;
            }
        }
        let short: String = (i..end).map(|k| self.scan.word(k)).collect();
        (end - i >= 2 && !OTHER.contains(&short.as_str())).then_some(end)
    }

    fn is(&self, i: usize, tag: u16) -> bool {
        i < self.scan.tokens.list.len() && self.scan.lattice.has(i, tag)
    }

    fn capital(&self, i: usize) -> bool {
        self.scan.token(i).is_some_and(|t| t.capital)
    }

    fn first(&self, i: usize) -> bool {
        self.scan.tokens.starts_sentence(i)
    }

    /// A word that no list holds.
    fn unknown(&self, i: usize) -> bool {
        let plain = self.scan.token(i).is_some_and(|t| t.kind == Kind::Word);
        let flag = |sym| sym == builtin::CAPITAL || sym == builtin::SHOUTED;
        plain && self.scan.word(i).len() > 2 && self.scan.lattice.at(i).iter().all(|e| flag(e.sym))
    }

    /// Whether token `at` can belong to a name that began at `from`: same sentence, no hashtag, no
    /// comma before it.
    fn joins(&self, at: usize, from: usize) -> bool {
        self.scan.token(at).is_some_and(|t| {
            t.kind == Kind::Word
                && !t.hashtag
                && (at == 0 || t.sentence == self.scan.tokens.list[at - 1].sentence)
                && (at == from || !t.pause || self.scan.between(at - 1) == "-")
        })
    }

    fn before_is_tight(&self, at: usize) -> bool {
        at > 0 && matches!(self.scan.between(at - 1), " " | "\u{a0}")
    }

    /// "Harold Wood station", "Victoria Hospital": a name that is part of a place.
    fn place_follows(&self, i: usize) -> bool {
        const PLACES: &[&str] = &[
            "hospital",
            "ward",
            "street",
            "road",
            "lane",
            "house",
            "school",
            "park",
            "unit",
            "court",
            "infirmary",
            "day",
            "cross",
            "suite",
            "centre",
            "university",
        ];
        PLACES.contains(&self.scan.word(i + 1)) || self.place_before(i)
    }

    fn place_before(&self, i: usize) -> bool {
        matches!(
            self.scan.word_before(i),
            "st" | "saint"
                | "ward"
                | "hospital"
                | "radio"
                | "lake"
                | "port"
                | "fc"
                | "llyn"
                | "cwm"
        )
    }
}
