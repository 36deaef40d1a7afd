//! Compiles patterns to the shared automaton.
//!
//! A pattern is a sequence over tokens:
//!
//! | written | takes |
//! | --- | --- |
//! | `word`, `word+n`, `word+v`, `gair^` | that word; its plural; its verb forms; its mutations |
//! | `@tag` | a word or phrase with the tag, or an entity |
//! | `(a \| b c)` | one of the alternatives |
//! | `x?` | `x` or nothing |
//! | `!x`, `!(x \| y)` | one token that is none of these single words or tags |
//! | `_` | any one token |
//! | `..4` | up to four tokens of the same sentence |
//! | `//9` | up to nine tokens, into later sentences too |
//! | `^`, `$` | the start, the end of a sentence (at the ends of a pattern) |
//! | `%name` | the part of that name in `patterns.toml` |
//! | `<…>` | the part to mark, at the start of a pattern never empty; without it the whole match is marked |

use crate::lexicon;
use crate::program::{Inst, Start, Sym};
use std::collections::BTreeMap;

/// Symbols by name; words are `=word`, tags `@tag`.
#[derive(Default)]
pub struct Symbols {
    pub names: Vec<String>,
    by_name: BTreeMap<String, Sym>,
    /// Words and phrases written in patterns, with the symbol made for each set of forms.
    pub literals: Vec<(Vec<String>, Sym)>,
}

impl Symbols {
    pub fn define(&mut self, name: &str) -> Sym {
        let next = self.names.len() as Sym;
        *self.by_name.entry(name.to_owned()).or_insert_with(|| {
            self.names.push(name.to_owned());
            next
        })
    }

    fn tag(&self, name: &str) -> Result<Sym, String> {
        self.by_name.get(&format!("@{name}")).copied().ok_or_else(|| {
            format!("`@{name}` is no word list and no entity; word lists stand in lexicon/*.toml")
        })
    }

    fn literal(&mut self, written: &str) -> Result<Sym, String> {
        let name = format!("={written}");
        if let Some(&sym) = self.by_name.get(&name) {
            return Ok(sym);
        }
        let forms = lexicon::expand(written).ok_or_else(|| format!("`{written}` holds no word"))?;
        let sym = self.define(&name);
        self.literals.extend(forms.into_iter().map(|form| (form, sym)));
        Ok(sym)
    }
}

enum Node {
    Sym(Sym),
    Not(Vec<Sym>),
    Any,
    Gap(u8),
    CrossGap(u8),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Optional(Box<Node>),
    Marked(Box<Node>),
    First,
    Last,
}

/// The program under construction.
#[derive(Default)]
pub struct Program {
    /// Named parts, which patterns write as `%name`.
    parts: BTreeMap<String, String>,
    pub code: Vec<Inst>,
    /// Sets of symbols, each sorted and no two alike.
    pub sets: Vec<Vec<Sym>>,
    /// The ways in which each symbol begins a match.
    pub starts: Vec<(Sym, Start)>,
    /// For each pattern the sets of which some symbol must stand in the post.
    pub required: Vec<Vec<u16>>,
    pub patterns: u32,
}

impl Program {
    pub fn new(parts: BTreeMap<String, String>) -> Self {
        Self { parts, ..Self::default() }
    }

    /// Adds `pattern` and returns its number.
    pub fn add(&mut self, pattern: &str, symbols: &mut Symbols) -> Result<u32, String> {
        let say = |what: String| format!("pattern `{pattern}`: {what}");
        let words = split(pattern, &self.parts, 0).map_err(say)?;
        let mut at = 0;
        let node = parse(&words, &mut at, symbols).map_err(say)?;
        if at < words.len() {
            return Err(say(format!("`{}` closes nothing", words[at])));
        }
        if marks(&node) > 1 {
            return Err(say("marks two parts; the words that give it away are one".into()));
        }
        let start = self.code.len() as u32;
        self.compile(&node, false);
        let pattern = self.patterns;
        self.patterns += 1;
        self.code.push(Inst::Accept { pattern });
        let begin = Start { pc: start, pattern, opened: false, sentence: false };
        self.begin(begin).map_err(say)?;
        let mut sets = Vec::new();
        required(&node, &mut sets);
        let sets = sets.into_iter().map(|set| self.set(set)).collect();
        self.required.push(sets);
        Ok(pattern)
    }

    /// Emits `node`. `cross`: its first token may stand in a later sentence than the token before.
    /// Returns whether what follows may, too (only after a gap that crosses).
    fn compile(&mut self, node: &Node, cross: bool) -> bool {
        match node {
            Node::Sym(sym) => {
                let set = self.set(vec![*sym]);
                self.code.push(Inst::OneOf { set, cross });
            }
            Node::Not(syms) => {
                let set = self.set(syms.clone());
                self.code.push(Inst::Not { set, cross });
            }
            Node::Any => self.code.push(Inst::Any { cross }),
            Node::Gap(n) => {
                self.code.push(Inst::Gap { most: *n, cross });
                return cross;
            }
            Node::CrossGap(n) => {
                self.code.push(Inst::Gap { most: *n, cross: true });
                return true;
            }
            Node::Sequence(nodes) => {
                return nodes.iter().fold(cross, |cross, node| self.compile(node, cross));
            }
            Node::Either(nodes) => return self.either(nodes, cross),
            Node::Optional(node) => {
                let split = self.code.len();
                self.code.push(Inst::Split { to: 0 });
                let after = self.compile(node, cross);
                self.code[split] = Inst::Split { to: self.code.len() as u32 };
                return after || cross;
            }
            Node::Marked(node) => {
                self.code.push(Inst::Open);
                let after = self.compile(node, cross);
                self.code.push(Inst::Close);
                return after;
            }
            Node::First => {
                self.code.push(Inst::First);
                return cross;
            }
            Node::Last => {
                self.code.push(Inst::Last);
                return true;
            }
        }
        false
    }

    /// Alternatives: those that are one symbol each become one look at a set.
    fn either(&mut self, nodes: &[Node], cross: bool) -> bool {
        let (mut syms, mut branches) = (Vec::new(), Vec::new());
        for node in nodes {
            match plain(node) {
                Some(sym) => syms.extend(sym),
                None => branches.push(node),
            }
        }
        let mut exits = Vec::new();
        let mut after = false;
        for (i, node) in branches.iter().enumerate() {
            if i + 1 < branches.len() || !syms.is_empty() {
                let split = self.code.len();
                self.code.push(Inst::Split { to: 0 });
                after |= self.compile(node, cross);
                exits.push(self.code.len());
                self.code.push(Inst::Jump { to: 0 });
                self.code[split] = Inst::Split { to: self.code.len() as u32 };
            } else {
                after |= self.compile(node, cross);
            }
        }
        if !syms.is_empty() {
            let set = self.set(syms);
            self.code.push(Inst::OneOf { set, cross });
        }
        let end = self.code.len() as u32;
        for exit in exits {
            self.code[exit] = Inst::Jump { to: end };
        }
        after
    }

    /// Collects the instructions that can take the first token of a match.
    fn begin(&mut self, mut start: Start) -> Result<(), String> {
        loop {
            let next = start.pc + 1;
            start = match self.code[start.pc as usize] {
                Inst::OneOf { set, .. } => {
                    let syms = &self.sets[usize::from(set)];
                    self.starts.extend(syms.iter().map(|&sym| (sym, start)));
                    return Ok(());
                }
                Inst::Split { to } => {
                    self.begin(Start { pc: next, ..start })?;
                    Start { pc: to, ..start }
                }
                Inst::Jump { to } => Start { pc: to, ..start },
                Inst::Open => Start { pc: next, opened: true, ..start },
                Inst::First => Start { pc: next, sentence: true, ..start },
                Inst::Accept { .. } => return Err("may match nothing at all".into()),
                Inst::Close | Inst::Last => return Err("may mark or end with nothing".into()),
                Inst::Not { .. } | Inst::Any { .. } | Inst::Gap { .. } => {
                    return Err("must begin with a word or a tag".into());
                }
            };
        }
    }

    /// The number of a set of symbols.
    fn set(&mut self, mut syms: Vec<Sym>) -> u16 {
        syms.sort_unstable();
        syms.dedup();
        let found = self.sets.iter().position(|set| *set == syms);
        found.unwrap_or_else(|| {
            self.sets.push(syms);
            self.sets.len() - 1
        }) as u16
    }
}

/// The sets of symbols of which every match takes one.
fn required(node: &Node, out: &mut Vec<Vec<Sym>>) {
    match node {
        Node::Sequence(nodes) => nodes.iter().for_each(|node| required(node, out)),
        Node::Marked(node) => required(node, out),
        _ => out.extend(plain(node)),
    }
}

/// How many parts a match of `node` may mark.
fn marks(node: &Node) -> usize {
    match node {
        Node::Marked(node) => 1 + marks(node),
        Node::Optional(node) => marks(node),
        Node::Sequence(nodes) => nodes.iter().map(marks).sum(),
        Node::Either(nodes) => nodes.iter().map(marks).max().unwrap_or(0),
        _ => 0,
    }
}

/// The symbols of a node that takes the tokens of just one edge.
fn plain(node: &Node) -> Option<Vec<Sym>> {
    match node {
        Node::Sym(sym) => Some(vec![*sym]),
        Node::Sequence(nodes) if nodes.len() == 1 => plain(&nodes[0]),
        Node::Either(nodes) => {
            nodes.iter().map(plain).collect::<Option<Vec<_>>>().map(|lists| lists.concat())
        }
        _ => None,
    }
}

/// Cuts a pattern into words and brackets, with its named parts put in.
fn split(
    pattern: &str,
    parts: &BTreeMap<String, String>,
    depth: usize,
) -> Result<Vec<String>, String> {
    if depth > 8 {
        return Err("named parts refer to each other without end".into());
    }
    let mut out: Vec<String> = Vec::new();
    let end = |word: &mut String, out: &mut Vec<String>| {
        match std::mem::take(word).as_str() {
            "" => {}
            w => match w.strip_prefix('%') {
                Some(name) => {
                    let part = parts.get(name).ok_or(format!("patterns.toml has no `{name}`"))?;
                    out.push("(".into());
                    out.extend(split(part, parts, depth + 1)?);
                    out.push(")".into());
                }
                None => out.push(w.to_owned()),
            },
        }
        Ok::<(), String>(())
    };
    for chunk in pattern.split_whitespace() {
        let mut word = String::new();
        for c in chunk.chars() {
            if matches!(c, '(' | ')' | '|' | '<' | '>' | '?' | '!') {
                end(&mut word, &mut out)?;
                out.push(c.to_string());
            } else {
                word.push(c);
            }
        }
        end(&mut word, &mut out)?;
    }
    Ok(out)
}

/// Alternatives up to a closing bracket or the end.
fn parse(words: &[String], at: &mut usize, symbols: &mut Symbols) -> Result<Node, String> {
    let mut branches = vec![Vec::new()];
    while let Some(word) = words.get(*at) {
        let branch = branches.last_mut().ok_or("empty")?;
        *at += 1;
        let node = match word.as_str() {
            ")" | ">" => {
                *at -= 1;
                break;
            }
            "|" => {
                branches.push(Vec::new());
                continue;
            }
            "?" => {
                let last = branch.pop().ok_or("`?` follows nothing")?;
                Node::Optional(Box::new(last))
            }
            "(" => closed(words, at, ")", symbols)?,
            "<" => Node::Marked(Box::new(closed(words, at, ">", symbols)?)),
            "!" => {
                let inner = if words.get(*at).is_some_and(|w| w == "(") {
                    *at += 1;
                    closed(words, at, ")", symbols)?
                } else {
                    let word = words.get(*at).ok_or("`!` stands before nothing")?;
                    *at += 1;
                    atom(word, symbols)?
                };
                let mut syms = Vec::new();
                single(&inner, &mut syms)?;
                Node::Not(syms)
            }
            word => atom(word, symbols)?,
        };
        branch.push(node);
    }
    if branches.iter().any(Vec::is_empty) {
        return Err("an alternative is empty; write `(…)?` for what may be missing".into());
    }
    let mut nodes: Vec<Node> = branches.into_iter().map(Node::Sequence).collect();
    Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::Either(nodes) })
}

fn closed(
    words: &[String],
    at: &mut usize,
    end: &str,
    symbols: &mut Symbols,
) -> Result<Node, String> {
    let node = parse(words, at, symbols)?;
    if words.get(*at).map(String::as_str) != Some(end) {
        return Err(format!("`{end}` is missing"));
    }
    *at += 1;
    Ok(node)
}

fn atom(word: &str, symbols: &mut Symbols) -> Result<Node, String> {
    let count = |digits: &str| match digits.parse::<u8>() {
        Ok(n @ 1..=40) => Ok(n),
        _ => Err(format!("`{word}` must be a gap of 1 to 40 tokens")),
    };
    Ok(match word {
        "^" => Node::First,
        "$" => Node::Last,
        "_" => Node::Any,
        _ if word.starts_with("..") => Node::Gap(count(&word[2..])?),
        _ if word.starts_with("//") => Node::CrossGap(count(&word[2..])?),
        _ => match word.strip_prefix('@') {
            Some(tag) => Node::Sym(symbols.tag(tag)?),
            None => Node::Sym(symbols.literal(word)?),
        },
    })
}

/// The symbols of a node that takes just one token.
fn single(node: &Node, out: &mut Vec<Sym>) -> Result<(), String> {
    match node {
        Node::Sym(sym) => {
            out.push(*sym);
            Ok(())
        }
        Node::Sequence(nodes) if nodes.len() == 1 => single(&nodes[0], out),
        Node::Either(nodes) => nodes.iter().try_for_each(|node| single(node, out)),
        _ => Err("`!` takes single words and tags only".into()),
    }
}
