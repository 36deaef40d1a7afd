//! Ages: "82 year old", "26 y/o", "aged 74", "she's 81", "Mr T (74)", "88F", "9 days old",
//! "in her 80s", "82 oed". Durations ("11 days"), bands and prices are left alone.

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;

/// Older than this is no age.
const OLDEST: u32 = 115;

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    let found = match scan.number(i) {
        Some(n) if n <= OLDEST => after_number(scan, i),
        _ => before_number(scan, i),
    }?;
    Some(scan.seen(builtin::AGE, EntityKind::Age, found))
}

/// The number at `i` with what makes it an age.
fn after_number(scan: &Scan, i: usize) -> Option<std::ops::Range<usize>> {
    let next = scan.word(i + 1);
    let len = match next {
        "yo" | "yr" | "yrs" | "y" if matches!(scan.word(i + 2), "old" | "olds") => 3,
        "yo" | "y/o" | "yos" | "yrold" => 2,
        "oed" => 2,
        "mlwydd" | "blwydd" if scan.word(i + 2) == "oed" => 3,
        "year" | "years" | "month" | "months" | "week" | "weeks" | "wk" | "wks" | "day"
        | "days" | "mth" | "mths" | "hour" | "hours"
            if matches!(scan.word(i + 2), "old" | "olds") =>
        {
            3
        }
        "f" | "m" if scan.between(i).is_empty() && scan.number(i)? >= 16 => 2,
        _ => 0,
    };
    if len > 0 {
        return Some(i..i + len);
    }
    if matches!(next, "in" | "with" | "on" | "and") || next.is_empty() {
        // "She's 81." needs a person before it; "he was 82 and".
        return person_is(scan, i).then_some(i..i + 1);
    }
    let decade = next == "s" && scan.between(i).is_empty() && scan.number(i)? % 10 == 0;
    let possessive =
        matches!(scan.word_before(i), "her" | "his" | "their" | "late" | "early" | "mid");
    if decade && possessive {
        return Some(i..i + 2);
    }
    let bracketed = scan.text[..scan.token(i)?.span.start].ends_with('(')
        && scan.text[scan.token(i)?.span.end..].starts_with([')', ',']);
    if (bracketed && scan.number(i)? > 0 && i > 0 && scan.token(i - 1)?.capital)
        || person_is(scan, i)
    {
        return Some(i..i + 1);
    }
    None
}

/// Whether the words before the number at `i` say that someone is that age.
fn person_is(scan: &Scan, i: usize) -> bool {
    let ends = scan.tokens.list.get(i + 1).is_none_or(|t| {
        t.pause
            || t.sentence != scan.tokens.list[i].sentence
            || matches!(scan.word(i + 1), "and" | "with" | "in")
    });
    let Some(back) = i.checked_sub(2) else {
        return i == 1 && ends && matches!(scan.word(0), "she's" | "he's" | "shes" | "hes");
    };
    ends && (matches!(scan.word(i - 1), "she's" | "he's" | "shes" | "hes" | "they're")
        || (matches!(scan.word(i - 1), "was" | "is" | "only" | "just" | "turned" | "turns")
            && matches!(scan.word(back), "she" | "he" | "who" | "she's" | "he's" | "patient")))
}

/// "aged 74", "age 9", "aged just 74".
fn before_number(scan: &Scan, i: usize) -> Option<std::ops::Range<usize>> {
    if !matches!(scan.word(i), "aged" | "age") {
        return None;
    }
    let at = i + 1 + usize::from(matches!(scan.word(i + 1), "just" | "only" | "about" | "of"));
    let number = scan.number(at)?;
    (number <= OLDEST && scan.word(at + 1) != "and").then_some(i..at + 1)
}
