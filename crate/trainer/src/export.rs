//! Makes the trained numbers small and writes them where the core reads them.

use crate::calibrate::GRAMS;
use crate::convolution::{Convolution, FILTERS, WIDTH};
use crate::grams::{Gram, Grams};
use crate::vectors::DIM;
use crate::vocabulary::Vocabulary;
use anyhow::{Context, Result};
use lamplight_core::training::{BUCKETS, LEVELS, MAGIC, OUTPUTS, PARTS, word_hash};
use std::fmt::Write as _;
use std::path::Path;

/// Numbers in a part of a word's vector.
const PART: usize = DIM / PARTS;

/// Rounds of k-means for the codebooks.
const ROUNDS: usize = 12;

/// The model as bytes, all but its thresholds, and the same rounded model to set them with.
#[derive(Debug)]
pub(crate) struct Model {
    bytes: Vec<u8>,
    pub(crate) grams: Grams,
    pub(crate) convolution: Convolution,
}

/// The words' vectors in parts of which there are 256 each (product quantisation).
#[derive(Debug)]
pub(crate) struct Codes {
    /// Each word's hash and its row in the vocabulary, by hash.
    words: Vec<(u32, usize)>,
    /// `PARTS` bytes a word, in that order.
    codes: Vec<u8>,
    books: Vec<f32>,
}

/// Finds codes for the words' vectors and puts what they stand for in their place.
pub(crate) fn encode(vocabulary: &Vocabulary, vectors: &mut [[f32; DIM]]) -> Codes {
    let mut words: Vec<(u32, usize)> =
        vocabulary.words.iter().map(|w| word_hash(w)).zip(0..).collect();
    words.sort_unstable();
    words.dedup_by_key(|(hash, _)| *hash);
    let known: Vec<&[f32; DIM]> = words.iter().map(|&(_, row)| &vectors[row]).collect();
    let weights: Vec<f32> = words.iter().map(|&(_, row)| vocabulary.weights[row]).collect();
    let (codes, books) = codebooks(&known, &weights);
    for (&(_, row), codes) in words.iter().zip(codes.chunks_exact(PARTS)) {
        for (part, &code) in codes.iter().enumerate() {
            let book = &books[(part * 256 + usize::from(code)) * PART..][..PART];
            vectors[row][part * PART..][..PART].copy_from_slice(book);
        }
    }
    Codes { words, codes, books }
}

pub(crate) fn quantise(
    vocabulary: &Vocabulary,
    grams: &Grams,
    net: &Convolution,
    codes: &Codes,
) -> Result<Model> {
    let mut small = Convolution { words: net.words.clone(), dense: net.dense.clone() };
    let mut out = MAGIC.to_vec();
    let mut kept: Vec<_> = grams.rows.iter().map(|(&hash, &gram)| (hash, gram)).collect();
    kept.sort_unstable_by_key(|&(hash, _)| (hash as usize % BUCKETS, hash));
    let (tags, signals) = (vocabulary.tags.len(), vocabulary.signals.len());
    for size in [codes.words.len(), DIM, FILTERS, WIDTH, tags, signals, kept.len()] {
        let size =
            u16::try_from(size).context("a table of the model is too long for its header")?;
        out.extend(size.to_le_bytes());
    }
    codes.words.iter().for_each(|(hash, _)| out.extend(hash.to_le_bytes()));
    let unit = codes.books.iter().fold(0f32, |m, x| m.max(x.abs())) / 127.0;
    out.extend(&codes.codes);
    out.extend(codes.books.iter().map(|x| (x / unit).round().clamp(-127.0, 127.0) as i8 as u8));
    for x in &net.dense.tags {
        out.extend(((x / unit).round().clamp(-3000.0, 3000.0) as i16).to_le_bytes());
    }
    let mut scales = Vec::new();
    for filter in small.dense.conv.chunks_exact_mut(WIDTH * DIM) {
        let scale = filter.iter().fold(1e-9f32, |m, x| m.max(x.abs())) / 127.0;
        out.extend(filter.iter().map(|x| (x / scale).round() as i8 as u8));
        filter.iter_mut().for_each(|x| *x = (*x / scale).round() * scale);
        scales.push(scale * unit);
    }
    let dense = &net.dense;
    floats(&mut out, &scales);
    floats(&mut out, &dense.conv_bias);
    floats(&mut out, &dense.token);
    floats(&mut out, &dense.token_bias);
    floats(&mut out, &dense.loud);
    floats(&mut out, &dense.pooled);
    floats(&mut out, &dense.bias);
    floats(&mut out, &dense.signals);
    let mut starts = vec![0u16; BUCKETS + 1];
    kept.iter().for_each(|(hash, _)| starts[*hash as usize % BUCKETS + 1] += 1);
    (0..BUCKETS).for_each(|b| starts[b + 1] += starts[b]);
    starts.iter().for_each(|s| out.extend(s.to_le_bytes()));
    kept.iter().for_each(|(hash, _)| out.extend(((hash >> 16) as u16).to_le_bytes()));
    let levels = levels(&kept);
    for (_, gram) in &mut kept {
        let at: [usize; OUTPUTS] = std::array::from_fn(|o| level(&levels[o], gram.weights[o]));
        gram.weights = std::array::from_fn(|o| levels[o][at[o]]);
        out.extend(at.as_chunks::<2>().0.iter().map(|[low, high]| (low | high << 4) as u8));
    }
    levels.iter().for_each(|levels| floats(&mut out, &levels.map(|level| level * GRAMS)));
    floats(&mut out, &grams.bias.map(|b| b * GRAMS));
    let grams = Grams { rows: kept.into_iter().collect(), bias: grams.bias };
    Ok(Model { bytes: out, grams, convolution: small })
}

fn floats(out: &mut Vec<u8>, numbers: &[f32]) {
    numbers.iter().for_each(|x| out.extend(x.to_le_bytes()));
}

/// For each output the sixteen values to which the weights of grams are rounded: k-means (Lloyd,
/// 1982), where a gram of many posts counts for more.
fn levels(grams: &[(u32, Gram)]) -> [[f32; LEVELS]; OUTPUTS] {
    std::array::from_fn(|o| {
        let mut weights: Vec<(f32, f32)> =
            grams.iter().map(|(_, gram)| (gram.weights[o], (gram.posts as f32).sqrt())).collect();
        weights.sort_by(|a, b| a.0.total_cmp(&b.0));
        // From the middles of sixteen equal parts of the range.
        let (least, most) = (weights.first(), weights.last());
        let (least, most) = (least.map_or(0.0, |w| w.0), most.map_or(0.0, |w| w.0));
        let step = (most - least) / LEVELS as f32;
        let mut levels: [f32; LEVELS] = std::array::from_fn(|k| least + (k as f32 + 0.5) * step);
        for _ in 0..ROUNDS * 4 {
            let mut sums = [(0f64, 0f64); LEVELS];
            for &(weight, counts) in &weights {
                let (sum, count) = &mut sums[level(&levels, weight)];
                *sum += f64::from(weight * counts);
                *count += f64::from(counts);
            }
            for (level, (sum, count)) in levels.iter_mut().zip(sums) {
                if count > 0.0 {
                    *level = (sum / count) as f32;
                }
            }
        }
        levels
    })
}

/// The level nearest to `weight`.
fn level(levels: &[f32; LEVELS], weight: f32) -> usize {
    let off = |k: &usize| (levels[*k] - weight).abs();
    (0..LEVELS).min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(0)
}

/// Product quantisation: for each part of the vectors 256 rows, by k-means.
fn codebooks(vectors: &[&[f32; DIM]], weights: &[f32]) -> (Vec<u8>, Vec<f32>) {
    let mut codes = vec![0u8; vectors.len() * PARTS];
    let mut books = Vec::new();
    for part in 0..PARTS {
        let points: Vec<&[f32]> = vectors.iter().map(|v| &v[part * PART..][..PART]).collect();
        // From the words that matter most, so that rare ones are rounded to them.
        let mut by_weight: Vec<usize> = (0..points.len()).collect();
        by_weight.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]).then(a.cmp(&b)));
        let start = |k: usize| points[by_weight[k * 8 % points.len()]].to_vec();
        let mut centres: Vec<Vec<f32>> = (0..256).map(start).collect();
        for _ in 0..ROUNDS {
            let mut sums = vec![(vec![0f32; PART], 0f32); 256];
            for (i, point) in points.iter().enumerate() {
                let code = nearest(&centres, point);
                codes[i * PARTS + part] = code as u8;
                sums[code].0.iter_mut().zip(*point).for_each(|(s, x)| *s += x * weights[i]);
                sums[code].1 += weights[i];
            }
            for (centre, (sum, count)) in centres.iter_mut().zip(sums) {
                if count > 0.0 {
                    centre.iter_mut().zip(sum).for_each(|(c, s)| *c = s / count);
                }
            }
        }
        for (i, point) in points.iter().enumerate() {
            codes[i * PARTS + part] = nearest(&centres, point) as u8;
        }
        books.extend(centres.concat());
    }
    (codes, books)
}

fn nearest(centres: &[Vec<f32>], point: &[f32]) -> usize {
    let far = |centre: &Vec<f32>| -> f32 {
        centre.iter().zip(point).map(|(c, x)| (c - x) * (c - x)).sum()
    };
    (0..centres.len()).min_by(|&a, &b| far(&centres[a]).total_cmp(&far(&centres[b]))).unwrap_or(0)
}

/// Writes `weights.bin` and `names.toml`.
pub(crate) fn write(
    dir: &Path,
    vocabulary: &Vocabulary,
    model: &Model,
    thresholds: &[f32; OUTPUTS],
) -> Result<()> {
    let mut bytes = model.bytes.clone();
    floats(&mut bytes, thresholds);
    let path = dir.join("weights.bin");
    std::fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
    let mut names =
        String::from("# Written by crate/trainer beside weights.bin; not to be edited.\n");
    for (key, list) in [("tags", &vocabulary.tags), ("signals", &vocabulary.signals)] {
        let _ = writeln!(names, "{key} = {list:?}");
    }
    std::fs::write(dir.join("names.toml"), names)?;
    println!("{} bytes of weights", bytes.len());
    Ok(())
}
