//! Weighs what patterns told against what the reader makes of the whole.
//!
//! An identifier needs no second opinion. Every other pattern knows a way of saying something, and
//! the reader says whether it is meant here: a finding stands unless the reader is rather sure of
//! the contrary. Where the reader speaks and no pattern knew why, the topic's own words are used,
//! with the marks that the reader's tokens give.

use crate::checker::of_rule;
use crate::finding::{Category, Finding, Severity};
use crate::generated as data;
use crate::reader::Reading;
use crate::rule::Rule;
use crate::support;
use crate::token::Tokens;

/// A pattern is believed down to this far below where the reader would speak by itself.
const DOUBT: f32 = 2.5;

/// The same where the pattern knows something that nobody should say: a slur, a name beside care.
const DOUBT_OF_STOP: f32 = 3.5;

/// How much surer the reader must be by itself that someone is being hushed. Whoever raises a concern
/// writes of the same things, and must never be hushed by us: that promise stands above every rule.
const SURE_OF_HUSHING: f32 = 1.5;

/// The findings that stand.
pub(crate) fn weigh(told: Vec<Finding>, readings: &[Reading], tokens: &Tokens) -> Vec<Finding> {
    let ends: Vec<usize> = readings.iter().map(|reading| reading.span(tokens).end).collect();
    let mut parts: Vec<Vec<Finding>> = vec![Vec::new(); readings.len()];
    let mut standing = Vec::new();
    for finding in told {
        let start = finding.span().start;
        match parts.get_mut(ends.partition_point(|&end| end <= start)) {
            Some(part) => part.push(finding),
            None => standing.push(finding),
        }
    }
    for (reading, mut part) in readings.iter().zip(parts) {
        weigh_stretch(&mut part, reading, tokens);
        standing.extend(part);
    }
    standing
}

/// Leaves of the findings that begin in one stretch those that stand, and adds what only the reader saw.
fn weigh_stretch(standing: &mut Vec<Finding>, reading: &Reading, tokens: &Tokens) {
    standing.retain_mut(|finding| {
        if certain(finding) {
            return true;
        }
        let above = reading.above[finding.category as usize];
        let told = finding.severity;
        if above > 0.0 {
            finding.severity = reading.strength();
        }
        above > if told == Severity::Stop { -DOUBT_OF_STOP } else { -DOUBT }
    });
    for category in Category::ALL {
        let above = reading.above[category as usize];
        if standing.iter().any(|finding| finding.category == category) {
            if above > 0.0 {
                mark_more(standing, category, reading, tokens);
            }
            continue;
        }
        let sure = if category == Category::Concerns { SURE_OF_HUSHING } else { 0.0 };
        if !reading.speaks(category as usize, sure) {
            continue;
        }
        let Some(rule) = whole(category) else { continue };
        let marks = reading.marks(tokens, category as usize);
        let marks = marks.into_iter().map(|run| tokens.span(run.start, run.end)).collect();
        let mut finding = of_rule(rule, marks, |_| false);
        finding.severity = reading.strength();
        standing.push(finding);
    }
}

/// Adds what the reader sees of a category to what a pattern has marked there, up to three places in
/// all: a pattern knows the turn of phrase, and often not the half that hurts. Words that another
/// finding of the category marks stay that finding's.
fn mark_more(standing: &mut [Finding], category: Category, reading: &Reading, tokens: &Tokens) {
    let runs = reading.marks(tokens, category as usize).into_iter();
    let mut marks: Vec<_> = runs.map(|run| tokens.span(run.start, run.end)).collect();
    for finding in standing.iter().filter(|finding| finding.category == category) {
        marks.retain(|mark| !finding.marks.iter().any(|m| m.overlaps(*mark)));
    }
    let by_pattern = |finding: &&mut Finding| finding.category == category && !certain(finding);
    if let Some(finding) = standing.iter_mut().find(by_pattern) {
        marks.truncate(3usize.saturating_sub(finding.marks.len()));
        finding.marks.extend(marks);
    }
}

/// Whether a finding stands where the writer tells of their own distress: what identifies others, and
/// what a pattern knows to hurt another. That the reader by itself hears harm is no reason to accuse
/// someone who may be speaking of their own.
pub(crate) fn stands_beside_support(finding: &Finding) -> bool {
    let by_itself = whole(finding.category).is_some_and(|rule| rule.id == finding.rule);
    support::stands_beside(finding.category) && !(by_itself && finding.category == Category::Harm)
}

/// The findings that rest on an identifier.
pub(crate) fn certain_only(mut told: Vec<Finding>) -> Vec<Finding> {
    told.retain(certain);
    told
}

/// Whether a finding rests on an identifier.
fn certain(finding: &Finding) -> bool {
    data::RULES.iter().any(|rule| rule.id == finding.rule && rule.certain)
}

/// The rule whose words are for what only the reader saw.
fn whole(category: Category) -> Option<&'static Rule> {
    data::RULES.iter().find(|rule| rule.category == category && rule.whole)
}
