//! What comes out: findings, each with its place, its weight and its reason.

use crate::locale::{self, Locale, fill};
use crate::span::ByteSpan;
use serde::Serialize;

/// The twelve topics of the guidance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Information about people in care (Code 5).
    Confidentiality,
    /// Pictures, video and sound of people in care (Code 5, 20.10).
    Images,
    /// Mocking or demeaning people in care (Code 1.1).
    Respect,
    /// Intimidating or belittling anyone, colleagues too (Code 8.2, 20.10).
    Bullying,
    /// Personal relationships with people in care and those close to them (Code 20.6).
    Boundaries,
    /// Another person's identity, login or private details (Code 20.10).
    Identity,
    /// Encouraging violence or self-harm (Code 20.10).
    Harm,
    /// Hatred of, or discrimination against, a group (Code 1.1, 20.10).
    Discrimination,
    /// Health claims that evidence does not bear out (Code 6).
    Evidence,
    /// Money, gifts and business interests left unsaid (Code 21.3).
    Interests,
    /// Silencing people who raise concerns, or leaving a danger unreported (Code 16).
    Concerns,
    /// What likes, shares, old posts and privacy settings say (Code 20.10).
    Endorsement,
}

impl Category {
    /// Every category, in the order of the guidance.
    pub const ALL: [Self; 12] = [
        Self::Confidentiality,
        Self::Images,
        Self::Respect,
        Self::Bullying,
        Self::Boundaries,
        Self::Identity,
        Self::Harm,
        Self::Discrimination,
        Self::Evidence,
        Self::Interests,
        Self::Concerns,
        Self::Endorsement,
    ];

    /// The identifier used in rule ids, settings and reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Confidentiality => "confidentiality",
            Self::Images => "images",
            Self::Respect => "respect",
            Self::Bullying => "bullying",
            Self::Boundaries => "boundaries",
            Self::Identity => "identity",
            Self::Harm => "harm",
            Self::Discrimination => "discrimination",
            Self::Evidence => "evidence",
            Self::Interests => "interests",
            Self::Concerns => "concerns",
            Self::Endorsement => "endorsement",
        }
    }
}

/// How strongly a finding speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a second look, not a departure by itself.
    Advice,
    /// Probably a departure from the Code, or one detail away from one.
    Caution,
    /// Would very probably breach the Code; the Post button is held once.
    Stop,
}

impl Severity {
    /// The identifier used in rule files, settings and reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Caution => "caution",
            Self::Stop => "stop",
        }
    }
}

/// One thing that the guidance would say about a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `<category>.<name>`, stable between versions.
    pub rule: &'static str,
    /// Which topic of the guidance it belongs to.
    pub category: Category,
    /// How strongly it speaks.
    pub severity: Severity,
    /// The words that give it away, earliest first; never empty.
    pub marks: Vec<ByteSpan>,
    /// The words that the message quotes.
    pub seen: ByteSpan,
    /// Paragraphs of the Code, such as `"20.10"`.
    pub code: &'static [&'static str],
    /// What was seen, why it matters and what to write instead, in English and Welsh.
    pub words: &'static Bilingual,
    /// For details among or beside the marks, what to write for them; the most telling first.
    pub offers: Vec<Offer>,
}

/// Wording to offer for one detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The detail.
    pub span: ByteSpan,
    /// The key of what to write for it; `None` where it is best left out.
    pub say: Option<&'static str>,
}

impl Finding {
    /// The span from the first mark to the end of the last.
    pub fn span(&self) -> ByteSpan {
        self.marks.iter().copied().reduce(ByteSpan::join).unwrap_or(ByteSpan::new(0, 0))
    }

    /// The finding's words in `locale`; `{seen}` in a message becomes [`Self::seen`] as it stands in
    /// `text`, the post it was found in.
    pub fn say(&self, locale: Locale, text: &str) -> Said {
        let words = match locale {
            Locale::En => &self.words.en,
            Locale::Cy => &self.words.cy,
        };
        let message = words.message.replace("{seen}", &shortened(self.seen.of(text)));
        let instead = [words.instead.to_owned(), offered(&self.offers, locale, text)];
        let instead = instead.into_iter().filter(|part| !part.is_empty());
        Said { message, why: words.why, instead: instead.collect::<Vec<_>>().join(" ") }
    }
}

/// The offers as one sentence: what to write for some details, and which to leave out.
fn offered(offers: &[Offer], locale: Locale, text: &str) -> String {
    let parts = offers.iter().map(|offer| {
        let seen = shortened(offer.span.of(text));
        match offer.say {
            Some(key) => {
                fill(locale, "wording.for", &[("say", locale::text(locale, key)), ("seen", &seen)])
            }
            None => fill(locale, "wording.leave-out", &[("seen", &seen)]),
        }
    });
    let list = parts.collect::<Vec<_>>().join("; ");
    if list.is_empty() { list } else { fill(locale, "wording.here", &[("list", &list)]) }
}

/// `words` on one line, cut at a word's end where they are long.
fn shortened(words: &str) -> String {
    const LONGEST: usize = 40;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => {
            format!("{}…", line[..end].rsplit_once(' ').map_or(&line[..end], |(head, _)| head))
        }
        None => line,
    }
}

/// What a finding says about one text, its parameters filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What was seen.
    pub message: String,
    /// Why it matters.
    pub why: &'static str,
    /// What to write or do instead; empty where there is nothing to offer.
    pub instead: String,
}

/// A rule's words in both languages.
#[derive(Debug, PartialEq, Eq)]
pub struct Bilingual {
    /// English.
    pub en: Words,
    /// Welsh.
    pub cy: Words,
}

/// What a finding says, in one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// What was seen, in one short sentence.
    pub message: &'static str,
    /// Why it matters, in one or two plain sentences.
    pub why: &'static str,
    /// What to write instead, or what to do; empty where there is nothing to offer.
    pub instead: &'static str,
}

/// Something that identifies a person, a place or a time, whether or not it is a problem here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Where it stands.
    pub span: ByteSpan,
}

/// Kinds of [`Entity`], named as the field's reports name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EntityKind {
    /// NHS number, CHI or H&C number: ten digits with a modulus 11 check digit.
    UkNhs,
    /// National Insurance number.
    UkNino,
    /// Postcode.
    UkPostcode,
    /// A person's name or initials.
    Person,
    /// Telephone number.
    PhoneNumber,
    /// E-mail address.
    EmailAddress,
    /// Date, part of a date, or time of day.
    DateTime,
    /// A person's age.
    Age,
    /// House and street.
    StreetAddress,
    /// Hospital, MRN or unit number.
    HospitalNumber,
    /// Bed, bay, room, cubicle, cell or ward.
    BedWard,
    /// Registration PIN of a nurse, midwife or nursing associate.
    NmcPin,
    /// Passport number.
    UkPassport,
    /// Driver number of a driving licence.
    UkDrivingLicence,
    /// Sort code, account number or IBAN.
    BankAccount,
    /// Payment card number.
    PaymentCard,
    /// Vehicle registration mark.
    UkVehiclePlate,
    /// A newborn's weight.
    BirthWeight,
    /// A social media handle.
    SocialHandle,
}
