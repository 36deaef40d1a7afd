//! Reads a post and says what the guidance for UK nurses, midwives and nursing associates would
//! say of it.

pub mod finding;
pub mod guidance;
pub mod locale;
pub mod post;
pub mod settings;
pub mod sites;
pub mod span;

pub use finding::{Bilingual, Category, Entity, EntityKind, Finding, Severity, Words};
pub use post::{Audience, Post};
pub use span::{ByteSpan, Utf16Map, Utf16Span};
