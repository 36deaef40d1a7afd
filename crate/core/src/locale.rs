//! The interface's strings, in each language, from `locales/*.toml`.
//!
//! A rule's words stand in the rule's own file, not here.

use serde::{Deserialize, Serialize};

/// A language that Lamplight speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Welsh.
    Cy,
}

include!(concat!(env!("OUT_DIR"), "/locales.rs"));

impl Locale {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Cy];

    /// The language of a BCP 47 tag such as `cy-GB`; English where it is not one of ours.
    pub fn from_tag(tag: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("cy") { Self::Cy } else { Self::En }
    }

    /// The language to offer beside this one.
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::Cy,
            Self::Cy => Self::En,
        }
    }

    /// The tag to put in `lang` attributes.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Cy => "cy",
        }
    }

    fn table(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::En => EN,
            Self::Cy => CY,
        }
    }
}

/// The string at `key`, such as `popup.pause`.
///
/// A key that no file has comes back as it is: visibly wrong, never a crash.
pub fn text(locale: Locale, key: &'static str) -> &'static str {
    find(locale, key).unwrap_or(key)
}

/// The string at `key`, or `None` when no file has it.
pub fn find(locale: Locale, key: &str) -> Option<&'static str> {
    let table = locale.table();
    table.binary_search_by(|(k, _)| (*k).cmp(key)).ok().map(|i| table[i].1)
}

/// The string at `key` with each `{name}` replaced by its value.
pub fn fill(locale: Locale, key: &'static str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text(locale, key).to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}

/// Every string of a section, as `(key without the section's name, text)`, sorted by key.
pub fn section(
    locale: Locale,
    name: &'static str,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    locale
        .table()
        .iter()
        .filter_map(move |(key, text)| Some((key.strip_prefix(name)?.strip_prefix('.')?, *text)))
}

/// The browser's own messages (`_locales/<tag>/messages.json`): name and text of each.
///
/// Browsers want the name and description of an extension in a file of their own; the build writes
/// it from these, so that they too are kept with all other strings.
pub fn manifest_messages(locale: Locale) -> impl Iterator<Item = (&'static str, &'static str)> {
    section(locale, "manifest")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Strings that are the same in both languages, each with the reason.
    const SAME: &[(&str, &str)] =
        &[("manifest.name", "the product's name"), ("popup.name", "the product's name")];

    fn parameters(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(p, _)| p).collect()
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        let keys = |locale: Locale| locale.table().iter().map(|(k, _)| *k).collect::<BTreeSet<_>>();
        let (en, cy) = (keys(Locale::En), keys(Locale::Cy));
        assert_eq!(en.difference(&cy).collect::<Vec<_>>(), Vec::<&&str>::new(), "missing in cy");
        assert_eq!(cy.difference(&en).collect::<Vec<_>>(), Vec::<&&str>::new(), "missing in en");
    }

    #[test]
    fn both_languages_take_the_same_parameters() {
        for (key, en) in EN {
            let cy = find(Locale::Cy, key).unwrap_or_default();
            assert_eq!(parameters(en), parameters(cy), "{key}");
        }
    }

    #[test]
    fn no_string_is_empty_or_left_in_english() {
        for (key, en) in EN {
            let cy = find(Locale::Cy, key).unwrap_or_default();
            assert!(!en.is_empty() && !cy.is_empty(), "{key} is empty");
            let same = SAME.iter().any(|(k, _)| k == key);
            assert!(en != &cy || same, "{key} is the same in both languages");
        }
    }

    #[test]
    fn every_exception_is_still_one() {
        for (key, _) in SAME {
            assert!(find(Locale::En, key).is_some(), "{key} is gone: drop it from the list");
        }
    }

    #[test]
    fn the_description_fits_the_browsers_limit() {
        for locale in Locale::ALL {
            let description = text(locale, "manifest.description");
            assert!(description.chars().count() <= 132, "{description}");
        }
    }

    #[test]
    fn reads_language_tags() {
        for (tag, locale) in [
            ("cy", Locale::Cy),
            ("cy-GB", Locale::Cy),
            ("CY_gb", Locale::Cy),
            ("en-GB", Locale::En),
            ("cyr", Locale::En),
            ("", Locale::En),
        ] {
            assert_eq!(Locale::from_tag(tag), locale, "{tag}");
        }
    }

    #[test]
    fn a_key_that_is_missing_shows_itself() {
        assert_eq!(text(Locale::Cy, "no.such"), "no.such");
    }

    #[test]
    fn a_section_loses_only_its_own_name() {
        assert!(section(Locale::En, "popup").all(|(key, _)| !key.starts_with("popup")));
        assert_eq!(section(Locale::En, "pop").count(), 0);
    }
}
