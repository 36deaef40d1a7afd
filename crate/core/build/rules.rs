//! Reads `rules/<category>/<name>.toml`, `contexts/<name>.toml` and `patterns.toml`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The topics of the guidance, in the order of `Category`.
pub(crate) const CATEGORIES: [&str; 12] = [
    "confidentiality",
    "images",
    "respect",
    "bullying",
    "boundaries",
    "identity",
    "harm",
    "discrimination",
    "evidence",
    "interests",
    "concerns",
    "endorsement",
];

/// One rule as written. Its category is its folder, its id is `<category>.<name>`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    #[serde(skip)]
    pub category: String,
    #[serde(skip)]
    pub id: String,
    /// What it catches and what it spares, for people.
    pub about: String,
    pub severity: Level,
    /// Paragraphs of the Code.
    pub code: Vec<String>,
    /// Empty for the few rules that code decides (`details-add-up`).
    pub patterns: Vec<String>,
    /// Patterns with conditions of their own, beside the rule's.
    #[serde(default)]
    pub gated: Vec<Gated>,
    /// Contexts that spare a match.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Contexts that must all hold.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Rests on an identifier, and so stands whatever the reader makes of the post.
    #[serde(default)]
    pub certain: bool,
    /// Has the words for what only the reader sees of its topic: one rule in each category.
    #[serde(default)]
    pub whole: bool,
    /// A different severity where one of these contexts holds.
    #[serde(default)]
    pub shift: Vec<Shift>,
    pub en: Words,
    pub cy: Words,
    /// Examples with the marked words in «»; checked by tests/rules.rs.
    pub flags: Vec<String>,
    /// Near misses that must stay silent; checked by tests/rules.rs.
    pub spares: Vec<String>,
}

/// Patterns that count only where contexts hold, or do not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gated {
    #[serde(default)]
    pub needs: Vec<String>,
    #[serde(default)]
    pub unless: Vec<String>,
    pub patterns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    pub to: Level,
    pub when: Vec<String>,
}

#[derive(Clone, Copy, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Advice,
    Caution,
    Stop,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub message: String,
    pub why: String,
    #[serde(default)]
    pub instead: String,
}

/// A circumstance that rules may need or be spared by.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Context {
    #[serde(skip)]
    pub name: String,
    pub about: String,
    pub scope: Scope,
    pub patterns: Vec<String>,
    /// Contexts that stand against this one; they may not have an `unless` themselves.
    #[serde(default)]
    pub unless: Vec<String>,
    pub flags: Vec<String>,
    pub spares: Vec<String>,
}

/// How far a context reaches from where its pattern matches.
#[derive(Clone, Copy, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The matched tokens.
    Match,
    /// The sentences that the match touches.
    Sentence,
    /// From the match to the end of the post.
    Rest,
    /// The whole post.
    Post,
}

/// Everything under `dir`, checked for what a single file can tell.
pub(crate) fn read_rules(dir: &Path) -> Result<Vec<Rule>, String> {
    let mut rules = Vec::new();
    for path in crate::files(dir, "toml")? {
        let mut rule: Rule = parse(&path)?;
        let name = crate::stem(&path);
        rule.category = path.parent().map(crate::stem).unwrap_or_default();
        rule.id = format!("{}.{name}", rule.category);
        let fault = if rule.code.is_empty() {
            "`code` names no paragraph"
        } else if rule.flags.len() < 2 || rule.spares.len() < 2 {
            "needs at least two examples that flag and two that spare"
        } else if !rule.flags.iter().all(|f| f.contains('«') && f.contains('»')) {
            "each example in `flags` marks its words with «»"
        } else if [&rule.en, &rule.cy].iter().any(|w| w.message.is_empty() || w.why.is_empty()) {
            "needs a message and a why in both languages"
        } else if rule.about.trim().is_empty() {
            "`about` says what it catches and spares"
        } else {
            rules.push(rule);
            continue;
        };
        return Err(format!("{}: {fault}", path.display()));
    }
    Ok(rules)
}

/// Every context; those without `unless` come first, so that one pass in order settles all.
pub(crate) fn read_contexts(dir: &Path) -> Result<Vec<Context>, String> {
    let mut contexts = Vec::new();
    for path in crate::files(dir, "toml")? {
        let mut context: Context = parse(&path)?;
        context.name = crate::stem(&path);
        if context.about.trim().is_empty() || context.flags.is_empty() || context.spares.is_empty()
        {
            return Err(format!("{}: needs `about`, `flags` and `spares`", path.display()));
        }
        contexts.push(context);
    }
    contexts.sort_by_key(|c: &Context| !c.unless.is_empty());
    Ok(contexts)
}

/// Named parts of patterns: rules write `%name`.
pub(crate) fn read_parts(path: &Path) -> Result<BTreeMap<String, String>, String> {
    parse(path)
}

fn parse<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}
