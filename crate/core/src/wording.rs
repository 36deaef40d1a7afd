//! Wording to offer: for the details that make a person findable, what says as much and tells less.
//!
//! Only for confidentiality, and only details that stand in the same sentence as a mark: a name
//! elsewhere in the post may be anyone's. The details that narrow the field most come first, so the
//! first offer is also the one worth taking.

use crate::builtin;
use crate::finding::{Category, Finding, Offer};
use crate::generated as data;
use crate::lattice::Lattice;
use crate::program::Sym;
use crate::token::Tokens;
use std::ops::Range;

/// How many offers a finding makes at most; more would be a form to fill in.
const MOST: usize = 3;

/// What is offered for a kind of detail: the key of a string, or to leave it out.
#[derive(Clone, Copy)]
enum Instead {
    Say(&'static str),
    /// A word for about the age that stands there.
    ByAge,
    LeaveOut,
}

use Instead::{ByAge, LeaveOut, Say};

/// Kinds of detail, those that tell most first.
const KINDS: &[(Sym, Instead)] = &[
    (builtin::PERSON, Say("wording.person")),
    (builtin::INITIALS, Say("wording.person")),
    (builtin::STREET_ADDRESS, LeaveOut),
    (data::TAG_RARE_CONDITION, Say("wording.illness")),
    (data::TAG_PUBLIC_EVENT, LeaveOut),
    (data::TAG_OCCUPATION, LeaveOut),
    (builtin::BIRTH_WEIGHT, LeaveOut),
    (builtin::BED_WARD, LeaveOut),
    (builtin::AGE, ByAge),
    (builtin::DATE, Say("wording.day")),
    (data::TAG_DAY_NAMED, Say("wording.day")),
    (builtin::CLOCK, LeaveOut),
    (data::TAG_TOWN, LeaveOut),
];

/// Gives each finding its offers, the most telling first; no detail is offered for twice.
pub(crate) fn offer(findings: &mut [Finding], tokens: &Tokens, lattice: &Lattice) {
    let mut taken = Vec::new();
    for finding in findings {
        finding.offers = offers(finding, &mut taken, tokens, lattice);
    }
}

fn offers(
    finding: &Finding,
    taken: &mut Vec<Range<usize>>,
    tokens: &Tokens,
    lattice: &Lattice,
) -> Vec<Offer> {
    if finding.category != Category::Confidentiality {
        return Vec::new();
    }
    let n = tokens.list.len();
    let mut marked = vec![false; n];
    for mark in &finding.marks {
        let first = tokens.list.partition_point(|token| token.span.end <= mark.start);
        let under = tokens.list[first..].iter().take_while(|token| token.span.start < mark.end);
        marked[first..first + under.count()].fill(true);
    }
    let sentences = tokens.list.last().map_or(0, |token| token.sentence + 1);
    let mut near = vec![false; sentences];
    (0..n).filter(|&i| marked[i]).for_each(|i| near[tokens.list[i].sentence] = true);
    let mut offers = Vec::new();
    for &(sym, instead) in KINDS {
        let name = matches!(sym, builtin::PERSON | builtin::INITIALS);
        let place = (0..n).find_map(|i| {
            let edge = lattice.at(i).iter().find(|edge| edge.sym == sym)?;
            let range = i..(i + edge.len as usize).min(n);
            let free = !taken.iter().any(|t| t.start < range.end && range.start < t.end);
            let near = near[tokens.list[i].sentence];
            (free && near && (!name || marked[range.clone()].contains(&true))).then_some(range)
        });
        let Some(mut range) = place else { continue };
        if name {
            range.end = with_bed(range.end, tokens, lattice);
        }
        let say = match instead {
            Say(key) => Some(key),
            LeaveOut => None,
            ByAge => match age_group(range.clone(), tokens) {
                Some(key) => Some(key),
                None => continue,
            },
        };
        offers.push(Offer { span: tokens.span(range.start, range.end), say });
        taken.push(range);
        if offers.len() == MOST {
            break;
        }
    }
    offers
}

/// Where a name ends together with the bed behind it: "Mrs Jones in bed 4" is one detail.
fn with_bed(end: usize, tokens: &Tokens, lattice: &Lattice) -> usize {
    const IN: &[&str] = &["in", "from", "yn", "yng", "o"];
    let sentence = |i: usize| tokens.list.get(i).map(|token| token.sentence);
    let joined = sentence(end).is_some() && IN.contains(&tokens.folded(end));
    let at = end + usize::from(joined);
    if sentence(at).is_none() || sentence(at) != sentence(end - 1) {
        return end;
    }
    let bed = lattice.at(at).iter().find(|edge| edge.sym == builtin::BED_WARD);
    bed.map_or(end, |bed| at + bed.len as usize)
}

/// The word for about such an age, read from its digits; `None` where it is written out.
fn age_group(range: Range<usize>, tokens: &Tokens) -> Option<&'static str> {
    const SMALLER: &[&str] = &[
        "hour", "hours", "day", "days", "week", "weeks", "wk", "wks", "month", "months", "mth",
        "mths",
    ];
    let words = || range.clone().map(|i| tokens.folded(i));
    let number: u32 = words().find_map(|word| word.parse().ok())?;
    Some(match number {
        _ if words().any(|word| SMALLER.contains(&word)) => "wording.baby",
        0..=12 => "wording.child",
        13..=17 => "wording.teenager",
        18..=59 => "wording.adult",
        _ => "wording.older",
    })
}
