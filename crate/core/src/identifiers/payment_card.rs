//! Payment card number: 15 or 16 digits with a right check digit (ISO/IEC 7812-1, Luhn), in one run
//! or in the groups that are printed on cards. Tracking and order numbers fail the check or the
//! first digit, or are named as such.

use super::{Scan, Seen, is_other_number};
use crate::builtin;
use crate::finding::EntityKind;

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    let (tokens, groups) = scan.digit_run(i);
    let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    let shape = matches!(lengths[..], [16] | [15] | [4, 4, 4, 4] | [4, 6, 5]);
    let digits = groups.concat();
    let issuer = digits.starts_with(['3', '4', '5', '6']);
    let named = matches!(scan.word_before(i), "card" | "visa" | "mastercard" | "amex" | "cerdyn");
    (shape && issuer && luhn(&digits) && (named || !is_other_number(scan, i)))
        .then(|| scan.seen(builtin::PAYMENT_CARD, EntityKind::PaymentCard, tokens))
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = (digits.bytes().rev().enumerate())
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            let doubled = digit * 2;
            if place % 2 == 0 { digit } else { doubled / 10 + doubled % 10 }
        })
        .sum();
    sum.is_multiple_of(10)
}
