//! Reads `lexicon/*.toml`: each tag with the token sequences that bear it.

use crate::inflect;
use crate::token::Tokens;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Where the words come from.
    source: String,
    tag: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    about: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    cy: String,
    /// Words inside one of these phrases lose their other tags (idioms).
    #[serde(default)]
    shadow: bool,
    /// Counts only with a capital first letter.
    #[serde(default)]
    case: bool,
    /// Found with letters hidden by `*` too.
    #[serde(default)]
    maskable: bool,
}

/// One word list.
pub struct Tag {
    pub name: String,
    pub shadow: bool,
    pub case: bool,
    pub maskable: bool,
    /// Each entry as folded tokens.
    pub entries: BTreeSet<Vec<String>>,
}

/// Every tag of every file under `dir`; lists of one name in several files are joined.
pub(crate) fn read(dir: &Path) -> Result<Vec<Tag>, String> {
    let mut tags: Vec<Tag> = Vec::new();
    for path in crate::files(dir, "toml")? {
        let say = |what: &dyn std::fmt::Display| format!("{}: {what}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|e| say(&e))?;
        let file: File = toml::from_str(&text).map_err(|e| say(&e))?;
        if file.source.trim().is_empty() {
            return Err(say(&"`source` must say where the words come from"));
        }
        for row in file.tag {
            let valid = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if row.name.is_empty() || !row.name.chars().all(valid) || row.about.trim().is_empty() {
                return Err(say(&format!("tag `{}` needs a plain name and an `about`", row.name)));
            }
            let mut entries = BTreeSet::new();
            for entry in row.en.split([',', '\n']).chain(row.cy.split([',', '\n'])) {
                let entry = entry.trim();
                if entry.is_empty() {
                    continue;
                }
                let forms = expand(entry).ok_or_else(|| {
                    say(&format!(
                        "`{entry}` holds no word, or begins or ends with a sign that is no token"
                    ))
                })?;
                entries.extend(forms);
            }
            if entries.is_empty() {
                return Err(say(&format!("tag `{}` is empty", row.name)));
            }
            match tags.iter_mut().find(|tag| tag.name == row.name) {
                Some(tag) => tag.entries.extend(entries),
                None => tags.push(Tag {
                    name: row.name,
                    shadow: row.shadow,
                    case: row.case,
                    maskable: row.maskable,
                    entries,
                }),
            }
        }
    }
    Ok(tags)
}

/// Words that mean something else without their apostrophe.
const NEEDS_APOSTROPHE: &[&str] = &[
    "i'll", "i'd", "we'll", "we're", "we'd", "he'll", "he'd", "she'll", "she'd", "it's", "let's",
    "who're", "you'd've", "we've",
];

/// All token sequences that an entry stands for: `patient+n`, `mock+v`, `claf^`, phrases.
pub(crate) fn expand(entry: &str) -> Option<Vec<Vec<String>>> {
    // A sign at either end would vanish and leave a weaker word: "% off" would be "off".
    const NO_TOKEN: [char; 10] = ['%', '£', '$', '!', '?', ';', '"', '(', ')', '='];
    if entry.starts_with(NO_TOKEN) || entry.ends_with(NO_TOKEN) {
        return None;
    }
    let (stem, forms): (&str, fn(&str) -> Vec<String>) =
        if let Some(stem) = entry.strip_suffix("+n") {
            (stem, inflect::noun)
        } else if let Some(stem) = entry.strip_suffix("+v") {
            (stem, inflect::verb)
        } else {
            (entry, |word| vec![word.to_owned()])
        };
    let (mutate, stem) = match stem.strip_suffix('^') {
        Some(stem) => (true, stem),
        None => (false, stem),
    };
    let (head, last) = stem.rsplit_once(' ').map_or(("", stem), |(head, last)| (head, last));
    let mut phrases: Vec<String> =
        forms(last).into_iter().map(|form| format!("{head} {form}").trim().to_owned()).collect();
    if mutate {
        phrases = phrases.iter().flat_map(|phrase| inflect::welsh(phrase)).collect();
    }
    let mut out = Vec::new();
    for phrase in phrases {
        let tokens = Tokens::new(&phrase);
        if tokens.list.is_empty() || tokens.list.len() > 15 {
            return None;
        }
        // "#ad" is another word than "ad".
        let word = |i: usize| {
            let hash = if tokens.list[i].hashtag { "#" } else { "" };
            format!("{hash}{}", tokens.folded(i))
        };
        let words: Vec<String> = (0..tokens.list.len()).map(word).collect();
        if words.iter().any(|w| w.contains('\'')) {
            let bare = |w: &String| {
                if NEEDS_APOSTROPHE.contains(&w.as_str()) { w.clone() } else { w.replace('\'', "") }
            };
            let bare: Vec<String> = words.iter().map(bare).collect();
            // A bare clitic ("n", "r") would match every stray letter.
            if bare.iter().all(|w| w.len() > 1) {
                out.push(bare);
            }
        }
        out.push(words);
    }
    Some(out)
}
