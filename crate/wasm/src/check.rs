//! A check's question and answer, as `extension/messages.ts` describes them.

use lamplight_core::guidance;
use lamplight_core::locale::{Locale, text};
use lamplight_core::support;
use lamplight_core::{Audience, Finding, Post, Report, Utf16Map, Utf16Span};
use serde::{Deserialize, Serialize};

/// A post, as the worker hands it over. `undefined` and a missing field are the same.
#[derive(Deserialize)]
pub(crate) struct Question {
    text: String,
    parent: Option<String>,
    audience: Option<Audience>,
    attachments: Option<u32>,
    /// A language tag.
    pub(crate) locale: Option<String>,
}

impl Question {
    pub(crate) fn into_post(self) -> Post {
        Post {
            text: self.text,
            parent: self.parent,
            audience: self.audience.unwrap_or_default(),
            attachments: self.attachments.unwrap_or_default() as usize,
        }
    }
}

/// The findings in one language.
#[derive(Serialize)]
pub(crate) struct Answer {
    findings: Vec<Shown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    support: Option<Support>,
    /// The text is in a language that is not read: only identifiers were looked for.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unread: bool,
}

/// Who to talk to, for a writer in distress; `Support` in `extension/messages.ts`.
#[derive(Serialize)]
struct Support {
    heading: &'static str,
    body: &'static str,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    name: String,
    number: &'static str,
    note: &'static str,
}

impl Support {
    fn new(locale: Locale) -> Self {
        let show = |line: support::Line| Line {
            name: line.title(locale),
            number: line.number,
            note: line.note,
        };
        Self {
            heading: text(locale, "support.heading"),
            body: text(locale, "support.body"),
            lines: support::lines(locale).map(show).collect(),
        }
    }
}

/// One finding; `Finding` in `extension/messages.ts`.
#[derive(Serialize)]
struct Shown {
    rule: &'static str,
    category: &'static str,
    severity: &'static str,
    spans: Vec<Utf16Span>,
    code: &'static [&'static str],
    topic: &'static str,
    message: String,
    why: &'static str,
    instead: String,
}

impl Answer {
    /// `text` must be the one that the findings are about: their bytes become its code units.
    pub(crate) fn new(text: &str, report: &Report, locale: Locale) -> Self {
        let map = Utf16Map::new(text);
        let show = |finding: &Finding| {
            let said = finding.say(locale, text);
            Shown {
                rule: finding.rule,
                category: finding.category.id(),
                severity: finding.severity.id(),
                spans: finding.marks.iter().map(|mark| map.span(*mark)).collect(),
                code: finding.code,
                topic: guidance::topic(finding.category, locale).title,
                message: said.message,
                why: said.why,
                instead: said.instead,
            }
        };
        Self {
            findings: report.findings.iter().map(show).collect(),
            support: report.support.then(|| Support::new(locale)),
            unread: report.unread,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lamplight_core::{Bilingual, ByteSpan, Category, Severity, Words};
    use serde_json::json;

    static WORDS: Bilingual = Bilingual {
        en: Words { message: "A name.", why: "Because.", instead: "" },
        cy: Words { message: "Enw.", why: "Achos.", instead: "" },
    };

    #[test]
    fn answers_as_the_messages_say() -> Result<(), serde_json::Error> {
        let text = "😅 Mrs Ŵyn";
        let finding = Finding {
            rule: "confidentiality.name",
            category: Category::Confidentiality,
            severity: Severity::Stop,
            marks: vec![ByteSpan::new(5, text.len())],
            seen: ByteSpan::new(5, text.len()),
            code: &["5"],
            words: &WORDS,
            offers: Vec::new(),
        };
        let report = Report { findings: vec![finding], ..Report::default() };
        let answer = serde_json::to_value(Answer::new(text, &report, Locale::Cy))?;
        assert_eq!(
            answer,
            json!({"findings": [{
                "rule": "confidentiality.name",
                "category": "confidentiality",
                "severity": "stop",
                "spans": [{"start": 3, "end": text.encode_utf16().count()}],
                "code": ["5"],
                "topic": "Cyfrinachedd",
                "message": "Enw.",
                "why": "Achos.",
                "instead": "",
            }]})
        );
        Ok(())
    }

    #[test]
    fn reads_a_question_with_only_its_text() -> Result<(), serde_json::Error> {
        let post = serde_json::from_value::<Question>(json!({"text": "hi"}))?.into_post();
        assert_eq!(
            (post.text.as_str(), post.audience, post.attachments),
            ("hi", Audience::Public, 0)
        );
        Ok(())
    }
}
