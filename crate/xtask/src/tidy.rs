//! House rules as tests.

use crate::test::Count;
use crate::workspace::{Workspace, output};
use anyhow::Result;
use std::fs;
use std::path::Path;

/// Longer than this and a file wants to be two.
const LONGEST: usize = 800;

/// Crates of the web; the core must run anywhere.
const WEB_CRATES: [&str; 6] =
    ["console_error_panic_hook", "gloo", "js-sys", "serde-wasm-bindgen", "wasm-bindgen", "web-sys"];

/// Words that must not stand in files of some kinds. Each is split so as not to find itself.
const BANNED: &[(&str, &[&str], &str)] = &[
    (concat!("TO", "DO"), &["rs", "ts", "css", "html", "toml"], "finish it or drop it"),
    (concat!("FIX", "ME"), &["rs", "ts", "css", "html", "toml"], "finish it or drop it"),
    (concat!("wait", "ForTimeout"), &["ts"], "wait for what is expected, not for a time"),
    (concat!("thread::", "sleep"), &["rs"], "wait for what is expected, not for a time"),
    (concat!("inner", "HTML"), &["ts"], "build nodes: text must never become markup"),
    (concat!("inner_", "html"), &["rs"], "build nodes: text must never become markup"),
    (concat!("test", ".only"), &["ts"], "every test runs"),
    (concat!("test", ".skip"), &["ts"], "every test runs"),
    (concat!("#[", "ignore"), &["rs"], "every test runs"),
    (concat!("web_accessible", "_resources"), &["json"], "a page could find the extension by it"),
    (concat!("\"reso", "lved\":"), &["json"], "the lock file names no registry host"),
];

/// Checks every rule and prints what breaks it.
pub(crate) fn tidy(workspace: &Workspace) -> Result<Count> {
    let mut faults = core_faults(workspace)?;
    let files = workspace.files()?;
    for file in &files {
        // A file that is not text has no words; one that was deleted has no faults.
        if let Ok(text) = fs::read_to_string(workspace.root.join(file)) {
            faults.extend(file_faults(file, &text));
        }
    }
    for fault in &faults {
        println!("{fault}");
    }
    println!("{} files", files.len());
    let rules = BANNED.len() + 2;
    Ok(Count { passed: rules.saturating_sub(faults.len()), failed: faults.len() })
}

fn core_faults(workspace: &Workspace) -> Result<Vec<String>> {
    let args = ["tree", "--package=lamplight-core", "--edges=normal,build", "--target=all"];
    let tree = output(workspace.cargo(args).args(["--prefix=none", "--format={p}"]))?;
    Ok(web_crates(&tree)
        .map(|name| format!("crate/core depends on {name}: it knows no web"))
        .collect())
}

fn web_crates(tree: &str) -> impl Iterator<Item = &str> {
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    names.filter(|name| WEB_CRATES.contains(name))
}

fn file_faults(file: &Path, text: &str) -> Vec<String> {
    let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or("");
    let shown = file.display();
    let mut faults = Vec::new();
    let lines = text.lines().count();
    if ["rs", "ts", "css", "html"].contains(&kind) && lines > LONGEST {
        faults.push(format!("{shown}: {lines} lines: split it ({LONGEST} at most)"));
    }
    for (words, kinds, why) in BANNED {
        if !kinds.contains(&kind) {
            continue;
        }
        for (number, line) in text.lines().enumerate().filter(|(_, line)| line.contains(words)) {
            faults.push(format!("{shown}:{}: {words}: {why}\n    {}", number + 1, line.trim()));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(file: &str, text: &str) -> usize {
        file_faults(Path::new(file), text).len()
    }

    #[test]
    fn finds_each_banned_word_in_its_kinds_of_file_only() {
        for (words, kinds, _) in BANNED {
            for kind in *kinds {
                assert_eq!(faults(&format!("a.{kind}"), &format!("x {words} y")), 1, "{words}");
            }
            assert_eq!(faults("a.png", words), 0, "{words}");
        }
    }

    #[test]
    fn finds_a_file_that_is_too_long() {
        assert_eq!(faults("a.rs", &"x\n".repeat(LONGEST)), 0);
        assert_eq!(faults("a.rs", &"x\n".repeat(LONGEST + 1)), 1);
    }

    #[test]
    fn finds_a_web_crate_in_a_tree() {
        let tree = "lamplight-core v0.1.0 (/x)\nserde v1.0.0\njs-sys v0.3.0\nserde v1.0.0 (*)";
        assert_eq!(web_crates(tree).collect::<Vec<_>>(), ["js-sys"]);
    }
}
