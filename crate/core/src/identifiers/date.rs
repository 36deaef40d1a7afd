//! Dates and times of day. A date with its year is [`builtin::FULL_DATE`]: with "born" or "DOB" it
//! is a date of birth. Days and months alone are weaker and belong to the word lists.

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;

const MONTHS: &[&[&str]] = &[
    &["january", "jan", "ionawr"],
    &["february", "feb", "chwefror"],
    &["march", "mar", "mawrth", "fawrth"],
    &["april", "apr", "ebrill"],
    &["may", "mai", "fai"],
    &["june", "jun", "mehefin", "fehefin"],
    &["july", "jul", "gorffennaf", "orffennaf"],
    &["august", "aug", "awst"],
    &["september", "sept", "sep", "medi", "fedi"],
    &["october", "oct", "hydref"],
    &["november", "nov", "tachwedd", "dachwedd"],
    &["december", "dec", "rhagfyr", "ragfyr"],
];

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    numeric(scan, i).or_else(|| in_words(scan, i)).or_else(|| clock(scan, i))
}

/// 28/02/1951, 28.2.51, 1951-02-28, 28/02.
fn numeric(scan: &Scan, i: usize) -> Option<Seen> {
    let (a, b) = (scan.number(i)?, scan.number(i + 1));
    let separator = scan.between(i);
    if !matches!(separator, "/" | "." | "-") || scan.digits(i)?.len() > 4 {
        return None;
    }
    let b = b?;
    let c = scan.number(i + 2).filter(|_| scan.between(i + 1) == separator);
    let day_month = |d: u32, m: u32| (1..=31).contains(&d) && (1..=12).contains(&m);
    let year = |y: u32, digits: usize| match digits {
        2 => true,
        4 => (1900..2100).contains(&y),
        _ => false,
    };
    if let Some(c) = c {
        let length = scan.digits(i + 2)?.len();
        let full = (day_month(a, b) && year(c, length))
            || (scan.digits(i)?.len() == 4 && year(a, 4) && day_month(c, b));
        return full.then(|| scan.seen(builtin::FULL_DATE, EntityKind::DateTime, i..i + 3));
    }
    // 28/02 may be a score or a dose: only with a slash, two digits each, and a day no month has.
    let short = separator == "/"
        && scan.digits(i)?.len() == 2
        && scan.digits(i + 1)?.len() == 2
        && day_month(a, b);
    short.then(|| scan.seen(builtin::DATE, EntityKind::DateTime, i..i + 2))
}

/// 3 March 1951, 3rd of March, March 3rd 1951, 21 Mawrth.
fn in_words(scan: &Scan, i: usize) -> Option<Seen> {
    let month = |k: usize| MONTHS.iter().any(|names| names.contains(&scan.word(k)));
    let ordinal = |k: usize| matches!(scan.word(k), "st" | "nd" | "rd" | "th" | "of" | "o");
    let mut at = i;
    if scan.number(i).is_some_and(|d| (1..=31).contains(&d)) {
        at += 1;
        while ordinal(at) {
            at += 1;
        }
        if !month(at) {
            return None;
        }
        at += 1;
    } else if month(i) {
        at += 1;
        if !scan.number(at).is_some_and(|d| (1..=31).contains(&d)) {
            return None;
        }
        at += 1;
        while ordinal(at) {
            at += 1;
        }
    } else {
        return None;
    }
    let year = scan.number(at).is_some_and(|y| (1900..2100).contains(&y));
    let sym = if year { builtin::FULL_DATE } else { builtin::DATE };
    Some(scan.seen(sym, EntityKind::DateTime, i..at + usize::from(year)))
}

/// 6.10am, 3 am, 14:05, 2 o'clock.
fn clock(scan: &Scan, i: usize) -> Option<Seen> {
    let hour = scan.number(i).filter(|h| *h < 24)?;
    let minutes = scan.digits(i + 1).filter(|m| m.len() == 2 && m.as_bytes()[0] < b'6');
    let (mut end, exact) = match (scan.between(i), minutes) {
        (":", Some(_)) => (i + 2, true),
        (".", Some(_)) => (i + 2, false),
        _ => (i + 1, false),
    };
    let marked = match scan.word(end) {
        "am" | "pm" | "yb" | "yp" => hour <= 12,
        "o'clock" | "oclock" => true,
        _ => false,
    };
    end += usize::from(marked);
    (exact || marked).then(|| scan.seen(builtin::CLOCK, EntityKind::DateTime, i..end))
}
