//! Compiles word lists, rules, contexts, sites and strings to static tables, so that nothing is
//! built when the engine starts.

#![allow(missing_docs, dead_code, unreachable_pub)]

#[path = "build/emit.rs"]
mod emit;
#[path = "build/inflect.rs"]
mod inflect;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "build/locales.rs"]
mod locales;
#[path = "build/pattern.rs"]
mod pattern;
#[path = "build/reader.rs"]
mod reader;
#[path = "build/rules.rs"]
mod rules;
#[path = "build/sites.rs"]
mod sites;

#[path = "src/builtin.rs"]
mod builtin;
#[path = "src/fold.rs"]
mod fold;
#[path = "src/hash.rs"]
mod hash;
#[path = "src/program.rs"]
mod program;
#[path = "src/span.rs"]
mod span;
#[path = "src/token.rs"]
mod token;

use std::path::{Path, PathBuf};

fn main() {
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    for input in [
        "build.rs",
        "build",
        "contexts",
        "lexicon",
        "locales",
        "patterns.toml",
        "reader",
        "rules",
        "src",
    ] {
        println!("cargo::rerun-if-changed={input}");
    }
    let made = sites::generate(&here, &out)
        .and_then(|()| locales::generate(&here, &out))
        .and_then(|()| compile(&here, &out));
    if let Err(fault) = made {
        println!("cargo::error={}", fault.replace('\n', " "));
        std::process::exit(1);
    }
}

fn compile(here: &Path, out: &Path) -> Result<(), String> {
    let tags = lexicon::read(&here.join("lexicon"))?;
    let rules = rules::read_rules(&here.join("rules"))?;
    let contexts = rules::read_contexts(&here.join("contexts"))?;
    let parts = rules::read_parts(&here.join("patterns.toml"))?;
    let mut symbols = pattern::Symbols::default();
    for name in builtin::NAMES {
        symbols.define(&format!("@{name}"));
    }
    for tag in &tags {
        if builtin::NAMES.contains(&tag.name.as_str()) {
            return Err(format!("lexicon: `{}` is the name of an entity", tag.name));
        }
        symbols.define(&format!("@{}", tag.name));
    }
    if let Some(tag) = builtin::TAGS_FOR_CODE.iter().find(|t| !tags.iter().any(|l| l.name == **t)) {
        return Err(format!("lexicon: no list `{tag}`, which code asks for"));
    }
    let known = |name: &String| {
        matches!(name.as_str(), "quoted" | "question") || contexts.iter().any(|c| c.name == *name)
    };
    let mut program = pattern::Program::new(parts);
    let mut owners = Vec::new();
    for (i, rule) in rules.iter().enumerate() {
        let gates = rule.gated.iter().flat_map(|g| g.needs.iter().chain(&g.unless));
        let named = rule.unless.iter().chain(&rule.needs).chain(gates);
        if let Some(name) = named.chain(rule.shift.iter().flat_map(|s| &s.when)).find(|n| !known(n))
        {
            return Err(format!("rule {}: no context `{name}`", rule.id));
        }
        for pattern in &rule.patterns {
            program.add(pattern, &mut symbols).map_err(|e| format!("rule {}: {e}", rule.id))?;
            owners.push(emit::Owner::Rule(i, None));
        }
        for (gate, gated) in rule.gated.iter().enumerate() {
            for pattern in &gated.patterns {
                program.add(pattern, &mut symbols).map_err(|e| format!("rule {}: {e}", rule.id))?;
                owners.push(emit::Owner::Rule(i, Some(gate)));
            }
        }
    }
    for (i, context) in contexts.iter().enumerate() {
        if let Some(name) = context.unless.iter().find(|n| !known(n)) {
            return Err(format!("context {}: no context `{name}`", context.name));
        }
        for pattern in &context.patterns {
            program
                .add(pattern, &mut symbols)
                .map_err(|e| format!("context {}: {e}", context.name))?;
            owners.push(emit::Owner::Context(i));
        }
    }
    let tables = emit::Tables {
        tags: &tags,
        symbols: &symbols,
        program: &program,
        owners: &owners,
        rules: &rules,
        contexts: &contexts,
    };
    emit::write(&tables, out)?;
    reader::generate(&here.join("reader"), &tables, out)
}

/// All files under `dir` with this ending, sorted, so that the same sources give the same bytes.
fn files(dir: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let list = std::fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    for entry in list {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}
