//! National Insurance number: two letters, six digits, a suffix A to D, with the prefixes that are
//! never given out left alone (HMRC, National Insurance Manual NIM39110). `QQ`, which forms use as
//! their example, is taken.

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    let prefix = scan.word(i).as_bytes();
    let [a, b] = *prefix else { return None };
    if prefix != b"qq" {
        let barred = matches!(prefix, b"bg" | b"gb" | b"nk" | b"kn" | b"tn" | b"nt" | b"zz");
        let wrong = |c: u8| !c.is_ascii_lowercase() || b"dfiquv".contains(&c);
        if barred || wrong(a) || wrong(b) || b == b'o' {
            return None;
        }
    }
    let (run, groups) = scan.digit_run(i + 1);
    let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    let suffix = scan.word(run.end);
    let shape = matches!(lengths[..], [6] | [2, 2, 2] | [3, 3]);
    (shape && matches!(suffix, "a" | "b" | "c" | "d"))
        .then(|| scan.seen(builtin::UK_NINO, EntityKind::UkNino, i..run.end + 1))
}
