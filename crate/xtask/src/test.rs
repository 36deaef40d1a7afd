//! Everything that must hold before a change goes in: one list of steps, for a person and for CI.

use crate::build::{self, WASM, WASM_CRATES};
use crate::chromium;
use crate::node::Node;
use crate::tidy::tidy;
use crate::workspace::{Workspace, run};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Runs every step; stops at the first that fails unless `keep_going`.
pub(crate) fn test(workspace: &Workspace, keep_going: bool) -> Result<()> {
    let mut steps = Steps { keep_going, passed: 0, failed: Vec::new(), broken: 0 };
    let outcome = run_steps(workspace, &mut steps);
    println!("\n{} passed, {} failed", steps.passed, steps.broken);
    outcome?;
    if !steps.failed.is_empty() {
        bail!("failed: {}", steps.failed.join(", "));
    }
    Ok(())
}

fn run_steps(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    steps.step("formatting", || checked(&mut workspace.cargo(["fmt", "--all", "--check"])))?;
    steps.step("lints", || checked(&mut clippy(workspace, &["--workspace", "--all-targets"])))?;
    steps.step("lints, Wasm", || {
        build::ensure_wasm_target(workspace)?;
        let packages = WASM_CRATES.iter().flat_map(|(package, _)| ["--package", package]);
        let args: Vec<_> = ["--target", WASM].into_iter().chain(packages).collect();
        checked(&mut clippy(workspace, &args))
    })?;
    steps.step("Rust tests", || {
        counted(&mut workspace.cargo(["test", "--workspace", "--no-fail-fast"]), cargo_counts)
    })?;
    steps.step("house rules", || tidy(workspace))?;
    // The scripts' types need the glue, and the browser tests need all of it.
    steps.step("build", || {
        build::chromium(workspace)?.print_sizes();
        Ok(Count::one())
    })?;
    let node = Node::ready(workspace)?;
    for project in ["extension", "tests"] {
        steps.step(&format!("types, {project}"), || {
            checked(node.tool("typescript/bin/tsc", ["--project"]).arg(workspace.path(project)))
        })?;
    }
    steps.step("script tests", || {
        node_tests(workspace, &node, &tests_below(workspace, "extension/content")?)
    })?;
    steps.step("browser tests", || {
        let chromium = chromium::ready()?;
        let scripts = tests_below(workspace, "tests/e2e")?;
        let mut tests = node_test_command(workspace, &node, &scripts)?;
        counted(tests.env("CHROMIUM", chromium), node_counts)
    })
}

/// How many checks held and how many did not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Count {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl Count {
    fn one() -> Self {
        Self { passed: 1, failed: 0 }
    }
}

struct Steps {
    keep_going: bool,
    passed: usize,
    broken: usize,
    failed: Vec<String>,
}

impl Steps {
    fn step(&mut self, name: &str, check: impl FnOnce() -> Result<Count>) -> Result<()> {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = check();
        let seconds = start.elapsed().as_secs_f64();
        let mut count = outcome.as_ref().copied().unwrap_or_default();
        let ok = outcome.is_ok() && count.failed == 0;
        if !ok {
            count.failed = count.failed.max(1);
        }
        self.passed += count.passed;
        self.broken += count.failed;
        println!("== {name}: {} in {seconds:.1} s", if ok { "ok" } else { "FAILED" });
        match outcome {
            _ if ok => Ok(()),
            Ok(_) if !self.keep_going => bail!("{name} failed"),
            Err(error) if !self.keep_going => Err(error.context(format!("{name} failed"))),
            outcome => {
                if let Err(error) = outcome {
                    eprintln!("{error:#}");
                }
                self.failed.push(name.to_owned());
                Ok(())
            }
        }
    }
}

fn clippy(workspace: &Workspace, args: &[&str]) -> Command {
    let mut clippy = workspace.cargo(["clippy", "--quiet"]);
    clippy.args(args).args(["--", "--deny", "warnings"]);
    clippy
}

/// One check: the command succeeds.
fn checked(command: &mut Command) -> Result<Count> {
    run(command).map(|()| Count::one())
}

/// Many checks: shows the command's output and adds up what its summary lines say.
fn counted(command: &mut Command, read: fn(&str) -> Count) -> Result<Count> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start the tests")?;
    let mut count = Count::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line?;
            println!("{line}");
            let more = read(&line);
            count.passed += more.passed;
            count.failed += more.failed;
        }
    }
    let status = child.wait()?;
    if !status.success() {
        count.failed = count.failed.max(1);
    } else if count.passed == 0 {
        bail!("no test ran");
    }
    Ok(count)
}

/// Reads `test result: ok. 12 passed; 0 failed; …`.
fn cargo_counts(line: &str) -> Count {
    let Some(results) = line.strip_prefix("test result: ") else {
        return Count::default();
    };
    let number = |unit: &str| {
        let words: Vec<&str> = results.split([' ', ';']).collect();
        let at = words.iter().position(|word| *word == unit)?;
        words.get(at.checked_sub(1)?)?.parse().ok()
    };
    Count { passed: number("passed").unwrap_or(0), failed: number("failed").unwrap_or(0) }
}

/// Reads `ℹ pass 12` and `ℹ fail 0`.
fn node_counts(line: &str) -> Count {
    let number = |label: &str| line.strip_prefix(label).and_then(|n| n.trim().parse().ok());
    Count { passed: number("ℹ pass ").unwrap_or(0), failed: number("ℹ fail ").unwrap_or(0) }
}

fn node_tests(workspace: &Workspace, node: &Node, scripts: &[PathBuf]) -> Result<Count> {
    counted(&mut node_test_command(workspace, node, scripts)?, node_counts)
}

fn node_test_command(workspace: &Workspace, node: &Node, scripts: &[PathBuf]) -> Result<Command> {
    let mut tests = node.node(["--enable-source-maps", "--test", "--test-reporter=spec"]);
    // A test that hangs is a failure, not a wait.
    tests.arg("--test-timeout=120000");
    tests.args(bundle(workspace, node, scripts)?).current_dir(&workspace.root);
    Ok(tests)
}

/// Bundles scripts of the checkout for Node and gives the bundles, in the same order.
pub(crate) fn bundle(
    workspace: &Workspace,
    node: &Node,
    scripts: &[PathBuf],
) -> Result<Vec<PathBuf>> {
    let to = workspace.target.join("scripts");
    node.bundle_for_node(&workspace.root, &to, scripts)?;
    Ok(scripts.iter().map(|script| to.join(script).with_extension("cjs")).collect())
}

fn tests_below(workspace: &Workspace, folder: &str) -> Result<Vec<PathBuf>> {
    let mut files = workspace.files()?;
    files.retain(|file| file.starts_with(folder) && is_test(file));
    Ok(files)
}

fn is_test(file: &Path) -> bool {
    file.to_str().is_some_and(|name| name.ends_with(".test.ts"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_summaries() {
        let line =
            "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(cargo_counts(line), Count { passed: 12, failed: 3 });
        assert_eq!(node_counts("ℹ pass 7"), Count { passed: 7, failed: 0 });
        assert_eq!(node_counts("ℹ fail 2"), Count { passed: 0, failed: 2 });
        assert_eq!(node_counts("a test that says pass 7"), Count::default());
    }

    #[test]
    fn a_failure_without_a_summary_counts() {
        let mut steps = Steps { keep_going: true, passed: 0, broken: 0, failed: Vec::new() };
        assert!(steps.step("x", || bail!("no")).is_ok());
        assert_eq!((steps.passed, steps.broken, steps.failed.len()), (0, 1, 1));
        steps.keep_going = false;
        assert!(steps.step("y", || Ok(Count { passed: 3, failed: 2 })).is_err());
        assert_eq!((steps.passed, steps.broken), (3, 3));
    }
}
