//! Writes what was read as static tables: `words.fst` and `generated.rs`.

use crate::builtin::TAGS_FOR_CODE;
use crate::lexicon::Tag;
use crate::pattern::{Program, Symbols};
use crate::program::{Start, Sym};
use crate::rules::{Context, Rule, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// Who a pattern belongs to.
pub enum Owner {
    /// A rule, and which of its gates the pattern stands behind.
    Rule(usize, Option<usize>),
    Context(usize),
}

pub struct Tables<'a> {
    pub tags: &'a [Tag],
    pub symbols: &'a Symbols,
    pub program: &'a Program,
    pub owners: &'a [Owner],
    pub rules: &'a [Rule],
    pub contexts: &'a [Context],
}

pub(crate) fn write(tables: &Tables, out: &Path) -> Result<(), String> {
    let mut text = String::from("// Written by build.rs from lexicon/, rules/ and contexts/.\n");
    let mut entries: BTreeMap<&[String], BTreeSet<Sym>> = BTreeMap::new();
    let used = used(tables);
    for tag in tables.tags {
        let name = format!("@{}", tag.name);
        let sym = tables.symbols.names.iter().position(|n| *n == name).unwrap_or_default() as Sym;
        if !used.contains(&sym) && !tag.shadow {
            continue;
        }
        for entry in &tag.entries {
            entries.entry(entry).or_default().insert(sym);
        }
    }
    for (form, sym) in &tables.symbols.literals {
        entries.entry(form).or_default().insert(*sym);
    }
    words(&entries, out, &mut text)?;
    tag_lists(tables, &mut text);
    program(tables, &mut text)?;
    let _ = writeln!(text, "pub(crate) static SYM_NAMES: &[&str] = &{:?};", tables.symbols.names);
    rules(tables, &mut text);
    std::fs::write(out.join("generated.rs"), text).map_err(|e| e.to_string())
}

/// Symbols that a pattern or the code looks for; the words of other lists would be dead weight.
fn used(tables: &Tables) -> BTreeSet<Sym> {
    let mut used: BTreeSet<Sym> = tables.program.sets.iter().flatten().copied().collect();
    let names = TAGS_FOR_CODE.iter().map(|tag| format!("@{tag}"));
    let syms = names.filter_map(|name| tables.symbols.names.iter().position(|n| *n == name));
    used.extend(syms.map(|sym| sym as Sym));
    used
}

/// The word map (an FST from word to number), each word's symbols, and the trie of phrases.
fn words(
    entries: &BTreeMap<&[String], BTreeSet<Sym>>,
    out: &Path,
    text: &mut String,
) -> Result<(), String> {
    let vocabulary: BTreeSet<&String> = entries.keys().flat_map(|entry| entry.iter()).collect();
    let number: BTreeMap<&String, u32> = vocabulary.iter().copied().zip(0..).collect();
    let map = fst::Map::from_iter(number.iter().map(|(word, &n)| (word.as_str(), u64::from(n))))
        .map_err(|e| e.to_string())?;
    std::fs::write(out.join("words.fst"), map.as_fst().as_bytes()).map_err(|e| e.to_string())?;

    let none = BTreeSet::new();
    let of = |word: &String| entries.get([word.clone()].as_slice()).unwrap_or(&none);
    table(text, "WORD_SYMS", vocabulary.iter().map(|word| of(word)))?;

    let mut root = Node::default();
    for (entry, syms) in entries.iter().filter(|(entry, _)| entry.len() > 1) {
        let mut node = &mut root;
        for word in entry.iter() {
            node = node.next.entry(number[word]).or_default();
        }
        node.syms.extend(syms);
    }
    // Breadth first, so that edges are in order and the node that an edge leads to is the edge's
    // own index plus one: nothing but the keys need be kept.
    let mut nodes = vec![&root];
    let mut edges: Vec<u32> = Vec::new();
    let mut at = 0;
    while let Some(&node) = nodes.get(at) {
        for (&word, next) in &node.next {
            let (Ok(from), Ok(word)) = (u16::try_from(at), u16::try_from(word)) else {
                return Err("more words or phrases than PHRASE_EDGES has bits for".into());
            };
            edges.push((u32::from(from) << 16) | u32::from(word));
            nodes.push(next);
        }
        at += 1;
    }
    let _ = writeln!(text, "pub(crate) static PHRASE_EDGES: &[u32] = &{edges:?};");
    table(text, "PHRASE_SYMS", nodes.iter().map(|node| &node.syms))
}

/// The trie of phrases, by numbers of words.
#[derive(Default)]
struct Node {
    next: BTreeMap<u32, Node>,
    syms: BTreeSet<Sym>,
}

/// A list of lists as one flat table and the places where each begins.
fn table<'a>(
    text: &mut String,
    name: &str,
    lists: impl Iterator<Item = &'a BTreeSet<Sym>>,
) -> Result<(), String> {
    let mut flat: Vec<Sym> = Vec::new();
    let mut at = vec![0u16];
    for list in lists {
        flat.extend(list);
        at.push(u16::try_from(flat.len()).map_err(|_| format!("{name} needs wider offsets"))?);
    }
    let _ = writeln!(text, "pub(crate) static {name}: &[Sym] = &{flat:?};");
    let _ = writeln!(text, "pub(crate) static {name}_AT: &[u16] = &{at:?};");
    Ok(())
}

fn tag_lists(tables: &Tables, text: &mut String) {
    let syms = |which: fn(&Tag) -> bool| -> Vec<usize> {
        let wanted =
            tables.tags.iter().filter(|tag| which(tag)).map(|tag| format!("@{}", tag.name));
        wanted.filter_map(|name| tables.symbols.names.iter().position(|n| *n == name)).collect()
    };
    let _ = writeln!(text, "pub(crate) const SHADOW_SYMS: &[Sym] = &{:?};", syms(|t| t.shadow));
    let _ = writeln!(text, "pub(crate) const CASE_SYMS: &[Sym] = &{:?};", syms(|t| t.case));
    let maskable: BTreeSet<&String> = tables
        .tags
        .iter()
        .filter(|tag| tag.maskable)
        .flat_map(|tag| tag.entries.iter().filter(|e| e.len() == 1).map(|e| &e[0]))
        .filter(|word| word.len() > 3)
        .collect();
    let maskable: Vec<_> = maskable.into_iter().collect();
    let _ = writeln!(text, "pub(crate) static MASKABLE: &[&str] = &{maskable:?};");
    for tag in TAGS_FOR_CODE {
        let name = format!("@{tag}");
        let sym = tables.symbols.names.iter().position(|n| *n == name).unwrap_or_default();
        let _ = writeln!(text, "pub(crate) const TAG_{}: Sym = {sym};", tag.to_uppercase());
    }
}

fn program(tables: &Tables, text: &mut String) -> Result<(), String> {
    let program = tables.program;
    let code: Vec<String> = program.code.iter().map(|inst| format!("Inst::{inst:?}")).collect();
    let _ = writeln!(text, "pub(crate) static PROGRAM: &[Inst] = &[{}];", code.join(","));
    // By symbol rather than by set: a token has few symbols, and each knows its sets.
    let mut sets_of = vec![BTreeSet::new(); tables.symbols.names.len()];
    for (set, syms) in (0u16..).zip(&program.sets) {
        syms.iter().for_each(|&sym| _ = sets_of[sym as usize].insert(set));
    }
    let _ = writeln!(text, "pub(crate) const SETS: usize = {};", program.sets.len());
    table(text, "SYM_SETS", sets_of.iter())?;
    let mut by_sym: Vec<Vec<Start>> = vec![Vec::new(); tables.symbols.names.len()];
    for &(sym, start) in &program.starts {
        by_sym[sym as usize].push(start);
    }
    let flat: Vec<Start> = by_sym.concat();
    let mut at = vec![0];
    at.extend(by_sym.iter().scan(0, |sum, list| {
        *sum += list.len();
        Some(*sum)
    }));
    let _ = writeln!(text, "pub(crate) static STARTS: &[Start] = &{flat:?};");
    let _ = writeln!(text, "pub(crate) static STARTS_AT: &[u32] = &{at:?};");
    let required: Vec<String> = program.required.iter().map(|sets| format!("&{sets:?}")).collect();
    let required = required.join(",");
    let _ = writeln!(text, "pub(crate) static REQUIRED: &[&[u16]] = &[{required}];");
    let owners: Vec<String> = tables
        .owners
        .iter()
        .map(|owner| match owner {
            Owner::Rule(i, None) => format!("Owner::Rule({i})"),
            Owner::Rule(i, Some(gate)) => format!("Owner::Gated({i}, {gate})"),
            Owner::Context(i) => format!("Owner::Context({i})"),
        })
        .collect();
    let _ = writeln!(text, "pub(crate) static OWNERS: &[Owner] = &[{}];", owners.join(","));
    Ok(())
}

fn rules(tables: &Tables, text: &mut String) {
    let context = |name: &String| {
        let found = tables.contexts.iter().position(|c| c.name == *name);
        found.map_or_else(|| format!("crate::context::{}", name.to_uppercase()), |i| i.to_string())
    };
    let list = |names: &[String]| {
        format!("&[{}]", names.iter().map(context).collect::<Vec<_>>().join(","))
    };
    let words = |w: &Words| {
        format!(
            "Words {{ message: {:?}, why: {:?}, instead: {:?} }}",
            w.message.trim(),
            w.why.trim(),
            w.instead.trim()
        )
    };
    let _ = writeln!(text, "pub(crate) static RULES: &[Rule] = &[");
    for rule in tables.rules {
        let category = rule.category.chars().next().map(|c| c.to_ascii_uppercase());
        let shifts: Vec<String> = rule
            .shift
            .iter()
            .map(|s| format!("Shift {{ to: Severity::{:?}, when: {} }}", s.to, list(&s.when)))
            .collect();
        let gates: Vec<String> = rule
            .gated
            .iter()
            .map(|g| format!("Gate {{ needs: {}, unless: {} }}", list(&g.needs), list(&g.unless)))
            .collect();
        let _ = writeln!(
            text,
            "Rule {{ id: {:?}, category: Category::{}{}, severity: Severity::{:?}, code: &{:?}, \
             unless: {}, needs: {}, gates: &[{}], shift: &[{}], certain: {}, whole: {}, words: Bilingual {{ en: {}, cy: {} }} }},",
            rule.id,
            category.unwrap_or_default(),
            &rule.category[1..],
            rule.severity,
            rule.code,
            list(&rule.unless),
            list(&rule.needs),
            gates.join(","),
            shifts.join(","),
            rule.certain,
            rule.whole,
            words(&rule.en),
            words(&rule.cy),
        );
    }
    let _ = writeln!(text, "];\npub(crate) static CONTEXTS: &[Context] = &[");
    for c in tables.contexts {
        let unless = list(&c.unless);
        let _ = writeln!(
            text,
            "Context {{ name: {:?}, scope: Scope::{:?}, unless: {unless} }},",
            c.name, c.scope
        );
    }
    let _ = writeln!(text, "];");
    for (i, c) in tables.contexts.iter().enumerate() {
        let name = c.name.to_uppercase().replace('-', "_");
        let _ = writeln!(text, "#[allow(dead_code)] pub(crate) const CONTEXT_{name}: u16 = {i};");
    }
}
