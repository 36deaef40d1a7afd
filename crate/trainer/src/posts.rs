//! Labelled posts: one a line, tab-separated: id, labels, severity, text.
//!
//! Labels are the categories that must be found, then after `~` those that may be; `-` for none and
//! `support` for the writer's own distress. In the text `\n` is a line break and «» holds the words
//! that give it away.

use crate::exchange;
use anyhow::{Context, Result, bail};
use lamplight_core::training::{ANY, CAUTION, Example, OUTPUTS, STOP, SUPPORT};
use lamplight_core::{Category, Checker};
use std::path::{Path, PathBuf};

/// One labelled post.
#[derive(Debug, Default)]
pub(crate) struct Labelled {
    pub(crate) example: Example,
    /// What each output should answer.
    pub(crate) target: [f32; OUTPUTS],
    /// Whether an output is judged at all: not where the label allows either.
    pub(crate) counts: [f32; OUTPUTS],
    /// Whether each token is among the words that give it away.
    pub(crate) marked: Vec<bool>,
}

impl Labelled {
    pub(crate) fn silent(&self) -> bool {
        let nothing = self.target[..=ANY].iter().all(|&t| t == 0.0);
        nothing && !self.counts[..ANY].contains(&0.0) && self.target[SUPPORT] == 0.0
    }
}

/// Every post in `dir` and in the files `more`: those to learn from, and those of hands that are kept
/// for setting thresholds (`…-held.tsv`).
pub(crate) fn read(dir: &Path, more: &[PathBuf]) -> Result<(Vec<Labelled>, Vec<Labelled>)> {
    let checker = Checker::new();
    let mut paths: Vec<_> = std::fs::read_dir(dir)
        .with_context(|| format!("cannot read {}", dir.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "tsv"));
    paths.sort();
    paths.extend_from_slice(more);
    let (mut learn, mut check) = (Vec::new(), Vec::new());
    for path in &paths {
        let kept = path.file_stem().is_some_and(|name| name.to_string_lossy().ends_with("-held"));
        let text = std::fs::read_to_string(path)?;
        let json = path.extension().is_some_and(|ending| ending == "jsonl");
        for (number, line) in (1..).zip(text.lines()) {
            let post = if json { parse_json(line, &checker) } else { parse(line, &checker) }
                .with_context(|| format!("{}, line {number}", path.display()))?;
            if kept {
                check.push(post);
                continue;
            }
            learn.push(post);
            if !json {
                for other in exchange::with_other_groups(line) {
                    learn.push(parse(&other, &checker)?);
                }
            }
        }
    }
    Ok((learn, check))
}

fn parse(line: &str, checker: &Checker) -> Result<Labelled> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [_, labels, severity, marked] = fields[..] else {
        bail!("expected id, labels, severity and text with tabs between them");
    };
    let (text, spans) = unmarked(&marked.replace("\\n", "\n"));
    labelled(&text, &spans, labels, severity, checker)
}

/// The examples that the rules below `dir` give of what they flag and spare: short, to the point, and
/// what the reader must not say otherwise.
pub(crate) fn examples_of_rules(dir: &Path) -> Result<Vec<Labelled>> {
    let checker = Checker::new();
    let mut examples = Vec::new();
    for category in std::fs::read_dir(dir)? {
        let category = category?;
        let label = category.file_name().to_string_lossy().into_owned();
        for rule in std::fs::read_dir(category.path())? {
            let rule: toml::Table = std::fs::read_to_string(rule?.path())?.parse()?;
            let severity = rule["severity"].as_str().unwrap_or("caution");
            for (key, labels, severity) in
                [("flags", label.as_str(), severity), ("spares", "-", "none")]
            {
                for marked in rule[key].as_array().into_iter().flatten() {
                    let (text, spans) = unmarked(marked.as_str().unwrap_or_default());
                    examples.push(labelled(&text, &spans, labels, severity, &checker)?);
                }
            }
        }
    }
    Ok(examples)
}

/// A row of `tests/corpus`.
fn parse_json(line: &str, checker: &Checker) -> Result<Labelled> {
    #[derive(serde::Deserialize)]
    struct Row {
        text: String,
        labels: Vec<String>,
        may: Vec<String>,
        must_flag: Vec<String>,
        severity: String,
    }
    let row: Row = serde_json::from_str(line)?;
    let places = |piece: &String| -> Vec<(usize, usize)> {
        row.text.match_indices(piece.as_str()).map(|(at, found)| (at, at + found.len())).collect()
    };
    let spans: Vec<_> = row.must_flag.iter().flat_map(places).collect();
    let labels = format!("{}~{}", row.labels.join(","), row.may.join(","));
    labelled(&row.text, &spans, &labels, &row.severity, checker)
}

fn labelled(
    text: &str,
    spans: &[(usize, usize)],
    labels: &str,
    severity: &str,
    checker: &Checker,
) -> Result<Labelled> {
    let mut post = Labelled { example: checker.example(text), ..Labelled::default() };
    post.counts = [1.0; OUTPUTS];
    let (must, may) = labels.split_once('~').unwrap_or((labels, ""));
    for label in must.split(',').map(str::trim).filter(|l| !matches!(*l, "" | "-")) {
        post.target[output(label)?] = 1.0;
    }
    for label in may.split(',').map(str::trim).filter(|l| !l.is_empty()) {
        let output = output(label)?;
        if post.target[output] == 0.0 {
            post.counts[output] = 0.0;
        }
    }
    // Few posts tell of the writer's distress, and missing one weighs more than any other fault.
    post.counts[SUPPORT] = if post.target[SUPPORT] == 1.0 { 4.0 } else { 1.0 };
    let any = post.target[..ANY].contains(&1.0);
    post.target[ANY] = f32::from(any);
    if !any && post.counts[..ANY].contains(&0.0) {
        // Either answer is right; silence is the likelier.
        post.counts[ANY] = 0.6;
    }
    post.target[CAUTION] = f32::from(matches!(severity, "caution" | "stop"));
    post.target[STOP] = f32::from(severity == "stop");
    if !any {
        // How strong nothing is teaches nothing.
        post.counts[CAUTION] = 0.0;
        post.counts[STOP] = 0.0;
    }
    let touches = |a: usize, b: usize| spans.iter().any(|&(from, to)| from < b && a < to);
    post.marked = post.example.tokens.iter().map(|t| touches(t.span.start, t.span.end)).collect();
    Ok(post)
}

fn output(label: &str) -> Result<usize> {
    if label == "support" {
        return Ok(SUPPORT);
    }
    Category::ALL
        .iter()
        .position(|category| category.id() == label)
        .with_context(|| format!("no category `{label}`"))
}

/// The text without its «», and the byte spans that they held.
fn unmarked(marked: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), None);
    for c in marked.chars() {
        match c {
            '«' => open = Some(text.len()),
            '»' => spans.extend(open.take().map(|from| (from, text.len()))),
            _ => text.push(c),
        }
    }
    (text, spans)
}
