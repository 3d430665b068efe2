//! What the lobby shows.

use crate::clock::Instant;
use crate::web::i18n::Locale;

/// Figures of the current edition.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    /// Published booths.
    pub booths: i64,
    /// Postings that can be applied to now.
    pub positions: i64,
    /// Countries of the published booths' organizations.
    pub countries: i64,
}

/// An announcement in one language.
#[derive(Debug, Clone)]
pub struct Announcement {
    /// The text, Markdown.
    pub text: String,
}

/// Where an event stands at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Still to come.
    Before,
    /// On now.
    Now,
    /// Over.
    After,
}

/// The phase of an event between two instants.
pub fn phase(opens_at: Instant, closes_at: Instant, now: Instant) -> Phase {
    if now < opens_at {
        Phase::Before
    } else if now < closes_at {
        Phase::Now
    } else {
        Phase::After
    }
}

/// The text in the reader's language, or the other where that is empty.
pub fn in_language(locale: Locale, english: String, chinese: String) -> String {
    let (own, other) = match locale {
        Locale::En => (english, chinese),
        Locale::ZhCn => (chinese, english),
    };
    if own.is_empty() { other } else { own }
}
