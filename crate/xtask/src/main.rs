//! What a developer or CI calls: `cargo xtask build`, `run`, `test`, `judge`,
//! `bench`, `suites`.
//!
//! Everything that these need beyond rustup's toolchain, Node and apt is fetched by the task
//! itself, so that a fresh clone needs no preparation.

mod bench;
mod build;
mod chromium;
mod judge;
mod node;
mod run;
mod suites;
mod test;
mod tidy;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs and tests Lamplight")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Assemble the extension, ready to load, in dist/chromium
    Build,
    /// Try it: a practice social site on this machine, in a browser that has Lamplight
    Run {
        /// Type the practice posts without a window and write what happened into report/
        #[arg(long)]
        headless: bool,
    },
    /// Check everything, as CI does
    Test {
        /// Go on after a step fails, to see all that fails
        #[arg(long)]
        keep_going: bool,
    },
    /// Score the checker on labelled posts (JSON Lines) or ordinary ones (plain text)
    Judge {
        /// The corpus; without it every one in tests/corpus
        #[arg(long)]
        corpus: Option<std::path::PathBuf>,
        /// Print every post that was judged wrongly
        #[arg(long)]
        misses: bool,
    },
    /// Print what a check costs, by length
    Bench,
    /// Write the functional suites of tests/corpus from their templates
    Suites,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let done = Workspace::find().and_then(|workspace| match args.task {
        Task::Build => build::chromium(&workspace).map(|dist| dist.print_sizes()),
        Task::Run { headless } => run::practice(&workspace, headless),
        Task::Test { keep_going } => test::test(&workspace, keep_going),
        Task::Bench => bench::bench(&workspace.root.join("tests/corpus/open.jsonl")),
        Task::Suites => suites::write(&workspace.root.join("tests/corpus")),
        Task::Judge { corpus, misses } => match corpus {
            Some(path) => judge::judge(&path, misses),
            None => judge::all(&workspace.root.join("tests/corpus"), misses),
        },
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
