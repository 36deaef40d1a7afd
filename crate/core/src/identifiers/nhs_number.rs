//! NHS number (England, Wales, Isle of Man), CHI number (Scotland) and H&C number (Northern
//! Ireland): ten digits, the last a modulus 11 check digit over the first nine with weights 10 to
//! 2 (NHS Data Dictionary, "NHS Number").
//!
//! Taken: ten digits in one run, or as 3-3-4, 6-4 (CHI), or one by one, with spaces, dashes or
//! full stops, or spelt out in words. Spared: a wrong check digit, other groupings, and numbers that the text itself
//! calls an order, a parcel, a raffle ticket or the like.

use super::{Scan, Seen, is_other_number};
use crate::builtin;
use crate::finding::EntityKind;

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    if let Some(digits) = spoken(scan, i) {
        let found = valid(&digits);
        return found.then(|| scan.seen(builtin::UK_NHS, EntityKind::UkNhs, i..i + 10));
    }
    let (tokens, groups) = scan.digit_run(i);
    let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    let shape = matches!(lengths[..], [10] | [3, 3, 4] | [6, 4] | [3, 7] | [6, 3, 1])
        || (lengths.len() == 10 && lengths.iter().all(|&n| n == 1));
    if !shape || !valid(&groups.concat()) {
        return None;
    }
    let price = scan.text[..scan.token(i)?.span.start].ends_with(['£', '$', '€']);
    (!price && !is_other_number(scan, i))
        .then(|| scan.seen(builtin::UK_NHS, EntityKind::UkNhs, tokens))
}

/// Ten digits in words from token `i`: "nine four three, four seven six, …".
fn spoken(scan: &Scan, i: usize) -> Option<String> {
    (i..i + 10).map(|k| digit(scan.word(k))).collect()
}

fn digit(word: &str) -> Option<char> {
    Some(match word {
        "zero" | "oh" | "nought" | "dim" => '0',
        "one" | "un" => '1',
        "two" | "dau" | "dwy" => '2',
        "three" | "tri" | "tair" => '3',
        "four" | "pedwar" => '4',
        "five" | "pump" => '5',
        "six" | "chwech" => '6',
        "seven" | "saith" => '7',
        "eight" | "wyth" => '8',
        "nine" | "naw" => '9',
        _ => return None,
    })
}

/// Whether ten digits carry a right check digit. Runs of one digit are nobody's.
fn valid(digits: &str) -> bool {
    let d: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    let [first, .., check] = d[..] else {
        return false;
    };
    if d.len() != 10 || d.iter().all(|&x| x == first) {
        return false;
    }
    let sum: u32 = d[..9].iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    match 11 - sum % 11 {
        11 => check == 0,
        10 => false,
        expected => check == expected,
    }
}

#[cfg(test)]
mod tests {
    use super::valid;

    #[test]
    fn checks_the_eleventh_modulus() {
        for good in ["9434765919", "9991590838", "0706618467", "3999507527"] {
            assert!(valid(good), "{good}");
        }
        for bad in ["9434765918", "4562803854", "0000000000", "943476591"] {
            assert!(!valid(bad), "{bad}");
        }
    }
}
