//! Rules and contexts as the build compiled them.

use crate::context::ContextId;
use crate::finding::{Bilingual, Category, Severity};

/// One rule of `rules/<category>/<name>.toml`.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    pub(crate) category: Category,
    pub(crate) severity: Severity,
    pub(crate) code: &'static [&'static str],
    /// Contexts that spare a match.
    pub(crate) unless: &'static [ContextId],
    /// Contexts that must all hold.
    pub(crate) needs: &'static [ContextId],
    /// Further conditions that some of its patterns have.
    pub(crate) gates: &'static [Gate],
    /// The last of these that applies gives the severity.
    pub(crate) shift: &'static [Shift],
    /// Stands whatever the reader makes of the post.
    pub(crate) certain: bool,
    /// Speaks for what only the reader saw.
    pub(crate) whole: bool,
    pub(crate) words: Bilingual,
}

/// What some patterns of a rule ask for, beside what the rule asks for.
#[derive(Debug)]
pub(crate) struct Gate {
    pub(crate) needs: &'static [ContextId],
    pub(crate) unless: &'static [ContextId],
}

/// A different severity where one of some contexts holds.
#[derive(Debug)]
pub(crate) struct Shift {
    pub(crate) to: Severity,
    pub(crate) when: &'static [ContextId],
}

/// One context of `contexts/<name>.toml`.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) name: &'static str,
    pub(crate) scope: Scope,
    pub(crate) unless: &'static [ContextId],
}

/// How far a context reaches from where its pattern matches.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "which are made depends on the contexts")]
pub(crate) enum Scope {
    /// The matched tokens.
    Match,
    /// The sentences that the match touches.
    Sentence,
    /// From the match to the end of the post.
    Rest,
    /// The whole post.
    Post,
}

/// Which rule or context a pattern belongs to.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "which are made depends on the rules")]
pub(crate) enum Owner {
    Rule(u16),
    /// A rule, and which of its gates the pattern stands behind.
    Gated(u16, u8),
    Context(u16),
}
