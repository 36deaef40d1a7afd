//! Turns `locales/*.toml` into sorted static tables.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

/// Writes `$OUT_DIR/locales.rs`: `EN` and `CY`, each `(key, text)` sorted by key.
///
/// Keys are the dotted path to the string: `[popup] pause` is `popup.pause`.
///
/// # Errors
///
/// A file cannot be read, is not TOML, or holds anything but tables and strings.
pub(crate) fn generate(manifest_dir: &Path, out_dir: &Path) -> Result<(), String> {
    let mut out = String::new();
    for (name, file) in [("EN", "locales/en.toml"), ("CY", "locales/cy.toml")] {
        let path = manifest_dir.join(file);
        let text = fs::read_to_string(&path).map_err(|e| format!("{file}: {e}"))?;
        let table: toml::Table = text.parse().map_err(|e| format!("{file}: {e}"))?;
        let mut strings = BTreeMap::new();
        flatten("", &table, &mut strings).map_err(|e| format!("{file}: {e}"))?;
        writeln!(out, "static {name}: &[(&str, &str)] = &[").map_err(|e| e.to_string())?;
        for (key, text) in strings {
            writeln!(out, "({key:?}, {text:?}),").map_err(|e| e.to_string())?;
        }
        out.push_str("];\n");
    }
    fs::write(out_dir.join("locales.rs"), out).map_err(|e| format!("locales.rs: {e}"))
}

fn flatten(
    prefix: &str,
    table: &toml::Table,
    strings: &mut BTreeMap<String, String>,
) -> Result<(), String> {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::Table(inner) => flatten(&key, inner, strings)?,
            toml::Value::String(text) => {
                strings.insert(key, text.trim().to_owned());
            }
            _ => return Err(format!("{key} is neither a string nor a section")),
        }
    }
    Ok(())
}
