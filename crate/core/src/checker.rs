//! The one entry: a post in, findings out.

use crate::context::{ContextId, Contexts};
use crate::finding::{Category, Entity, Finding, Severity};
use crate::generated as data;
use crate::identifiers::{self, Seen};
use crate::lattice::{Edge, Lattice, Words};
use crate::matcher::{self, Hit};
use crate::people;
use crate::post::Post;
use crate::reader::{self, Reader, Reading};
use crate::rule::{Owner, Rule};
use crate::span::ByteSpan;
use crate::sums;
use crate::token::Tokens;
use crate::unmask::unmask;
use crate::verdict;
use crate::wording;
use std::collections::BTreeMap;
use std::ops::Range;

/// Judges posts. Cheap to make: everything it needs was built ahead of time.
#[derive(Debug)]
pub struct Checker {
    words: Words,
    reader: Reader,
}

/// What was seen in a post.
#[derive(Debug, Default)]
pub struct Report {
    /// What the guidance would say, earliest first.
    pub findings: Vec<Finding>,
    /// Identifiers seen, whether or not they are a problem here, earliest first.
    pub entities: Vec<Entity>,
    /// The writer tells of their own distress: show who to talk to ([`crate::support`]), quietly and
    /// before anything else.
    pub support: bool,
    /// The post is in a language that Lamplight does not read: only identifiers were looked for.
    pub unread: bool,
}

impl Default for Checker {
    fn default() -> Self {
        Self::new()
    }
}

impl Checker {
    /// A checker over the tables that are part of the program.
    pub fn new() -> Self {
        Self { words: Words::new(), reader: Reader::new() }
    }

    /// Finds what the guidance would say of `post.text`, earliest first.
    ///
    /// Marks are UTF-8 byte offsets on character boundaries of `post.text`. Never fails: odd input
    /// yields fewer findings, not an error. Keeps and logs no text.
    pub fn check(&self, post: &Post) -> Vec<Finding> {
        self.report(post).findings
    }

    /// The findings together with the identifiers seen.
    pub fn report(&self, post: &Post) -> Report {
        let read = self.matched(&post.text);
        if read.tokens.list.is_empty() {
            return Report::default();
        }
        let contexts = read.contexts();
        let told = read.findings(&contexts);
        let all = 0..read.tokens.list.len();
        let entities = identifiers::entities(&read.seen);
        if self.reader.is_foreign(&read.tokens) {
            let findings = read.offering(settle(verdict::certain_only(told)));
            return Report { findings, entities, support: false, unread: true };
        }
        let readings = self.readings(&read, &contexts, &told);
        let support = contexts.holds(data::CONTEXT_OWN_DISTRESS, &all)
            || readings.iter().any(Reading::support);
        let mut findings = verdict::weigh(told, &readings, &read.tokens);
        if support {
            findings.retain(verdict::stands_beside_support);
        }
        Report { findings: read.offering(settle(findings)), entities, support, unread: false }
    }

    /// Everything that is looked up and matched in `text`.
    pub(crate) fn matched(&self, text: &str) -> Matched {
        let tokens = self.cut(text);
        let (lattice, seen) = self.read(text, &tokens);
        let hits = matcher::run(&tokens, &lattice);
        Matched { tokens, lattice, seen, hits }
    }

    /// The words of `text`, hidden ones as what they spell.
    fn cut(&self, text: &str) -> Tokens {
        let mut tokens = Tokens::new(text);
        let listed = |word: &str| self.words.knows(word);
        unmask(text, &mut tokens, listed, |word| listed(word) || self.reader.knows(word));
        tokens
    }

    /// What the reader makes of each stretch of the post.
    fn readings(&self, read: &Matched, contexts: &Contexts, told: &[Finding]) -> Vec<Reading> {
        let stretches = stretches(&read.tokens);
        let mut signals: Vec<Vec<u16>> = vec![Vec::new(); stretches.len()];
        for finding in told {
            for mark in &finding.marks {
                let here = |range: &Range<usize>| {
                    read.tokens.span(range.start, range.end).end <= mark.start
                };
                if let Some(rows) = signals.get_mut(stretches.partition_point(here)) {
                    rows.extend(signals_of(finding));
                }
            }
        }
        let reading = |(range, mut rows): (Range<usize>, Vec<u16>)| {
            let held = (0..).zip(data::READER_CONTEXTS);
            let held = held.filter(|(id, _)| contexts.holds(*id, &range));
            rows.extend(held.map(|(_, &row)| row));
            rows.retain(|&row| row != reader::features::NONE);
            rows.sort_unstable();
            rows.dedup();
            self.reader.read(&read.tokens, &read.lattice, range, &rows)
        };
        stretches.into_iter().zip(signals).filter_map(reading).collect()
    }

    /// What each token can be, and the identifiers and names among them.
    fn read(&self, text: &str, tokens: &Tokens) -> (Lattice, Vec<Seen>) {
        let mut lattice = Lattice::new(&self.words, tokens);
        let mut seen = identifiers::find(text, tokens, &lattice);
        lattice.add(identifiers::edges(&seen, tokens));
        let people = people::find(text, tokens, &lattice, &seen);
        lattice.add(identifiers::edges(&people, tokens));
        seen.extend(people);
        (lattice, seen)
    }

    /// What the patterns tell of `text` before the reader has weighed it: for rule authors and their
    /// tests.
    #[doc(hidden)]
    pub fn told(&self, text: &str) -> Vec<Finding> {
        let read = self.matched(text);
        settle(read.findings(&read.contexts()))
    }

    /// Names of the contexts that hold somewhere in `text`: for rule authors and their tests.
    #[doc(hidden)]
    pub fn contexts_of(&self, text: &str) -> Vec<&'static str> {
        let tokens = self.cut(text);
        let (lattice, _) = self.read(text, &tokens);
        let hits = matcher::run(&tokens, &lattice);
        let contexts = Contexts::new(&tokens, &hits);
        let all = 0..tokens.list.len();
        let held = (0..).zip(data::CONTEXTS).filter(|(id, _)| contexts.holds(*id, &all));
        held.map(|(_, context)| context.name).collect()
    }

    /// Each token of `text` with everything it is taken for: for rule authors
    /// (`cargo run -p lamplight-core --example explain -- "…"`).
    #[doc(hidden)]
    pub fn tags_of(&self, text: &str) -> Vec<(String, Vec<String>)> {
        let tokens = self.cut(text);
        let (lattice, _) = self.read(text, &tokens);
        let name = |edge: &Edge| match (data::SYM_NAMES[edge.sym as usize], edge.len) {
            (name, 1) => name.to_owned(),
            (name, len) => format!("{name}/{len}"),
        };
        let tags = |i| lattice.at(i).iter().map(name).collect();
        (0..tokens.list.len()).map(|i| (tokens.folded(i).to_owned(), tags(i))).collect()
    }
}

/// A post with all that was looked up and matched in it.
pub(crate) struct Matched {
    pub(crate) tokens: Tokens,
    pub(crate) lattice: Lattice,
    seen: Vec<Seen>,
    hits: Vec<Hit>,
}

impl Matched {
    /// Where each context holds.
    pub(crate) fn contexts(&self) -> Contexts<'_> {
        Contexts::new(&self.tokens, &self.hits)
    }

    /// What the patterns and sums say, before the reader has weighed it.
    pub(crate) fn findings(&self, contexts: &Contexts) -> Vec<Finding> {
        let told = self.hits.iter().filter_map(|hit| finding(hit, &self.tokens, contexts));
        told.chain(sums::find(&self.tokens, &self.lattice, contexts)).collect()
    }

    /// The findings with the wording that they offer.
    fn offering(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        wording::offer(&mut findings, &self.tokens, &self.lattice);
        findings
    }
}

/// Cuts a long post where sentences end, so that each stretch is about as long as the posts that
/// the reader learnt from and the cost grows with the length alone.
fn stretches(tokens: &Tokens) -> Vec<Range<usize>> {
    const LONGEST: usize = 160;
    let n = tokens.list.len();
    let mut stretches = Vec::new();
    let mut from = 0;
    while from < n {
        let far = (from + LONGEST).min(n);
        let cut = (from + 1..far).rev().find(|&i| tokens.starts_sentence(i));
        let to = if far == n { n } else { cut.unwrap_or(far) };
        stretches.push(from..to);
        from = to;
    }
    stretches
}

/// The reader's rows for a finding of the patterns: for its rule, and for its category and severity.
fn signals_of(finding: &Finding) -> impl Iterator<Item = u16> {
    let rule = data::RULES.iter().position(|rule| rule.id == finding.rule);
    let by_category = match finding.severity {
        Severity::Advice => data::READER_ADVICE,
        Severity::Caution => data::READER_CAUTION,
        Severity::Stop => data::READER_STOP,
    };
    let rule = rule.map(|id| data::READER_RULES[id]);
    rule.into_iter().chain([by_category[finding.category as usize]])
}

/// The finding that a hit amounts to, unless a context spares it.
fn finding(hit: &Hit, tokens: &Tokens, contexts: &Contexts) -> Option<Finding> {
    let (rule, gate) = match data::OWNERS[hit.pattern as usize] {
        Owner::Rule(id) => (&data::RULES[id as usize], None),
        Owner::Gated(id, gate) => {
            let rule = &data::RULES[id as usize];
            (rule, Some(&rule.gates[gate as usize]))
        }
        Owner::Context(_) => return None,
    };
    let range = hit.start..hit.end;
    let mark = hit.mark_start..hit.mark_end;
    let open = |needs: &[ContextId], unless: &[ContextId]| {
        needs.iter().all(|&need| contexts.holds(need, &range)) && !contexts.any(unless, &mark)
    };
    if mark.is_empty() || !open(rule.needs, rule.unless) {
        return None;
    }
    if gate.is_some_and(|gate| !open(gate.needs, gate.unless)) {
        return None;
    }
    Some(of_rule(rule, vec![tokens.span(mark.start, mark.end)], |when| contexts.any(when, &range)))
}

/// A finding of `rule`, its severity shifted where `holds` says so. Its message quotes the longest of
/// the marks.
pub(crate) fn of_rule(
    rule: &'static Rule,
    marks: Vec<ByteSpan>,
    holds: impl Fn(&[u16]) -> bool,
) -> Finding {
    let longest = marks.iter().rev().copied().max_by_key(|mark| mark.end - mark.start);
    let shifted = rule.shift.iter().rev().find(|shift| holds(shift.when));
    Finding {
        rule: rule.id,
        category: rule.category,
        severity: shifted.map_or(rule.severity, |shift| shift.to),
        marks,
        seen: longest.unwrap_or(ByteSpan::new(0, 0)),
        code: rule.code,
        words: &rule.words,
        offers: Vec::new(),
    }
}

/// One finding a rule and place, and of overlapping findings of one category the weightiest:
/// nobody wants to be told the same thing twice.
fn settle(mut findings: Vec<Finding>) -> Vec<Finding> {
    let weight = |f: &Finding| (f.severity, f.span().end - f.span().start);
    findings.sort_by_key(|f| std::cmp::Reverse(weight(f)));
    let mut taken: [Taken; Category::ALL.len()] = Default::default();
    findings.retain(|f| taken[f.category as usize].take(&f.marks));
    let mut merged: Vec<Finding> = Vec::new();
    for finding in findings {
        match merged.iter_mut().find(|m| m.rule == finding.rule && m.severity == finding.severity) {
            Some(same) => same.marks.extend(finding.marks),
            None => merged.push(finding),
        }
    }
    for finding in &mut merged {
        finding.marks.sort();
    }
    merged.sort_by_key(|f| (f.span().start, std::cmp::Reverse(f.severity)));
    merged
}

/// What findings of one category have marked: where each mark starts and ends.
#[derive(Default)]
struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// Takes the places of a finding's marks, unless one of them is taken.
    fn take(&mut self, marks: &[ByteSpan]) -> bool {
        let before = |taken: &BTreeMap<usize, usize>, end| {
            taken.range(..end).next_back().map_or(0, |(_, &end)| end)
        };
        if marks.iter().any(|mark| before(&self.0, mark.end) > mark.start) {
            return false;
        }
        let mut marks = marks.to_vec();
        marks.sort();
        for mark in marks {
            // Marks of one finding may lie within each other.
            let end = before(&self.0, mark.start + 1).max(mark.end);
            self.0.insert(mark.start, end);
        }
        true
    }
}

/// The strongest severity among `findings`.
pub fn strongest(findings: &[Finding]) -> Option<Severity> {
    findings.iter().map(|f| f.severity).max()
}
