//! The words, tags and signals that the model knows, and posts as rows of them.

use crate::posts::Labelled;
use crate::vectors::Vectors;
use lamplight_core::training::OUTPUTS;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A word, tag or signal must stand in this many posts.
const OFTEN: usize = 3;

/// Longest post learnt from, in tokens.
const LONGEST: usize = 160;

#[derive(Debug)]
pub(crate) struct Vocabulary {
    pub(crate) words: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) signals: Vec<String>,
    /// How much it matters that a word's vector is kept exactly.
    pub(crate) weights: Vec<f32>,
    word_rows: HashMap<String, u32>,
    tag_rows: HashMap<String, u16>,
    signal_rows: HashMap<String, u16>,
}

/// A post as rows of the model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// For each token the row of its word.
    pub(crate) words: Vec<Option<u32>>,
    pub(crate) tags: Vec<Vec<u16>>,
    pub(crate) marked: Vec<bool>,
    pub(crate) signals: Vec<u16>,
    pub(crate) target: [f32; OUTPUTS],
    pub(crate) counts: [f32; OUTPUTS],
    pub(crate) silent: bool,
}

impl Vocabulary {
    pub(crate) fn new(posts: &[Labelled], vectors: &Vectors) -> Self {
        let mut words: BTreeMap<&str, usize> = BTreeMap::new();
        let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
        let mut signals: BTreeMap<&str, usize> = BTreeMap::new();
        for post in posts {
            let tokens = &post.example.tokens;
            let of_post: BTreeSet<&str> = tokens.iter().map(|t| t.word.as_str()).collect();
            of_post.into_iter().for_each(|word| *words.entry(word).or_default() += 1);
            let of_post: BTreeSet<&str> = tokens.iter().flat_map(|t| &t.tags).copied().collect();
            of_post.into_iter().for_each(|tag| *tags.entry(tag).or_default() += 1);
            post.example.signals.iter().for_each(|s| *signals.entry(s).or_default() += 1);
        }
        let often = |counts: BTreeMap<&str, usize>| -> BTreeSet<String> {
            counts.into_iter().filter(|&(_, n)| n >= OFTEN).map(|(name, _)| name.into()).collect()
        };
        let counts = words.clone();
        let mut known = often(words);
        known.extend(vectors.keys().cloned());
        let (words, tags, signals) =
            (Vec::from_iter(known), Vec::from_iter(often(tags)), Vec::from_iter(often(signals)));
        let weight = |word: &String| counts.get(word.as_str()).map_or(0.3, |&n| (n as f32).sqrt());
        Self {
            weights: words.iter().map(weight).collect(),
            word_rows: words.iter().cloned().zip(0..).collect(),
            tag_rows: tags.iter().cloned().zip(0..).collect(),
            signal_rows: signals.iter().cloned().zip(0..).collect(),
            words,
            tags,
            signals,
        }
    }

    pub(crate) fn row(&self, post: &Labelled) -> Row {
        let tokens = &post.example.tokens[..post.example.tokens.len().min(LONGEST)];
        let word = |word: &str| {
            let find = |word: &str| self.word_rows.get(word).copied();
            find(word).or_else(|| word.split_once('\'').and_then(|(stem, _)| find(stem)))
        };
        let tag = |tag: &&str| self.tag_rows.get(*tag).copied();
        let signal = |signal: &String| self.signal_rows.get(signal).copied();
        Row {
            words: tokens.iter().map(|t| word(&t.word)).collect(),
            tags: tokens.iter().map(|t| t.tags.iter().filter_map(tag).collect()).collect(),
            marked: post.marked[..tokens.len()].to_vec(),
            signals: post.example.signals.iter().filter_map(signal).collect(),
            target: post.target,
            counts: post.counts,
            silent: post.silent(),
        }
    }
}
