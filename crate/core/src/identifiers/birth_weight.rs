//! A newborn's weight: "7lb 4oz", "6lb 11", "3.2kg", "3,240g", "890 grams". What was lost or gained,
//! and weights that no newborn has, are left alone.

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;
use std::ops::Range;

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    let changed = (i.saturating_sub(3)..i).any(|k| {
        matches!(scan.word(k), "lost" | "lose" | "losing" | "gained" | "put" | "loss" | "off")
    });
    let tokens = pounds(scan, i).or_else(|| metric(scan, i)).filter(|_| !changed)?;
    Some(scan.seen(builtin::BIRTH_WEIGHT, EntityKind::BirthWeight, tokens))
}

fn pounds(scan: &Scan, i: usize) -> Option<Range<usize>> {
    let newborn = scan.number(i).is_some_and(|n| (1..=13).contains(&n));
    if !newborn || !matches!(scan.word(i + 1), "lb" | "lbs" | "pound" | "pounds" | "pwys") {
        return None;
    }
    let ounces = scan.number(i + 2).is_some_and(|n| n < 16);
    match scan.word(i + 3) {
        "oz" | "ounce" | "ounces" | "owns" if ounces => Some(i..i + 4),
        _ if ounces && matches!(scan.between(i + 1), "" | " ") => Some(i..i + 3),
        _ => None,
    }
}

fn metric(scan: &Scan, i: usize) -> Option<Range<usize>> {
    let whole = scan.number(i)?;
    let part = scan.number(i + 1);
    match (scan.between(i), part, scan.word(i + 2)) {
        (".", Some(_), "kg" | "kilo" | "kilos") if whole <= 6 => Some(i..i + 3),
        (",", Some(grams), "g" | "grams") if (1..=6).contains(&whole) && grams < 1000 => {
            Some(i..i + 3)
        }
        _ => {
            let grams = (400..=6500).contains(&whole) && matches!(scan.word(i + 1), "g" | "grams");
            grams.then_some(i..i + 2)
        }
    }
}
