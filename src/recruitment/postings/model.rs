//! What a posting is: its rows, its lifecycle, the keys it is searched by. Used by every part of
//! recruitment; knows no request.

use diesel::prelude::*;

pub use crate::accounts::organizations::{OrganizationBrief as Employer, OwnOrganization as OwnEmployer};
use crate::clock::Instant;
use crate::db::schema::{posting_revisions, postings};
use crate::ids::{EditionId, OrganizationId, PostingId, PostingRevisionId};
use crate::lifecycle::Lifecycle;
use crate::web::i18n::Locale;
use crate::web::{standards, text};

crate::text_enum! {
    /// The state of a posting.
    pub enum PostingState {
        /// Being written or reviewed.
        Draft = "draft",
        /// Approved, opening later.
        Scheduled = "scheduled",
        /// Open for applications.
        Live = "live",
        /// Its closing day is past.
        Expired = "expired",
        /// Closed by its organization before its day.
        ClosedEarly = "closed_early",
        /// Somebody was found.
        Filled = "filled",
        /// Hidden by the organizer.
        Suspended = "suspended",
    }
}

crate::text_enum! {
    /// How one applies; frozen once the posting is live.
    pub enum ApplyBy {
        /// With the form here.
        Here = "here",
        /// At an address of the organization.
        Link = "link",
    }
}

impl PostingState {
    /// What the state is at an instant: opening and closing happen by the clock.
    pub fn at(self, opens_at: Instant, closes_at: Instant, now: Instant) -> Self {
        match self {
            Self::Scheduled if opens_at > now => Self::Scheduled,
            Self::Scheduled | Self::Live if closes_at <= now => Self::Expired,
            Self::Scheduled | Self::Live => Self::Live,
            other => other,
        }
    }

    /// Whether it was public once and no longer takes applications.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Expired | Self::ClosedEarly | Self::Filled)
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "posting-state-draft",
            Self::Scheduled => "posting-state-scheduled",
            Self::Live => "posting-state-live",
            Self::Expired => "posting-state-expired",
            Self::ClosedEarly => "posting-state-closed-early",
            Self::Filled => "posting-state-filled",
            Self::Suspended => "posting-state-suspended",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Draft => "off",
            Self::Scheduled => "info",
            Self::Live => "ok",
            Self::Expired | Self::ClosedEarly | Self::Filled => "wait",
            Self::Suspended => "bad",
        }
    }
}

impl Lifecycle for PostingState {
    const THING: &'static str = "posting";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Draft, Self::Scheduled),
        (Self::Scheduled, Self::Live),
        (Self::Scheduled, Self::Draft),
        (Self::Live, Self::Expired),
        (Self::Live, Self::ClosedEarly),
        (Self::Live, Self::Filled),
        (Self::Expired, Self::Live),
        (Self::ClosedEarly, Self::Live),
        (Self::Live, Self::Suspended),
        (Self::Suspended, Self::Live),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

crate::revision_lifecycle! {
    /// A revision of a posting as a lifecycle.
    PostingRevisionState, "posting_revision"
}

/// A posting's own row.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = postings)]
pub struct Posting {
    /// Its id.
    pub id: PostingId,
    /// The edition it belongs to.
    pub edition_id: EditionId,
    /// Who offers it.
    pub organization_id: OrganizationId,
    /// Its address under `/recruitment/postings/`.
    pub slug: String,
    /// The stored state; ask [`Posting::state_at`] for the true one.
    pub state: PostingState,
    /// What the public reads.
    pub published_revision_id: Option<PostingRevisionId>,
    /// When it opens.
    pub opens_at: Instant,
    /// When it closes.
    pub closes_at: Instant,
    /// How one applies.
    pub apply_by: ApplyBy,
    /// Where, by link; else empty.
    pub apply_url: String,
    /// In how many days the organization promises an answer.
    pub response_days: i64,
    /// Counts its changes.
    pub version: i64,
    /// When it was begun.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Whether applicants stay without a name until they are shortlisted.
    pub is_anonymous: bool,
}

impl Posting {
    /// The state by the clock.
    pub fn state_at(&self, now: Instant) -> PostingState {
        self.state.at(self.opens_at, self.closes_at, now)
    }
}

/// The facts of one revision that the public may read.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = posting_revisions)]
pub struct PostingFacts {
    /// The revision.
    pub id: PostingRevisionId,
    /// OECD field code.
    pub field: String,
    /// schema.org employment type.
    pub employment_type: String,
    /// ISCED level, or empty.
    pub education: String,
    /// Language of work, ISO 639-1, or empty.
    pub language: String,
    /// City.
    pub city: String,
    /// City in Chinese; may be empty.
    pub city_zh: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Whether it may be done from elsewhere.
    pub is_remote: bool,
    /// Lowest pay in hundredths of the currency's unit.
    pub salary_min: Option<i64>,
    /// Highest pay in hundredths.
    pub salary_max: Option<i64>,
    /// ISO 4217.
    pub salary_currency: String,
    /// `HOUR`, `MONTH` or `YEAR`.
    pub salary_unit: String,
    /// How many people are sought.
    pub openings: i64,
}

/// A text of a revision in one language.
#[derive(Debug, Clone)]
pub struct PostingText {
    /// The revision.
    pub revision: PostingRevisionId,
    /// The language.
    pub locale: Locale,
    /// Title.
    pub title: String,
    /// Markdown.
    pub body: String,
}

/// The text in the reader's language, or the first there is.
pub fn text_in(texts: &[PostingText], locale: Locale) -> Option<&PostingText> {
    texts.iter().find(|text| text.locale == locale).or_else(|| texts.first())
}

/// Forty hours a week: compares pay by the hour with pay by the year.
pub const HOURS_A_YEAR: i64 = 2_080;

/// The best pay of a posting by the year, for filters; nothing where none is told.
pub fn yearly_salary(min: Option<i64>, max: Option<i64>, unit: &str) -> Option<i64> {
    let factor = match unit {
        "HOUR" => HOURS_A_YEAR,
        "MONTH" => 12,
        _ => 1,
    };
    max.or(min).map(|amount| amount.saturating_mul(factor))
}

/// The stored key its place is searched in: the city and the country in every language.
pub fn place_key(city: &str, city_zh: &str, country: &str) -> String {
    let names = Locale::ALL.iter().map(|locale| standards::country_name(*locale, country));
    text::search_key([city, city_zh].into_iter().chain(names))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    fn day(n: i64) -> Instant {
        chrono::DateTime::from_timestamp(n * 86_400, 0).unwrap().naive_utc()
    }

    #[test]
    fn the_clock_opens_and_closes_a_posting() {
        let at = |state: PostingState, now| state.at(day(10), day(20), day(now));
        assert_eq!(at(PostingState::Scheduled, 9), PostingState::Scheduled);
        assert_eq!(at(PostingState::Scheduled, 10), PostingState::Live);
        assert_eq!(at(PostingState::Scheduled, 20), PostingState::Expired);
        assert_eq!(at(PostingState::Live, 19), PostingState::Live);
        assert_eq!(at(PostingState::Live, 20), PostingState::Expired);
        assert_eq!(at(PostingState::Suspended, 30), PostingState::Suspended);
    }

    #[test]
    fn the_table_of_a_postings_moves_is_this() {
        let table: Vec<String> = PostingState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(
            table.join("\n"),
            "draft → scheduled\nscheduled → live\nscheduled → draft\nlive → expired\nlive → closed_early\n\
             live → filled\nexpired → live\nclosed_early → live\nlive → suspended\nsuspended → live"
        );
    }

    #[test]
    fn a_place_is_found_in_either_language() {
        let key = place_key("Shenzhen", "深圳", "CN");
        for word in ["shenzhen", "深圳", "china", "中国"] {
            assert!(key.contains(word), "{word} in {key}");
        }
    }
}
