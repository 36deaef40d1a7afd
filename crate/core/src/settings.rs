//! The one stored object: where Lamplight is off, and until when it is paused.
//!
//! Nothing about any post is ever stored. The stored object is read leniently: whatever is there,
//! reading gives settings that can be used, and loses no field that is sound.

use crate::locale::Locale;
use crate::sites;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

/// The version that this program writes.
///
/// Raise it only when a field changes its meaning, and turn old meanings into new ones in
/// `From<Stored>`. A new field needs no new version: where it is missing it has its default.
pub const VERSION: u32 = 1;

/// The user's settings. A time is in milliseconds since the Unix epoch, as JavaScript counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "Lenient<Stored>")]
pub struct Settings {
    /// At least [`VERSION`]; more when a newer Lamplight wrote them, whose fields we then read as
    /// far as we know them.
    pub version: u32,
    /// Host names, each with its subdomains, or site ids that are switched off; sorted, lower case, each once.
    pub off: Vec<String>,
    /// Until when everything is paused; 0 when it is not.
    pub paused_until: u64,
    /// The language the user chose, if not the browser's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { version: VERSION, off: Vec::new(), paused_until: 0, locale: None }
    }
}

impl Settings {
    /// These settings with a site switched on or off. `site` is a site id or a host name.
    ///
    /// Off is stored as the site's domains, so that a content script can obey without the engine.
    /// Switching on removes every entry that kept the site off.
    #[must_use]
    pub fn set_site(mut self, site: &str, on: bool) -> Self {
        let site = site.trim().to_ascii_lowercase();
        let domains = sites::domains(&site);
        if on {
            self.off.retain(|entry| {
                !covers(entry, &site) && !domains.iter().any(|domain| covers(entry, domain))
            });
        } else if is_name(&site) {
            self.off.extend(domains.into_iter().map(str::to_owned));
            self.off.sort_unstable();
            self.off.dedup();
        }
        self
    }

    /// These settings paused until a time; 0 resumes.
    #[must_use]
    pub fn pause_until(mut self, ms: u64) -> Self {
        self.paused_until = ms;
        self
    }

    /// These settings in a language, whatever the browser's is.
    #[must_use]
    pub fn choose_locale(mut self, locale: Locale) -> Self {
        self.locale = Some(locale);
        self
    }

    /// Whether everything is paused at the time `now_ms`.
    pub fn is_paused(&self, now_ms: u64) -> bool {
        now_ms < self.paused_until
    }

    /// Whether a site is switched off, paused or not. `site` is a site id or a host name.
    pub fn is_off(&self, site: &str) -> bool {
        let site = site.trim().to_ascii_lowercase();
        let hosts = if sites::is_id(&site) { sites::domains(&site) } else { vec![site.as_str()] };
        self.off.iter().any(|entry| hosts.iter().any(|host| covers(entry, host)))
    }

    /// Whether Lamplight reads a site at the time `now_ms`: neither switched off nor paused.
    pub fn is_on(&self, site: &str, now_ms: u64) -> bool {
        !self.is_paused(now_ms) && !self.is_off(site)
    }
}

/// Whether an entry of `off` switches off `site`, both lower case.
fn covers(entry: &str, site: &str) -> bool {
    entry == site || entry == sites::site_id(site) || sites::is_within(site, entry)
}

/// Whether an entry can be a site id or a host name at all.
fn is_name(entry: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    !entry.is_empty() && entry.len() <= 253 && entry.bytes().all(fits)
}

/// A value of the wanted type, or of any other.
#[derive(Deserialize)]
#[serde(untagged)]
enum Lenient<T> {
    Sound(T),
    Other(IgnoredAny),
}

impl<T> Lenient<T> {
    fn ok(self) -> Option<T> {
        match self {
            Self::Sound(value) => Some(value),
            Self::Other(_) => None,
        }
    }
}

impl<T> Default for Lenient<T> {
    fn default() -> Self {
        Self::Other(IgnoredAny)
    }
}

/// The stored object as it may be found: each field of any type, or missing.
#[derive(Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[derive(Default)]
struct Stored {
    version: Lenient<u32>,
    off: Lenient<Vec<Lenient<String>>>,
    paused_until: Lenient<f64>,
    locale: Lenient<Locale>,
}

impl From<Lenient<Stored>> for Settings {
    fn from(stored: Lenient<Stored>) -> Self {
        let stored = stored.ok().unwrap_or_default();
        let mut off: Vec<String> = (stored.off.ok().unwrap_or_default().into_iter())
            .filter_map(Lenient::ok)
            .map(|entry| entry.trim().to_ascii_lowercase())
            .filter(|entry| is_name(entry))
            .collect();
        off.sort_unstable();
        off.dedup();
        Self {
            version: stored.version.ok().unwrap_or(VERSION).max(VERSION),
            off,
            paused_until: stored.paused_until.ok().map_or(0, milliseconds),
            locale: stored.locale.ok(),
        }
    }
}

/// The largest time that JavaScript's `Date` can hold.
const LAST_MS: f64 = 8.64e15;

/// A time as JavaScript stores it; what is no time is 0.
fn milliseconds(ms: f64) -> u64 {
    // Within these bounds the conversion loses only the fraction.
    if (0.0..=LAST_MS).contains(&ms) { ms as u64 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    type Outcome = Result<(), serde_json::Error>;

    fn read(stored: Value) -> Result<Settings, serde_json::Error> {
        serde_json::from_value(stored)
    }

    #[test]
    fn repairs_field_by_field() -> Outcome {
        let sound = Settings { off: vec!["x".into()], paused_until: 9, ..Settings::default() };
        for (stored, expected) in [
            (json!(null), Settings::default()),
            (json!("text"), Settings::default()),
            (json!([1, 2]), Settings::default()),
            (json!({}), Settings::default()),
            (json!({"version": 1, "off": ["x"], "pausedUntil": 9}), sound.clone()),
            (json!({"version": "1", "off": ["x"], "pausedUntil": 9}), sound.clone()),
            (
                json!({"off": [" X ", "x", 3, null, "not a host"], "pausedUntil": 9.7}),
                sound.clone(),
            ),
            (json!({"off": ["x"], "pausedUntil": 9, "locale": "fr", "more": {}}), sound.clone()),
            (
                json!({"off": {"x": true}, "pausedUntil": 9}),
                Settings { off: vec![], ..sound.clone() },
            ),
            (
                json!({"off": ["x"], "pausedUntil": -1}),
                Settings { paused_until: 0, ..sound.clone() },
            ),
            (
                json!({"off": ["x"], "pausedUntil": 1e300}),
                Settings { paused_until: 0, ..sound.clone() },
            ),
            (
                json!({"off": ["x"], "pausedUntil": 9, "locale": "cy"}),
                Settings { locale: Some(Locale::Cy), ..sound.clone() },
            ),
        ] {
            assert_eq!(read(stored.clone())?, expected, "{stored}");
        }
        Ok(())
    }

    #[test]
    fn reads_what_a_newer_version_wrote() -> Outcome {
        let read =
            read(json!({"version": 7, "off": ["x"], "pausedUntil": 5, "quiet": {"from": 1}}))?;
        assert_eq!((read.version, read.off, read.paused_until), (7, vec!["x".to_owned()], 5));
        Ok(())
    }

    #[test]
    fn what_is_written_reads_back_the_same() -> Outcome {
        let settings = Settings { locale: Some(Locale::Cy), ..Settings::default() }
            .set_site("www.facebook.com", false)
            .pause_until(1_700_000_000_000);
        let json = serde_json::to_value(&settings)?;
        assert_eq!(
            json,
            json!({"version": 1, "off": ["facebook.com"], "pausedUntil": 1_700_000_000_000_u64, "locale": "cy"})
        );
        assert_eq!(read(json)?, settings);
        Ok(())
    }

    #[test]
    fn switching_a_site_changes_that_site_alone() {
        let sites = ["x", "x.com", "mobile.twitter.com", "facebook.com", "ward.example"];
        for site in sites {
            let off = Settings::default().set_site(site, false);
            for other in sites {
                let same =
                    sites::site_id(site) == sites::site_id(other) || sites::site_id(other) == site;
                assert_eq!(off.is_on(other, 0), !same, "{site} off, {other}");
            }
            assert!(off.set_site(site, true).is_on(site, 0), "{site} on again");
        }
    }

    #[test]
    fn switching_on_clears_every_entry_in_the_way() -> Outcome {
        let settings =
            read(json!({"off": ["x", "x.com", "reddit.com"]}))?.set_site("www.x.com", true);
        assert_eq!(settings.off, ["reddit.com"]);
        assert!(!settings.is_on("old.reddit.com", 0), "a host switches off its subdomains");
        Ok(())
    }

    #[test]
    fn a_pause_ends_by_itself() {
        let settings = Settings::default().pause_until(100);
        for (now, on) in [(0, false), (99, false), (100, true), (101, true)] {
            assert_eq!(settings.is_on("x.com", now), on, "at {now}");
        }
        assert!(settings.pause_until(0).is_on("x.com", 0));
    }

    #[test]
    fn what_is_no_name_is_not_stored() {
        for odd in ["", "  ", "a b", "<script>", &"a".repeat(300)] {
            assert_eq!(Settings::default().set_site(odd, false), Settings::default());
        }
    }
}
