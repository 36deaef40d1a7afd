//! From which logit on each output speaks, set on posts that the model did not learn from.

use crate::convolution::Convolution;
use crate::grams::Grams;
use crate::posts::Labelled;
use crate::vocabulary::Row;
use lamplight_core::training::{ANY, CAUTION, OUTPUTS, STOP, SUPPORT, likeliest, weighed};

/// How the two parts are added: `1` of the convolution and this of the grams.
pub(crate) const GRAMS: f32 = 1.2;

/// Share of silent posts in which some category may speak, all categories together. A category's part
/// of it is its part of the labels.
const ALARMS: f32 = 0.0075;

/// How many of the loudest silent posts tell how rare louder ones are.
const TAIL: usize = 25;

/// Share of silent posts at which help may be offered without need: once too often is better than
/// once too seldom.
const NEEDLESS_HELP: f32 = 0.01;

/// How sure at least, whatever the silent posts say.
const LEAST: f32 = 0.5;

pub(crate) fn thresholds(
    posts: &[Labelled],
    rows: &[Row],
    grams: &Grams,
    convolution: &Convolution,
) -> [f32; OUTPUTS] {
    let logits: Vec<[f32; OUTPUTS]> = posts
        .iter()
        .zip(rows)
        .map(|(post, row)| {
            let (a, b) = (convolution.logits(row), grams.logits(&post.example.grams));
            std::array::from_fn(|o| a[o] + GRAMS * b[o])
        })
        .collect();
    let beside: Vec<_> = logits.iter().map(likeliest).collect();
    let logits: Vec<_> = logits.into_iter().map(weighed).collect();
    let judged: Vec<_> = posts.iter().zip(&logits).collect();
    let mut loudest: Vec<f32> = judged
        .iter()
        .filter(|(post, _)| post.silent())
        .map(|(_, l)| l[..ANY].iter().copied().fold(f32::MIN, f32::max))
        .collect();
    loudest.sort_by(f32::total_cmp);
    let curve: Vec<f32> = (1..=4)
        .map(|percent| {
            let at = loudest.len() * (100 - percent) / 100;
            let level = loudest.get(at).copied().unwrap_or(0.0);
            recall(&judged, &beside, level)
        })
        .collect();
    println!("recall where 1 to 4 in 100 silent posts are spoken to: {curve:.2?}");
    let labels = |c: usize| judged.iter().filter(|(post, _)| post.target[c] == 1.0).count() as f32;
    let all: f32 = (0..ANY).map(labels).sum();
    let mut thresholds = [0.0; OUTPUTS];
    for (c, level) in thresholds.iter_mut().enumerate().take(ANY) {
        *level = passed_by(&judged, c, ALARMS * labels(c) / all).max(LEAST);
    }
    // Where it is unsure, caution rather than advice: a stop must never come out as advice.
    thresholds[CAUTION] = fairest(&judged, CAUTION).min(-0.5);
    thresholds[STOP] = fairest(&judged, STOP);
    thresholds[SUPPORT] = passed_by(&judged, SUPPORT, NEEDLESS_HELP);
    report(&judged, &beside, &thresholds);
    thresholds
}

/// The level that about this share of silent posts is above. Where that is fewer posts than [`TAIL`], it
/// is read off an exponential tail through the loudest (peaks over a threshold: Pickands, 1975), not
/// off single posts.
fn passed_by(judged: &[(&Labelled, &[f32; OUTPUTS])], output: usize, share: f32) -> f32 {
    let silent = judged.iter().filter(|(post, _)| post.silent());
    let mut logits: Vec<f32> = silent.map(|(_, logits)| logits[output]).collect();
    logits.sort_by(|a, b| b.total_cmp(a));
    let above = share * logits.len() as f32;
    let Some(&from) = logits.get(TAIL.max(above as usize)) else { return 0.0 };
    if above >= TAIL as f32 {
        return from;
    }
    let excess = logits[..TAIL].iter().map(|l| l - from).sum::<f32>() / TAIL as f32;
    from + excess * (TAIL as f32 / above).ln()
}

/// The threshold with which most posts that have a label get their severity.
fn fairest(judged: &[(&Labelled, &[f32; OUTPUTS])], output: usize) -> f32 {
    let of: Vec<(f32, bool)> = judged
        .iter()
        .filter(|(post, _)| post.target[ANY] == 1.0)
        .map(|(post, logits)| (logits[output], post.target[output] == 1.0))
        .collect();
    let right = |level: f32| of.iter().filter(|(l, truth)| (*l > level) == *truth).count();
    let levels = (-40..=40).map(|step| step as f32 / 10.0);
    levels.max_by_key(|&level| right(level)).unwrap_or(0.0)
}

/// The share of labels found with one level for all categories.
fn recall(judged: &[(&Labelled, &[f32; OUTPUTS])], beside: &[[bool; ANY]], level: f32) -> f32 {
    let (mut found, mut asked) = (0, 0);
    for ((post, logits), beside) in judged.iter().zip(beside) {
        for c in (0..ANY).filter(|&c| post.target[c] == 1.0) {
            asked += 1;
            found += usize::from(beside[c] && logits[c] > level);
        }
    }
    found as f32 / asked.max(1) as f32
}

fn report(
    judged: &[(&Labelled, &[f32; OUTPUTS])],
    beside: &[[bool; ANY]],
    thresholds: &[f32; OUTPUTS],
) {
    let (mut found, mut asked, mut wrong, mut quiet, mut silent) = (0, 0, 0, 0, 0);
    for ((post, logits), beside) in judged.iter().zip(beside) {
        let said: Vec<usize> =
            (0..ANY).filter(|&c| beside[c] && logits[c] > thresholds[c]).collect();
        for c in 0..ANY {
            let said = said.contains(&c);
            asked += usize::from(post.target[c] == 1.0);
            found += usize::from(post.target[c] == 1.0 && said);
            wrong += usize::from(post.target[c] == 0.0 && post.counts[c] == 1.0 && said);
        }
        if post.silent() {
            silent += 1;
            quiet += usize::from(said.is_empty());
        }
    }
    let share = |a: usize, b: usize| a as f32 / b.max(1) as f32;
    println!("severity from {:.1} and {:.1}", thresholds[CAUTION], thresholds[STOP]);
    println!(
        "held hands: recall {:.3} of {asked}, precision {:.3}, silent {:.3} of {silent}, levels {:.1?}",
        share(found, asked),
        share(found, found + wrong),
        share(quiet, silent),
        &thresholds[..ANY],
    );
}
