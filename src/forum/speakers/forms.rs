//! The form of a speaker.

use serde::Deserialize;

use super::model::Speaker;
use crate::error::FieldErrors;
use crate::web::check::Check;
use crate::web::text;

/// Longest biography in one language, in characters.
pub const BIOGRAPHY_CHARS: usize = 4_000;

/// What arrived.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SpeakerForm {
    /// Full name.
    pub name: String,
    /// Where they come from.
    pub affiliation: String,
    /// The same in Chinese.
    pub affiliation_zh: String,
    /// Who they are.
    pub biography: String,
    /// The same in Chinese.
    pub biography_zh: String,
    /// The mail address of their account here; empty where they have none.
    pub email: String,
    /// The version that was seen; empty for a new one.
    pub version: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidSpeaker {
    /// Full name.
    pub name: String,
    /// Where they come from, in English and in Chinese.
    pub affiliation: (String, String),
    /// Who they are, in English and in Chinese.
    pub biography: (String, String),
    /// The mail address of their account, as it is compared; empty where they have none.
    pub email_key: String,
}

impl ValidSpeaker {
    /// The folded words that a speaker is found by in the console.
    pub fn search_key(&self) -> String {
        text::search_key([self.name.as_str(), &self.affiliation.0, &self.affiliation.1])
    }
}

impl SpeakerForm {
    /// The form filled in with what stands there.
    pub fn of(speaker: &Speaker, email: &str) -> Self {
        Self {
            name: speaker.name.clone(),
            affiliation: speaker.affiliation.clone(),
            affiliation_zh: speaker.affiliation_zh.clone(),
            biography: speaker.biography.clone(),
            biography_zh: speaker.biography_zh.clone(),
            email: email.to_owned(),
            version: speaker.version.to_string(),
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<ValidSpeaker, FieldErrors> {
        let mut check = Check::new();
        let name = check.line("name", &self.name, 1, 80);
        let affiliation = check.line("affiliation", &self.affiliation, 0, 120);
        let affiliation_zh = check.line("affiliation_zh", &self.affiliation_zh, 0, 60);
        let biography = check.text("biography", &self.biography, 0, BIOGRAPHY_CHARS);
        let biography_zh = check.text("biography_zh", &self.biography_zh, 0, BIOGRAPHY_CHARS);
        let email_key = match self.email.trim() {
            "" => String::new(),
            typed => text::email_key(&check.email("email", typed)),
        };
        check.finish(|| {
            Some(ValidSpeaker {
                name,
                affiliation: (affiliation, affiliation_zh),
                biography: (biography, biography_zh),
                email_key,
            })
        })
    }
}
