//! `cargo xtask judge`: how often the checker is right, on labelled posts.
//!
//! A post counts as found when a finding has its label's category, overlaps one of the `must_flag`
//! pieces where there are any, and is at most one step milder than the label (never `advice` for
//! `stop`). Precision counts every finding; a category in `may` is neutral.

use anyhow::{Context, Result, bail};
use lamplight_core::{Category, Checker, Finding, Severity, strongest};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// One line of a labelled corpus.
#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    lang: String,
    labels: Vec<String>,
    #[serde(default)]
    may: Vec<String>,
    #[serde(default)]
    must_flag: Vec<String>,
    severity: String,
}

/// How often something came true.
#[derive(Clone, Copy, Default)]
struct Share {
    hit: usize,
    of: usize,
}

impl Share {
    fn add(&mut self, hit: bool) {
        self.hit += usize::from(hit);
        self.of += 1;
    }

    /// The share with its 95 % Wilson interval, as `0.87 [0.79, 0.93] n=80`.
    fn show(self) -> String {
        if self.of == 0 {
            return "–".into();
        }
        let (n, p, z) = (self.of as f64, self.hit as f64 / self.of as f64, 1.96);
        let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt() / (1.0 + z * z / n);
        format!("{p:.2} [{:.2}, {:.2}] n={n}", (middle - half).max(0.0), (middle + half).min(1.0))
    }
}

#[derive(Default)]
struct Scores {
    recall: Share,
    precision: Share,
    severity: Share,
    marks: Share,
}

/// Scores every corpus in the folder `dir`.
pub(crate) fn all(dir: &Path, misses: bool) -> Result<()> {
    let mut paths: Vec<_> = std::fs::read_dir(dir)
        .with_context(|| format!("cannot read {}", dir.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "jsonl" || e == "txt"))
        .collect();
    paths.sort();
    for path in paths {
        println!("── {}", path.display());
        judge(&path, misses)?;
    }
    Ok(())
}

/// Scores the corpus at `path`: JSON Lines with labels, or plain text with one ordinary post a
/// line. With `misses`, prints every post that was judged wrongly.
pub(crate) fn judge(path: &Path, misses: bool) -> Result<()> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the corpus {}", path.display()))?;
    // What is locked is scored and never shown: once read, it says nothing about unseen posts.
    let misses = !locked(path, &text)? && misses;
    if path.extension().is_some_and(|ending| ending == "jsonl") {
        let rows: Result<Vec<Row>> = (1..)
            .zip(text.lines())
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(n, line)| serde_json::from_str(line).with_context(|| format!("line {n}")))
            .collect();
        labelled(&rows?, misses)
    } else {
        ordinary(&text, misses);
        Ok(())
    }
}

/// Whether a corpus is locked, which a hash recorded beside it (`<name>.sha256`) says. Refuses one
/// that differs: a figure is worth something only if the posts are those that nobody tuned on.
fn locked(path: &Path, text: &str) -> Result<bool> {
    let record = path.with_extension("sha256");
    let Ok(recorded) = std::fs::read_to_string(&record) else { return Ok(false) };
    let found: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    if recorded.split_whitespace().next() != Some(&found) {
        bail!("{} is not the corpus that {} records", path.display(), record.display());
    }
    Ok(true)
}

fn labelled(rows: &[Row], misses: bool) -> Result<()> {
    let checker = Checker::new();
    let mut by: BTreeMap<&str, Scores> = BTreeMap::new();
    let (mut silent, mut silent_advice) = (Share::default(), Share::default());
    let (mut welsh, mut welsh_silent) = (Share::default(), Share::default());
    for row in rows {
        let findings = checker.check(&row.text.as_str().into());
        if row.labels.is_empty() {
            let quiet = strongest(&findings) < Some(Severity::Caution);
            silent.add(quiet);
            silent_advice.add(findings.is_empty());
            if row.lang == "cy" {
                welsh_silent.add(quiet);
            }
            if misses && !findings.is_empty() {
                tell("false alarm", row, &findings);
            }
        }
        for finding in &findings {
            let id = finding.category.id();
            if row.may.iter().any(|m| m == id) {
                continue;
            }
            let right = row.labels.iter().any(|l| l == id);
            by.entry(id).or_default().precision.add(right);
            if misses && !right && !row.labels.is_empty() {
                tell("wrong topic", row, std::slice::from_ref(finding));
            }
        }
        for label in &row.labels {
            let Some(category) = Category::ALL.iter().find(|c| c.id() == label) else {
                bail!("{}: no category `{label}`", row.id);
            };
            let scores = by.entry(category.id()).or_default();
            let of: Vec<&Finding> = findings.iter().filter(|f| f.category == *category).collect();
            let on_words = |f: &&&Finding| hits_words(f, row);
            let strong = of.iter().filter(on_words).map(|f| f.severity).max();
            let found = strong.is_some_and(|s| close_enough(s, &row.severity));
            if misses && found && of.iter().map(|f| f.severity.id()).all(|s| s != row.severity) {
                tell("other severity", row, &findings);
            }
            scores.recall.add(found);
            if row.lang == "cy" {
                welsh.add(found);
            }
            if !of.is_empty() {
                scores.marks.add(of.iter().any(|f| hits_words(f, row)));
                let strongest = of.iter().map(|f| f.severity).max();
                scores.severity.add(strongest.map(Severity::id) == Some(&row.severity));
            }
            if misses && !found {
                tell(&format!("missed {label}"), row, &findings);
            }
        }
    }
    let wide = "recall, precision, severity agreement, marks on the words: share [95 % interval]";
    println!("{wide}\n");
    let mut all = Scores::default();
    for (category, s) in &by {
        println!(
            "{category:16} {}\n{:16} {}\n{:16} {}\n{:16} {}",
            s.recall.show(),
            "",
            s.precision.show(),
            "",
            s.severity.show(),
            "",
            s.marks.show()
        );
        for (sum, part) in [
            (&mut all.recall, s.recall),
            (&mut all.precision, s.precision),
            (&mut all.severity, s.severity),
            (&mut all.marks, s.marks),
        ] {
            sum.hit += part.hit;
            sum.of += part.of;
        }
    }
    println!("\nall categories   recall {}", all.recall.show());
    println!("                 precision {}", all.precision.show());
    println!("                 severity agreement {}", all.severity.show());
    println!("                 marks on the words {}", all.marks.show());
    println!("silent posts     no caution or stop {}", silent.show());
    println!("                 nothing at all {}", silent_advice.show());
    println!("Welsh            recall {}", welsh.show());
    println!("                 silent {}", welsh_silent.show());
    Ok(())
}

fn hits_words(finding: &Finding, row: &Row) -> bool {
    row.must_flag.is_empty()
        || row.must_flag.iter().any(|piece| {
            row.text.match_indices(piece.as_str()).any(|(at, _)| {
                finding.marks.iter().any(|m| m.start < at + piece.len() && at < m.end)
            })
        })
}

/// At most one step milder than the label.
fn close_enough(found: Severity, label: &str) -> bool {
    match label {
        "stop" => found >= Severity::Caution,
        _ => true,
    }
}

fn tell(what: &str, row: &Row, findings: &[Finding]) {
    println!("{what}: {} [{}] {}", row.id, row.severity, row.text.replace('\n', " / "));
    for f in findings {
        let marks: Vec<_> = f.marks.iter().map(|m| m.of(&row.text)).collect();
        println!("    {} {}: {marks:?}", f.severity.id(), f.rule);
    }
}

/// Ordinary posts, one a line: how many in 1,000 are wrongly spoken to.
fn ordinary(text: &str, misses: bool) {
    let checker = Checker::new();
    let (mut count, mut alarms) = (0, 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        count += 1;
        let findings = checker.check(&line.into());
        if strongest(&findings) >= Some(Severity::Caution) {
            alarms += 1;
            if misses {
                println!("{line}");
                for f in &findings {
                    println!("    {} {}: {}", f.severity.id(), f.rule, f.span().of(line));
                }
            }
        }
    }
    let rate = f64::from(alarms) * 1000.0 / f64::from(count.max(1));
    println!("ordinary posts: {alarms} of {count} at caution or stop ({rate:.1} in 1,000)");
}
