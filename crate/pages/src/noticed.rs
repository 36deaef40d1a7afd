//! What the frames of the page have noticed, brought together.

use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// A frame's message; `ToPopup` in `extension/messages.ts`.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Message {
    /// All that the frame shows now.
    Noticed {
        /// Which frame speaks: one port carries them all.
        #[serde(default)]
        frame: String,
        findings: Vec<Finding>,
        /// What is written there is in a language that is not read.
        #[serde(default)]
        unread: bool,
    },
}

/// A finding, with its words in the user's language; its places stay in the page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Finding {
    rule: String,
    /// Its topic's id.
    pub(crate) category: String,
    pub(crate) severity: Severity,
    pub(crate) code: Vec<String>,
    pub(crate) topic: String,
    pub(crate) message: String,
    pub(crate) why: String,
    pub(crate) instead: String,
}

/// How strongly a finding speaks, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Severity {
    Stop,
    Caution,
    Advice,
}

impl Severity {
    /// The class that colours it.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Caution => "caution",
            Self::Advice => "advice",
        }
    }
}

/// The latest of every frame.
#[derive(Debug, Default)]
pub(crate) struct Noticed {
    frames: BTreeMap<String, (Vec<Finding>, bool)>,
}

impl Noticed {
    /// Replaces what a frame had noticed before.
    pub(crate) fn hear(&mut self, message: Message) {
        let Message::Noticed { frame, findings, unread } = message;
        self.frames.insert(frame, (findings, unread));
    }

    /// Whether some frame holds a text in a language that is not read.
    pub(crate) fn unread(&self) -> bool {
        self.frames.values().any(|(_, unread)| *unread)
    }

    /// All findings, strongest first, the same thing once.
    pub(crate) fn findings(&self) -> Vec<&Finding> {
        let mut seen = HashSet::new();
        let mut all: Vec<_> = (self.frames.values().flat_map(|(findings, _)| findings))
            .filter(|finding| seen.insert((&finding.rule, finding.severity as u8)))
            .collect();
        all.sort_by_key(|finding| finding.severity);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn message(frame: &str, findings: &[(&str, &str)]) -> Result<Message, serde_json::Error> {
        let findings: Vec<Value> = findings
            .iter()
            .map(|(rule, severity)| {
                json!({
                    "rule": rule, "category": "c", "severity": severity, "spans": [],
                    "code": ["5"], "topic": "T", "message": "m", "why": "w", "instead": "",
                })
            })
            .collect();
        serde_json::from_value(json!({"kind": "noticed", "frame": frame, "findings": findings}))
    }

    fn rules(noticed: &Noticed) -> Vec<&str> {
        noticed.findings().iter().map(|finding| finding.rule.as_str()).collect()
    }

    #[test]
    fn merges_frames_strongest_first_and_once() -> Result<(), serde_json::Error> {
        let mut noticed = Noticed::default();
        noticed.hear(message("a", &[("evidence.cure", "advice"), ("respect.mock", "caution")])?);
        noticed.hear(message("b", &[("identity.name", "stop"), ("respect.mock", "caution")])?);
        assert_eq!(rules(&noticed), ["identity.name", "respect.mock", "evidence.cure"]);
        Ok(())
    }

    #[test]
    fn a_frame_that_has_nothing_left_leaves_the_others_alone() -> Result<(), serde_json::Error> {
        let mut noticed = Noticed::default();
        noticed.hear(message("a", &[("respect.mock", "caution")])?);
        noticed.hear(message("b", &[("identity.name", "stop")])?);
        noticed.hear(message("b", &[])?);
        assert_eq!(rules(&noticed), ["respect.mock"]);
        Ok(())
    }

    #[test]
    fn one_frame_that_is_not_read_is_enough_to_say_so() -> Result<(), serde_json::Error> {
        let mut noticed = Noticed::default();
        noticed.hear(message("a", &[])?);
        assert!(!noticed.unread());
        let unread = json!({"kind": "noticed", "frame": "b", "findings": [], "unread": true});
        noticed.hear(serde_json::from_value(unread)?);
        assert!(noticed.unread());
        noticed.hear(message("b", &[])?);
        assert!(!noticed.unread());
        Ok(())
    }

    #[test]
    fn what_is_no_such_message_is_refused() {
        for odd in
            [json!(null), json!({"kind": "verdict", "findings": []}), json!({"findings": []})]
        {
            assert!(serde_json::from_value::<Message>(odd.clone()).is_err(), "{odd}");
        }
    }
}
