//! Letters hidden behind digits, signs, dots and spaces change nothing, and what only looks so is left.

#![allow(missing_docs, clippy::unwrap_used)]

use lamplight_core::Checker;

/// The rules whose patterns tell, each with the first words it marks.
fn said(text: &str) -> Vec<(&'static str, String)> {
    let findings = Checker::new().told(text);
    findings.into_iter().map(|f| (f.rule, f.marks[0].of(text).to_owned())).collect()
}

#[test]
fn hidden_letters_are_read() {
    for (plain, hidden) in [
        ("Mr Patel in bed 4 has dementia", "Mr P@tel in b3d 4 has dementia"),
        ("kys you loser", "k.y.s you loser"),
        ("bed blockers everywhere again", "b e d bl0ckers everywhere again"),
        ("proper retards in the bed office today", "proper r-e-t-a-r-d-s in the bed office today"),
        ("proper retards in the bed office today", "proper ret4rds in the bed office today"),
    ] {
        let rules = |text| said(text).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>();
        assert!(!rules(plain).is_empty(), "{plain}");
        assert_eq!(rules(plain), rules(hidden), "{hidden}");
    }
    assert_eq!(said("k.y.s you loser")[0].1, "k.y.s");
}

#[test]
fn what_only_looks_hidden_is_left() {
    for text in [
        "On at 5am for the 3rd night, l8r all",
        "A B C D E, the order we check things in",
        "bl00dy printer, bl00dy rota",
        "P.S. the U.T.I. study day is in room 1a",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
}
