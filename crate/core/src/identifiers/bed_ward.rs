//! Where in a place of care someone lies: "bed 4", "bay C", "side room 3", "rm 14", "Cell 2-14",
//! "Ward 5". A bare "the ward" is no identifier.

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;

const PLACES: &[&str] = &[
    "bed", "bay", "room", "rm", "cubicle", "cube", "cub", "cell", "chair", "ward", "wing", "unit",
    "sideroom", "sr", "gwely", "wely", "ngwely", "stafell", "ystafell", "ciwbicl", "bae",
];

/// Places that many people share.
const WIDE: &[&str] = &["ward", "wing", "unit"];

/// Words that make a numbered place something else.
const NOT_BEFORE: &[&str] = &["hotel", "chat", "bath", "class", "living", "meeting"];

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    // "side room 3"
    let place = i + usize::from(scan.word(i) == "side");
    if !PLACES.contains(&scan.word(place)) || NOT_BEFORE.contains(&scan.word_before(i)) {
        return None;
    }
    let next = scan.token(place + 1)?;
    if next.sentence != scan.token(i)?.sentence || next.hashtag || next.pause {
        return None;
    }
    let mut end = place + 2;
    let word = scan.word(place + 1);
    let letter = word.len() == 1 && word != "i" && (next.capital || word > "a");
    let mixed = word.len() <= 3 && word.ends_with(|c: char| c.is_ascii_digit());
    if scan.number(place + 1).is_some_and(|n| n < 1000) {
        // Cell 2-14
        if scan.between(place + 1) == "-" && scan.digits(place + 2).is_some() {
            end += 1;
        }
    } else if !letter && !mixed {
        return None;
    }
    let wide = WIDE.contains(&scan.word(place));
    let sym = if wide { builtin::BED_WARD } else { builtin::BED };
    Some(scan.seen(sym, EntityKind::BedWard, i..end))
}
