//! A finding as a compiler would report it: the line, the marked words, why, the paragraph, and
//! what to write instead.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use lamplight_core::locale::{Locale, text};
use lamplight_core::support::lines;
use lamplight_core::{Finding, Severity};
use std::fmt::Write;

/// Who to talk to now, for a writer in distress: no rule, no paragraph.
pub(crate) fn support(locale: Locale) -> String {
    let mut out = format!("{}\n", text(locale, "support.heading"));
    let _ = writeln!(out, "{}\n", text(locale, "support.body"));
    for line in lines(locale) {
        let _ = writeln!(out, "  {:26} {:14} {}", line.title(locale), line.number, line.note);
    }
    out
}

/// The report of one finding about `text`, read from `name`.
pub(crate) fn render(
    finding: &Finding,
    text: &str,
    name: &str,
    locale: Locale,
    colour: bool,
) -> String {
    let said = finding.say(locale, text);
    let level = match finding.severity {
        Severity::Stop => Level::ERROR.with_name("stop"),
        Severity::Caution => Level::WARNING.with_name("caution"),
        Severity::Advice => Level::NOTE.with_name("advice"),
    };
    let marks = finding.marks.iter().map(|mark| AnnotationKind::Primary.span(mark.start..mark.end));
    let snippet = Snippet::source(text).path(name).annotations(marks);
    let title = level.primary_title(&said.message).id(finding.rule);
    let code = finding.code.join(", ");
    let mut group = Group::with_title(title)
        .element(snippet)
        .element(Level::NOTE.with_name("why").message(said.why))
        .element(Level::NOTE.with_name("code").message(format!("paragraph {code} of the Code")));
    if !said.instead.is_empty() {
        group = group.element(Level::HELP.with_name("instead").message(said.instead));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]).to_string()
}
