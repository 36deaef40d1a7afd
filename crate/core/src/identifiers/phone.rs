//! UK telephone numbers: 0 or +44 and nine or ten digits more, in the usual groupings.
//! Short codes that anyone may know (999, 111, 116 123) are left alone.

use super::{Scan, Seen};
use crate::builtin;
use crate::finding::EntityKind;

pub(super) fn at(scan: &Scan, i: usize) -> Option<Seen> {
    let (run, groups) = scan.digit_run(i);
    let digits = groups.concat();
    let start = scan.token(i)?.span.start;
    let plus = scan.text[..start].ends_with('+');
    // Area code in brackets: (01632) 960123.
    let (run, digits) = if groups.len() == 1
        && matches!(scan.between(i), ") " | ")")
        && scan.text[..start].ends_with('(')
    {
        let (more, rest) = scan.digit_run(run.end);
        (i..more.end, digits + &rest.concat())
    } else {
        (run, digits)
    };
    let national = if plus { digits.strip_prefix("44") } else { digits.strip_prefix('0') }?;
    let national = national.strip_prefix('0').filter(|_| plus).unwrap_or(national);
    let length = national.len();
    let area = national.as_bytes().first()?;
    let shape = match area {
        b'7' | b'2' | b'3' => length == 10,
        b'1' => (9..=10).contains(&length),
        b'8' => (9..=10).contains(&length),
        _ => false,
    };
    shape.then(|| scan.seen(builtin::PHONE_NUMBER, EntityKind::PhoneNumber, run))
}
