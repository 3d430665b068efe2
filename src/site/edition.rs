//! The current edition with its zones and the organizer's pages, kept in memory as one snapshot
//! that is read anew after every change of it. Writes do not trust it: they ask [`super::gate`].

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{announcements, edition_texts, editions, page_versions, pages, zone_texts, zones};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, PageId, ZoneId};
use crate::site::settings::{Settings, load_settings};
use crate::web::i18n::Locale;
use crate::web::markdown::{self, SafeHtml};

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
    fn shut(&mut self) {
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
    /// Slugs and names of the editions that are over, the latest first.
    pub earlier: Vec<OwnPage>,
    /// What is set for the whole site.
    pub settings: Settings,
}

/// Reads the snapshot.
///
/// # Errors
/// What the database said.
pub fn load_snapshot(conn: &mut Conn) -> AppResult<Snapshot> {
    let mut edition = find_edition(conn, None)?;
    if let Some(archived) = edition.as_mut().filter(|edition| edition.state == EditionState::Archived) {
        archived.shut();
    }
    let announcements = match &edition {
        Some(edition) => list_announcements(conn, &edition.id)?,
        None => Vec::new(),
    };
    Ok(Snapshot {
        edition,
        pages: list_pages(conn)?,
        announcements,
        earlier: list_earlier(conn)?,
        settings: load_settings(conn)?,
    })
}

/// The snapshot in which a reader of the archive finds an edition: to be read, and nothing else.
///
/// # Errors
/// 404 when there is none at this address, or when it is still being prepared.
pub fn load_archive(conn: &mut Conn, slug: &str, present: &Snapshot) -> AppResult<Snapshot> {
    let mut edition = find_edition(conn, Some(slug))?.ok_or(AppError::NotFound)?;
    if edition.state == EditionState::Draft {
        return Err(AppError::NotFound);
    }
    // An edition from before zones were kept is read under the names of today's.
    if let (true, Some(current)) = (edition.zones.is_empty(), &present.edition) {
        edition.zones.clone_from(&current.zones);
    }
    edition.shut();
    let (pages, earlier, settings) = (present.pages.clone(), present.earlier.clone(), present.settings.clone());
    Ok(Snapshot { edition: Some(edition), pages, announcements: Vec::new(), earlier, settings })
}

fn list_earlier(conn: &mut Conn) -> AppResult<Vec<OwnPage>> {
    let rows: Vec<(EditionId, String)> = editions::table
        .filter(editions::is_current.eq(false))
        .filter(editions::state.eq_any([EditionState::Closed, EditionState::Archived]))
        .order((editions::opens_at.desc(), editions::id))
        .limit(5)
        .select((editions::id, editions::slug))
        .load(conn)?;
    let names: Vec<(EditionId, String, String)> = edition_texts::table
        .filter(edition_texts::edition_id.eq_any(rows.iter().map(|row| &row.0)))
        .order(edition_texts::locale)
        .select((edition_texts::edition_id, edition_texts::locale, edition_texts::name))
        .load(conn)?;
    let named = |(id, slug): (EditionId, String)| {
        let own = names.iter().filter(|name| name.0 == id);
        OwnPage { slug, texts: texts(own.map(|(_, tag, name)| (tag.clone(), name.clone(), String::new())).collect()) }
    };
    Ok(rows.into_iter().map(named).collect())
}

type AnnouncementRow = (Option<ZoneKind>, Instant, String, String);

fn list_announcements(conn: &mut Conn, edition: &EditionId) -> AppResult<Vec<Announcement>> {
    let rows: Vec<AnnouncementRow> = announcements::table
        .filter(announcements::edition_id.eq(edition))
        .filter(announcements::state.eq("active"))
        .order(announcements::id.desc())
        .limit(20)
        .select((announcements::zone, announcements::shown_until, announcements::text_en, announcements::text_zh))
        .load(conn)?;
    let announcement = |(zone, shown_until, english, chinese): AnnouncementRow| {
        let both = [(Locale::En, english), (Locale::ZhCn, chinese)].into_iter().filter(|text| !text.1.is_empty());
        let texts = both.map(|(locale, text)| (locale, markdown::render(&text))).collect();
        Announcement { zone, shown_until, texts }
    };
    Ok(rows.into_iter().map(announcement).collect())
}

fn texts(rows: Vec<(String, String, String)>) -> Texts {
    Texts(rows.into_iter().filter_map(|(tag, a, b)| Some((Locale::from_tag(&tag)?, a, b))).collect())
}

type EditionRow = (EditionId, String, EditionState, Instant, Instant, String, String, i64);

/// The edition at an address with its zones, or the current one.
///
/// # Errors
/// What the database said.
pub fn find_edition(conn: &mut Conn, slug: Option<&str>) -> AppResult<Option<Edition>> {
    let found = match slug {
        Some(slug) => editions::table.filter(editions::slug.eq(slug.to_owned())).into_boxed(),
        None => editions::table.filter(editions::is_current.eq(true)).into_boxed(),
    };
    let row: Option<EditionRow> = found
        .select((
            editions::id,
            editions::slug,
            editions::state,
            editions::opens_at,
            editions::closes_at,
            editions::time_zone,
            editions::accent,
            editions::version,
        ))
        .first(conn)
        .optional()?;
    let Some((id, slug, state, opens_at, closes_at, time_zone, accent, version)) = row else { return Ok(None) };
    let names = edition_texts::table
        .filter(edition_texts::edition_id.eq(&id))
        .order(edition_texts::locale)
        .select((edition_texts::locale, edition_texts::name, edition_texts::introduction))
        .load(conn)?;
    let zones = list_zones(conn, &id)?;
    let time_zone = time_zone.parse().unwrap_or(chrono_tz::UTC);
    Ok(Some(Edition { id, slug, state, opens_at, closes_at, time_zone, accent, version, texts: texts(names), zones }))
}

type ZoneRow = (ZoneId, ZoneKind, Instant, Instant, Gate, bool, i64);

fn list_zones(conn: &mut Conn, edition: &EditionId) -> AppResult<Vec<Zone>> {
    let rows: Vec<ZoneRow> = zones::table
        .filter(zones::edition_id.eq(edition))
        .select((
            zones::id,
            zones::kind,
            zones::opens_at,
            zones::closes_at,
            zones::gate,
            zones::review_required,
            zones::version,
        ))
        .load(conn)?;
    let all: Vec<(ZoneId, String, String, String)> = zone_texts::table
        .inner_join(zones::table)
        .filter(zones::edition_id.eq(edition))
        .order(zone_texts::locale)
        .select((zone_texts::zone_id, zone_texts::locale, zone_texts::title, zone_texts::introduction))
        .load(conn)?;
    let mut found: Vec<Zone> = rows
        .into_iter()
        .map(|(id, kind, opens_at, closes_at, gate, review_required, version)| {
            let own = all.iter().filter(|text| text.0 == id);
            let texts = texts(own.map(|(_, tag, a, b)| (tag.clone(), a.clone(), b.clone())).collect());
            Zone { id, kind, opens_at, closes_at, gate, review_required, version, texts }
        })
        .collect();
    found.sort_by_key(|zone| zone.kind);
    Ok(found)
}

fn list_pages(conn: &mut Conn) -> AppResult<Vec<OwnPage>> {
    let rows: Vec<(PageId, String)> =
        pages::table.order((pages::position, pages::slug)).limit(40).select((pages::id, pages::slug)).load(conn)?;
    let titles: Vec<(PageId, String, String)> = page_versions::table
        .inner_join(pages::table)
        .filter(page_versions::number.eq(pages::version))
        .order(page_versions::locale)
        .select((page_versions::page_id, page_versions::locale, page_versions::title))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, slug)| {
            let own = titles.iter().filter(|title| title.0 == id);
            OwnPage { slug, texts: texts(own.map(|(_, tag, t)| (tag.clone(), t.clone(), String::new())).collect()) }
        })
        .collect())
}
