//! Words whose letters are hidden from a quick look: by digits and signs ("ret4rds", "sh!t", "b3d 4")
//! or by dots and spaces between them ("k.y.s", "b e d").
//!
//! Such a run is taken for the word that it spells, where that is a word Lamplight knows and the run as
//! it stands is not. The token spans the run as it was typed, so offsets stay exact.

use crate::token::{Kind, Token, Tokens};
use std::ops::Range;

/// The longest run, in bytes, that is looked at, so that cost grows with the text alone.
const LONGEST: usize = 32;

/// Signs that stand for a letter inside a word.
const SIGNS: &[char] = &['@', '$', '!', '€'];

/// Puts the words that masked runs spell in their place: those that are `known`. A token that stands in a
/// list as it is, such as "b4", stays: `listed` tells.
pub(crate) fn unmask(
    text: &str,
    tokens: &mut Tokens,
    listed: impl Fn(&str) -> bool,
    known: impl Fn(&str) -> bool,
) {
    let mut spelt = Vec::new();
    let mut at = 0;
    while at < tokens.list.len() {
        let found =
            spaced(text, tokens, at, &known).or_else(|| masked(text, tokens, at, &listed, &known));
        at = match found {
            Some((to, word)) => {
                spelt.push((at..to, word));
                to
            }
            None => at + 1,
        };
    }
    if !spelt.is_empty() {
        tokens.respell(text, &spelt);
    }
}

/// A word with digits or signs among its letters that begins with token `at`, and where it ends.
fn masked(
    text: &str,
    tokens: &Tokens,
    at: usize,
    listed: impl Fn(&str) -> bool,
    known: impl Fn(&str) -> bool,
) -> Option<(usize, String)> {
    let list = &tokens.list;
    let start = list[at].span.start;
    let mut to = at + 1;
    while to < list.len()
        && matches!(list[to].kind, Kind::Word | Kind::Number | Kind::Mention)
        && gap(text, list, to).chars().all(|c| SIGNS.contains(&c))
    {
        if list[to].span.end - start > LONGEST {
            return None;
        }
        to += 1;
    }
    let run = &text[start..list[to - 1].span.end];
    if list[at].kind != Kind::Word
        || list[at].hashtag
        || !run.contains(|c: char| SIGNS.contains(&c) || c.is_ascii_digit())
        || !run.ends_with(char::is_alphabetic)
        || run.chars().filter(|c| c.is_alphabetic()).count() < 2
        || (to == at + 1 && listed(tokens.folded(at)))
    {
        return None;
    }
    let lower = run.to_lowercase();
    ['i', 'l'].into_iter().find_map(|one| {
        let word = lower.chars().map(|c| letter(c, one)).collect::<Option<String>>()?;
        known(&word).then_some((to, word))
    })
}

/// What `c` stands for inside a word; `one` is what `1` and `!` do.
fn letter(c: char, one: char) -> Option<char> {
    Some(match c {
        '0' => 'o',
        '1' | '!' => one,
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        _ if c.is_alphabetic() => c,
        _ => return None,
    })
}

/// A word of single letters with the same dot, dash or space between all of them that begins with token
/// `at`, and where it ends.
fn spaced(
    text: &str,
    tokens: &Tokens,
    at: usize,
    known: impl Fn(&str) -> bool,
) -> Option<(usize, String)> {
    const LEAST: usize = 3;
    let list = &tokens.list;
    let single =
        |token: &Token| token.kind == Kind::Word && token.span.of(text).chars().nth(1).is_none();
    let between = (at + 1 < list.len() && single(&list[at])).then(|| gap(text, list, at + 1))?;
    if !matches!(between, " " | "." | "-" | "_" | "*") {
        return None;
    }
    let mut to = at + 1;
    while to < list.len()
        && to - at < LONGEST / 2
        && single(&list[to])
        && gap(text, list, to) == between
    {
        to += 1;
    }
    (at + LEAST..=to).rev().find_map(|to| {
        let word: String = (at..to).map(|i| tokens.folded(i)).collect();
        known(&word).then_some((to, word))
    })
}

/// What stands between token `i` and the one before it.
fn gap<'t>(text: &'t str, list: &[Token], i: usize) -> &'t str {
    text.get(list[i - 1].span.end..list[i].span.start).unwrap_or(" ")
}

impl Tokens {
    /// Puts one word in the place of each run of tokens; runs ascend.
    fn respell(&mut self, text: &str, spelt: &[(Range<usize>, String)]) {
        let mut old = std::mem::take(&mut self.list).into_iter().enumerate().peekable();
        let mut runs = spelt.iter().peekable();
        while let Some((i, mut token)) = old.next() {
            if let Some((run, word)) = runs.next_if(|(run, _)| run.start == i) {
                while let Some((_, last)) = old.next_if(|(j, _)| run.contains(j)) {
                    token.span = token.span.join(last.span);
                    token.asked |= last.asked;
                }
                let mut letters = token.span.of(text).chars().filter(|c| c.is_alphabetic());
                token.shouted = letters.all(char::is_uppercase);
                token.kind = Kind::Word;
                self.fold_again(&mut token, word);
            }
            self.list.push(token);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let known = |word: &str| {
            matches!(word, "retards" | "bed" | "kys" | "patel" | "sam" | "shit" | "kill")
        };
        let mut tokens = Tokens::new(text);
        unmask(text, &mut tokens, |word| word == "b4", known);
        for (i, token) in tokens.list.iter().enumerate() {
            assert!(!token.span.of(text).is_empty(), "{i} of {text}");
        }
        (0..tokens.list.len()).map(|i| tokens.folded(i).to_owned()).collect()
    }

    #[test]
    fn digits_and_signs_are_read_as_letters_where_they_spell_a_word() {
        assert_eq!(read("ret4rds in b3d 4"), ["retards", "in", "bed", "4"]);
        assert_eq!(read("k1ll Mr P@tel"), ["kill", "mr", "patel"]);
        assert_eq!(read("sh!t day"), ["shit", "day"]);
        assert_eq!(read("see you b4 tea"), ["see", "you", "b4", "tea"]);
        assert_eq!(read("on at 5am in bay4b"), ["on", "at", "5", "am", "in", "bay", "4", "b"]);
    }

    #[test]
    fn letters_set_apart_are_read_together_where_they_spell_a_word() {
        assert_eq!(read("k.y.s you"), ["kys", "you"]);
        assert_eq!(read("B E D 4, a b c"), ["bed", "4", "a", "b", "c"]);
        assert_eq!(read("b e d s"), ["bed", "s"]);
    }

    #[test]
    fn the_word_spans_what_was_typed() {
        let text = "so r e t a r d s x";
        let mut tokens = Tokens::new(text);
        unmask(text, &mut tokens, |_| false, |word| word == "retards");
        assert_eq!(tokens.list[1].span.of(text), "r e t a r d s");
    }
}
