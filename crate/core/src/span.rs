//! Places in a text, each unit with a type of its own.
//!
//! Everything inside the core counts UTF-8 bytes. JavaScript counts UTF-16 code units. The one
//! conversion between them is [`Utf16Map`]; the Wasm boundary and the command line both call it.

use serde::Serialize;

/// A half-open range of UTF-8 bytes, both ends on character boundaries of the text it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ByteSpan {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl ByteSpan {
    /// The span from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words of `text` that the span covers; empty if it does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// A half-open range of UTF-16 code units, as JavaScript strings count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Utf16Span {
    /// First code unit.
    pub start: usize,
    /// One past the last code unit.
    pub end: usize,
}

/// Converts byte offsets of one text to UTF-16 code units.
///
/// Built in one pass; each look-up after that is a binary search over the characters that are not
/// one byte long, so plain ASCII costs nothing.
pub struct Utf16Map {
    /// `(byte offset after the character, bytes − code units so far)`.
    shifts: Vec<(usize, usize)>,
}

impl Utf16Map {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let mut shifts = Vec::new();
        let mut shift = 0;
        for (at, c) in text.char_indices() {
            if !c.is_ascii() {
                shift += c.len_utf8() - c.len_utf16();
                shifts.push((at + c.len_utf8(), shift));
            }
        }
        Self { shifts }
    }

    /// The same place in UTF-16 code units. `span` must lie on character boundaries.
    pub fn span(&self, span: ByteSpan) -> Utf16Span {
        Utf16Span { start: self.offset(span.start), end: self.offset(span.end) }
    }

    fn offset(&self, byte: usize) -> usize {
        let before = self.shifts.partition_point(|&(after, _)| after <= byte);
        byte - before.checked_sub(1).map_or(0, |i| self.shifts[i].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_and_accents_shift_utf16_offsets() {
        let text = "a é 😅 ŵ end";
        let map = Utf16Map::new(text);
        for (byte, _) in text.char_indices() {
            let expected = text[..byte].encode_utf16().count();
            assert_eq!(map.span(ByteSpan::new(byte, text.len())).start, expected);
        }
        assert_eq!(map.span(ByteSpan::new(0, text.len())).end, text.encode_utf16().count());
    }
}
