//! The current edition with its zones and the organizer's pages, as they stand in memory in one snapshot.
//! [`super::snapshot`] reads it anew after every change of it. Writes do not trust it: they ask [`super::gate`].

use crate::clock::Instant;
use crate::ids::{EditionId, ZoneId};
use crate::site::settings::Settings;
use crate::web::i18n::Locale;
use crate::web::markdown::SafeHtml;

crate::text_enum! {
    /// The five zones, in their order.
    pub enum ZoneKind {
        /// Virtual Exhibition Hall.
        Exhibition = "exhibition",
        /// Project Pairing.
        Pairing = "pairing",
        /// Online Recruitment.
        Recruitment = "recruitment",
        /// Online Service.
        Service = "service",
        /// Forum.
        Forum = "forum",
    }
}

crate::text_enum! {
    /// What an organizer set a zone to.
    pub enum Gate {
        /// Open between its two instants.
        Schedule = "schedule",
        /// Open, whatever the schedule says.
        Open = "open",
        /// To be read, not written.
        ReadOnly = "read_only",
        /// Closed.
        Closed = "closed",
    }
}

crate::text_enum! {
    /// The state of an edition.
    pub enum EditionState {
        /// Being prepared.
        Draft = "draft",
        /// Announced.
        Published = "published",
        /// On.
        Open = "open",
        /// Over.
        Closed = "closed",
        /// Kept to be read.
        Archived = "archived",
    }
}

impl EditionState {
    /// Whether its days are behind it, whatever the calendar says.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Archived)
    }
}

/// What a zone is at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneState {
    /// Its time has not come; it says when it opens.
    Upcoming,
    /// Open.
    Open,
    /// To be read.
    ReadOnly,
    /// Closed.
    Closed,
}

/// A text in each language.
#[derive(Debug, Clone, Default)]
pub struct Texts(Vec<(Locale, String, String)>);

impl Texts {
    /// Of rows: language, first text, second text.
    pub(super) fn of_rows(rows: Vec<(String, String, String)>) -> Self {
        Self(rows.into_iter().filter_map(|(tag, a, b)| Some((Locale::from_tag(&tag)?, a, b))).collect())
    }

    fn of(&self, locale: Locale) -> Option<&(Locale, String, String)> {
        self.0.iter().find(|text| text.0 == locale).or_else(|| self.0.first())
    }

    /// The language in which this reader finds the texts, for their `lang`.
    pub fn lang(&self, locale: Locale) -> &'static str {
        self.of(locale).map_or(locale, |text| text.0).tag()
    }

    /// The first text (a name, a title) in this language or, failing that, another.
    pub fn title(&self, locale: Locale) -> &str {
        self.of(locale).map_or("", |text| text.1.as_str())
    }

    /// The second text (an introduction, a body).
    pub fn body(&self, locale: Locale) -> &str {
        self.of(locale).map_or("", |text| text.2.as_str())
    }
}

/// A zone of the current edition.
#[derive(Debug, Clone)]
pub struct Zone {
    /// Its id.
    pub id: ZoneId,
    /// Which it is.
    pub kind: ZoneKind,
    /// When it opens.
    pub opens_at: Instant,
    /// When it closes.
    pub closes_at: Instant,
    /// What the organizer set.
    pub gate: Gate,
    /// Whether what is submitted waits for a reviewer.
    pub review_required: bool,
    /// Counts its changes.
    pub version: i64,
    /// Title and introduction.
    pub texts: Texts,
}

/// What a gate and a schedule come to at an instant.
pub fn zone_state(gate: Gate, opens_at: Instant, closes_at: Instant, now: Instant) -> ZoneState {
    match gate {
        Gate::Open => ZoneState::Open,
        Gate::ReadOnly => ZoneState::ReadOnly,
        Gate::Closed => ZoneState::Closed,
        Gate::Schedule if now < opens_at => ZoneState::Upcoming,
        Gate::Schedule if now >= closes_at => ZoneState::ReadOnly,
        Gate::Schedule => ZoneState::Open,
    }
}

impl Zone {
    /// What it is now.
    pub fn state(&self, now: Instant) -> ZoneState {
        zone_state(self.gate, self.opens_at, self.closes_at, now)
    }
}

/// A page of the organizer's own, by title.
#[derive(Debug, Clone)]
pub struct OwnPage {
    /// Its address under `/pages/`.
    pub slug: String,
    /// Titles; the bodies are read when asked for.
    pub texts: Texts,
}

/// The current edition.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Its id.
    pub id: EditionId,
    /// Its address under `/editions/`.
    pub slug: String,
    /// Its state.
    pub state: EditionState,
    /// The opening.
    pub opens_at: Instant,
    /// The close.
    pub closes_at: Instant,
    /// The event's IANA time zone.
    pub time_zone: chrono_tz::Tz,
    /// The accent colour, `#rrggbb`.
    pub accent: String,
    /// Counts its changes.
    pub version: i64,
    /// Name and introduction.
    pub texts: Texts,
    /// The zones in their order.
    pub zones: Vec<Zone>,
}

impl Edition {
    /// The zone of a kind.
    pub fn zone(&self, kind: ZoneKind) -> Option<&Zone> {
        self.zones.iter().find(|zone| zone.kind == kind)
    }

    /// Whether a zone takes writes now.
    pub fn is_open(&self, kind: ZoneKind, now: Instant) -> bool {
        self.zone(kind).is_some_and(|zone| zone.state(now) == ZoneState::Open)
    }

    /// Leaves every zone to be read and nothing else.
    pub(super) fn shut(&mut self) {
        for zone in &mut self.zones {
            zone.gate = Gate::ReadOnly;
        }
    }
}

/// A text that is shown to everyone for a time.
#[derive(Debug, Clone)]
pub struct Announcement {
    /// The zone in which it is shown; everywhere when there is none.
    pub zone: Option<ZoneKind>,
    /// Until when.
    pub shown_until: Instant,
    /// The text in each language that it has, drawn once for all readers.
    pub texts: Vec<(Locale, SafeHtml)>,
}

impl Announcement {
    /// The text in this language or, failing that, another; with the language.
    pub fn text(&self, locale: Locale) -> Option<&(Locale, SafeHtml)> {
        self.texts.iter().find(|text| text.0 == locale).or_else(|| self.texts.first())
    }
}

/// What stands in memory.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// The current edition; none on an empty installation.
    pub edition: Option<Edition>,
    /// The organizer's pages in their order.
    pub pages: Vec<OwnPage>,
    /// What is announced, newest first; some of it may have run out.
    pub announcements: Vec<Announcement>,
    /// Slugs and names of the editions that are over or came before, the latest first.
    pub earlier: Vec<OwnPage>,
    /// What is set for the whole site.
    pub settings: Settings,
}
