//! What the popup knows, and what follows from it.

use crate::noticed::{Finding, Message, Noticed};
use lamplight_core::locale::Locale;
use lamplight_core::settings::Settings;
use lamplight_core::sites;

/// Everything that the popup shows follows from this and the time.
pub(crate) struct State {
    pub(crate) settings: Settings,
    pub(crate) locale: Locale,
    /// The host of the tab in front; `None` where it is no website or the browser does not say.
    pub(crate) host: Option<String>,
    /// Whether the page answers.
    pub(crate) reach: Reach,
    noticed: Noticed,
}

/// Whether the page's frames answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// None has yet.
    Waiting,
    /// At least one has.
    Heard,
    /// None is there: the page was open before Lamplight was.
    Lost,
}

/// What is to be said of the tab in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Its text boxes are read.
    Read,
    /// It would be, but the user switched it off.
    Off,
    /// It would be, but everything is paused.
    Paused,
    /// It is a website that Lamplight never reads.
    Unwatched,
    /// It is no website, or the browser does not say which.
    Unknown,
}

impl State {
    pub(crate) fn new(settings: Settings, locale: Locale, host: Option<String>) -> Self {
        Self { settings, locale, host, reach: Reach::Waiting, noticed: Noticed::default() }
    }

    pub(crate) fn standing(&self, now: u64) -> Standing {
        match self.host.as_deref() {
            None => Standing::Unknown,
            Some(host) if !sites::rows_for(host).any(|row| row.default) => Standing::Unwatched,
            Some(host) if self.settings.is_off(host) => Standing::Off,
            Some(_) if self.settings.is_paused(now) => Standing::Paused,
            Some(_) => Standing::Read,
        }
    }

    /// The host as people write it.
    pub(crate) fn site(&self) -> &str {
        let host = self.host.as_deref().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host)
    }

    /// Takes over settings that have been stored.
    pub(crate) fn settle(&mut self, settings: Settings) {
        self.locale = settings.locale.unwrap_or(self.locale);
        self.settings = settings;
    }

    pub(crate) fn hear(&mut self, message: Message) {
        self.reach = Reach::Heard;
        self.noticed.hear(message);
    }

    pub(crate) fn findings(&self) -> Vec<&Finding> {
        self.noticed.findings()
    }

    /// Whether what is written here is in a language that is not read.
    pub(crate) fn unread(&self) -> bool {
        self.noticed.unread()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_plainly_where_it_stands() {
        let at = |host: Option<&str>, settings: Settings| {
            State::new(settings, Locale::En, host.map(str::to_owned)).standing(50)
        };
        let new = Settings::default;
        for (host, settings, standing) in [
            (None, new(), Standing::Unknown),
            (Some("bank.example"), new(), Standing::Unwatched),
            (Some("www.google.com"), new(), Standing::Unwatched),
            (Some("www.facebook.com"), new(), Standing::Read),
            (Some("www.facebook.com"), new().set_site("facebook", false), Standing::Off),
            (Some("x.com"), new().pause_until(51), Standing::Paused),
            (Some("x.com"), new().pause_until(50), Standing::Read),
            (Some("x.com"), new().pause_until(51).set_site("x", false), Standing::Off),
            (Some("bank.example"), new().pause_until(51), Standing::Unwatched),
        ] {
            assert_eq!(at(host, settings), standing, "{host:?}");
        }
    }

    #[test]
    fn writes_hosts_as_people_do() {
        let site = |host: &str| {
            State::new(Settings::default(), Locale::En, Some(host.into())).site().to_owned()
        };
        assert_eq!(site("www.reddit.com"), "reddit.com");
        assert_eq!(site("old.reddit.com"), "old.reddit.com");
    }
}
