//! Whether a post is in a language that is read: English, Welsh, or both together.

use crate::token::{Kind, Tokens};

/// Fewer words than this tell nothing.
const ENOUGH: usize = 6;

/// A text of the language holds at least this share of words that are known.
const KNOWN: f32 = 0.3;

/// From this many words on, one of the small words below is all but sure to be there.
const LONG: usize = 8;

/// Small words that hold English and Welsh sentences together; words that other languages have as
/// well ("a", "me", "on", "y") are left out.
const SMALL: &[&str] = &[
    "the", "and", "to", "of", "in", "is", "it", "it's", "i", "i'm", "my", "you", "your", "that",
    "this", "was", "for", "with", "but", "not", "she", "he", "they", "we", "are", "be", "have",
    "has", "had", "at", "from", "so", "if", "or", "an", "her", "his", "our", "their", "who",
    "what", "when", "how", "all", "can", "just", "get", "got", "up", "out", "do", "don't", "there",
    "been", "yn", "yr", "ar", "mae", "ma", "dwi", "wedi", "di", "fy", "fi", "ti", "i'r", "o'r",
    "a'r", "sy", "sydd", "oedd", "bod", "ni", "chi", "eich", "ein", "ond", "am", "gan", "heb",
    "nhw", "hi", "fo", "efo", "gyda", "dim", "ddim", "nid", "pan", "fel", "mor", "un", "ac",
    "wrth", "i", "hwn", "hon",
];

/// Small words of the languages that UK nurses most often write beside English and Welsh (Polish,
/// Spanish, Portuguese, French, German, Italian, Romanian, Tagalog), other than those of [`SMALL`].
const ELSEWHERE: &[&str] = &[
    "le", "la", "les", "el", "los", "las", "de", "des", "du", "et", "est", "que", "qui", "por",
    "para", "con", "una", "der", "die", "das", "und", "ist", "nicht", "mit", "il", "che", "per",
    "nie", "sie", "jest", "na", "ze", "sa", "ng", "mga", "ang", "si", "ako", "este", "pentru",
    "nao", "em", "da",
];

/// Whether the post is in some other language or script.
pub(crate) fn is_foreign(tokens: &Tokens, known: impl Fn(&str) -> bool) -> bool {
    let words = || (0..tokens.list.len()).filter(|&i| tokens.list[i].kind == Kind::Word);
    let folded = || words().map(|i| tokens.folded(i));
    let letters = folded().flat_map(str::chars).filter(|c| c.is_alphabetic());
    let (latin, all) = letters
        .fold((0, 0), |(latin, all), c| (latin + usize::from(c.is_ascii_alphabetic()), all + 1));
    let long: Vec<&str> = folded().filter(|word| word.chars().count() > 2).collect();
    let share = long.iter().filter(|word| known(word)).count() as f32;
    let other_script = all >= ENOUGH && 2 * latin < all;
    let unknown = long.len() >= ENOUGH && share < KNOWN * long.len() as f32;
    let loose = words().count() >= LONG && !folded().any(|word| SMALL.contains(&word));
    let elsewhere = folded().filter(|word| ELSEWHERE.contains(word)).count() > 1;
    other_script || unknown || (loose && elsewhere)
}
