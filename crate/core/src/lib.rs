//! Reads a post and says what the guidance for UK nurses, midwives and nursing associates would
//! say of it.

mod builtin;
pub mod checker;
mod context;
pub mod finding;
mod fold;
mod generated;
pub mod guidance;
mod hash;
mod identifiers;
mod lattice;
pub mod locale;
mod matcher;
mod people;
pub mod post;
mod program;
mod reader;
mod rule;
pub mod settings;
pub mod sites;
pub mod span;
mod sums;
pub mod support;
mod token;
#[doc(hidden)]
pub mod training;
mod unmask;
mod verdict;
mod wording;

pub use checker::{Checker, Report, strongest};
pub use finding::{Bilingual, Category, Entity, EntityKind, Finding, Offer, Said, Severity, Words};
pub use post::{Audience, Post};
pub use span::{ByteSpan, Utf16Map, Utf16Span};
