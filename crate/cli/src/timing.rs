//! What one check takes, for `--timing`.

use lamplight_core::{Checker, Post};
use std::fmt::Display;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Checks `post` often and says on standard error what it took in the median.
pub(crate) fn say(name: impl Display, checker: &Checker, post: &Post) {
    let took = median(|| drop(black_box(checker.report(black_box(post)))));
    let characters = post.text.chars().count();
    let milliseconds = took.as_secs_f64() * 1e3;
    eprintln!("{name}: {characters} characters, {milliseconds:.3} ms");
}

fn median(mut check: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..100)
        .map(|_| {
            let start = Instant::now();
            check();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}
