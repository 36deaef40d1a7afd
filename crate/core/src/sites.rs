//! What is known of each site's composer: the rows of `src/sites.toml`, checked when built.

use serde::Serialize;

/// One surface of one site: how its box is built and what sends it.
///
/// A hint only. The content script's generic rule works without any row, and a stale row must never
/// switch it off. Serialises to the `SiteRow` of `extension/messages.ts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SiteRow {
    /// The site's id: lower-case letters, digits and hyphens.
    pub site: &'static str,
    /// Which box of the site, in words.
    pub surface: &'static str,
    /// Domain suffixes, or `*` alone for software that runs on any host.
    pub hosts: &'static [&'static str],
    /// Whether the site is read without asking; otherwise only once the user grants its hosts.
    #[serde(skip)]
    pub default: bool,
    /// Regular expression over the path, or empty.
    pub path: &'static str,
    /// The editors that the box may be built with.
    pub engine: &'static [Engine],
    /// Selectors of the box; `A >>> B` means B inside the open shadow root of A.
    pub composer: &'static [&'static str],
    /// Selectors of what sends it, or `name=Post` / `name^=Post` for an accessible name.
    pub submit: &'static [&'static str],
    /// Keys that send it.
    pub submit_keys: &'static [SubmitKey],
    /// What a post from this box is.
    pub kind: Kind,
    /// Selectors of its file inputs.
    pub attach: &'static [&'static str],
    /// Selectors or names of controls that like or share.
    pub endorse: &'static [&'static str],
    /// Selectors or names of controls that take a like or share back.
    pub endorse_undo: &'static [&'static str],
    /// Selectors of what holds one published post.
    pub post_container: &'static [&'static str],
    /// Selectors of a published post's words.
    pub post_text: &'static [&'static str],
}

/// The editor that a box is built with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "each is the product's own name")]
pub enum Engine {
    CkEditor,
    ContentEditable,
    DraftJs,
    Froala,
    Gutenberg,
    Lexical,
    ProseMirror,
    Quill,
    Slate,
    Textarea,
    Unknown,
}

/// A key that sends a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum SubmitKey {
    /// Enter alone.
    Enter,
    /// Ctrl+Enter, or Cmd+Enter on a Mac.
    #[serde(rename = "Ctrl+Enter")]
    CtrlEnter,
}

/// What a post from a box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A post of its own.
    Post,
    /// An answer to another's post.
    Comment,
    /// A message to one person or a closed chat.
    Private,
}

include!(concat!(env!("OUT_DIR"), "/sites.rs"));

impl SiteRow {
    /// Whether the row is about software that runs on any host.
    pub fn is_everywhere(&self) -> bool {
        self.hosts == ["*"]
    }

    /// The longest of the row's hosts that `host` is, or is a subdomain of.
    fn matched(&self, host: &str) -> Option<&'static str> {
        self.hosts.iter().copied().filter(|domain| is_within(host, domain)).max_by_key(|d| d.len())
    }
}

/// Whether `host` is `domain` or one of its subdomains. Letter case does not matter.
pub fn is_within(host: &str, domain: &str) -> bool {
    let Some(cut) = host.len().checked_sub(domain.len()) else {
        return false;
    };
    let ends = host.as_bytes()[cut..].eq_ignore_ascii_case(domain.as_bytes());
    ends && !domain.is_empty() && (cut == 0 || host.as_bytes()[cut - 1] == b'.')
}

/// Every row, sorted by site and surface.
pub fn rows() -> &'static [SiteRow] {
    ROWS
}

/// The rows of the site at `host`; none for a host that no row names.
pub fn rows_for(host: &str) -> impl Iterator<Item = &'static SiteRow> {
    ROWS.iter().filter(move |row| row.matched(host).is_some())
}

/// The rows about software that runs on any host, such as a forum or Mastodon.
pub fn rows_anywhere() -> impl Iterator<Item = &'static SiteRow> {
    ROWS.iter().filter(|row| row.is_everywhere())
}

/// The id of the site at `host`, or `host` itself when no row names it.
///
/// The row with the longest matching host decides, then the order of the table: `m.facebook.com`
/// is the mobile site, and `www.facebook.com` is Facebook although Messenger lives there too.
pub fn site_id(host: &str) -> &str {
    let mut best: Option<(usize, &'static str)> = None;
    for row in ROWS {
        if let Some(domain) = row.matched(host)
            && best.is_none_or(|(len, _)| domain.len() > len)
        {
            best = Some((domain.len(), row.site));
        }
    }
    best.map_or(host, |(_, site)| site)
}

/// The domains that belong to a site and to no other: what switching it off is stored as, so that
/// the content script can obey without asking the engine. `site` is a site id or a host name; a host
/// that no row names stands for itself.
pub fn domains(site: &str) -> Vec<&str> {
    let id = if is_id(site) { site } else { site_id(site) };
    let mut domains: Vec<&str> = (ROWS.iter().filter(|row| row.site == id))
        .flat_map(|row| row.hosts.iter().copied())
        .filter(|host| site_id(host) == id)
        .collect();
    domains.sort_unstable();
    domains.dedup();
    if domains.is_empty() {
        domains.push(site);
    }
    domains
}

/// Whether a row has this site id.
pub fn is_id(site: &str) -> bool {
    ROWS.binary_search_by(|row| row.site.cmp(site)).is_ok()
}

/// The domains read without asking, sorted: what the manifest's `matches` are made of. None is
/// within another, as a domain brings its subdomains.
pub fn default_hosts() -> Vec<&'static str> {
    hosts_where(|row| row.default)
}

/// The domains read only after the user grants them, sorted, none within another.
pub fn optional_hosts() -> Vec<&'static str> {
    hosts_where(|row| !row.default && !row.is_everywhere())
}

fn hosts_where(keep: impl Fn(&SiteRow) -> bool) -> Vec<&'static str> {
    let mut hosts: Vec<_> =
        ROWS.iter().filter(|row| keep(row)).flat_map(|row| row.hosts).copied().collect();
    hosts.sort_unstable();
    hosts.dedup();
    let all = hosts.clone();
    hosts.retain(|host| !all.iter().any(|domain| domain != host && is_within(host, domain)));
    hosts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_hosts_on_a_dot_boundary() {
        for (host, domain, within) in [
            ("x.com", "x.com", true),
            ("www.x.com", "x.com", true),
            ("WWW.X.COM", "x.com", true),
            ("netflix.com", "x.com", false),
            ("x.com.example", "x.com", false),
            ("com", "x.com", false),
            ("", "x.com", false),
            ("x.com", "", false),
        ] {
            assert_eq!(is_within(host, domain), within, "{host} in {domain}");
        }
    }

    #[test]
    fn names_the_site_of_a_host() {
        for (host, id) in [
            ("x.com", "x"),
            ("mobile.twitter.com", "x"),
            ("www.facebook.com", "facebook"),
            ("m.facebook.com", "facebook-mobile"),
            ("www.messenger.com", "messenger"),
            ("old.reddit.com", "old-reddit"),
            ("chat.reddit.com", "reddit"),
            ("ward.example", "ward.example"),
        ] {
            assert_eq!(site_id(host), id, "{host}");
        }
    }

    #[test]
    fn knows_the_domains_of_a_site() {
        for (site, expected) in [
            ("x", &["twitter.com", "x.com"][..]),
            ("mobile.twitter.com", &["twitter.com", "x.com"]),
            ("www.facebook.com", &["facebook.com"]),
            // Messenger lives on facebook.com too, which is not its to switch.
            ("messenger", &["messenger.com"]),
            ("ward.example", &["ward.example"]),
            ("mastodon", &["mastodon"]),
        ] {
            assert_eq!(domains(site), expected, "{site}");
        }
    }

    #[test]
    fn leaves_rows_for_any_host_out_unless_asked() {
        assert_eq!(rows_for("mastodon.social").count(), 0);
        assert!(rows_for("x.com").all(|row| row.site == "x"));
        assert!(rows_anywhere().any(|row| row.site == "mastodon"));
        assert!(rows_anywhere().all(|row| !row.default));
    }

    #[test]
    fn asks_before_reading_google() {
        assert!(default_hosts().contains(&"facebook.com"));
        assert!(!default_hosts().contains(&"m.facebook.com"), "facebook.com brings it");
        assert!(default_hosts().iter().all(|host| !host.contains("google") && *host != "*"));
        assert_eq!(optional_hosts(), ["google.co.uk", "google.com"]);
    }

    #[test]
    fn serialises_as_the_messages_say() {
        let row = rows_for("bsky.app").find(|row| row.kind == Kind::Post);
        let json = serde_json::to_value(row).unwrap_or_default();
        assert_eq!(json["submitKeys"], serde_json::json!(["Ctrl+Enter"]));
        assert_eq!(json["kind"], "post");
        assert_eq!(json["engine"], serde_json::json!(["prosemirror"]));
    }
}
