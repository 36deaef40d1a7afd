//! `cargo xtask suites`: the functional suites, written out from their templates.
//!
//! A template holds pairs: what must be flagged, and near it what must be spared, with slots that
//! are filled in turn so that each filling stands in several places. The result is checked in as
//! data, so that a reader sees each post as it is judged, and a test holds the two together.

use anyhow::{Context, Result, bail};
use serde_json::json;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// Posts made of each sentence of a template.
const FILLINGS: usize = 5;

/// Writes `functional-<name>.jsonl` for each `templates/<name>.toml` of `corpus`.
pub(crate) fn write(corpus: &Path) -> Result<()> {
    for (path, text) in all(corpus)? {
        std::fs::write(&path, &text)?;
        println!("{}: {} posts", path.display(), text.lines().count());
    }
    Ok(())
}

/// Each suite's path and what it should hold.
pub(crate) fn all(corpus: &Path) -> Result<Vec<(PathBuf, String)>> {
    let mut templates: Vec<_> = std::fs::read_dir(corpus.join("templates"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    templates.sort();
    templates
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let table: Table = std::fs::read_to_string(path)?.parse()?;
            let suite = expand(&name, &table).with_context(|| format!("{}", path.display()))?;
            Ok((corpus.join(format!("functional-{name}.jsonl")), suite))
        })
        .collect()
}

fn expand(name: &str, table: &Table) -> Result<String> {
    let label = table.get("label").and_then(Value::as_str).context("`label` is missing")?;
    let slots = table.get("slots").and_then(Value::as_table).context("`slots` is missing")?;
    let cases = table.get("case").and_then(Value::as_array).context("no `case`")?;
    let mut out = String::new();
    let mut number = 0;
    for case in cases {
        let function = case.get("function").and_then(Value::as_str).context("`function`")?;
        for (key, labels) in [("flag", vec![label]), ("spare", vec![])] {
            let sentences = case.get(key).and_then(Value::as_array).context(key)?;
            for sentence in sentences.iter().filter_map(Value::as_str) {
                for _ in 0..FILLINGS {
                    number += 1;
                    let marked = fill(sentence, slots, number)?;
                    let pieces: Vec<&str> =
                        marked.split('«').skip(1).filter_map(|p| p.split('»').next()).collect();
                    let row = json!({
                        "id": format!("{name}-{number:03}"),
                        "text": marked.replace(['«', '»'], ""),
                        "lang": "en",
                        "labels": labels,
                        "may": may(&labels),
                        "must_flag": pieces,
                        "severity": if labels.is_empty() { "none" } else { "caution" },
                        "note": format!("{function}, {key}"),
                    });
                    out += &format!("{row}\n");
                }
            }
        }
    }
    Ok(out)
}

/// What is no fault beside the label: contempt and threats, or mockery and pictures.
fn may(labels: &[&str]) -> Vec<&'static str> {
    match labels {
        [] => vec![],
        ["discrimination"] => vec!["respect", "harm", "bullying", "endorsement"],
        _ => vec!["respect", "images", "boundaries"],
    }
}

/// `sentence` with its slots filled; `turn` says which filling of each.
fn fill(sentence: &str, slots: &Table, turn: usize) -> Result<String> {
    let mut out = sentence.to_owned();
    for (k, (slot, fillings)) in slots.iter().enumerate() {
        let list = fillings.as_array().context("a slot is a list")?;
        let pick = list.get((turn * (k + 2) + turn / list.len()) % list.len());
        let filling = pick.and_then(Value::as_str).context("a slot's fillings are texts")?;
        out = out.replace(&format!("{{{slot}}}"), filling);
    }
    if out.contains('{') {
        bail!("a slot without fillings in: {out}");
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suites_are_what_their_templates_make() -> Result<()> {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
        for (path, text) in all(&corpus)? {
            let kept = std::fs::read_to_string(&path)?;
            assert!(kept == text, "{}: run `cargo xtask suites`", path.display());
        }
        Ok(())
    }
}
