//! Words, numbers, emoji and the rest, in order, each with its place in the original text.
//!
//! Rule files and lexicons are cut by this same code at build time, so that what an author writes
//! and what a user types become the same tokens.

use crate::fold::fold_into;
use crate::span::ByteSpan;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, perhaps with digits after the first letter ("b4"), apostrophes or hidden letters.
    Word,
    /// Digits.
    Number,
    /// One emoji with its modifiers.
    Emoji,
    /// `@name`.
    Mention,
    /// An address of the web.
    Url,
    /// An e-mail address.
    Email,
}

/// One token. `span` is in bytes of the original text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) span: ByteSpan,
    /// Where its folded form stands in [`Tokens::folded`].
    folded: (usize, usize),
    /// Number of the sentence it stands in.
    pub(crate) sentence: usize,
    /// First letter is a capital.
    pub(crate) capital: bool,
    /// Two letters or more, all capitals.
    pub(crate) shouted: bool,
    /// Part of a hashtag.
    pub(crate) hashtag: bool,
    /// Between quotation marks.
    pub(crate) quoted: bool,
    /// In a sentence that ends with a question mark.
    pub(crate) asked: bool,
    /// A comma, dash or bracket stands between this and the token before.
    pub(crate) pause: bool,
}

/// A text cut into tokens.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub(crate) list: Vec<Token>,
    folded: String,
}

impl Tokens {
    /// Cuts `text`. Linear in its length.
    pub(crate) fn new(text: &str) -> Self {
        let mut cutter = Cutter { text, out: Self::default(), sentence: 0, pause: false };
        cutter.run();
        mark_quotes(text, &mut cutter.out.list);
        cutter.out
    }

    /// The folded form of the token at `i`.
    pub(crate) fn folded(&self, i: usize) -> &str {
        let (start, end) = self.list[i].folded;
        &self.folded[start..end]
    }

    /// Gives `token` another folded form.
    pub(crate) fn fold_again(&mut self, token: &mut Token, word: &str) {
        let from = self.folded.len();
        fold_into(word, &mut self.folded);
        token.folded = (from, self.folded.len());
    }

    /// Whether token `i` is the first of its sentence.
    pub(crate) fn starts_sentence(&self, i: usize) -> bool {
        i == 0 || self.list[i - 1].sentence != self.list[i].sentence
    }

    /// Whether a sentence begins at token `i`, or the text ends there.
    pub(crate) fn starts_sentence_or_end(&self, i: usize) -> bool {
        i >= self.list.len() || self.starts_sentence(i)
    }

    /// The span from token `from` up to but not including token `to`.
    pub(crate) fn span(&self, from: usize, to: usize) -> ByteSpan {
        match (self.list.get(from), to.checked_sub(1).and_then(|last| self.list.get(last))) {
            (Some(a), Some(b)) if from < to => a.span.join(b.span),
            _ => ByteSpan::new(0, 0),
        }
    }
}

struct Cutter<'t> {
    text: &'t str,
    out: Tokens,
    sentence: usize,
    pause: bool,
}

impl Cutter<'_> {
    fn run(&mut self) {
        let text = self.text;
        let mut at = 0;
        let mut before = ' ';
        while let Some(c) = text[at..].chars().next() {
            let after = at + c.len_utf8();
            if !before.is_alphanumeric()
                && c.is_ascii_alphanumeric()
                && let Some((kind, len)) = address(&text[at..])
            {
                self.push(kind, at, at + len, false);
                at += len;
                before = ' ';
                continue;
            }
            before = c;
            if is_letter(c) {
                at = self.word(at, false);
            } else if c.is_ascii_digit() {
                let end =
                    at + text[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - at);
                self.push(Kind::Number, at, end, false);
                at = end;
            } else if (c == '@' || c == '#') && text[after..].starts_with(is_letter) {
                at = if c == '#' { self.hashtag(after) } else { self.mention(at) };
            } else if is_emoji(c) {
                let end = emoji_end(text, at);
                self.push(Kind::Emoji, at, end, false);
                at = end;
            } else {
                self.punctuation(c, after);
                at = after;
            }
        }
    }

    /// Cuts a word at `at`, or several where letters and digits change places in long runs
    /// ("12yo" is "12", "yo"; "rm14" is "rm", "14"; "b4" stays whole). Returns where it ends.
    fn word(&mut self, at: usize, hashtag: bool) -> usize {
        let text = self.text;
        let mut end = at;
        let mut letters = 0;
        let mut humps = false;
        for (i, c) in text[at..].char_indices() {
            let here = at + i;
            let next = text[here + c.len_utf8()..].chars().next();
            let joined = match c {
                _ if is_letter(c) => {
                    // #CamelCase: a new word at each hump.
                    if hashtag && letters > 0 && c.is_uppercase() && humps {
                        break;
                    }
                    humps = c.is_lowercase();
                    letters += 1;
                    true
                }
                '0'..='9' => letters == 1 && !hashtag,
                // An apostrophe or hidden letter inside a word, "a&e", "h+c", "y/o".
                '\'' | '’' | '*' => next.is_some_and(|n| is_letter(n) || n == '*'),
                '&' | '+' | '/' => {
                    letters == 1
                        && here == at + first_len(text, at)
                        && single_letter(&text[here + 1..])
                }
                '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => true,
                _ => false,
            };
            if !joined {
                break;
            }
            end = here + c.len_utf8();
            if matches!(c, '&' | '+' | '/') {
                end += first_len(text, end);
                break;
            }
        }
        self.push(Kind::Word, at, end, hashtag);
        end
    }

    fn hashtag(&mut self, mut at: usize) -> usize {
        while self.text[at..].starts_with(is_letter) {
            at = self.word(at, true);
        }
        at
    }

    fn mention(&mut self, at: usize) -> usize {
        let name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        let rest = &self.text[at + 1..];
        let len = rest.find(|c| !name(c)).unwrap_or(rest.len());
        let end = at + 1 + rest[..len].trim_end_matches('.').len();
        self.push(Kind::Mention, at, end, false);
        end
    }

    fn punctuation(&mut self, c: char, after: usize) {
        let ends = match c {
            '\n' | '!' | '?' | '…' => true,
            '.' => {
                let next = self.text[after..].chars().next();
                next.is_none_or(|n| n.is_whitespace() || is_emoji(n)) && !self.after_short_form()
            }
            _ => false,
        };
        if c == '?' {
            let sentence = self.sentence;
            let asked = self.out.list.iter_mut().rev().take_while(|t| t.sentence == sentence);
            asked.for_each(|t| t.asked = true);
        }
        if ends {
            if self.out.list.last().is_some_and(|t| t.sentence == self.sentence) {
                self.sentence += 1;
            }
            self.pause = false;
        } else if matches!(c, ',' | ';' | ':' | '(' | ')' | '–' | '—' | '-' | '/' | '|') {
            self.pause = true;
        }
    }

    /// Whether the token just before is one that takes a full stop without ending a sentence.
    fn after_short_form(&self) -> bool {
        let Some(i) = self.out.list.len().checked_sub(1) else {
            return false;
        };
        let token = &self.out.list[i];
        token.kind == Kind::Word
            && ((token.capital && token.span.end - token.span.start == 1)
                || matches!(
                    self.out.folded(i),
                    "mr" | "mrs" | "ms" | "dr" | "st" | "prof" | "no" | "rev"
                ))
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize, hashtag: bool) {
        let raw = &self.text[start..end];
        let from = self.out.folded.len();
        fold_into(raw, &mut self.out.folded);
        let mut letters = raw.chars().filter(|c| c.is_alphabetic());
        self.out.list.push(Token {
            kind,
            span: ByteSpan::new(start, end),
            folded: (from, self.out.folded.len()),
            sentence: self.sentence,
            capital: raw.chars().next().is_some_and(char::is_uppercase),
            shouted: letters.clone().count() > 1 && letters.all(char::is_uppercase),
            hashtag,
            quoted: false,
            asked: false,
            pause: std::mem::take(&mut self.pause),
        });
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_emoji(c)
}

fn first_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

fn single_letter(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(is_letter) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Whether `c` begins an emoji. Covers the pictographic blocks that phones' keyboards offer.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{2300}'..='\u{23ff}')
}

/// Where the emoji that starts at `at` ends, with variation selectors, skin tones, joined parts
/// and flag pairs.
fn emoji_end(text: &str, at: usize) -> usize {
    let flag = |c: char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    let mut chars = text[at..].char_indices();
    let Some((_, first)) = chars.next() else {
        return at;
    };
    let mut end = at + first.len_utf8();
    let mut joined = false;
    let mut flags = usize::from(flag(first));
    for (i, c) in chars {
        let part = joined
            || matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{200d}')
            || (flags == 1 && flag(c));
        if !part {
            break;
        }
        flags += usize::from(flag(c));
        joined = c == '\u{200d}';
        end = at + i + c.len_utf8();
    }
    end
}

/// Whether `text` begins with a web or e-mail address, and how long that is. Looks no further than
/// an address may be long (RFC 5321 allows 254 bytes), so that a text without spaces costs no more.
fn address(text: &str) -> Option<(Kind, usize)> {
    const LONGEST: usize = 254;
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let chunk = text.split(char::is_whitespace).next().unwrap_or("");
    const TAIL: &[char] = &['.', ',', '!', '?', ')', ']', '"', '\'', ';', ':', '>', '”', '’'];
    if chunk.starts_with("http://") || chunk.starts_with("https://") || chunk.starts_with("www.") {
        return Some((Kind::Url, chunk.trim_end_matches(TAIL).len()));
    }
    let at = chunk.find('@').filter(|&at| at > 0)?;
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-' | '%');
    if !chunk[..at].chars().all(local) {
        return None;
    }
    let host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let rest = &chunk[at + 1..];
    let len =
        rest[..rest.find(|c| !host(c)).unwrap_or(rest.len())].trim_end_matches(['.', '-']).len();
    let dot = rest[..len].rfind('.').filter(|&dot| dot > 0)?;
    (len - dot > 2).then_some((Kind::Email, at + 1 + len))
}

/// Marks the tokens that stand between double quotation marks, or between single ones that open
/// after white space. A mark that is never closed within 400 bytes quotes nothing.
fn mark_quotes(text: &str, tokens: &mut [Token]) {
    const LONGEST: usize = 400;
    let mut open: Option<(char, usize)> = None;
    let mut before = ' ';
    let mut next = 0;
    for (at, c) in text.char_indices() {
        match open {
            Some((_, from)) if at - from > LONGEST || c == '\n' => open = None,
            Some((close, from)) if c == close && closes(close, text, at) => {
                while next < tokens.len() && tokens[next].span.start < from {
                    next += 1;
                }
                while next < tokens.len() && tokens[next].span.end <= at {
                    tokens[next].quoted = true;
                    next += 1;
                }
                open = None;
            }
            None => {
                let fresh = !before.is_alphanumeric();
                open = match c {
                    '"' if fresh => Some(('"', at)),
                    '“' | '„' => Some(('”', at)),
                    '«' => Some(('»', at)),
                    '\'' if fresh => Some(('\'', at)),
                    '‘' if fresh => Some(('’', at)),
                    _ => None,
                };
            }
            Some(_) => {}
        }
        before = c;
    }
}

/// An apostrophe closes a quotation only where no letter follows.
fn closes(close: char, text: &str, at: usize) -> bool {
    !matches!(close, '\'' | '’')
        || !text[at + close.len_utf8()..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = Tokens::new(text);
        (0..tokens.list.len()).map(|i| tokens.folded(i).to_owned()).collect()
    }

    #[test]
    fn cuts_words_as_nurses_type_them() {
        assert_eq!(
            words("26 y/o in A&E, bed4 (B1) 12yo"),
            ["26", "y/o", "in", "a&e", "bed", "4", "b1", "12", "yo"]
        );
        assert_eq!(words("don’t g*ve self-harm"), ["don't", "g*ve", "self", "harm"]);
        assert_eq!(words("#NursingLeadership #nhs"), ["nursing", "leadership", "nhs"]);
        assert_eq!(
            words("👩🏽‍⚕️🙄🙄 ok"),
            ["👩\u{200d}⚕".replace('\u{200d}', ""), "🙄".into(), "🙄".into(), "ok".into()]
        );
    }

    #[test]
    fn cuts_addresses_whole() {
        assert_eq!(
            words("mail a.b@example.com, see https://example.org/x."),
            ["mail", "a.b@example.com", "see", "https://example.org/x"]
        );
        assert_eq!(words("@ward_life hi"), ["@ward_life", "hi"]);
    }

    #[test]
    fn ends_sentences_but_not_after_initials_and_titles() {
        let tokens = Tokens::new("Saw Mr. T. Abernethy. Then home! ok");
        let at: Vec<_> = tokens.list.iter().map(|t| t.sentence).collect();
        assert_eq!(at, [0, 0, 0, 0, 1, 1, 2]);
    }

    #[test]
    fn knows_what_is_quoted() {
        let quoted = |text: &str| {
            let tokens = Tokens::new(text);
            tokens
                .list
                .iter()
                .filter(|t| t.quoted)
                .map(|t| t.span.of(text).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(quoted("he said \"get lost\" again"), ["get", "lost"]);
        assert_eq!(quoted("she's told me 'it's fine' twice"), ["it's", "fine"]);
        assert_eq!(quoted("5\" tall and it's late"), Vec::<String>::new());
    }
}
