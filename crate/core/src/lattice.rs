//! What each token can be: its word's tags, the phrases that begin at it, the entities.

use crate::builtin;
use crate::fold::unstretch;
use crate::generated as data;
use crate::program::Sym;
use crate::token::{Kind, Tokens};

/// Every word of the lists and patterns, with its number.
#[derive(Debug)]
pub(crate) struct Words(Option<fst::Map<&'static [u8]>>);

impl Words {
    /// Uses the bytes where they are. They were written by this crate's own build; should they not
    /// fit all the same, every look-up misses and the checker is silent rather than failing.
    pub(crate) fn new() -> Self {
        Self(fst::Map::new(data::WORDS).ok())
    }

    /// Whether a folded word stands in any list or pattern.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.number(word).is_some()
    }

    fn number(&self, word: &str) -> Option<u32> {
        self.0.as_ref()?.get(word).and_then(|n| u32::try_from(n).ok())
    }
}

/// A symbol that stands over `len` tokens from the token it is listed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) sym: Sym,
    pub(crate) len: u8,
}

/// The edges of a post, by token.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    edges: Vec<Edge>,
    /// `starts[i]..starts[i + 1]` are the edges of token `i`.
    starts: Vec<u32>,
}

impl Lattice {
    /// Looks every token up once. Words inside an idiom keep only the idiom's tag.
    pub(crate) fn new(words: &Words, tokens: &Tokens) -> Self {
        let n = tokens.list.len();
        let ids: Vec<Ids> = (0..n).map(|i| look_up(words, tokens, i)).collect();
        let mut edges = Vec::with_capacity(n * 3);
        let mut starts = Vec::with_capacity(n + 1);
        let mut shadowed_until = 0;
        for i in 0..n {
            starts.push(edges.len() as u32);
            let token = &tokens.list[i];
            let first = tokens.starts_sentence(i);
            let class = match token.kind {
                Kind::Number => Some(builtin::NUMBER),
                Kind::Emoji => Some(builtin::EMOJI),
                Kind::Mention => Some(builtin::MENTION),
                Kind::Url => Some(builtin::URL),
                Kind::Word | Kind::Email => None,
            };
            let flags = [
                (token.hashtag, builtin::HASHTAG),
                (token.capital && !first && !token.shouted, builtin::CAPITAL),
                (token.shouted, builtin::SHOUTED),
            ];
            let flags = flags.into_iter().filter_map(|(has, sym)| has.then_some(sym));
            edges.extend(class.into_iter().chain(flags).map(|sym| Edge { sym, len: 1 }));
            shadowed_until = shadowed_until.max(phrases(&ids, i, |len, syms| {
                edges.extend(syms.iter().map(|&sym| Edge { sym, len }));
            }));
            if i < shadowed_until {
                continue;
            }
            let from = edges.len();
            for id in ids[i].into_iter().flatten() {
                let case = |sym: &&Sym| token.capital || !data::CASE_SYMS.contains(sym);
                for &sym in word_syms(id).iter().filter(case) {
                    let edge = Edge { sym, len: 1 };
                    if !edges[from..].contains(&edge) {
                        edges.push(edge);
                    }
                }
            }
        }
        starts.push(edges.len() as u32);
        Self { edges, starts }
    }

    /// The edges that begin at token `i`.
    pub(crate) fn at(&self, i: usize) -> &[Edge] {
        match (self.starts.get(i), self.starts.get(i + 1)) {
            (Some(&a), Some(&b)) => &self.edges[a as usize..b as usize],
            _ => &[],
        }
    }

    /// Whether token `i` begins an edge with `sym`.
    pub(crate) fn has(&self, i: usize, sym: Sym) -> bool {
        self.at(i).iter().any(|e| e.sym == sym)
    }

    /// Adds edges found by code, given in any order as `(token, edge)`.
    pub(crate) fn add(&mut self, mut more: Vec<(usize, Edge)>) {
        more.sort_by_key(|&(at, _)| at);
        let old = std::mem::take(self);
        let n = old.starts.len().saturating_sub(1);
        let mut more = more.into_iter().peekable();
        self.edges.reserve(old.edges.len());
        for i in 0..n {
            self.starts.push(self.edges.len() as u32);
            self.edges.extend_from_slice(old.at(i));
            while let Some((_, edge)) = more.next_if(|&(at, _)| at == i) {
                self.edges.push(edge);
            }
        }
        self.starts.push(self.edges.len() as u32);
    }
}

fn word_syms(id: u32) -> &'static [Sym] {
    let id = id as usize;
    &data::WORD_SYMS[data::WORD_SYMS_AT[id] as usize..data::WORD_SYMS_AT[id + 1] as usize]
}

/// The numbers of a token's word: as it stands, and without what follows its apostrophe.
type Ids = [Option<u32>; 2];

/// Looks token `i` up as it stands; without an ending after an apostrophe ("Patel's", "she'll",
/// "claf'r"), though never without a denial ("don't" is not "don"); and if neither is known,
/// without stretching or with its hidden letters guessed.
fn look_up(words: &Words, tokens: &Tokens, i: usize) -> Ids {
    let folded = tokens.folded(i);
    let get = |word: &str| words.number(word);
    let whole = get(folded);
    if tokens.list[i].kind != Kind::Word {
        return [whole, None];
    }
    if let Some(hashtag) = hashtag(tokens, i) {
        return [whole, get(&hashtag)];
    }
    let stem = folded.rsplit_once('\'').filter(|(stem, ending)| !stem.is_empty() && *ending != "t");
    let stem = stem.and_then(|(stem, _)| get(stem));
    if whole.is_some() || stem.is_some() {
        return [whole, stem];
    }
    if folded.contains('*') {
        return [unmask(folded).and_then(get), None];
    }
    [unstretch(folded).as_deref().and_then(get), None]
}

/// The whole hashtag that begins at token `i`, folded, with its `#`: "#NightShift" is two words, and
/// as a whole "#nightshift".
fn hashtag(tokens: &Tokens, i: usize) -> Option<String> {
    let joined = |a: usize| {
        let (a, b) = (tokens.list.get(a)?, tokens.list.get(a + 1)?);
        (a.hashtag && b.hashtag && a.span.end == b.span.start).then_some(())
    };
    let first = tokens.list[i].hashtag && i.checked_sub(1).and_then(joined).is_none();
    first.then(|| {
        let mut whole = format!("#{}", tokens.folded(i));
        let mut at = i;
        while joined(at).is_some() {
            at += 1;
            whole.push_str(tokens.folded(at));
        }
        whole
    })
}

/// The one word of those that people hide that fits `masked` ("g*psos", "t**t"), if just one does
/// or all that fit are alike in tags.
fn unmask(masked: &str) -> Option<&'static str> {
    if masked.chars().filter(|&c| c != '*').count() < 2 {
        return None;
    }
    data::MASKABLE.iter().copied().find(|word| {
        let mut word = word.chars();
        masked.chars().all(|m| word.next().is_some_and(|w| m == '*' || m == w))
            && word.next().is_none()
    })
}

/// Reports every phrase that begins at token `i`; returns how far the longest idiom reaches.
fn phrases(ids: &[Ids], i: usize, mut found: impl FnMut(u8, &'static [Sym])) -> usize {
    let mut node = 0u32;
    let mut shadow = 0;
    for (len, ids) in ids[i..].iter().enumerate() {
        let edge = ids.iter().flatten().find_map(|id| {
            let key = (node << 16) | id;
            data::PHRASE_EDGES.binary_search(&key).ok()
        });
        let Some(edge) = edge else { break };
        // The edge's place is the number of the node it leads to, less one.
        node = edge as u32 + 1;
        let at = node as usize;
        let syms = &data::PHRASE_SYMS
            [data::PHRASE_SYMS_AT[at] as usize..data::PHRASE_SYMS_AT[at + 1] as usize];
        if !syms.is_empty() && len > 0 {
            found(len as u8 + 1, syms);
            if syms.iter().any(|sym| data::SHADOW_SYMS.contains(sym)) {
                shadow = i + len + 1;
            }
        }
    }
    shadow
}
