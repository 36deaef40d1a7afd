//! Ties the rows of the trained model to today's tags, contexts and rules by their names, so that
//! adding a rule asks for no training: the model merely does not know it yet.

use crate::emit::Tables;
use crate::hash::{SEED, fnv};
use serde::Deserialize;
use std::fmt::Write;
use std::path::Path;

/// `reader/names.toml`, written by the trainer beside `reader/weights.bin`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    /// Tags by row.
    tags: Vec<String>,
    /// Signals by row: `~context`, `category.rule` or `category!severity`.
    signals: Vec<String>,
}

/// Writes `$OUT_DIR/reader.rs`.
pub(crate) fn generate(dir: &Path, tables: &Tables, out: &Path) -> Result<(), String> {
    let path = dir.join("names.toml");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let names: Names = toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    let row = |rows: &[String], name: &str| {
        rows.iter().position(|r| r == name).map_or(u16::MAX, |row| row as u16)
    };
    let tags = tables.symbols.names.iter().map(|n| row(&names.tags, n.trim_start_matches('@')));
    let contexts = tables.contexts.iter().map(|c| row(&names.signals, &format!("~{}", c.name)));
    let rules = tables.rules.iter().map(|r| row(&names.signals, &r.id));
    let mut text = String::new();
    let mut table = |name: &str, rows: Vec<u16>| {
        let _ = writeln!(text, "pub(crate) static {name}: &[u16] = &{rows:?};");
    };
    table("READER_TAGS", tags.collect());
    table("READER_CONTEXTS", contexts.collect());
    table("READER_RULES", rules.collect());
    for (name, severity) in [("ADVICE", "advice"), ("CAUTION", "caution"), ("STOP", "stop")] {
        let rows =
            crate::rules::CATEGORIES.map(|c| row(&names.signals, &format!("{c}!{severity}")));
        table(&format!("READER_{name}"), rows.to_vec());
    }
    // Nought where a symbol is no tag.
    let hashes = tables
        .symbols
        .names
        .iter()
        .map(|n| n.strip_prefix('@').map_or(0, |tag| fnv(SEED, tag.as_bytes())));
    let _ = writeln!(
        text,
        "pub(crate) static READER_TAG_HASHES: &[u32] = &{:?};",
        hashes.collect::<Vec<_>>()
    );
    let weights = dir.join("weights.bin");
    let _ = writeln!(
        text,
        "pub(crate) static READER_WEIGHTS: &[u8] = include_bytes!({:?});",
        weights.display().to_string()
    );
    std::fs::write(out.join("reader.rs"), text).map_err(|e| e.to_string())
}
