//! Who to talk to now, for a writer in distress.
//!
//! Someone who tells of their own despair, self-harm or abuse is met with help, never with a rule:
//! [`Report::support`](crate::Report::support) says so, and the caller shows these lines quietly.

use crate::finding::Category;
use crate::locale::{self, Locale};

/// The day (ISO 8601) on which the numbers were last gone through. Lifeline's, Breathing Space's and
/// NHS 111's were then found as they stand in stored copies of public pages; the others and all
/// hours are general knowledge. Nobody has rung them yet.
///
/// Change it together with whatever the comparison changed, and nowhere else.
pub const CHECKED: &str = "2026-11-22";

/// A nation of the UK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nation {
    /// Wales.
    Wales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

impl Nation {
    /// Its name.
    pub fn name(self, locale: Locale) -> &'static str {
        let key = match self {
            Self::Wales => "support.wales",
            Self::Scotland => "support.scotland",
            Self::NorthernIreland => "support.northern-ireland",
        };
        locale::text(locale, key)
    }
}

/// Someone to talk to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who answers, as they call themselves.
    pub name: &'static str,
    /// The number to dial or text.
    pub number: &'static str,
    /// What to know before dialling, in the locale asked for.
    pub note: &'static str,
    /// The nation it serves; `None` where it serves all four.
    pub nation: Option<Nation>,
}

impl Line {
    /// Its name, with its nation where it serves just one.
    pub fn title(&self, locale: Locale) -> String {
        match self.nation {
            Some(nation) => format!("{}, {}", self.name, nation.name(locale)),
            None => self.name.to_owned(),
        }
    }
}

/// What a line is called: its own name, or a string for what it is.
enum Name {
    Own(&'static str),
    Key(&'static str),
}

/// `(name, number, key of the note, nation)`.
const LINES: &[(Name, &str, &str, Option<Nation>)] = &[
    (Name::Own("Samaritans"), "116 123", "support.any-time", None),
    (Name::Own("NHS 111"), "111", "support.mental-health", None),
    (Name::Own("C.A.L.L."), "0800 132 737", "support.any-time", Some(Nation::Wales)),
    (Name::Own("Breathing Space"), "0800 83 85 87", "support.evenings", Some(Nation::Scotland)),
    (Name::Own("Lifeline"), "0808 808 8000", "support.any-time", Some(Nation::NorthernIreland)),
    (Name::Key("support.emergency"), "999", "support.danger", None),
];

/// Every line, in the order in which to show them.
pub fn lines(locale: Locale) -> impl Iterator<Item = Line> {
    LINES.iter().map(move |(name, number, note, nation)| Line {
        name: match name {
            Name::Own(name) => name,
            Name::Key(key) => locale::text(locale, key),
        },
        number,
        note: locale::text(locale, note),
        nation: *nation,
    })
}

/// Whether a finding of `category` still stands beside support: what identifies others does, and
/// what would hurt another; rules of conduct do not.
pub(crate) fn stands_beside(category: Category) -> bool {
    use Category::{Confidentiality, Harm, Identity, Images};
    matches!(category, Confidentiality | Images | Identity | Harm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nations_with_lines_of_their_own_have_them_and_every_note_its_words() {
        use Nation::{NorthernIreland, Scotland, Wales};
        for locale in Locale::ALL {
            let lines: Vec<Line> = lines(locale).collect();
            for nation in [Wales, Scotland, NorthernIreland] {
                assert!(lines.iter().any(|line| line.nation == Some(nation)), "{nation:?}");
            }
            assert!(lines.iter().all(|line| !line.note.starts_with("support.")));
        }
    }
}
