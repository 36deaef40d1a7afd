//! `cargo xtask bench`: what a check costs, by length, as ratios that hold on any machine.
//!
//! The text is the development posts of `tests/corpus/open.jsonl`, joined: real variety, so that no
//! cache of one sentence flatters the figure.

use anyhow::{Context, Result};
use lamplight_core::{Checker, Post};
use serde::Deserialize;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

#[derive(Deserialize)]
struct Row {
    text: String,
}

/// Lengths of the curve, in characters.
const LENGTHS: [usize; 7] = [140, 280, 1_000, 3_000, 10_000, 30_000, 100_000];

/// How long each length is measured for.
const PATIENCE: Duration = Duration::from_millis(700);

/// Prints the curve: the median cost of one check at each length, and that cost a character beside
/// the cost a character at 1,000.
pub(crate) fn bench(corpus: &Path) -> Result<()> {
    if cfg!(debug_assertions) {
        println!(
            "(a debug build: run `cargo run --release -p xtask -- bench` for figures that count)\n"
        );
    }
    let rows = std::fs::read_to_string(corpus)
        .with_context(|| format!("cannot read {}", corpus.display()))?;
    let posts: Vec<Row> =
        rows.lines().map(serde_json::from_str).collect::<Result<_, _>>().context("the corpus")?;
    let text: Vec<char> =
        posts.iter().flat_map(|row| row.text.chars().chain(['\n'])).cycle().take(400_000).collect();
    let checker = Checker::new();
    let curve: Vec<(usize, f64)> =
        LENGTHS.iter().map(|&length| (length, median(&checker, &text, length))).collect();
    let base = curve.iter().find(|(n, _)| *n == 1_000).map_or(1.0, |(n, t)| t / *n as f64);
    println!("characters   one check   per character, against 1,000 characters");
    for (length, seconds) in curve {
        let ratio = seconds / length as f64 / base;
        println!("{length:10}   {:6.3} ms   {ratio:.2}", seconds * 1e3);
    }
    Ok(())
}

/// The median time of a check of `length` characters, each time of another stretch of the text.
fn median(checker: &Checker, text: &[char], length: usize) -> f64 {
    let stretches: Vec<Post> = (0..37)
        .map(|i| {
            let from = i * 7_919 % (text.len() - length);
            let stretch: String = text[from..from + length].iter().collect();
            Post::from(stretch.as_str())
        })
        .collect();
    let mut times = Vec::new();
    let start = Instant::now();
    for post in stretches.iter().cycle() {
        let before = Instant::now();
        black_box(checker.report(black_box(post)));
        times.push(before.elapsed().as_secs_f64());
        if start.elapsed() > PATIENCE && times.len() >= 5 {
            break;
        }
    }
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
