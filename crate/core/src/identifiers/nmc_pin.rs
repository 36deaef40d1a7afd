//! Registration PIN: two digits (year), a letter (month), four digits, a letter (country), such as
//! 99I1234E.

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    let year = scan.digits(i)?;
    let tail = scan.word(i + 1).as_bytes();
    let [month, number @ .., country] = tail else {
        return None;
    };
    let shape = year.len() == 2
        && scan.between(i).is_empty()
        && (b'a'..=b'l').contains(month)
        && number.len() == 4
        && number.iter().all(u8::is_ascii_digit)
        && b"ceinosw".contains(country);
    shape.then(|| scan.seen(builtin::NMC_PIN, EntityKind::NmcPin, i..i + 2))
}
