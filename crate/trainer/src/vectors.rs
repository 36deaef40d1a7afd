//! Word vectors to start from: `words.txt`, one word a line, and `vectors.bin`, signed bytes.

use anyhow::{Context, Result, ensure};
use std::collections::HashMap;
use std::path::Path;

/// Numbers in a word's vector.
pub(crate) const DIM: usize = 48;

/// Vectors by folded word.
pub(crate) type Vectors = HashMap<String, Vec<f32>>;

pub(crate) fn read(dir: &Path) -> Result<Vectors> {
    let words = std::fs::read_to_string(dir.join("words.txt")).context("words.txt")?;
    let bytes = std::fs::read(dir.join("vectors.bin")).context("vectors.bin")?;
    ensure!(bytes.len() == words.lines().count() * DIM, "vectors.bin does not fit words.txt");
    let rows = bytes.chunks_exact(DIM);
    let number = |&byte: &u8| f32::from(byte.cast_signed()) / 127.0;
    Ok(words
        .lines()
        .zip(rows)
        .map(|(word, row)| (word.to_owned(), row.iter().map(number).collect()))
        .collect())
}
