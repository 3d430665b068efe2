//! What the demo's enquiries to the help desk and its canned replies are made of.

use serde::Deserialize;

/// The file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskSeed {
    /// Enquiries.
    pub enquiries: Vec<EnquirySeed>,
    /// Canned replies.
    pub replies: Vec<ReplySeed>,
}

/// An enquiry.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnquirySeed {
    /// A person of the demo; without one it is a visitor's.
    #[serde(default)]
    pub who: String,
    /// The name of a visitor.
    #[serde(default)]
    pub name: String,
    /// The tag of its language.
    pub language: String,
    /// Its topic.
    pub topic: String,
    /// Its priority.
    pub priority: String,
    /// Its state.
    pub state: String,
    /// How long ago it was asked.
    pub hours: u32,
    /// What it is called.
    pub subject: String,
    /// The page it was asked from.
    pub about: String,
    /// The subject of one that was merged into it.
    #[serde(default)]
    pub merges: String,
    /// What was written.
    pub lines: Vec<EntrySeed>,
    /// The rating, where there is one.
    #[serde(default)]
    pub stars: Option<i64>,
    /// Its words.
    #[serde(default)]
    pub rating: String,
}

/// Something that was written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntrySeed {
    /// `ask`, `answer` or `note`.
    pub kind: String,
    /// The words.
    pub text: String,
    /// The name of a file that comes with them, `….pdf` or `….png`.
    #[serde(default)]
    pub file: String,
    /// What stands in it, in English; a picture is drawn.
    #[serde(default)]
    pub page: Vec<String>,
}

/// A canned reply.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplySeed {
    /// Its topic.
    pub topic: String,
    /// What agents find it by.
    pub title: String,
    /// The text in English.
    pub en: String,
    /// The text in Chinese.
    pub zh: String,
}
