//! Checks `src/sites.toml` and turns it into static data.

use serde::Deserialize;
use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

/// The table as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    surface: Vec<Surface>,
}

/// One block of the file; `src/sites.toml` explains the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Surface {
    site: String,
    surface: String,
    hosts: Vec<String>,
    #[serde(default = "yes")]
    default: bool,
    #[serde(default)]
    path: String,
    engine: Vec<Engine>,
    composer: Vec<String>,
    #[serde(default)]
    submit: Vec<String>,
    #[serde(default)]
    submit_keys: Vec<SubmitKey>,
    kind: Kind,
    audience: String,
    #[serde(default)]
    attach: Vec<String>,
    #[serde(default)]
    endorse: Vec<String>,
    #[serde(default)]
    endorse_undo: Vec<String>,
    #[serde(default)]
    post_container: Vec<String>,
    #[serde(default)]
    post_text: Vec<String>,
    #[serde(rename = "confidence")]
    _confidence: Confidence,
    year: u16,
    why: String,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
enum SubmitKey {
    Enter,
    #[serde(rename = "Ctrl+Enter")]
    CtrlEnter,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Post,
    Comment,
    Private,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Engine {
    CkEditor,
    ContentEditable,
    DraftJs,
    Froala,
    Gutenberg,
    Lexical,
    ProseMirror,
    Quill,
    Slate,
    Textarea,
    Unknown,
}

/// Named only so that a row with any other word is refused.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Confidence {
    High,
    Medium,
    Low,
}

/// Writes `$OUT_DIR/sites.rs`: the rows, in the order of the file.
///
/// What only maintainers need (`audience`, `confidence`, `year`, `why`) is checked but not compiled
/// in: the worker carries no notes.
///
/// # Errors
///
/// The file cannot be read, or a row is wrong; the message names the row.
pub(crate) fn generate(manifest_dir: &Path, out_dir: &Path) -> Result<(), String> {
    let source = manifest_dir.join("src/sites.toml");
    let text = fs::read_to_string(&source).map_err(|e| format!("src/sites.toml: {e}"))?;
    fs::write(out_dir.join("sites.rs"), render(&text)?).map_err(|e| format!("sites.rs: {e}"))
}

/// The Rust for `text`, or what is wrong with it.
pub(crate) fn render(text: &str) -> Result<String, String> {
    let table: Table = toml::from_str(text).map_err(|e| format!("src/sites.toml: {e}"))?;
    let mut before: Option<&Surface> = None;
    for row in &table.surface {
        check(row).map_err(|e| format!("sites.toml, {} / {}: {e}", row.site, row.surface))?;
        let key = (&row.site, &row.surface);
        if before.is_some_and(|b| (&b.site, &b.surface) >= key) {
            return Err(format!("sites.toml, {key:?}: out of order, or there twice"));
        }
        before = Some(row);
    }
    let mut out = String::from("static ROWS: &[SiteRow] = &[\n");
    for row in &table.surface {
        let Surface { site, surface, hosts, default, path, engine, kind, .. } = row;
        let Surface { composer, submit, submit_keys, attach, .. } = row;
        let Surface { endorse, endorse_undo, post_container, post_text, .. } = row;
        // `Debug` of strings, vectors and unit variants is Rust source.
        let engine: Vec<_> = engine.iter().map(|e| format!("Engine::{e:?}")).collect();
        let keys: Vec<_> = submit_keys.iter().map(|k| format!("SubmitKey::{k:?}")).collect();
        let (engine, keys) = (engine.join(", "), keys.join(", "));
        writeln!(
            out,
            "SiteRow {{ site: {site:?}, surface: {surface:?}, hosts: &{hosts:?}, \
             default: {default}, path: {path:?}, engine: &[{engine}], composer: &{composer:?}, \
             submit: &{submit:?}, submit_keys: &[{keys}], kind: Kind::{kind:?}, \
             attach: &{attach:?}, endorse: &{endorse:?}, endorse_undo: &{endorse_undo:?}, \
             post_container: &{post_container:?}, post_text: &{post_text:?} }},"
        )
        .map_err(|e| e.to_string())?;
    }
    out.push_str("];\n");
    Ok(out)
}

fn check(row: &Surface) -> Result<(), String> {
    let slug = |s: &str| s.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if row.site.is_empty() || !slug(&row.site) {
        return Err("site must be lower-case letters, digits and hyphens".into());
    }
    for (field, text) in [("surface", &row.surface), ("audience", &row.audience), ("why", &row.why)]
    {
        if text.trim().is_empty() {
            return Err(format!("{field} is empty"));
        }
    }
    if row.hosts.is_empty() || row.engine.is_empty() || row.composer.is_empty() {
        return Err("hosts, engine and composer must each hold something".into());
    }
    let everywhere = row.hosts == ["*"];
    for host in &row.hosts {
        let domain = host.contains('.') && host.split('.').all(|p| !p.is_empty() && slug(p));
        if !domain && !everywhere {
            return Err(format!("{host:?} is not a lower-case domain"));
        }
    }
    if everywhere && row.default {
        return Err("a row for any host cannot be read by default".into());
    }
    if !(2015..2100).contains(&row.year) {
        return Err(format!("year {} is not plausible", row.year));
    }
    for (field, list) in [
        ("hosts", &row.hosts),
        ("composer", &row.composer),
        ("submit", &row.submit),
        ("attach", &row.attach),
        ("endorse", &row.endorse),
        ("endorse_undo", &row.endorse_undo),
        ("post_container", &row.post_container),
        ("post_text", &row.post_text),
    ] {
        if let Some(odd) = list.iter().find(|s| s.is_empty() || s.trim() != s.as_str()) {
            return Err(format!("{field}: {odd:?} is empty or has blanks around it"));
        }
        if list.iter().collect::<BTreeSet<_>>().len() != list.len() {
            return Err(format!("{field}: the same entry twice"));
        }
    }
    Ok(())
}
