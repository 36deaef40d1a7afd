//! One spelling for words that are the same word.
//!
//! Folding makes lower case, drops accents, zero-width characters and stretched letters, and maps
//! letters of other scripts that are drawn like Latin ones. It works on one word at a time, so the
//! way back to the original is the word's own span and offsets stay exact.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Appends the folded form of `word` to `out`.
///
/// The apostrophe is kept (as `'`), since "I'll" and "ill" are different words, and so is `*`,
/// which hides letters. A letter that stands three times or more is kept twice.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    let from = out.len();
    if word.is_ascii() {
        for c in word.chars() {
            push(c.to_ascii_lowercase(), from, out);
        }
        return;
    }
    for c in word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fe0f}' => {}
            '\u{1f3fb}'..='\u{1f3ff}' => {} // skin tones
            _ => push(look_alike(c), from, out),
        }
    }
}

/// The folded form of `word` with every doubled letter single, for a second look-up of stretched
/// words ("sooo" is "soo" after folding and "so" here). `None` when there is nothing doubled.
pub(crate) fn unstretch(folded: &str) -> Option<String> {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    (out.len() < folded.len()).then_some(out)
}

fn push(c: char, from: usize, out: &mut String) {
    let mut last = out[from..].chars().rev();
    if c.is_alphabetic() && last.next() == Some(c) && last.next() == Some(c) {
        return;
    }
    out.push(c);
}

/// Letters of other scripts drawn like a Latin one (a part of Unicode TR 39's confusables), and
/// the apostrophes that phones type.
fn look_alike(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{ff07}' | '`' | '\u{b4}' => '\'',
        'а' | 'α' => 'a',
        'в' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' => 'm',
        'п' => 'n',
        'о' | 'ο' | 'σ' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'ѵ' | 'ν' => 'v',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(word: &str) -> String {
        let mut out = String::new();
        fold_into(word, &mut out);
        out
    }

    #[test]
    fn folds_case_accents_width_and_look_alikes() {
        assert_eq!(fold("DŴR"), "dwr");
        assert_eq!(fold("Ｓｔｏｐ"), "stop");
        assert_eq!(fold("pаtіent"), "patient"); // Cyrillic а and і
        assert_eq!(fold("pa\u{200b}tient"), "patient");
        assert_eq!(fold("DON’T"), "don't");
    }

    #[test]
    fn keeps_two_of_a_stretched_letter() {
        assert_eq!(fold("sooooo"), "soo");
        assert_eq!(unstretch("soo").as_deref(), Some("so"));
        assert_eq!(unstretch("so"), None);
    }
}
