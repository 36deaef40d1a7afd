//! Driver number of a licence of Great Britain: sixteen characters that hold five letters of the
//! surname (filled with 9), the date of birth (month plus 50 for women), two initials and a check
//! (DVLA, driver number format), such as MORGA657054SM9IJ.

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    let start = scan.token(i)?.span.start;
    if scan.text[..start].ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    // As printed, or with a space after the name and the date. No further than that can reach, so that a
    // text without stops costs no more.
    const LONGEST: usize = 20;
    let rest = &scan.text[start..];
    let rest = &rest[..rest.floor_char_boundary(LONGEST)];
    let run = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != ' ').next()?;
    let mut number = [0u8; 16];
    let mut filled = 0;
    let mut length = 0;
    for byte in run.bytes() {
        length += 1;
        if byte == b' ' {
            if !matches!(filled, 5 | 11) {
                return None;
            }
            continue;
        }
        number[filled] = byte.to_ascii_uppercase();
        filled += 1;
        if filled == number.len() {
            break;
        }
    }
    let ends = !run[length..].starts_with(|c: char| c.is_ascii_alphanumeric());
    if filled != number.len() || !ends || !shape(&number) {
        return None;
    }
    let end = (i..scan.tokens.list.len())
        .find(|&k| scan.tokens.list[k].span.end >= start + length)
        .map(|k| k + 1)?;
    Some(scan.seen(builtin::DRIVING_LICENCE, EntityKind::UkDrivingLicence, i..end))
}

fn shape(number: &[u8; 16]) -> bool {
    let name = number[..5].iter().all(|b| b.is_ascii_uppercase() || *b == b'9')
        && number[0].is_ascii_uppercase();
    let date = number[5..11].iter().all(u8::is_ascii_digit);
    let pair = |at: usize| u32::from(number[at] - b'0') * 10 + u32::from(number[at + 1] - b'0');
    let initials = number[11].is_ascii_uppercase() && number[12].is_ascii_alphanumeric();
    let check = number[14..].iter().all(u8::is_ascii_uppercase);
    name && date
        && matches!(pair(6), 1..=12 | 51..=62)
        && matches!(pair(8), 1..=31)
        && initials
        && check
}
