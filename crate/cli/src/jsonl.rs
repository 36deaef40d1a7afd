//! The machine format, a stable contract: `{"id","text"}` a line in, one line of findings out for
//! each, in order. Offsets are UTF-16 code units of `text`.

use crate::timing;
use lamplight_core::locale::Locale;
use lamplight_core::{Category, Checker, EntityKind, Post, Severity, Utf16Map, Utf16Span};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Deserialize)]
struct Input {
    id: serde_json::Value,
    #[serde(flatten)]
    post: Post,
}

#[derive(Serialize)]
struct Output<'a> {
    id: &'a serde_json::Value,
    findings: Vec<Found>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entities: Vec<Entity>,
    /// The writer tells of their own distress: the answer is help.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    support: bool,
    /// The text is in a language that is not read: only identifiers were looked for.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unread: bool,
}

#[derive(Serialize)]
struct Found {
    rule: &'static str,
    category: Category,
    severity: Severity,
    start: usize,
    end: usize,
    code: &'static [&'static str],
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spans: Vec<Utf16Span>,
}

#[derive(Serialize)]
struct Entity {
    #[serde(rename = "type")]
    kind: EntityKind,
    #[serde(flatten)]
    span: Utf16Span,
}

/// Answers every line of every file. A broken line is named on standard error and skipped; the end
/// is then an error, after all other lines have had their answer.
pub(crate) fn run(files: &[PathBuf], locale: Locale, timing: bool) -> io::Result<ExitCode> {
    let checker = Checker::new();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut failed = false;
    for file in files {
        let input: Box<dyn BufRead> = if super::is_stdin(file) {
            Box::new(io::stdin().lock())
        } else {
            let open = std::fs::File::open(file);
            let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", file.display()));
            Box::new(BufReader::new(open.map_err(named)?))
        };
        for (number, line) in (1..).zip(input.split(b'\n')) {
            let line = line?;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match serde_json::from_slice::<Input>(&line) {
                Ok(input) => {
                    if timing {
                        timing::say(&input.id, &checker, &input.post);
                    }
                    serde_json::to_writer(&mut out, &answer(&checker, &input, locale))?;
                    out.write_all(b"\n")?;
                }
                Err(fault) => {
                    failed = true;
                    eprintln!(
                        "lamplight: line {number}: {fault}; expected {{\"id\": …, \"text\": \"…\"}}"
                    );
                }
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::from(if failed { 2 } else { 0 }))
}

fn answer<'a>(checker: &Checker, input: &'a Input, locale: Locale) -> Output<'a> {
    let text = &input.post.text;
    let report = checker.report(&input.post);
    let map = Utf16Map::new(text);
    let findings = report.findings.iter().map(|finding| {
        let Utf16Span { start, end } = map.span(finding.span());
        let spans: Vec<_> = finding.marks.iter().map(|&mark| map.span(mark)).collect();
        Found {
            rule: finding.rule,
            category: finding.category,
            severity: finding.severity,
            start,
            end,
            code: finding.code,
            message: finding.say(locale, text).message,
            spans: if spans.len() > 1 { spans } else { Vec::new() },
        }
    });
    let entities = report.entities.iter().map(|e| Entity { kind: e.kind, span: map.span(e.span) });
    Output {
        id: &input.id,
        findings: findings.collect(),
        entities: entities.collect(),
        support: report.support,
        unread: report.unread,
    }
}
