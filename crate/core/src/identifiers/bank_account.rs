//! Bank details: a sort code (12-34-56) beside an eight-digit account number, either alone where the
//! text names it, or an IBAN with a right check (ISO 13616: the rearranged number is 1 modulo 97).
//! Dates and order numbers are left alone.

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;
use std::ops::Range;

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    let tokens = iban(scan, i).or_else(|| numbers(scan, i))?;
    Some(scan.seen(builtin::BANK_ACCOUNT, EntityKind::BankAccount, tokens))
}

fn numbers(scan: &Scan, i: usize) -> Option<Range<usize>> {
    if let Some(sort) = sort_code(scan, i) {
        // "12-34-56 12345678", "12-34-56, acc no 12345678"
        let near = sort.end..sort.end + 4;
        let account = near.clone().find(|&k| is_account(scan, k));
        return match account {
            Some(k) => Some(i..k + 1),
            None => named(scan, i, &["sort", "didoli"]).then_some(sort),
        };
    }
    let alone = is_account(scan, i) && named(scan, i, &["account", "acc", "acct", "cyfrif"]);
    alone.then_some(i..i + 1)
}

fn sort_code(scan: &Scan, i: usize) -> Option<Range<usize>> {
    let two = |k: usize| scan.digits(k).is_some_and(|d| d.len() == 2);
    let joined = |k: usize| matches!(scan.between(k), "-" | " " | "\u{2011}" | "–");
    let grouped = two(i) && joined(i) && two(i + 1) && joined(i + 1) && two(i + 2);
    let in_one =
        || scan.digits(i).is_some_and(|d| d.len() == 6) && named(scan, i, &["sort", "didoli"]);
    if grouped { Some(i..i + 3) } else { in_one().then_some(i..i + 1) }
}

fn is_account(scan: &Scan, i: usize) -> bool {
    scan.digits(i).is_some_and(|d| d.len() == 8)
}

/// Whether one of `names` stands within three words before token `i`.
fn named(scan: &Scan, i: usize, names: &[&str]) -> bool {
    (i.saturating_sub(3)..i).any(|k| names.contains(&scan.word(k)))
}

/// GB29 NWBK 6016 1331 9268 19, in groups or as one.
fn iban(scan: &Scan, i: usize) -> Option<Range<usize>> {
    const LENGTH: usize = 22;
    if !scan.word(i).starts_with("gb") {
        return None;
    }
    let mut number = String::with_capacity(LENGTH);
    let mut end = i;
    while number.len() < LENGTH && scan.token(end).is_some() {
        number.push_str(scan.word(end));
        end += 1;
        if !matches!(scan.between(end - 1), "" | " " | "-") {
            break;
        }
    }
    let shape = number.len() == LENGTH && number.bytes().all(|b| b.is_ascii_alphanumeric());
    (shape && remainder(&number)? == 1).then_some(i..end)
}

/// The rearranged number modulo 97, letters counting from 10.
fn remainder(number: &str) -> Option<u32> {
    let (head, tail) = number.split_at_checked(4)?;
    tail.chars().chain(head.chars()).try_fold(0, |rest, c| {
        let value = c.to_digit(36)?;
        Some((rest * if value < 10 { 10 } else { 100 } + value) % 97)
    })
}
