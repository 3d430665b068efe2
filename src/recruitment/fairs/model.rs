//! What a fair is: its rows, its lifecycle and what the clock makes of it; the part that a posting
//! takes in it. Knows no request.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::{fair_postings, fairs};
use crate::ids::{EditionId, FairId, FairPostingId, FileId, PostingId};
use crate::lifecycle::Lifecycle;
use crate::web::i18n::Locale;

crate::text_enum! {
    /// The state of a fair.
    pub enum FairState {
        /// Being written.
        Draft = "draft",
        /// Public; organizations bring postings until it is over.
        Published = "published",
        /// Called off.
        Cancelled = "cancelled",
    }
}

impl Lifecycle for FairState {
    const THING: &'static str = "fair";
    const MOVES: &'static [(Self, Self)] = &[(Self::Draft, Self::Published), (Self::Published, Self::Cancelled)];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

impl FairState {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "fair-state-draft",
            Self::Published => "fair-state-published",
            Self::Cancelled => "fair-state-cancelled",
        }
    }

    /// What the clock makes of it.
    pub fn stage(self, starts_at: Instant, ends_at: Instant, now: Instant) -> FairStage {
        match self {
            Self::Draft => FairStage::Draft,
            Self::Cancelled => FairStage::Cancelled,
            Self::Published if now < starts_at => FairStage::Upcoming,
            Self::Published if now < ends_at => FairStage::Running,
            Self::Published => FairStage::Past,
        }
    }
}

crate::text_enum! {
    /// Where a fair stands at an instant.
    pub enum FairStage {
        /// Being written.
        Draft = "draft",
        /// Its beginning is ahead.
        Upcoming = "upcoming",
        /// It is on.
        Running = "running",
        /// It is over.
        Past = "past",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

impl FairStage {
    /// Those that everybody sees.
    pub const PUBLIC: [Self; 4] = [Self::Upcoming, Self::Running, Self::Past, Self::Cancelled];

    /// Whether organizations bring postings to it and take them out.
    pub fn takes_postings(self) -> bool {
        matches!(self, Self::Upcoming | Self::Running)
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "fair-state-draft",
            Self::Upcoming => "fair-stage-upcoming",
            Self::Running => "fair-stage-running",
            Self::Past => "fair-stage-past",
            Self::Cancelled => "fair-state-cancelled",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Draft | Self::Past => "off",
            Self::Upcoming => "info",
            Self::Running => "ok",
            Self::Cancelled => "bad",
        }
    }
}

crate::text_enum! {
    /// The part of a posting in a fair.
    pub enum PartState {
        /// Brought there, and shown while it is live.
        Listed = "listed",
        /// Taken out by its organization.
        Withdrawn = "withdrawn",
        /// Taken out by the organizer.
        Removed = "removed",
    }
}

impl Lifecycle for PartState {
    const THING: &'static str = "fair_posting";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Listed, Self::Withdrawn),
        (Self::Withdrawn, Self::Listed),
        (Self::Listed, Self::Removed),
        (Self::Removed, Self::Listed),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

impl PartState {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Listed => "fair-part-listed",
            Self::Withdrawn => "fair-part-withdrawn",
            Self::Removed => "fair-part-removed",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Listed => "ok",
            Self::Withdrawn => "off",
            Self::Removed => "bad",
        }
    }
}

/// A fair's own row.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = fairs)]
pub struct Fair {
    /// Its id.
    pub id: FairId,
    /// The edition it belongs to.
    pub edition_id: EditionId,
    /// Its address under `/recruitment/fairs/`.
    pub slug: String,
    /// The stored state; [`Fair::stage`] says where it stands.
    pub state: FairState,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// Its picture.
    pub picture_file_id: Option<FileId>,
    /// The beginning that those who take part were told of.
    pub begun_at: Option<Instant>,
    /// Its words, folded.
    pub search_key: String,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl Fair {
    /// Where it stands at an instant.
    pub fn stage(&self, now: Instant) -> FairStage {
        self.state.stage(self.starts_at, self.ends_at, now)
    }

    /// The address of its page.
    pub fn href(&self) -> String {
        format!("/recruitment/fairs/{}", self.slug)
    }
}

/// A fair's text in one language.
#[derive(Debug, Clone)]
pub struct FairText {
    /// The fair.
    pub fair: FairId,
    /// The language.
    pub locale: Locale,
    /// Title.
    pub title: String,
    /// Markdown.
    pub introduction: String,
}

/// The text of a fair in the reader's language, or in the other one.
pub fn text_in<'a>(texts: &'a [FairText], fair: &FairId, locale: Locale) -> Option<&'a FairText> {
    let of_fair = || texts.iter().filter(|text| text.fair == *fair);
    of_fair().find(|text| text.locale == locale).or_else(|| of_fair().next())
}

/// The part of a posting in a fair.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = fair_postings)]
pub struct Part {
    /// Its id.
    pub id: FairPostingId,
    /// The fair.
    pub fair_id: FairId,
    /// The posting.
    pub posting_id: PostingId,
    /// Its state.
    pub state: PartState,
    /// Why the organizer took it out; else empty.
    pub reason: String,
    /// When it was first brought there.
    pub created_at: Instant,
    /// When its state changed last.
    pub updated_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table<S: Lifecycle>() -> String {
        let rows: Vec<String> = S::MOVES.iter().map(|(from, to)| format!("{} → {}", from.text(), to.text())).collect();
        rows.join("\n")
    }

    #[test]
    fn the_tables_of_moves_are_these() {
        assert_eq!(table::<FairState>(), "draft → published\npublished → cancelled");
        assert_eq!(table::<PartState>(), "listed → withdrawn\nwithdrawn → listed\nlisted → removed\nremoved → listed");
    }

    #[test]
    fn the_clock_says_where_a_fair_stands() {
        let day = |n: i64| chrono::DateTime::from_timestamp(n * 86_400, 0).unwrap_or_default().naive_utc();
        let at = |state: FairState, now| state.stage(day(10), day(12), day(now));
        let all = [9, 10, 11, 12].map(|now| at(FairState::Published, now));
        assert_eq!(all, [FairStage::Upcoming, FairStage::Running, FairStage::Running, FairStage::Past]);
        assert_eq!(at(FairState::Draft, 11), FairStage::Draft);
        assert_eq!(at(FairState::Cancelled, 20), FairStage::Cancelled);
        assert!(FairStage::ALL.iter().filter(|stage| stage.takes_postings()).count() == 2);
    }
}
