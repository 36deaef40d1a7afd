//! Whatever is typed, the checker answers, and its marks fit the text.

#![allow(missing_docs)]

use lamplight_core::{Checker, Post};
use proptest::prelude::*;

fn holds(text: &str) -> Result<(), TestCaseError> {
    let report = Checker::new().report(&Post::from(text));
    let spans = report.findings.iter().flat_map(|f| f.marks.iter().copied());
    for span in spans.chain(report.entities.iter().map(|e| e.span)) {
        prop_assert!(span.start < span.end, "an empty mark in {text:?}");
        prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} cuts {text:?}");
    }
    for finding in &report.findings {
        prop_assert!(!finding.marks.is_empty());
        prop_assert!(finding.marks.is_sorted());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn answers_any_unicode(text in "\\PC{0,200}") {
        holds(&text)?;
    }

    #[test]
    fn answers_any_bytes_read_as_text(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        holds(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn answers_scrambled_posts(words in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        holds(&words.concat())?;
    }
}

const PIECES: &[&str] = &[
    "Mrs Patel",
    " ",
    " ",
    "\n",
    "bed",
    "4",
    "943",
    "476",
    "5919",
    "-",
    ".",
    "D.K.",
    "\u{200b}",
    "*",
    "’",
    "'",
    "\"",
    "#",
    "@",
    "born",
    "03/11/1968",
    "12yo",
    "CF10 3AT",
    "QQ",
    "👩🏽‍⚕️",
    "🇬🇧",
    "e\u{301}",
    "ŵ",
    "https://",
    "a@b.uk",
    "patient",
    "my",
    "the only",
    "tonight",
    "A&E",
    "y/o",
    "(74)",
    "!",
    "…",
];

#[test]
fn answers_a_very_long_text() {
    let text = "Nights with Mrs Patel in bed 4, 82 year old, tonight on our ward. ".repeat(2000);
    let findings = Checker::new().check(&text.as_str().into());
    assert!(findings.iter().all(|f| f.marks.iter().all(|m| text.get(m.start..m.end).is_some())));
}
