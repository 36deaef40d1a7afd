//! The tables that build.rs writes from lexicon/, rules/ and contexts/.

#![allow(unused_imports, reason = "which are used depends on the rules")]

use crate::finding::{Bilingual, Category, Severity, Words};
use crate::program::{Inst, Start, Sym};
use crate::rule::{Context, Gate, Owner, Rule, Scope, Shift};

/// Word to number, an FST used in place.
pub(crate) static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"));

include!(concat!(env!("OUT_DIR"), "/generated.rs"));
include!(concat!(env!("OUT_DIR"), "/reader.rs"));
