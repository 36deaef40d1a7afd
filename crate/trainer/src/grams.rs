//! The linear part: logistic regression over hashed grams, by AdaGrad (Duchi, Hazan, Singer, 2011).
//!
//! Learnt twice: over every gram, to see which matter, and then over those alone, so that they make
//! up for the others.

use crate::posts::Labelled;
use lamplight_core::training::{ANY, CAUTION, OUTPUTS, STOP};
use rand::seq::SliceRandom;
use rand::{SeedableRng, rngs::SmallRng};
use std::collections::{HashMap, HashSet};

const EPOCHS: usize = 12;
const RATE: f32 = 0.15;
/// Pull of every weight towards nought, a step.
const DECAY: f32 = 2e-5;
/// Share of grams left out at each step, so that no single one is leant on.
const DROP: f32 = 0.3;
/// A gram must stand in this many posts.
const OFTEN: u32 = 2;
/// How many grams go along: half as many find a point less, all, eight times as many, two to five more.
const KEPT: usize = 65_000;

#[derive(Debug)]
pub(crate) struct Grams {
    /// By hash.
    pub(crate) rows: HashMap<u32, Gram>,
    pub(crate) bias: [f32; OUTPUTS],
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Gram {
    pub(crate) weights: [f32; OUTPUTS],
    /// In how many posts it stands.
    pub(crate) posts: u32,
}

impl Grams {
    pub(crate) fn logits(&self, grams: &[u32]) -> [f32; OUTPUTS] {
        let norm = (grams.len().max(1) as f32).sqrt();
        let mut sums = [0.0; OUTPUTS];
        for row in grams.iter().filter_map(|gram| self.rows.get(gram)) {
            sums.iter_mut().zip(&row.weights).for_each(|(sum, weight)| *sum += weight);
        }
        std::array::from_fn(|o| sums[o] / norm + self.bias[o])
    }

    /// The grams that matter most, by weight and by how many posts they stand in.
    fn telling(&self) -> HashSet<u32> {
        let matters = |gram: &Gram| {
            let most = gram.weights[..=ANY].iter().fold(0f32, |m, x| m.max(x.abs()));
            most * (gram.posts as f32).sqrt()
        };
        let mut by_worth: Vec<_> = self.rows.iter().map(|(&h, gram)| (matters(gram), h)).collect();
        by_worth.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        by_worth.into_iter().take(KEPT).map(|(_, hash)| hash).collect()
    }
}

pub(crate) fn train(posts: &[Labelled]) -> Grams {
    let telling = learn(posts, |_| true).telling();
    learn(posts, |gram| telling.contains(&gram))
}

fn learn(posts: &[Labelled], of: impl Fn(u32) -> bool) -> Grams {
    let mut seen: HashMap<u32, u32> = HashMap::new();
    for post in posts {
        let mut grams = post.example.grams.clone();
        grams.sort_unstable();
        grams.dedup();
        grams.into_iter().for_each(|gram| *seen.entry(gram).or_default() += 1);
    }
    seen.retain(|&gram, count| *count >= OFTEN && of(gram));
    let mut ids: Vec<u32> = seen.keys().copied().collect();
    ids.sort_unstable();
    let place: HashMap<u32, usize> = ids.iter().copied().zip(0..).collect();
    // A gram of few posts says more than one of many (inverse document frequency).
    let rarity: Vec<f32> = ids
        .iter()
        .map(|id| ((posts.len() as f32 + 1.0) / (seen[id] as f32 + 1.0)).ln() / 4.0)
        .collect();
    let rows: Vec<Vec<usize>> = posts
        .iter()
        .map(|post| post.example.grams.iter().filter_map(|g| place.get(g).copied()).collect())
        .collect();
    let mut weights = vec![[0f32; OUTPUTS]; ids.len()];
    let mut squares = vec![[1e-3f32; OUTPUTS]; ids.len()];
    let mut bias = [-2f32; OUTPUTS];
    bias[CAUTION..=STOP].fill(0.0);
    let mut order: Vec<usize> = (0..posts.len()).collect();
    let mut rng = SmallRng::seed_from_u64(1);
    for epoch in 0..EPOCHS {
        order.shuffle(&mut rng);
        let rate = RATE * (1.0 - epoch as f32 / EPOCHS as f32);
        let mut total = 0.0;
        for &at in &order {
            let (post, norm) = (&posts[at], (posts[at].example.grams.len().max(1) as f32).sqrt());
            let kept: Vec<usize> = rows[at]
                .iter()
                .copied()
                .filter(|_| rand::Rng::random::<f32>(&mut rng) >= DROP)
                .collect();
            let mut logits = bias;
            for &row in &kept {
                let scale = rarity[row] / norm / (1.0 - DROP);
                logits.iter_mut().zip(&weights[row]).for_each(|(l, w)| *l += w * scale);
            }
            let slopes: [f32; OUTPUTS] = std::array::from_fn(|o| {
                let p = sigmoid(logits[o]);
                total += post.counts[o] * cross_entropy(p, post.target[o]);
                slope(p, post.target[o]) * post.counts[o] * weight(o)
            });
            for &row in &kept {
                let scale = rarity[row] / norm / (1.0 - DROP);
                for o in 0..OUTPUTS {
                    let gradient = slopes[o] * scale;
                    squares[row][o] += gradient * gradient;
                    let weight = &mut weights[row][o];
                    *weight -= rate * gradient / squares[row][o].sqrt() + rate * DECAY * *weight;
                }
            }
            bias.iter_mut().zip(slopes).for_each(|(b, s)| *b -= 0.01 * rate * s);
        }
        println!("grams, epoch {epoch}: loss {:.3}", total / posts.len() as f32);
    }
    let gram = |(i, &id): (usize, &u32)| {
        (id, Gram { weights: weights[i].map(|w| w * rarity[i]), posts: seen[&id] })
    };
    Grams { rows: ids.iter().enumerate().map(gram).collect(), bias }
}

/// How far an answer pulls at its weights: the further it is off, the more than in proportion, so that
/// the many posts that are easy do not drown the few that are not (after the focal loss: Lin et al., 2017).
pub(crate) fn slope(p: f32, target: f32) -> f32 {
    2.0 * (p - target) * (p - target).abs()
}

/// What an answer counts beside the others. Whether anything is to be said has a part in every category.
pub(crate) fn weight(output: usize) -> f32 {
    match output {
        ANY => 2.0,
        CAUTION | STOP => 0.5,
        _ => 1.0,
    }
}

pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

pub(crate) fn cross_entropy(p: f32, target: f32) -> f32 {
    let p = p.clamp(1e-6, 1.0 - 1e-6);
    -(target * p.ln() + (1.0 - target) * (1.0 - p).ln())
}
