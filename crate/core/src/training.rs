//! Posts as the trainer sees them: through the same code that reads them later.

use crate::checker::Checker;
use crate::generated as data;
use crate::reader::features;
use crate::span::ByteSpan;

pub use crate::reader::features::word_hash;
pub use crate::reader::weights::{
    ANY, BUCKETS, CATEGORIES, CAUTION, LEVELS, MAGIC, OUTPUTS, PARTS, STOP, SUPPORT,
};
pub use crate::reader::{likeliest, weighed};

/// One post, ready to learn from.
#[derive(Debug, Default)]
pub struct Example {
    /// Its tokens, in order.
    pub tokens: Vec<ExampleToken>,
    /// Hashes of its grams.
    pub grams: Vec<u32>,
    /// `~context` of each context that holds somewhere, `category.rule` of each rule that fired,
    /// and `category!severity` of each finding.
    pub signals: Vec<String>,
}

/// One token of an [`Example`].
#[derive(Debug)]
pub struct ExampleToken {
    /// Where it stands, in bytes.
    pub span: ByteSpan,
    /// Its folded form.
    pub word: String,
    /// The tags that cover it.
    pub tags: Vec<&'static str>,
}

impl Checker {
    /// `text` as an example.
    pub fn example(&self, text: &str) -> Example {
        let read = self.matched(text);
        let all = 0..read.tokens.list.len();
        let mut example = Example::default();
        features::grams(&read.tokens, &read.lattice, all.clone(), |hash| example.grams.push(hash));
        for i in all.clone() {
            let span = read.tokens.span(i, i + 1);
            let word = read.tokens.folded(i).to_owned();
            example.tokens.push(ExampleToken { span, word, tags: Vec::new() });
        }
        for i in all.clone() {
            for edge in read.lattice.at(i) {
                if let Some(tag) = data::SYM_NAMES[edge.sym as usize].strip_prefix('@') {
                    let covered = i..(i + edge.len as usize).min(all.end);
                    covered.for_each(|at| example.tokens[at].tags.push(tag));
                }
            }
        }
        let contexts = read.contexts();
        let held = (0..).zip(data::CONTEXTS).filter(|(id, _)| contexts.holds(*id, &all));
        example.signals.extend(held.map(|(_, context)| format!("~{}", context.name)));
        for finding in read.findings(&contexts) {
            example.signals.push(finding.rule.to_owned());
            let (category, severity) = (finding.category.id(), finding.severity.id());
            example.signals.push(format!("{category}!{severity}"));
        }
        example.signals.sort();
        example.signals.dedup();
        example
    }
}
