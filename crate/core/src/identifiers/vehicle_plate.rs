//! Vehicle registration mark: the form used since 2001 (AB12 CDE) by its shape alone; the older
//! prefix form (A123 BCD) and Northern Ireland's (AIZ 1234) only beside a word for a vehicle, as
//! they look like much else. Letters and years that are never issued are left alone (DVLA INF104).

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;
use std::ops::Range;

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    let beside_vehicle = || (i.saturating_sub(4)..i).any(|k| is_vehicle(scan.word(k)));
    let tokens = current(scan, i)
        .or_else(|| prefix(scan, i).or_else(|| northern(scan, i)).filter(|_| beside_vehicle()))?;
    Some(scan.seen(builtin::VEHICLE_PLATE, EntityKind::UkVehiclePlate, tokens))
}

fn is_vehicle(word: &str) -> bool {
    matches!(
        word,
        "reg"
            | "registration"
            | "plate"
            | "plates"
            | "car"
            | "van"
            | "car's"
            | "bike"
            | "vehicle"
            | "golf"
            | "corsa"
            | "fiesta"
            | "astra"
            | "audi"
            | "bmw"
            | "ford"
            | "vw"
            | "polo"
    )
}

fn letters(word: &str, length: usize) -> bool {
    word.len() == length && word.bytes().all(|b| b.is_ascii_lowercase() && !b"iq".contains(&b))
}

/// AB12 CDE, with or without the space.
fn current(scan: &Scan, i: usize) -> Option<Range<usize>> {
    let year = scan.digits(i + 1).filter(|d| d.len() == 2)?.parse::<u32>().ok()?;
    let shape = letters(scan.word(i), 2)
        && scan.between(i).is_empty()
        && matches!(year, 2..=29 | 51..=79)
        && matches!(scan.between(i + 1), "" | " ")
        && letters(scan.word(i + 2), 3);
    // Typed small and apart it may be words: "up to as12 the".
    let capitals = scan.token(i)?.shouted && scan.token(i + 2).is_some_and(|t| t.shouted);
    (shape && (capitals || scan.between(i + 1).is_empty())).then_some(i..i + 3)
}

/// A123 BCD.
fn prefix(scan: &Scan, i: usize) -> Option<Range<usize>> {
    let head = scan.word(i);
    let digits = head.get(1..).filter(|d| !d.is_empty() && d.len() <= 3)?;
    let shape = letters(&head[..1], 1)
        && digits.bytes().all(|b| b.is_ascii_digit())
        && matches!(scan.between(i), "" | " ")
        && letters(scan.word(i + 1), 3);
    shape.then_some(i..i + 2)
}

/// AIZ 1234: two or three letters, an I or a Z among them, and up to four digits.
fn northern(scan: &Scan, i: usize) -> Option<Range<usize>> {
    let word = scan.word(i);
    let shape = word.len() == 3
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && word.contains(['i', 'z'])
        && matches!(scan.between(i), "" | " ")
        && scan.digits(i + 1).is_some_and(|d| (1..=4).contains(&d.len()));
    shape.then_some(i..i + 2)
}
