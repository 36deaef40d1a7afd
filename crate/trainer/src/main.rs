//! Trains the reader: `cargo run --release -p lamplight-trainer`.
//!
//! Reads the labelled posts in `posts/` and the word vectors in `vectors/`, trains the two parts of
//! the model, sets its thresholds on hands that it did not learn from, and writes
//! `crate/core/reader/`. The same posts and seed give the same model.

mod calibrate;
mod convolution;
mod exchange;
mod export;
mod grams;
mod posts;
mod vectors;
mod vocabulary;

use anyhow::Result;
use std::path::Path;

/// How often the rules' own examples are learnt from: a rule's author must be able to rely on them.
const EXAMPLES: usize = 4;

fn main() -> Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let open = here.join("../../tests/corpus/open.jsonl");
    let more: Vec<_> =
        std::iter::once(open).chain(std::env::args_os().skip(1).map(Into::into)).collect();
    let (mut learn, check) = posts::read(&here.join("posts"), &more)?;
    for _ in 0..EXAMPLES {
        learn.extend(posts::examples_of_rules(&here.join("../core/rules"))?);
    }
    println!("{} posts to learn from, {} to set thresholds on", learn.len(), check.len());
    let vectors = vectors::read(&here.join("vectors"))?;
    let vocabulary = vocabulary::Vocabulary::new(&learn, &vectors);
    println!(
        "{} words, {} tags, {} signals",
        vocabulary.words.len(),
        vocabulary.tags.len(),
        vocabulary.signals.len()
    );
    let grams = grams::train(&learn);
    let learn_rows: Vec<_> = learn.iter().map(|post| vocabulary.row(post)).collect();
    let mut convolution = convolution::train(&learn_rows, &vocabulary, &vectors);
    let rows: Vec<_> = check.iter().map(|post| vocabulary.row(post)).collect();
    println!("before rounding:");
    calibrate::thresholds(&check, &rows, &grams, &convolution);
    let codes = export::encode(&vocabulary, &mut convolution.words);
    convolution::settle(&mut convolution, &learn_rows, &vocabulary);
    let model = export::quantise(&vocabulary, &grams, &convolution, &codes)?;
    println!("as it goes out:");
    let thresholds = calibrate::thresholds(&check, &rows, &model.grams, &model.convolution);
    export::write(&here.join("../core/reader"), &vocabulary, &model, &thresholds)
}
