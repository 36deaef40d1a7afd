//! The convolution: forward, backward and Adam (Kingma, Ba, 2014) for the one network of the reader.
//!
//! Written out rather than taken from a framework: it is one layer, its shape is that of
//! `lamplight_core`'s `reader`, and a framework would weigh more than all of this workspace.

use crate::grams::{cross_entropy, sigmoid, slope, weight};
use crate::vectors::{DIM, Vectors};
use crate::vocabulary::{Row, Vocabulary};
use lamplight_core::training::{CATEGORIES, OUTPUTS};
use rand::rngs::SmallRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use std::collections::HashMap;

pub(crate) const FILTERS: usize = 128;
pub(crate) const WIDTH: usize = 3;
const MARGIN: usize = WIDTH / 2;
const SPAN: usize = WIDTH * DIM;

const EPOCHS: usize = 7;
/// Epochs after the words' vectors were rounded.
const SETTLING: usize = 4;
const BATCH: usize = 32;
const RATE: f32 = 2e-3;
/// Share of filters silenced in a post while learning; of inputs, half as many.
const DROP: f32 = 0.45;
/// Share of words, and of signals, hidden while learning.
const HIDE_WORD: f32 = 0.1;
const HIDE_SIGNAL: f32 = 0.2;
/// Share of posts that are learnt with a silent post before or behind them.
const MIX: f64 = 0.25;
/// What the marks weigh beside the labels.
const MARKS: f32 = 0.2;
/// Pull of a word's vector towards where it began.
const STAY: f32 = 2e-3;
const DECAY: f32 = 1e-3;

/// All weights but the words'. Gradients and Adam's moments have the same shape.
#[derive(Clone, Debug)]
pub(crate) struct Dense {
    pub(crate) tags: Vec<f32>,
    /// For each filter `WIDTH * DIM`.
    pub(crate) conv: Vec<f32>,
    pub(crate) conv_bias: Vec<f32>,
    /// For each filter `CATEGORIES`.
    pub(crate) token: Vec<f32>,
    pub(crate) token_bias: Vec<f32>,
    pub(crate) loud: Vec<f32>,
    /// For each filter the row of its maximum, then of its mean.
    pub(crate) pooled: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    pub(crate) signals: Vec<f32>,
}

impl Dense {
    fn zero(vocabulary: &Vocabulary) -> Self {
        Self {
            tags: vec![0.0; vocabulary.tags.len() * DIM],
            conv: vec![0.0; FILTERS * SPAN],
            conv_bias: vec![0.0; FILTERS],
            token: vec![0.0; FILTERS * CATEGORIES],
            token_bias: vec![0.0; CATEGORIES],
            loud: vec![0.0; CATEGORIES],
            pooled: vec![0.0; FILTERS * 2 * OUTPUTS],
            bias: vec![0.0; OUTPUTS],
            signals: vec![0.0; vocabulary.signals.len() * OUTPUTS],
        }
    }

    fn parts(&mut self) -> [&mut Vec<f32>; 9] {
        [
            &mut self.tags,
            &mut self.conv,
            &mut self.conv_bias,
            &mut self.token,
            &mut self.token_bias,
            &mut self.loud,
            &mut self.pooled,
            &mut self.bias,
            &mut self.signals,
        ]
    }
}

#[derive(Debug)]
pub(crate) struct Convolution {
    pub(crate) words: Vec<[f32; DIM]>,
    pub(crate) dense: Dense,
}

/// What one thread has gathered of a batch.
struct Gradient {
    dense: Dense,
    words: HashMap<u32, [f32; DIM]>,
    loss: f32,
}

/// What is left out of one pass; nothing when the model is used.
struct Hidden {
    filters: Vec<f32>,
    words: Vec<bool>,
    inputs: Vec<f32>,
    signals: Vec<bool>,
}

impl Hidden {
    fn nothing(row: &Row) -> Self {
        Self {
            filters: vec![1.0; FILTERS],
            words: vec![false; row.words.len()],
            inputs: vec![1.0; row.words.len() * DIM],
            signals: vec![false; row.signals.len()],
        }
    }

    fn some(row: &Row, rng: &mut SmallRng) -> Self {
        let keep = |rng: &mut SmallRng, drop: f32| {
            if rng.random::<f32>() < drop { 0.0 } else { 1.0 / (1.0 - drop) }
        };
        Self {
            filters: (0..FILTERS).map(|_| keep(rng, DROP)).collect(),
            words: row.words.iter().map(|_| rng.random::<f32>() < HIDE_WORD).collect(),
            inputs: (0..row.words.len() * DIM).map(|_| keep(rng, DROP / 2.0)).collect(),
            signals: row.signals.iter().map(|_| rng.random::<f32>() < HIDE_SIGNAL).collect(),
        }
    }
}

/// One pass over a post, with all that going back needs.
struct Pass {
    inputs: Vec<f32>,
    /// Filters by token, after silencing.
    active: Vec<f32>,
    token: Vec<[f32; CATEGORIES]>,
    most: Vec<(f32, usize)>,
    mean: Vec<f32>,
    logits: [f32; OUTPUTS],
}

impl Convolution {
    fn new(vocabulary: &Vocabulary, vectors: &Vectors, rng: &mut SmallRng) -> Self {
        let start = |word: &String| {
            let known = vectors.get(word).or_else(|| vectors.get(word.split('\'').next()?));
            let mut row = [0.0; DIM];
            if let Some(vector) = known {
                row.copy_from_slice(vector);
            }
            row
        };
        let mut dense = Dense::zero(vocabulary);
        let mut fill = |part: &mut Vec<f32>, size: f32| {
            part.iter_mut().for_each(|w| *w = (rng.random::<f32>() * 2.0 - 1.0) * size * 1.7);
        };
        fill(&mut dense.tags, 0.05);
        fill(&mut dense.conv, 2.0 / (SPAN as f32).sqrt());
        fill(&mut dense.token, 0.05);
        fill(&mut dense.pooled, 0.02);
        dense.token_bias.fill(-3.0);
        dense.loud.fill(1.0);
        Self { words: vocabulary.words.iter().map(start).collect(), dense }
    }

    /// The logits of a post, as the reader would give them without its linear part.
    pub(crate) fn logits(&self, row: &Row) -> [f32; OUTPUTS] {
        self.pass(row, &Hidden::nothing(row)).logits
    }

    fn pass(&self, row: &Row, hidden: &Hidden) -> Pass {
        let (n, net) = (row.words.len(), &self.dense);
        let mut inputs = vec![0.0; (n + 2 * MARGIN) * DIM];
        for i in 0..n {
            let x = &mut inputs[(i + MARGIN) * DIM..][..DIM];
            if let Some(word) = row.words[i].filter(|_| !hidden.words[i]) {
                x.copy_from_slice(&self.words[word as usize]);
            }
            for &tag in &row.tags[i] {
                add(x, &net.tags[usize::from(tag) * DIM..][..DIM], 1.0);
            }
            x.iter_mut().zip(&hidden.inputs[i * DIM..]).for_each(|(x, keep)| *x *= keep);
        }
        let mut pass = Pass {
            inputs,
            active: vec![0.0; n * FILTERS],
            token: Vec::with_capacity(n),
            most: vec![(0.0, usize::MAX); FILTERS],
            mean: vec![0.0; FILTERS],
            logits: [0.0; OUTPUTS],
        };
        let norm = (n.max(1) as f32).sqrt();
        for i in 0..n {
            let window = &pass.inputs[i * DIM..][..SPAN];
            let mut token = [0.0; CATEGORIES];
            token.copy_from_slice(&net.token_bias);
            for f in 0..FILTERS {
                let sum = dot(window, &net.conv[f * SPAN..][..SPAN]) + net.conv_bias[f];
                let value = sum.max(0.0) * hidden.filters[f];
                if value > 0.0 {
                    pass.active[i * FILTERS + f] = value;
                    pass.mean[f] += value / norm;
                    if value > pass.most[f].0 {
                        pass.most[f] = (value, i);
                    }
                    add(&mut token, &net.token[f * CATEGORIES..][..CATEGORIES], value);
                }
            }
            pass.token.push(token);
        }
        pass.logits.copy_from_slice(&net.bias);
        for f in 0..FILTERS {
            let rows = &net.pooled[f * 2 * OUTPUTS..][..2 * OUTPUTS];
            add(&mut pass.logits, &rows[..OUTPUTS], pass.most[f].0);
            add(&mut pass.logits, &rows[OUTPUTS..], pass.mean[f]);
        }
        for (&signal, _) in row.signals.iter().zip(&hidden.signals).filter(|(_, hide)| !**hide) {
            add(&mut pass.logits, &net.signals[usize::from(signal) * OUTPUTS..][..OUTPUTS], 1.0);
        }
        for c in 0..CATEGORIES {
            pass.logits[c] += net.loud[c] * loudness(&pass.token, c);
        }
        pass
    }

    fn learn(&self, row: &Row, hidden: &Hidden, into: &mut Gradient) {
        let (n, net) = (row.words.len(), &self.dense);
        if n == 0 {
            return;
        }
        let pass = self.pass(row, hidden);
        let norm = (n as f32).sqrt();
        let slopes: [f32; OUTPUTS] = std::array::from_fn(|o| {
            let p = sigmoid(pass.logits[o]);
            let weight = row.counts[o] * weight(o);
            into.loss += weight * cross_entropy(p, row.target[o]);
            slope(p, row.target[o]) * weight
        });
        let grad = &mut into.dense;
        add(&mut grad.bias, &slopes, 1.0);
        for (&signal, _) in row.signals.iter().zip(&hidden.signals).filter(|(_, hide)| !**hide) {
            add(&mut grad.signals[usize::from(signal) * OUTPUTS..][..OUTPUTS], &slopes, 1.0);
        }
        let any_marked = row.marked.contains(&true);
        let mut token_slope = vec![[0f32; CATEGORIES]; n];
        for c in 0..CATEGORIES {
            let loud = loudness(&pass.token, c);
            grad.loud[c] += slopes[c] * loud;
            for (i, token_slope) in token_slope.iter_mut().enumerate() {
                let value = pass.token[i][c];
                let truth = f32::from(row.marked[i]) * row.target[c];
                // A label without marks does not say which words are free of it.
                let known = f32::from(any_marked || row.target[c] == 0.0);
                let marks = MARKS * known * row.counts[c] * (sigmoid(value) - truth);
                token_slope[c] = slopes[c] * net.loud[c] * (value - loud).exp() + marks;
            }
        }
        let mut back = vec![0.0; pass.inputs.len()];
        for (i, token_slope) in token_slope.iter().enumerate() {
            add(&mut grad.token_bias, token_slope, 1.0);
            for f in 0..FILTERS {
                let value = pass.active[i * FILTERS + f];
                if value <= 0.0 {
                    continue;
                }
                let rows = &net.pooled[f * 2 * OUTPUTS..][..2 * OUTPUTS];
                let mut down = dot(token_slope, &net.token[f * CATEGORIES..][..CATEGORIES])
                    + dot(&slopes, &rows[OUTPUTS..]) / norm;
                add(&mut grad.token[f * CATEGORIES..][..CATEGORIES], token_slope, value);
                if pass.most[f].1 == i {
                    down += dot(&slopes, &rows[..OUTPUTS]);
                }
                down *= hidden.filters[f];
                grad.conv_bias[f] += down;
                let window = &pass.inputs[i * DIM..][..SPAN];
                add(&mut grad.conv[f * SPAN..][..SPAN], window, down);
                add(&mut back[i * DIM..][..SPAN], &net.conv[f * SPAN..][..SPAN], down);
            }
        }
        for f in 0..FILTERS {
            let rows = &mut grad.pooled[f * 2 * OUTPUTS..][..2 * OUTPUTS];
            add(&mut rows[..OUTPUTS], &slopes, pass.most[f].0);
            add(&mut rows[OUTPUTS..], &slopes, pass.mean[f]);
        }
        for i in 0..n {
            let x = &mut back[(i + MARGIN) * DIM..][..DIM];
            x.iter_mut().zip(&hidden.inputs[i * DIM..]).for_each(|(x, keep)| *x *= keep);
            if let Some(word) = row.words[i].filter(|_| !hidden.words[i]) {
                add(into.words.entry(word).or_insert([0.0; DIM]), x, 1.0);
            }
            for &tag in &row.tags[i] {
                add(&mut grad.tags[usize::from(tag) * DIM..][..DIM], x, 1.0);
            }
        }
    }
}

/// Adam's two moments of one number after another.
struct Moments {
    first: Vec<f32>,
    second: Vec<f32>,
}

impl Moments {
    fn new(len: usize) -> Self {
        Self { first: vec![0.0; len], second: vec![0.0; len] }
    }

    fn step(&mut self, at: usize, weights: &mut [f32], gradient: &[f32], rate: f32, step: i32) {
        let (warm, warmer) = (1.0 - 0.9f32.powi(step), 1.0 - 0.999f32.powi(step));
        for (k, (weight, &g)) in weights.iter_mut().zip(gradient).enumerate() {
            let (m, v) = (&mut self.first[at + k], &mut self.second[at + k]);
            *m = 0.9 * *m + 0.1 * g;
            *v = 0.999 * *v + 0.001 * g * g;
            *weight -= rate * (*m / warm) / ((*v / warmer).sqrt() + 1e-8);
        }
    }
}

/// Learns from `rows`, words' vectors included.
pub(crate) fn train(rows: &[Row], vocabulary: &Vocabulary, vectors: &Vectors) -> Convolution {
    let mut rng = SmallRng::seed_from_u64(7);
    let mut net = Convolution::new(vocabulary, vectors, &mut rng);
    descend(&mut net, rows, vocabulary, &mut rng, EPOCHS, true);
    net
}

/// Learns on with the words' vectors as they are, so that the rest makes up for their rounding.
pub(crate) fn settle(net: &mut Convolution, rows: &[Row], vocabulary: &Vocabulary) {
    descend(net, rows, vocabulary, &mut SmallRng::seed_from_u64(8), SETTLING, false);
}

fn descend(
    net: &mut Convolution,
    rows: &[Row],
    vocabulary: &Vocabulary,
    rng: &mut SmallRng,
    epochs: usize,
    words_too: bool,
) {
    let began = net.words.clone();
    let mut dense_moments: Vec<Moments> =
        net.dense.parts().iter().map(|part| Moments::new(part.len())).collect();
    let mut word_moments = Moments::new(net.words.len() * DIM);
    let silent: Vec<&Row> = rows.iter().filter(|r| r.silent && r.words.len() < 40).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let steps = epochs * rows.len().div_ceil(BATCH);
    let mut step = 0;
    for epoch in 0..epochs {
        order.shuffle(rng);
        let mut total = 0.0;
        for batch in order.chunks(BATCH) {
            step += 1;
            let done = step as f32 / steps as f32;
            let warm = (step as f32 / 100.0).min(1.0);
            let rate = RATE * warm * 0.5 * (1.0 + (std::f32::consts::PI * done).cos());
            let posts: Vec<Row> = batch.iter().map(|&i| mixed(&rows[i], &silent, rng)).collect();
            let seeds: Vec<u64> = (0..2).map(|_| rng.random()).collect();
            let net_ref = &*net;
            let halves = std::thread::scope(|scope| {
                let workers: Vec<_> = posts
                    .chunks(posts.len().div_ceil(2))
                    .zip(seeds)
                    .map(|(half, seed)| {
                        scope.spawn(move || {
                            let mut rng = SmallRng::seed_from_u64(seed);
                            let dense = Dense::zero(vocabulary);
                            let mut into = Gradient { dense, words: HashMap::new(), loss: 0.0 };
                            for row in half {
                                net_ref.learn(row, &Hidden::some(row, &mut rng), &mut into);
                            }
                            into
                        })
                    })
                    .collect();
                workers.into_iter().filter_map(|worker| worker.join().ok()).collect::<Vec<_>>()
            });
            let mut halves = halves.into_iter();
            let Some(mut sum) = halves.next() else { continue };
            for mut half in halves {
                sum.loss += half.loss;
                for (a, b) in sum.dense.parts().into_iter().zip(half.dense.parts()) {
                    add(a, b, 1.0);
                }
                for (word, row) in half.words {
                    add(sum.words.entry(word).or_insert([0.0; DIM]), &row, 1.0);
                }
            }
            total += sum.loss;
            let share = 1.0 / batch.len() as f32;
            let parts =
                net.dense.parts().into_iter().zip(sum.dense.parts()).zip(&mut dense_moments);
            for ((weights, gradient), moments) in parts {
                gradient.iter_mut().for_each(|g| *g *= share);
                moments.step(0, weights, gradient, rate, step);
                weights.iter_mut().for_each(|w| *w -= rate * DECAY * *w);
            }
            if !words_too {
                continue;
            }
            let mut touched: Vec<_> = sum.words.into_iter().collect();
            touched.sort_unstable_by_key(|&(word, _)| word);
            for (word, mut gradient) in touched {
                let (row, start) = (&mut net.words[word as usize], &began[word as usize]);
                for k in 0..DIM {
                    gradient[k] = gradient[k] * share + STAY * (row[k] - start[k]) * share;
                }
                word_moments.step(word as usize * DIM, row, &gradient, rate, step);
            }
        }
        println!("convolution, epoch {epoch}: loss {:.3}", total / rows.len() as f32);
    }
}

/// The post, now and then with a silent one before or behind it: what gives a post away may stand
/// amid what does not.
fn mixed(row: &Row, silent: &[&Row], rng: &mut SmallRng) -> Row {
    if silent.is_empty() || row.words.len() > 70 || !rng.random_bool(MIX) {
        return row.clone();
    }
    let other = silent[rng.random_range(0..silent.len())];
    let (mut first, second) =
        if rng.random() { (row.clone(), other) } else { ((*other).clone(), row) };
    first.words.extend(&second.words);
    first.tags.extend(second.tags.iter().cloned());
    first.marked.extend(&second.marked);
    first.signals.extend(&second.signals);
    first.signals.sort_unstable();
    first.signals.dedup();
    (first.target, first.counts, first.silent) = (row.target, row.counts, row.silent);
    first
}

/// How loud the loudest tokens are: the logarithm of the sum of exponentials.
fn loudness(token: &[[f32; CATEGORIES]], c: usize) -> f32 {
    let top = token.iter().map(|t| t[c]).fold(f32::MIN, f32::max);
    top + token.iter().map(|t| (t[c] - top).exp()).sum::<f32>().ln()
}

fn add(into: &mut [f32], row: &[f32], times: f32) {
    into.iter_mut().zip(row).for_each(|(a, b)| *a += b * times);
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    // Eight sums side by side, so that the compiler may use wide registers.
    let (heads, tails) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = heads.remainder().iter().zip(tails.remainder()).map(|(a, b)| a * b).sum();
    let mut sums = [0f32; 8];
    for (a, b) in heads.zip(tails) {
        (0..8).for_each(|k| sums[k] += a[k] * b[k]);
    }
    rest + sums.iter().sum::<f32>()
}
