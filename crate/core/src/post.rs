//! What goes in: a post, and what is known around it.

use serde::Deserialize;

/// A text about to be posted, with as much of its surroundings as the caller knows.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Post {
    /// The words the user wrote.
    pub text: String,
    /// The post that this one answers or shares, if any.
    #[serde(default)]
    pub parent: Option<String>,
    /// Who would see it.
    #[serde(default)]
    pub audience: Audience,
    /// Whether a picture, video or sound goes with it.
    #[serde(default)]
    pub attachments: usize,
}

impl From<&str> for Post {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

/// Who would see a post. Unsure means [`Audience::Public`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Anyone.
    #[default]
    Public,
    /// A group, closed or not, or a server.
    Group,
    /// A comment or reply: seen by whoever sees what it answers.
    Comment,
    /// One person or a private chat.
    Private,
}
