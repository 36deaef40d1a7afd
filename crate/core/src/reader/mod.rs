//! The reader: what a post amounts to, learnt from thousands of labelled ones.
//!
//! Patterns know ways of saying a thing; the reader weighs them. It is small on purpose, since it
//! runs at every keystroke: a linear part over grams of words, letters and tags, and one convolution over
//! word vectors (Y. Kim, "Convolutional Neural Networks for Sentence Classification", 2014) whose
//! filters also see what the lattice knows of each word, such as that a name or an age stands
//! there. Which rules and contexts hold goes in too, so that a context which spares a rule can
//! spare what the reader would say.
//!
//! Each token gets a score of its own for each category, learnt from the words that people marked
//! in the labelled posts; marks are drawn from these, so a finding shows what it is made of.

pub(crate) mod features;
mod language;
pub(crate) mod weights;

use crate::generated as data;
use crate::lattice::Lattice;
use crate::span::ByteSpan;
use crate::token::Tokens;
use std::ops::Range;
use weights::{ANY, BUCKETS, CATEGORIES, CAUTION, LEVELS, OUTPUTS, PARTS, STOP, SUPPORT, Weights};
use wide::{f32x4, i16x8, i32x4};

/// How far below the likeliest category another still speaks beside it.
const BESIDE: f32 = 1.4;

/// Turns the outputs' logits into what thresholds are set on. That something is amiss is often plainer
/// than what, so each category is heard together with the answer whether anything is to be said.
pub fn weighed(mut logits: [f32; OUTPUTS]) -> [f32; OUTPUTS] {
    let any = logits[ANY];
    logits[..CATEGORIES].iter_mut().for_each(|logit| *logit += any);
    logits
}

/// Which categories are the likeliest, or hardly less likely.
pub fn likeliest(logits: &[f32; OUTPUTS]) -> [bool; CATEGORIES] {
    let most = logits[..CATEGORIES].iter().copied().fold(f32::MIN, f32::max);
    std::array::from_fn(|c| logits[c] >= most - BESIDE)
}

/// The trained model, ready to read.
#[derive(Debug)]
pub(crate) struct Reader {
    weights: Option<Weights>,
}

/// What the reader makes of one stretch of a post.
#[derive(Debug)]
pub(crate) struct Reading {
    /// How far each output is above its threshold, as a logit.
    pub(crate) above: [f32; OUTPUTS],
    likeliest: [bool; CATEGORIES],
    /// The first token of the stretch.
    first: usize,
    /// For each token of the stretch, how much it says of each category.
    tokens: Vec<[f32; CATEGORIES]>,
}

impl Reader {
    /// Unpacks the weights. Should they not fit, every reading is silent.
    pub(crate) fn new() -> Self {
        Self { weights: Weights::parse(data::READER_WEIGHTS) }
    }

    /// Whether a folded word is one that the reader has learnt.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.weights.as_ref().is_some_and(|model| model.word(word).is_some())
    }

    /// Whether the post is in a language that the reader has not learnt.
    pub(crate) fn is_foreign(&self, tokens: &Tokens) -> bool {
        let Some(model) = &self.weights else { return false };
        language::is_foreign(tokens, |word| model.word(word).is_some())
    }

    /// Reads the tokens of `range`, with the rows of the signals that hold there.
    pub(crate) fn read(
        &self,
        tokens: &Tokens,
        lattice: &Lattice,
        range: Range<usize>,
        signals: &[u16],
    ) -> Option<Reading> {
        let model = self.weights.as_ref().filter(|_| !range.is_empty())?;
        let mut logits = [0.0; OUTPUTS];
        model.add_grams(tokens, lattice, range.clone(), &mut logits);
        for &signal in signals {
            let row = &model.signals[usize::from(signal) * OUTPUTS..][..OUTPUTS];
            add(&mut logits, row);
        }
        let said = model.convolve(tokens, lattice, range.clone(), &mut logits);
        let mut above = weighed(logits);
        for (logit, threshold) in above.iter_mut().zip(&model.thresholds) {
            *logit -= threshold;
        }
        Some(Reading { above, likeliest: likeliest(&logits), first: range.start, tokens: said })
    }
}

impl Reading {
    /// The stretch that was read.
    pub(crate) fn span(&self, tokens: &Tokens) -> ByteSpan {
        tokens.span(self.first, self.first + self.tokens.len())
    }

    /// Whether the reader, by itself, would speak of the category in row `category`, being `sure` or
    /// surer of it.
    pub(crate) fn speaks(&self, category: usize, sure: f32) -> bool {
        self.likeliest[category] && self.above[category] > sure
    }

    /// Whether the writer tells of their own distress.
    pub(crate) fn support(&self) -> bool {
        self.above[SUPPORT] > 0.0
    }

    /// Whether the whole would be a stop, or at least a caution.
    pub(crate) fn strength(&self) -> crate::finding::Severity {
        use crate::finding::Severity::{Advice, Caution, Stop};
        match (self.above[STOP] > 0.0, self.above[CAUTION] > 0.0) {
            (true, _) => Stop,
            (false, true) => Caution,
            (false, false) => Advice,
        }
    }

    /// The runs of tokens that say most of the category in row `category`, strongest first: at
    /// most three, none much weaker than the first.
    pub(crate) fn marks(&self, tokens: &Tokens, category: usize) -> Vec<Range<usize>> {
        const FAR_BELOW: f32 = 2.5;
        const LONGEST: usize = 12;
        let score = |i: usize| self.tokens[i][category];
        let n = self.tokens.len();
        let mut runs: Vec<(f32, Range<usize>)> = Vec::new();
        let mut taken = vec![false; n];
        let top = (0..n).map(score).fold(f32::MIN, f32::max);
        while runs.len() < 3 {
            let best = (0..n).filter(|&i| !taken[i]).max_by(|&a, &b| score(a).total_cmp(&score(b)));
            let Some(peak) = best.filter(|&i| score(i) > top - FAR_BELOW) else { break };
            let sentence = tokens.list[self.first + peak].sentence;
            let belongs = |i: usize| {
                tokens.list[self.first + i].sentence == sentence
                    && score(i) > score(peak) - FAR_BELOW
            };
            let (mut from, mut to) = (peak, peak + 1);
            while to - from < LONGEST && from > 0 && !taken[from - 1] && belongs(from - 1) {
                from -= 1;
            }
            while to - from < LONGEST && to < n && !taken[to] && belongs(to) {
                to += 1;
            }
            taken[from.saturating_sub(1)..(to + 1).min(n)].fill(true);
            runs.push((score(peak), self.first + from..self.first + to));
        }
        runs.into_iter().map(|(_, run)| run).collect()
    }
}

impl Weights {
    fn add_grams(
        &self,
        tokens: &Tokens,
        lattice: &Lattice,
        range: Range<usize>,
        logits: &mut [f32; OUTPUTS],
    ) {
        let mut sums = [0f32; OUTPUTS];
        let mut count = 0u32;
        features::grams(tokens, lattice, range, |hash| {
            count += 1;
            let bucket = hash as usize % BUCKETS;
            let print = (hash >> 16) as u16;
            let places =
                usize::from(self.gram_starts[bucket])..usize::from(self.gram_starts[bucket + 1]);
            let first = places.start;
            if let Some(at) = self.gram_prints[places].iter().position(|&p| p == print) {
                let row = &self.gram_weights[(first + at) * OUTPUTS / 2..][..OUTPUTS / 2];
                let levels = self.gram_levels.as_chunks::<LEVELS>().0.as_chunks::<2>().0;
                for ((sums, levels), byte) in sums.as_chunks_mut().0.iter_mut().zip(levels).zip(row)
                {
                    let [low, high]: &mut [f32; 2] = sums;
                    *low += levels[0][usize::from(byte & 15)];
                    *high += levels[1][usize::from(byte >> 4)];
                }
            }
        });
        let norm = (count.max(1) as f32).sqrt();
        for output in 0..OUTPUTS {
            logits[output] += sums[output] / norm + self.gram_bias[output];
        }
    }

    /// The vectors of the words of `range` with their tags', and room on both sides for a filter, up to a
    /// multiple of four windows.
    fn embed(&self, tokens: &Tokens, lattice: &Lattice, range: Range<usize>) -> Vec<i16> {
        let dim = self.dim;
        let part = dim / PARTS;
        let margin = self.width / 2;
        let mut rows = vec![0i16; (range.len().next_multiple_of(4) + 2 * margin) * dim];
        for (row, i) in rows[margin * dim..].chunks_exact_mut(dim).zip(range.clone()) {
            let Some(word) = self.word(tokens.folded(i)) else { continue };
            let codes = &self.codes[word * PARTS..][..PARTS];
            for (k, (out, &code)) in row.chunks_exact_mut(part).zip(codes).enumerate() {
                let from = (k * 256 + usize::from(code)) * part;
                out.copy_from_slice(&self.codebooks[from..from + part]);
            }
        }
        features::tags(lattice, range.clone(), |i, tag| {
            let row = &mut rows[(i - range.start + margin) * dim..][..dim];
            let tag = &self.tags[usize::from(tag) * dim..][..dim];
            for (x, &t) in row.iter_mut().zip(tag) {
                *x = x.saturating_add(t);
            }
        });
        rows
    }

    /// The row of a word, as it stands or without what follows its apostrophe.
    fn word(&self, folded: &str) -> Option<usize> {
        let find = |word: &str| self.words.binary_search(&features::word_hash(word)).ok();
        find(folded).or_else(|| folded.split_once('\'').and_then(|(stem, _)| find(stem)))
    }

    fn convolve(
        &self,
        tokens: &Tokens,
        lattice: &Lattice,
        range: Range<usize>,
        logits: &mut [f32; OUTPUTS],
    ) -> Vec<[f32; CATEGORIES]> {
        let n = range.len();
        let rows = self.embed(tokens, lattice, range);
        let span = self.width * self.dim;
        let norm = (n as f32).sqrt();
        let mut said = vec![fours(&self.token_bias); n];
        // Filter by filter, so that its numbers stay in the fastest memory.
        for (f, weights) in self.token.chunks_exact(CATEGORIES).enumerate() {
            let filter = &self.conv[f * span..][..span];
            let weights = fours(weights);
            let (mut most, mut sum) = (0f32, 0f32);
            let blocks = rows.windows(span + 3 * self.dim).step_by(4 * self.dim);
            let products = blocks.flat_map(|block| dot_of_four(block, self.dim, filter));
            for (product, token) in products.zip(&mut said) {
                let value = product as f32 * self.conv_scale[f] + self.conv_bias[f];
                // Half of the values are below nought: adding nothing costs less than a branch that
                // is guessed wrong so often.
                let value = value.max(0.0);
                most = most.max(value);
                sum += value;
                let value = f32x4::splat(value);
                token.iter_mut().zip(weights).for_each(|(t, weight)| *t += value * weight);
            }
            let pooled = &self.pooled[f * 2 * OUTPUTS..][..2 * OUTPUTS];
            for output in 0..OUTPUTS {
                logits[output] += most * pooled[output] + sum / norm * pooled[OUTPUTS + output];
            }
        }
        add(logits, &self.bias);
        let said: Vec<[f32; CATEGORIES]> = said.into_iter().map(flat).collect();
        for c in 0..CATEGORIES {
            let top = said.iter().map(|t| t[c]).fold(f32::MIN, f32::max);
            let sum: f32 = said.iter().map(|t| (t[c] - top).exp()).sum();
            logits[c] += self.loud[c] * (top + sum.ln());
        }
        said
    }
}

fn add(logits: &mut [f32; OUTPUTS], row: &[f32]) {
    for (logit, value) in logits.iter_mut().zip(row) {
        *logit += value;
    }
}

/// One number a category, as what is added four at a time.
type Fours = [f32x4; CATEGORIES / 4];

fn fours(numbers: &[f32]) -> Fours {
    std::array::from_fn(|k| f32x4::from(std::array::from_fn(|i| numbers[4 * k + i])))
}

fn flat(fours: Fours) -> [f32; CATEGORIES] {
    let fours = fours.map(f32x4::to_array);
    std::array::from_fn(|c| fours[c / 4][c % 4])
}

/// The sums of products of `filter` with four windows of `rows`, each `dim` further on: the filter is
/// fetched once for all four. Lengths are multiples of eight: one instruction for eight pairs,
/// `pmaddwd` on x86-64 and `i32x4.dot_i16x8_s` in Wasm.
fn dot_of_four(rows: &[i16], dim: usize, filter: &[i16]) -> [i32; 4] {
    let (rows, filter) = (rows.as_chunks::<8>().0, filter.as_chunks::<8>().0);
    let step = dim / 8;
    let windows: [_; 4] = std::array::from_fn(|k| &rows[k * step..][..filter.len()]);
    let mut sums = [i32x4::ZERO; 4];
    for (at, &pairs) in filter.iter().enumerate() {
        let pairs = i16x8::new(pairs);
        for k in 0..4 {
            sums[k] += i16x8::new(windows[k][at]).dot(pairs);
        }
    }
    sums.map(i32x4::reduce_add)
}
