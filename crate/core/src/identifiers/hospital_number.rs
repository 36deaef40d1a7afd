//! Hospital, MRN or unit numbers: their own shape differs by hospital, so a word that names them
//! must stand before ("MRN K448213", "hosp no 60718825").

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;

const NAMES: &[&[&str]] = &[
    &["mrn"],
    &["hosp", "no"],
    &["hosp", "number"],
    &["hosp", "num"],
    &["hospital", "no"],
    &["hospital", "number"],
    &["hospital", "id"],
    &["unit", "number"],
    &["unit", "no"],
    &["patient", "id"],
    &["patient", "number"],
    &["patient", "no"],
    &["pt", "id"],
    &["pt", "no"],
    &["case", "note", "number"],
    &["rhif", "ysbyty"],
];

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    let name = NAMES
        .iter()
        .find(|name| name.iter().enumerate().all(|(k, word)| scan.word(i + k) == *word))?;
    let mut at = i + name.len();
    while matches!(scan.word(at), "is" | "no" | "number" | "id" | "yw") {
        at += 1;
    }
    let letters = scan.word(at).chars().filter(char::is_ascii_alphabetic).count();
    let digits = |k: usize| scan.word(k).chars().filter(char::is_ascii_digit).count();
    let mut end = at + 1;
    let mut count = digits(at);
    while matches!(scan.between(end - 1), "" | " " | "-") && scan.digits(end).is_some() {
        count += digits(end);
        end += 1;
    }
    (letters <= 3 && (5..=12).contains(&count))
        .then(|| scan.seen(builtin::HOSPITAL_NUMBER, EntityKind::HospitalNumber, at..end))
}
