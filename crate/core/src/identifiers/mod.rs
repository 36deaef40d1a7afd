//! Identifiers that have a shape: one kind a file, each with what it takes for one and what it
//! leaves alone. They become entities and, for the rules, symbols such as `@uk_nhs`.

mod age;
mod bank_account;
mod bed_ward;
mod birth_weight;
mod date;
mod driving_licence;
mod hospital_number;
mod nhs_number;
mod nino;
mod nmc_pin;
mod passport;
mod payment_card;
mod phone;
mod postcode;
mod street_address;
mod vehicle_plate;

use crate::builtin;
use crate::finding::{Entity, EntityKind};
use crate::lattice::{Edge, Lattice};
use crate::program::Sym;
use crate::span::ByteSpan;
use crate::token::{Kind, Token, Tokens};
use std::ops::Range;

/// Something that code has recognised: a symbol over some tokens, and perhaps an entity.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) sym: Sym,
    pub(crate) kind: Option<EntityKind>,
    pub(crate) tokens: Range<usize>,
    pub(crate) span: ByteSpan,
}

/// A post as the finders read it.
pub(crate) struct Scan<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a Tokens,
    pub(crate) lattice: &'a Lattice,
}

impl Scan<'_> {
    /// The token at `i`, if there is one.
    pub(crate) fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.list.get(i)
    }

    /// The folded word at `i`; empty past the end.
    pub(crate) fn word(&self, i: usize) -> &str {
        if i < self.tokens.list.len() { self.tokens.folded(i) } else { "" }
    }

    /// The folded word before `i`; empty at the start.
    pub(crate) fn word_before(&self, i: usize) -> &str {
        i.checked_sub(1).map_or("", |i| self.word(i))
    }

    /// The digits at `i`, if a number stands there.
    pub(crate) fn digits(&self, i: usize) -> Option<&str> {
        let token = self.token(i).filter(|t| t.kind == Kind::Number)?;
        Some(token.span.of(self.text))
    }

    /// The value of the number at `i`.
    pub(crate) fn number(&self, i: usize) -> Option<u32> {
        self.digits(i)?.parse().ok()
    }

    /// What stands in the original between tokens `i` and `i + 1`.
    pub(crate) fn between(&self, i: usize) -> &str {
        match (self.token(i), self.token(i + 1)) {
            (Some(a), Some(b)) => ByteSpan::new(a.span.end, b.span.start).of(self.text),
            _ => "\n",
        }
    }

    /// A run of numbers from `i`, held together by at most one separator each: the token range and
    /// the digits, group by group.
    pub(crate) fn digit_run(&self, i: usize) -> (Range<usize>, Vec<&str>) {
        let mut groups = Vec::new();
        let mut end = i;
        while let Some(digits) = self.digits(end) {
            groups.push(digits);
            end += 1;
            if !matches!(self.between(end - 1), " " | "-" | "." | "\u{a0}" | "–" | "\u{2011}") {
                break;
            }
        }
        (i..end, groups)
    }

    pub(crate) fn seen(&self, sym: Sym, kind: EntityKind, tokens: Range<usize>) -> Seen {
        let span = self.tokens.span(tokens.start, tokens.end);
        Seen { sym, kind: Some(kind), tokens, span }
    }
}

/// Everything recognised by its shape alone.
pub(crate) fn find(text: &str, tokens: &Tokens, lattice: &Lattice) -> Vec<Seen> {
    let scan = Scan { text, tokens, lattice };
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.list.len() {
        let found = nhs_number::at(&scan, i)
            .or_else(|| driving_licence::at(&scan, i))
            .or_else(|| payment_card::at(&scan, i))
            .or_else(|| bank_account::at(&scan, i))
            .or_else(|| passport::at(&scan, i))
            .or_else(|| birth_weight::at(&scan, i))
            .or_else(|| date::at(&scan, i))
            .or_else(|| phone::at(&scan, i))
            .or_else(|| nmc_pin::at(&scan, i))
            .or_else(|| nino::at(&scan, i))
            .or_else(|| vehicle_plate::at(&scan, i))
            .or_else(|| postcode::at(&scan, i))
            .or_else(|| street_address::at(&scan, i))
            .or_else(|| hospital_number::at(&scan, i))
            .or_else(|| age::at(&scan, i))
            .or_else(|| bed_ward::at(&scan, i))
            .or_else(|| alone(&scan, i));
        i = match found {
            Some(seen) => {
                let end = seen.tokens.end;
                out.push(seen);
                end.max(i + 1)
            }
            None => i + 1,
        };
    }
    out
}

/// Tokens that are identifiers by their class: e-mail addresses and handles.
fn alone(scan: &Scan, i: usize) -> Option<Seen> {
    match scan.token(i)?.kind {
        Kind::Email => Some(scan.seen(builtin::EMAIL_ADDRESS, EntityKind::EmailAddress, i..i + 1)),
        Kind::Mention => Some(scan.seen(builtin::MENTION, EntityKind::SocialHandle, i..i + 1)),
        _ => None,
    }
}

/// Whether the words right before a number say that it is no person's.
fn is_other_number(scan: &Scan, i: usize) -> bool {
    const OTHER: &[&str] = &[
        "order",
        "parcel",
        "tracking",
        "raffle",
        "ticket",
        "invoice",
        "isbn",
        "booking",
        "card",
        "account",
        "reference",
        "ref",
        "voucher",
        "code",
        "serial",
        "flight",
    ];
    (i.saturating_sub(3)..i).any(|at| OTHER.contains(&scan.word(at)))
}

/// What was recognised, as edges for the rules: a full date is a date, too.
pub(crate) fn edges(seen: &[Seen], tokens: &Tokens) -> Vec<(usize, Edge)> {
    let mut out = Vec::with_capacity(seen.len());
    for s in seen.iter().filter(|s| s.tokens.end <= tokens.list.len()) {
        let len = (s.tokens.end - s.tokens.start).min(15) as u8;
        out.push((s.tokens.start, Edge { sym: s.sym, len }));
        let wider: &[Sym] = match s.sym {
            builtin::FULL_DATE => &[builtin::DATE],
            builtin::BED => &[builtin::BED_WARD],
            builtin::FULL_NAME | builtin::GIVEN => &[builtin::PERSON],
            builtin::TITLED_NAME => &[builtin::FULL_NAME, builtin::PERSON],
            _ => &[],
        };
        out.extend(wider.iter().map(|&sym| (s.tokens.start, Edge { sym, len })));
    }
    out
}

/// The entities among what was recognised, earliest first.
pub(crate) fn entities(seen: &[Seen]) -> Vec<Entity> {
    let mut out: Vec<Entity> =
        seen.iter().filter_map(|s| Some(Entity { kind: s.kind?, span: s.span })).collect();
    out.sort_by_key(|e| (e.span.start, e.span.end));
    out
}
