//! `lamplight`: reads posts and says what the guidance would say of them.

mod jsonl;
mod report;
mod timing;

use clap::{Parser, Subcommand, ValueEnum};
use lamplight_core::locale::{Locale, text};
use lamplight_core::{Checker, Report, Severity, strongest};
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads a post over your shoulder and says what the regulator's guidance would say.
///
/// Everything happens on this machine; nothing is sent or kept. Lamplight is not the regulator's,
/// and its silence is no promise.
#[derive(Parser)]
#[command(name = "lamplight", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check posts: one from each file, or one from standard input.
    ///
    /// Ends with 0 when there is nothing at caution or stop, 1 when there is, 2 on an error.
    Check {
        /// Files to read, `-` for standard input.
        #[arg(default_value = "-")]
        files: Vec<PathBuf>,
        /// How to answer.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
        /// The language of the answer.
        #[arg(long, value_enum, default_value_t = Language::En)]
        lang: Language,
        /// Say on standard error what each check takes: the median of a hundred, once it is warm.
        #[arg(long)]
        timing: bool,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A report for people.
    Human,
    /// JSON Lines: `{"id","text"}` in, one line of findings out for each, offsets in UTF-16 units.
    Jsonl,
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    /// English.
    En,
    /// Welsh.
    Cy,
}

fn main() -> ExitCode {
    let Command::Check { files, format, lang, timing } = Arguments::parse().command;
    let locale = match lang {
        Language::En => Locale::En,
        Language::Cy => Locale::Cy,
    };
    let outcome = match format {
        Format::Human => human(&files, locale, timing),
        Format::Jsonl => jsonl::run(&files, locale, timing),
    };
    match outcome {
        Ok(code) => code,
        // The reader of our output has gone (`| head`); nobody is left to tell.
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("lamplight: {fault}");
            ExitCode::from(2)
        }
    }
}

/// Reports on each file in turn. A file that cannot be read is named and the rest goes on.
fn human(files: &[PathBuf], locale: Locale, timing: bool) -> io::Result<ExitCode> {
    let checker = Checker::new();
    let mut out = io::stdout().lock();
    let colour = out.is_terminal();
    let mut worst = None;
    let mut failed = false;
    for file in files {
        let written = match read(file) {
            Ok(written) => written,
            Err(fault) => {
                eprintln!("lamplight: {}: {fault}", file.display());
                failed = true;
                continue;
            }
        };
        let post = written.trim_end_matches(['\n', '\r']).into();
        let Report { findings, support, unread, .. } = checker.report(&post);
        worst = worst.max(strongest(&findings));
        let name = if is_stdin(file) { "post".into() } else { file.display().to_string() };
        if timing {
            timing::say(&name, &checker, &post);
        }
        if support {
            writeln!(out, "{}", report::support(locale))?;
        }
        for finding in &findings {
            writeln!(out, "{}\n", report::render(finding, &post.text, &name, locale, colour))?;
        }
        if unread {
            writeln!(out, "{name}: {}", text(locale, "unread.notice"))?;
        } else if findings.is_empty() && !support {
            writeln!(
                out,
                "{name}: nothing to say. That is not a promise: you know your post best."
            )?;
        }
    }
    Ok(match worst {
        _ if failed => ExitCode::from(2),
        Some(Severity::Caution | Severity::Stop) => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    })
}

fn is_stdin(file: &std::path::Path) -> bool {
    file.as_os_str() == "-"
}

/// The whole of a file as text; bytes that are not UTF-8 become U+FFFD.
fn read(file: &std::path::Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    if is_stdin(file) {
        io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(file)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
