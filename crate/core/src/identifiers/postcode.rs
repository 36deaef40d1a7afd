//! UK postcodes: a known area, a district, a sector and two letters that are never C, I, K, M, O or
//! V (BS 7666). Districts alone ("CF10") are too coarse to count here.

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;
use crate::token::Kind;

const AREAS: &[&str] = &[
    "ab", "al", "b", "ba", "bb", "bd", "bh", "bl", "bn", "br", "bs", "bt", "ca", "cb", "cf", "ch",
    "cm", "co", "cr", "ct", "cv", "cw", "da", "dd", "de", "dg", "dh", "dl", "dn", "dt", "dy", "e",
    "ec", "eh", "en", "ex", "fk", "fy", "g", "gl", "gu", "gy", "ha", "hd", "hg", "hp", "hr", "hs",
    "hu", "hx", "ig", "im", "ip", "iv", "je", "ka", "kt", "kw", "ky", "l", "la", "ld", "le", "ll",
    "ln", "ls", "lu", "m", "me", "mk", "ml", "n", "ne", "ng", "nn", "np", "nr", "nw", "ol", "ox",
    "pa", "pe", "ph", "pl", "po", "pr", "rg", "rh", "rm", "s", "sa", "se", "sg", "sk", "sl", "sm",
    "sn", "so", "sp", "sr", "ss", "st", "sw", "sy", "ta", "td", "tf", "tn", "tq", "tr", "ts", "tw",
    "ub", "w", "wa", "wc", "wd", "wf", "wn", "wr", "ws", "wv", "yo", "ze", "zz",
];

/// What follows a number in ordinary talk and looks like the end of a postcode.
const UNITS: &[&str] =
    &["st", "nd", "rd", "th", "am", "pm", "hr", "yr", "wk", "yo", "ft", "lb", "gb"];

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    let token = scan.token(i).filter(|t| t.kind == Kind::Word && !t.hashtag)?;
    // "bl00dy" has been read as a word, whatever it looks like.
    let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    if digits(token.span.of(scan.text)) && !digits(scan.word(i)) {
        return None;
    }
    let rest = scan.text.get(token.span.start..)?.as_bytes();
    let area = rest.iter().take(3).take_while(|c| c.is_ascii_alphabetic()).count();
    let name = std::str::from_utf8(&rest[..area]).ok()?.to_ascii_lowercase();
    if !AREAS.contains(&name.as_str()) {
        return None;
    }
    let mut at = area;
    if !rest.get(at)?.is_ascii_digit() {
        return None;
    }
    at += 1;
    if rest.get(at)?.is_ascii_alphanumeric() && !sector(&rest[at..]) {
        at += 1;
    }
    if rest.get(at) == Some(&b' ') {
        at += 1;
    }
    let inward = &rest[at..];
    if !sector(inward) || inward.get(3).is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let letters = std::str::from_utf8(&inward[1..3]).ok()?;
    if UNITS.contains(&letters.to_ascii_lowercase().as_str())
        && letters.as_bytes()[0].is_ascii_lowercase()
    {
        return None;
    }
    let end = token.span.start + at + 3;
    let last = scan.tokens.list.partition_point(|t| t.span.start < end);
    Some(scan.seen(builtin::UK_POSTCODE, EntityKind::UkPostcode, i..last))
}

/// A digit and two letters of the allowed ones.
fn sector(text: &[u8]) -> bool {
    let letter = |c: u8| c.is_ascii_alphabetic() && !b"cikmov".contains(&c.to_ascii_lowercase());
    matches!(text, [d, a, b, ..] if d.is_ascii_digit() && letter(*a) && letter(*b))
        && !text.get(3).is_some_and(|c| c.is_ascii_alphanumeric())
}
