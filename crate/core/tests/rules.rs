//! Every rule's and context's own examples: what it flags, with the marked words, and what it
//! spares. Adding a rule adds its test.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use lamplight_core::{Checker, Finding};
use std::path::{Path, PathBuf};

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).expect("a folder of the crate") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn examples(path: &Path, key: &str) -> Vec<String> {
    let file: toml::Table = std::fs::read_to_string(path).expect("a file").parse().expect("TOML");
    let list = file[key].as_array().expect("a list of examples");
    list.iter().map(|example| example.as_str().expect("a text").to_owned()).collect()
}

/// The example without «», and the byte ranges that they held.
fn unmark(example: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), 0);
    for c in example.chars() {
        match c {
            '«' => open = text.len(),
            '»' => marks.push((open, text.len())),
            _ => text.push(c),
        }
    }
    (text, marks)
}

fn covers(finding: &Finding, marks: &[(usize, usize)]) -> bool {
    marks.iter().all(|&(start, end)| finding.marks.iter().any(|m| m.start < end && start < m.end))
}

/// A rule's patterns must tell its own examples and none that it spares. What a post comes to in the
/// end, the reader has a word in: it must agree with nearly all of them.
#[test]
fn every_rule_flags_and_spares_its_examples() {
    let checker = Checker::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut faults = Vec::new();
    let (mut spoken, mut flags, mut silent, mut spares) = (0, 0, 0, 0);
    for path in files(&root) {
        let id = path.strip_prefix(&root).unwrap().with_extension("");
        let id = id.to_str().unwrap().replace(['/', '\\'], ".");
        let in_category = |f: &Finding| id.starts_with(f.category.id());
        for example in examples(&path, "flags") {
            let (text, marks) = unmark(&example);
            flags += 1;
            spoken += usize::from(checker.check(&text.as_str().into()).iter().any(in_category));
            let told = checker.told(&text);
            if !is_whole(&path) && !told.iter().any(|f| f.rule == id && covers(f, &marks)) {
                let said: Vec<_> =
                    told.iter().map(|f| (f.rule, f.span().of(&text).to_owned())).collect();
                faults.push(format!("{id} should flag: {example}\n    found: {said:?}"));
            }
        }
        for example in examples(&path, "spares") {
            spares += 1;
            silent += usize::from(!checker.check(&example.as_str().into()).iter().any(in_category));
            if let Some(f) = checker.told(&example).iter().find(|f| f.rule == id) {
                let marked = f.span().of(&example);
                faults.push(format!("{id} should spare: {example}\n    marked: {marked}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} examples fail:\n{}", faults.len(), faults.join("\n"));
    println!("in the end, {spoken} of {flags} are spoken to and {silent} of {spares} are not");
    assert!(spoken * 10 >= flags * 8, "only {spoken} of {flags} flagged examples are spoken to");
    assert!(silent * 20 >= spares * 19, "{silent} of {spares} spared examples stay silent");
}

/// Whether only the reader speaks through this rule.
fn is_whole(path: &Path) -> bool {
    let file: toml::Table = std::fs::read_to_string(path).expect("a file").parse().expect("TOML");
    file.get("whole").and_then(toml::Value::as_bool).unwrap_or_default()
}

#[test]
fn every_context_holds_and_is_absent_in_its_examples() {
    let checker = Checker::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("contexts");
    let mut faults = Vec::new();
    for path in files(&root) {
        let name = path.file_stem().unwrap().to_str().unwrap();
        for example in examples(&path, "flags") {
            if !checker.contexts_of(&example).contains(&name) {
                faults.push(format!("{name} should hold in: {example}"));
            }
        }
        for example in examples(&path, "spares") {
            if checker.contexts_of(&example).contains(&name) {
                faults.push(format!("{name} should not hold in: {example}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
