//! The twelve topics of the guidance, and the paragraphs of the Code that they rest on.
//!
//! All words are our own: the regulator's are linked, never copied. Lamplight is not the regulator
//! and does not speak for it.

use crate::finding::Category;
use crate::locale::{self, Locale};

/// The Code of the Nursing and Midwifery Council (NMC). Its paragraphs have no stable anchors, so
/// every paragraph links to the page.
pub const CODE_URL: &str = "https://www.nmc.org.uk/standards/code/";

/// The NMC's social media guidance.
pub const GUIDANCE_URL: &str = "https://www.nmc.org.uk/standards/guidance/social-media-guidance/";

/// The edition of the Code that paragraph numbers refer to: of 2015, as updated in this year.
pub const EDITION: &str = "2018";

/// The day (ISO 8601) on which topics and paragraph numbers were last compared with a restatement of
/// the guidance; nobody has yet held them against the edition's own pages.
///
/// Change it together with whatever the comparison changed, and nowhere else.
pub const CHECKED: &str = "2026-11-22";

/// One topic of the guidance, in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Which topic.
    pub category: Category,
    /// Its name, short enough for the head of a card.
    pub title: &'static str,
    /// What the guidance asks, in our own words.
    pub asks: &'static str,
    /// Numbers of the paragraphs of the Code that it rests on; [`paragraph`] names each.
    pub paragraphs: &'static [&'static str],
}

/// The topic of a category.
pub fn topic(category: Category, locale: Locale) -> Topic {
    let (title, asks, paragraphs): (_, _, &[&str]) = match category {
        Category::Confidentiality => {
            ("topic.confidentiality.title", "topic.confidentiality.asks", &["5"])
        }
        Category::Images => ("topic.images.title", "topic.images.asks", &["5", "20.10"]),
        Category::Respect => ("topic.respect.title", "topic.respect.asks", &["1.1"]),
        Category::Bullying => ("topic.bullying.title", "topic.bullying.asks", &["8.2", "20.10"]),
        Category::Boundaries => ("topic.boundaries.title", "topic.boundaries.asks", &["20.6"]),
        Category::Identity => ("topic.identity.title", "topic.identity.asks", &["20.10"]),
        Category::Harm => ("topic.harm.title", "topic.harm.asks", &["20.10"]),
        Category::Discrimination => {
            ("topic.discrimination.title", "topic.discrimination.asks", &["1.1", "20.10"])
        }
        Category::Evidence => ("topic.evidence.title", "topic.evidence.asks", &["6"]),
        Category::Interests => ("topic.interests.title", "topic.interests.asks", &["21.3"]),
        Category::Concerns => ("topic.concerns.title", "topic.concerns.asks", &["16"]),
        Category::Endorsement => ("topic.endorsement.title", "topic.endorsement.asks", &["20.10"]),
    };
    Topic {
        category,
        title: locale::text(locale, title),
        asks: locale::text(locale, asks),
        paragraphs,
    }
}

/// Every topic, in the order of the guidance.
pub fn topics(locale: Locale) -> impl Iterator<Item = Topic> {
    Category::ALL.into_iter().map(move |category| topic(category, locale))
}

/// What a paragraph of the Code asks, in a few words of our own; `None` for one we do not cite.
pub fn paragraph(number: &str, locale: Locale) -> Option<&'static str> {
    locale::find(locale, &format!("code.{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_topic_has_words_and_named_paragraphs() {
        for locale in Locale::ALL {
            let all: Vec<_> = topics(locale).collect();
            assert_eq!(all.len(), 12);
            for topic in all {
                assert!(!topic.title.starts_with("topic."), "{:?} has no title", topic.category);
                assert!(!topic.asks.starts_with("topic."), "{:?} asks nothing", topic.category);
                assert!(!topic.paragraphs.is_empty());
                for number in topic.paragraphs {
                    assert!(paragraph(number, locale).is_some(), "{number} has no title");
                }
            }
        }
    }

    #[test]
    fn topics_have_different_names() {
        for locale in Locale::ALL {
            assert_eq!(topics(locale).map(|t| t.title).collect::<BTreeSet<_>>().len(), 12);
        }
    }

    #[test]
    fn a_paragraph_we_do_not_cite_has_no_title() {
        assert_eq!(paragraph("99.9", Locale::En), None);
        assert_eq!(paragraph("", Locale::En), None);
    }
}
