//! UK passport number: nine digits, known only by the word "passport" shortly before them.

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    let nine = scan.digits(i)?.len() == 9;
    let named = (i.saturating_sub(4)..i)
        .any(|k| matches!(scan.word(k), "passport" | "ppt" | "pasbort" | "phasbort" | "basbort"));
    (nine && named).then(|| scan.seen(builtin::PASSPORT, EntityKind::UkPassport, i..i + 1))
}
