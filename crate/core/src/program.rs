//! The shared automaton's instructions, written at build time and run by `matcher.rs`.
//!
//! All patterns of all rules and contexts are one program for a Thompson simulation over tokens
//! (Pike 1968/Thompson 1968; R. Cox, "Regular Expression Matching: the Virtual Machine
//! Approach"), so a post is read once whatever the number of rules, and nothing backtracks.

/// A word, tag or token class that a pattern can ask for.
pub(crate) type Sym = u16;

/// One instruction; where it does not say otherwise the next one follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "which are made depends on the patterns")]
pub(crate) enum Inst {
    /// Takes the tokens of one edge with a symbol of this set. `cross`: may begin in a later
    /// sentence.
    OneOf { set: u16, cross: bool },
    /// Takes one token that has no symbol of this set.
    Not { set: u16, cross: bool },
    /// Takes any one token.
    Any { cross: bool },
    /// Takes up to `most` tokens, whatever they are.
    Gap { most: u8, cross: bool },
    /// Goes on at the next instruction and at `to`.
    Split { to: u32 },
    /// Goes on at `to`.
    Jump { to: u32 },
    /// The marked part begins here.
    Open,
    /// The marked part ends here.
    Close,
    /// Goes on only where a sentence begins.
    First,
    /// Goes on only where a sentence ends.
    Last,
    /// A pattern has matched.
    Accept { pattern: u32 },
}

/// How a match can begin: the instruction that takes its first token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    pub(crate) pc: u32,
    pub(crate) pattern: u32,
    /// The marked part begins there too.
    pub(crate) opened: bool,
    /// Only where a sentence begins.
    pub(crate) sentence: bool,
}
