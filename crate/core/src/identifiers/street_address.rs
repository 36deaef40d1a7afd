//! House and street: a number, one to three words, and what streets are called
//! ("14 Tansy Close", "3a Heol y Bont").

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;

const STREETS: &[&str] = &[
    "street", "st", "road", "rd", "lane", "ln", "close", "cl", "avenue", "ave", "drive", "dr",
    "crescent", "cres", "terrace", "place", "pl", "court", "ct", "grove", "gardens", "gdns", "way",
    "walk", "mews", "row", "hill", "rise", "view", "square", "green", "parade", "wynd", "brae",
    "gate",
];
const WELSH_STREETS: &[&str] =
    &["heol", "ffordd", "stryd", "lon", "maes", "rhodfa", "clos", "tai", "bryn"];

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    let number = scan.number(i).filter(|n| (1..1000).contains(n))?;
    let _ = number;
    let mut at = i + 1;
    // 14a Tansy Close
    if scan.between(i).is_empty() && scan.word(at).len() == 1 {
        at += 1;
    }
    let capital = |k: usize| scan.token(k).is_some_and(|t| t.capital);
    if capital(at) && WELSH_STREETS.contains(&scan.word(at)) && scan.token(at + 1).is_some() {
        let mut end = at + 1;
        while end < at + 4 && (capital(end) || matches!(scan.word(end), "y" | "yr")) {
            end += 1;
        }
        return (end > at + 1)
            .then(|| scan.seen(builtin::STREET_ADDRESS, EntityKind::StreetAddress, i..end));
    }
    let end = (at + 1..at + 4).find(|&k| STREETS.contains(&scan.word(k)))?;
    let plain = (at..end).all(|k| capital(k) && !scan.token(k).is_some_and(|t| t.pause));
    (plain && capital(end))
        .then(|| scan.seen(builtin::STREET_ADDRESS, EntityKind::StreetAddress, i..end + 1))
}
