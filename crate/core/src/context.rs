//! Where each context holds: in which sentences someone is quoted, abuse is condemned, the writer
//! speaks of their own family, and so on.

use crate::generated as data;
use crate::matcher::Hit;
use crate::rule::{Owner, Scope};
use crate::token::{Token, Tokens};
use std::ops::Range;

/// Index into `generated::CONTEXTS`, or one of the constants below.
pub(crate) type ContextId = u16;

/// Between quotation marks.
pub(crate) const QUOTED: ContextId = ContextId::MAX;

/// In a sentence that ends with a question mark.
pub(crate) const QUESTION: ContextId = ContextId::MAX - 1;

/// The contexts of one post.
pub(crate) struct Contexts<'t> {
    tokens: &'t Tokens,
    /// For each context, the token ranges over which it holds.
    held: Vec<Vec<Range<usize>>>,
}

impl<'t> Contexts<'t> {
    pub(crate) fn new(tokens: &'t Tokens, hits: &[Hit]) -> Self {
        let mut found = Self { tokens, held: vec![Vec::new(); data::CONTEXTS.len()] };
        // Contexts with an `unless` are numbered after all others, so by ascending number each
        // can look at what stands against it.
        let mut claims: Vec<(u16, Range<usize>)> = hits
            .iter()
            .filter_map(|hit| match data::OWNERS[hit.pattern as usize] {
                Owner::Context(id) => Some((id, hit.mark_start..hit.mark_end)),
                Owner::Rule(_) | Owner::Gated(..) => None,
            })
            .collect();
        claims.sort_by_key(|&(id, _)| id);
        for (id, range) in claims {
            let context = &data::CONTEXTS[id as usize];
            if !found.any(context.unless, &range) {
                let reach = found.reach(context.scope, range);
                found.held[id as usize].push(reach);
            }
        }
        found
    }

    /// Whether context `id` holds over some token of `range`.
    pub(crate) fn holds(&self, id: ContextId, range: &Range<usize>) -> bool {
        if id >= QUESTION {
            let tokens = &self.tokens.list[range.clone()];
            let all = |is: fn(&Token) -> bool| !tokens.is_empty() && tokens.iter().all(is);
            return if id == QUOTED { all(|t| t.quoted) } else { all(|t| t.asked) };
        }
        self.held[id as usize].iter().any(|h| h.start < range.end && range.start < h.end)
    }

    /// The token ranges over which context `id` holds.
    pub(crate) fn ranges(&self, id: ContextId) -> &[Range<usize>] {
        &self.held[id as usize]
    }

    /// Whether one of `ids` holds over some token of `range`.
    pub(crate) fn any(&self, ids: &[ContextId], range: &Range<usize>) -> bool {
        ids.iter().any(|&id| self.holds(id, range))
    }

    fn reach(&self, scope: Scope, range: Range<usize>) -> Range<usize> {
        let list = &self.tokens.list;
        match scope {
            Scope::Match => range,
            Scope::Rest => range.start..list.len(),
            Scope::Post => 0..list.len(),
            Scope::Sentence => {
                let first = list[range.start].sentence;
                let last = list[range.end.max(range.start + 1) - 1].sentence;
                list.partition_point(|t| t.sentence < first)
                    ..list.partition_point(|t| t.sentence <= last)
            }
        }
    }
}
