//! What a session is: its row, its lifecycle, what the clock makes of it.

use diesel::prelude::*;

use crate::calendar::Span;
use crate::clock::Instant;
use crate::db::schema::{session_texts, sessions};
use crate::ids::{EditionId, FileId, PartId, SessionId};
use crate::lifecycle::Lifecycle;
use crate::web::i18n::Locale;

/// The kind of sessions in `slugs`, in the index and in addresses of both.
pub const SESSION: &str = "session";

crate::text_enum! {
    /// The state of a session.
    pub enum SessionState {
        /// Being written.
        Draft = "draft",
        /// Waits for a decision.
        Submitted = "submitted",
        /// Wanted; the speakers are to confirm.
        Accepted = "accepted",
        /// In the programme.
        Confirmed = "confirmed",
        /// Not wanted.
        Rejected = "rejected",
        /// Taken back before it was in the programme.
        Withdrawn = "withdrawn",
        /// It was in the programme and does not take place.
        Cancelled = "cancelled",
    }
}

impl SessionState {
    /// Those that everybody reads.
    pub const PUBLIC: [Self; 2] = [Self::Confirmed, Self::Cancelled];

    /// Whether everybody reads it.
    pub fn is_public(self) -> bool {
        Self::PUBLIC.contains(&self)
    }

    /// Whether it may be edited.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Submitted | Self::Accepted | Self::Confirmed)
    }

    /// Whether a move there says why.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Rejected | Self::Withdrawn | Self::Cancelled)
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "session-state-draft",
            Self::Submitted => "session-state-submitted",
            Self::Accepted => "session-state-accepted",
            Self::Confirmed => "session-state-confirmed",
            Self::Rejected => "session-state-rejected",
            Self::Withdrawn => "session-state-withdrawn",
            Self::Cancelled => "session-state-cancelled",
        }
    }

    /// The Fluent key of the button that moves there.
    pub fn move_key(self) -> &'static str {
        match self {
            Self::Draft => "session-move-draft",
            Self::Submitted => "session-move-submitted",
            Self::Accepted => "session-move-accepted",
            Self::Confirmed => "session-move-confirmed",
            Self::Rejected => "session-move-rejected",
            Self::Withdrawn => "session-move-withdrawn",
            Self::Cancelled => "session-move-cancelled",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Draft | Self::Withdrawn => "off",
            Self::Submitted => "wait",
            Self::Accepted => "info",
            Self::Confirmed => "ok",
            Self::Rejected | Self::Cancelled => "bad",
        }
    }
}

impl Lifecycle for SessionState {
    const THING: &'static str = "session";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Draft, Self::Submitted),
        (Self::Draft, Self::Withdrawn),
        (Self::Submitted, Self::Draft),
        (Self::Submitted, Self::Accepted),
        (Self::Submitted, Self::Rejected),
        (Self::Submitted, Self::Withdrawn),
        (Self::Rejected, Self::Submitted),
        (Self::Accepted, Self::Confirmed),
        (Self::Accepted, Self::Rejected),
        (Self::Accepted, Self::Withdrawn),
        (Self::Confirmed, Self::Cancelled),
        (Self::Withdrawn, Self::Draft),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

crate::text_enum! {
    /// Whom a session speaks to.
    pub enum Level {
        /// Nothing need be known.
        Everybody = "everybody",
        /// Who works in the field.
        Practitioners = "practitioners",
        /// Who does research in it.
        Specialists = "specialists",
    }
}

impl Level {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Everybody => "session-level-everybody",
            Self::Practitioners => "session-level-practitioners",
            Self::Specialists => "session-level-specialists",
        }
    }
}

/// What the clock makes of a session in the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It has no time yet.
    Unscheduled,
    /// It is to come.
    Ahead,
    /// It begins within [`SOON_MINUTES`].
    Soon,
    /// It goes on now.
    Live,
    /// It is over.
    Past,
}

/// How long before its beginning a session is said to begin soon, in minutes.
pub const SOON_MINUTES: i64 = 15;

impl Phase {
    /// Of a time, at an instant.
    pub fn of(span: Option<Span>, now: Instant) -> Self {
        match span {
            None => Self::Unscheduled,
            Some(span) if span.ends_at <= now => Self::Past,
            Some(span) if span.starts_at <= now => Self::Live,
            Some(span) if span.starts_at - chrono::Duration::minutes(SOON_MINUTES) <= now => Self::Soon,
            Some(_) => Self::Ahead,
        }
    }

    /// The kind and the Fluent key of its badge; none where there is nothing to say.
    pub fn badge_key(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Unscheduled | Self::Ahead => None,
            Self::Soon => Some(("wait", "session-phase-soon")),
            Self::Live => Some(("ok", "session-phase-live")),
            Self::Past => Some(("off", "session-phase-past")),
        }
    }
}

/// A session.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// The edition.
    pub edition_id: EditionId,
    /// Its part of the address.
    pub slug: String,
    /// Its state.
    pub state: SessionState,
    /// The track that it is in.
    pub track_id: Option<PartId>,
    /// The stage on which it takes place.
    pub stage_id: Option<PartId>,
    /// The language that is spoken, ISO 639-1.
    pub language: String,
    /// Whom it speaks to.
    pub level: Level,
    /// What it is found by, packed as `|laser|optics|`.
    pub tags: String,
    /// When it begins, once it is scheduled.
    pub starts_at: Option<Instant>,
    /// When it ends.
    pub ends_at: Option<Instant>,
    /// The beginning for which those who attend were reminded.
    pub reminded_for: Option<Instant>,
    /// Where it is streamed from; empty where it is not.
    pub stream_url: String,
    /// A recording that was uploaded.
    pub stream_file_id: Option<FileId>,
    /// Its captions.
    pub captions_file_id: Option<FileId>,
    /// Their language, ISO 639-1; empty without.
    pub captions_language: String,
    /// The folded words it is found by in the database.
    pub search_key: String,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl Session {
    /// When it is, once it is scheduled.
    pub fn span(&self) -> Option<Span> {
        Some(Span { starts_at: self.starts_at?, ends_at: self.ends_at? })
    }

    /// What the clock makes of it.
    pub fn phase(&self, now: Instant) -> Phase {
        Phase::of(self.span(), now)
    }

    /// The address of its page.
    pub fn link(&self) -> String {
        format!("/forum/sessions/{}", self.slug)
    }

    /// What it is found by.
    pub fn tag_list(&self) -> Vec<String> {
        unpack(&self.tags).map(ToOwned::to_owned).collect()
    }
}

/// Tags as they stand in one column: `|laser|optics|`.
pub fn pack(tags: &[String]) -> String {
    if tags.is_empty() { String::new() } else { tags.iter().fold("|".to_owned(), |packed, tag| packed + tag + "|") }
}

fn unpack(packed: &str) -> impl Iterator<Item = &str> {
    packed.split('|').filter(|tag| !tag.is_empty())
}

/// The text of a session in one language.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = session_texts)]
pub struct SessionText {
    /// Whose it is.
    pub session_id: SessionId,
    /// The language.
    pub locale: String,
    /// The title.
    pub title: String,
    /// What it is about, Markdown; may be empty.
    pub body: String,
}

impl SessionText {
    /// The language of the text, for its `lang`.
    pub fn lang(&self) -> &'static str {
        Locale::from_tag(&self.locale).unwrap_or(Locale::En).tag()
    }
}

/// The text of a session in the reader's language, or in another one.
pub fn text_in<'a>(texts: &'a [SessionText], session: &SessionId, locale: Locale) -> Option<&'a SessionText> {
    let own = || texts.iter().filter(|text| text.session_id == *session);
    own().find(|text| text.lang() == locale.tag()).or_else(|| own().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_a_sessions_moves_is_this() {
        let table: Vec<String> = SessionState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(
            table.join("\n"),
            "draft → submitted\ndraft → withdrawn\nsubmitted → draft\nsubmitted → accepted\nsubmitted → rejected\n\
             submitted → withdrawn\nrejected → submitted\naccepted → confirmed\naccepted → rejected\n\
             accepted → withdrawn\nconfirmed → cancelled\nwithdrawn → draft"
        );
    }

    #[test]
    fn the_clock_says_whether_a_session_is_live() {
        let at = |minutes: i64| {
            chrono::DateTime::from_timestamp(1_800_000_000 + minutes * 60, 0).unwrap_or_default().naive_utc()
        };
        let span = Some(Span { starts_at: at(0), ends_at: at(60) });
        for (minutes, phase) in
            [(-16, Phase::Ahead), (-15, Phase::Soon), (0, Phase::Live), (59, Phase::Live), (60, Phase::Past)]
        {
            assert_eq!(Phase::of(span, at(minutes)), phase, "{minutes}");
        }
        assert_eq!(Phase::of(None, at(0)), Phase::Unscheduled);
    }
}
