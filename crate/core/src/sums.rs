//! Details that add up: none of them a name, together enough to find a person.
//!
//! The ICO asks whether a motivated intruder, a neighbour or a journalist could single someone out
//! (*Anonymisation: managing data protection risk*, code of practice). Each kind of detail about
//! one person in the writer's care narrows the field by some bits; kinds count once, and the sum is
//! held against a threshold. The scale is rough on purpose: an age leaves one in about fifty, a
//! trade one in a few hundred, a rare illness or an event in the news nearly nobody.

use crate::builtin;
use crate::checker::of_rule;
use crate::context::Contexts;
use crate::finding::Finding;
use crate::generated as data;
use crate::lattice::Lattice;
use crate::program::Sym;
use crate::rule::Rule;
use crate::span::ByteSpan;
use crate::token::Tokens;

/// The rule whose words a sum is told in.
const RULE: &str = "confidentiality.details-add-up";

/// Bits from which a sum is told.
const ENOUGH: u32 = 14;

/// A kind of detail, its symbol, and about how many bits it is worth.
const DETAILS: &[(&str, Sym, u32)] = &[
    ("age", builtin::AGE, 6),
    ("occupation", data::TAG_OCCUPATION, 7),
    ("condition", data::TAG_CONDITION, 4),
    ("rare", data::TAG_RARE_CONDITION, 9),
    ("birth", data::TAG_BIRTH_EVENT, 6),
    ("weight at birth", builtin::BIRTH_WEIGHT, 7),
    ("place of care", data::TAG_CARE_PLACE, 3),
    ("town", data::TAG_TOWN, 5),
    ("origin", data::TAG_ORIGIN, 5),
    ("date", builtin::DATE, 5),
    ("time", data::TAG_WHEN, 3),
    ("family", data::TAG_KIN, 2),
    ("street", builtin::STREET_ADDRESS, 10),
    ("event", data::TAG_CARE_EVENT, 2),
    ("village", data::TAG_VILLAGE_WORD, 4),
    ("public", data::TAG_PUBLIC_EVENT, 7),
    ("only", data::TAG_UNIQUENESS, 6),
];

/// The finding for the details of this post, where a person in care is spoken of and they add up.
pub(crate) fn find(tokens: &Tokens, lattice: &Lattice, contexts: &Contexts) -> Option<Finding> {
    let rule: &'static Rule = data::RULES.iter().find(|rule| rule.id == RULE)?;
    let whole = 0..tokens.list.len();
    let sure = contexts.ranges(data::CONTEXT_PARTICULAR_PERSON).iter();
    // A mere "she was 19" may be about the writer's own child, told of a sentence earlier.
    let own = contexts.holds(data::CONTEXT_OWN_KIN, &whole);
    let perhaps = contexts.ranges(data::CONTEXT_SOMEONE).iter().filter(|_| !own);
    let people = sure.chain(perhaps).filter(|range| !contexts.any(rule.unless, range));
    let person = people.min_by_key(|range| range.start)?;
    if !rule.needs.iter().all(|&need| contexts.holds(need, &whole)) {
        return None;
    }
    let mut marks: Vec<ByteSpan> = vec![tokens.span(person.start, person.end)];
    let mut bits = 0;
    for &(_, sym, worth) in DETAILS {
        let mut first = true;
        for i in 0..tokens.list.len() {
            let Some(edge) = lattice.at(i).iter().find(|e| e.sym == sym) else {
                continue;
            };
            let range = i..i + edge.len as usize;
            if contexts.any(rule.unless, &range) {
                continue;
            }
            if std::mem::take(&mut first) {
                bits += worth;
                marks.push(tokens.span(range.start, range.end));
            }
        }
    }
    if bits < ENOUGH {
        return None;
    }
    marks.sort();
    marks.dedup_by(|b, a| {
        let joined = a.overlaps(*b);
        if joined {
            *a = a.join(*b);
        }
        joined
    });
    Some(of_rule(rule, marks, |when| contexts.any(when, &whole)))
}
