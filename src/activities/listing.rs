//! Lists of activities, and their cards.

use diesel::prelude::*;

use super::model::{Activity, ActivityKind, ActivityState, text_in};
use super::queries::list_texts;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{activities, organizations};
use crate::ids::{ActivityId, EditionId, OrganizationId};
use crate::site::words::ByWords;
use crate::site::{Visit, ZoneKind};
use crate::web::dates;
use crate::web::paging::{Page, PageNumber};

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Narrow {
    /// With these words.
    pub words: ByWords,
    /// Of this kind.
    pub kind: Option<ActivityKind>,
    /// Of these zones; empty for all.
    pub zones: Vec<ZoneKind>,
    /// In this state.
    pub state: Option<ActivityState>,
    /// Only what everybody reads.
    pub is_public: bool,
    /// What is over by then, latest first, instead of what is to come.
    pub past: Option<bool>,
}

/// A page of activities by beginning; what is over the latest first.
///
/// # Errors
/// What the database said.
pub fn list_activities(
    conn: &mut Conn,
    edition: &EditionId,
    narrow: &Narrow,
    (now, at): (Instant, PageNumber),
) -> QueryResult<Page<Activity>> {
    let query = || {
        let mut query = activities::table.filter(activities::edition_id.eq(edition)).into_boxed();
        if let Some(ids) = &narrow.words.ids {
            query = query.filter(activities::id.eq_any(ids));
        }
        for pattern in &narrow.words.patterns {
            query = query.filter(activities::search_key.like(pattern).escape('\\'));
        }
        if let Some(kind) = narrow.kind {
            query = query.filter(activities::kind.eq(kind));
        }
        if !narrow.zones.is_empty() {
            query = query.filter(activities::zone.eq_any(&narrow.zones));
        }
        if let Some(state) = narrow.state {
            query = query.filter(activities::state.eq(state));
        }
        if narrow.is_public {
            query = query.filter(activities::state.ne(ActivityState::Draft));
        }
        match narrow.past {
            Some(true) => query.filter(activities::ends_at.le(now)),
            Some(false) => query.filter(activities::ends_at.gt(now)),
            None => query,
        }
    };
    let total: i64 = query().count().get_result(conn)?;
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(20));
    let page = query().offset(offset).limit(limit).select(Activity::as_select());
    let rows = match narrow.past {
        Some(true) => page.order((activities::starts_at.desc(), activities::id.desc())).load(conn)?,
        _ => page.order((activities::starts_at, activities::id)).load(conn)?,
    };
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// What a list shows of an activity.
#[derive(Debug, Clone)]
pub struct ActivityCard {
    /// The activity.
    pub id: ActivityId,
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub lang: &'static str,
    /// Its state.
    pub state: ActivityState,
    /// What it is.
    pub kind: ActivityKind,
    /// Its zone.
    pub zone: ZoneKind,
    /// Who hosts it.
    pub host: String,
    /// Where it is; empty where it is online.
    pub place: String,
    /// When, on the event's clocks.
    pub when: String,
    /// The same on the reader's, where they show another time.
    pub own_when: String,
    /// For `<time datetime>`.
    pub iso: String,
}

/// Cards of activities, in their order.
///
/// # Errors
/// What the database said.
pub fn cards_of(conn: &mut Conn, visit: &Visit, rows: &[Activity]) -> QueryResult<Vec<ActivityCard>> {
    let ids: Vec<ActivityId> = rows.iter().map(|row| row.id.clone()).collect();
    let texts = list_texts(conn, &ids)?;
    let hosts: Vec<&OrganizationId> = rows.iter().filter_map(|row| row.organization_id.as_ref()).collect();
    let names: Vec<(OrganizationId, String, String)> = organizations::table
        .filter(organizations::id.eq_any(hosts))
        .select((organizations::id, organizations::name, organizations::name_zh))
        .load(conn)?;
    let locale = visit.locale;
    let event_zone = visit.snapshot.edition.as_ref().map_or(chrono_tz::UTC, |edition| edition.time_zone);
    let span = |row: &Activity, zone| {
        let from = dates::date_time(locale, row.starts_at, zone);
        match dates::day(row.starts_at, zone) == dates::day(row.ends_at, zone) {
            true => format!("{from} – {}", dates::time(row.ends_at, zone)),
            false => format!("{from} – {}", dates::date_time(locale, row.ends_at, zone)),
        }
    };
    let card = |row: &Activity| {
        let text = text_in(&texts, &row.id, locale);
        let host = names.iter().find(|name| Some(&name.0) == row.organization_id.as_ref());
        let (when, own_when) = (span(row, event_zone), span(row, visit.time_zone()));
        ActivityCard {
            id: row.id.clone(),
            href: row.link(),
            title: text.map(|text| text.title.clone()).unwrap_or_default(),
            lang: text.map_or("en", |text| text.lang()),
            state: row.state,
            kind: row.kind,
            zone: row.zone,
            host: host
                .map_or_else(|| locale.name(&row.host, &row.host_zh), |(_, name, name_zh)| locale.name(name, name_zh))
                .to_owned(),
            place: locale.name(&row.place, &row.place_zh).to_owned(),
            own_when: if own_when == when { String::new() } else { own_when },
            when,
            iso: dates::machine(row.starts_at),
        }
    };
    Ok(rows.iter().map(card).collect())
}

/// The next public activities of an edition, for the lobby.
///
/// # Errors
/// What the database said.
pub fn list_coming_cards(
    conn: &mut Conn,
    visit: &Visit,
    edition: &EditionId,
    most: usize,
) -> QueryResult<Vec<ActivityCard>> {
    let narrow = Narrow { is_public: true, past: Some(false), ..Narrow::default() };
    let found = list_activities(conn, edition, &narrow, (visit.now, PageNumber { number: 1, size: most }))?;
    let rows: Vec<Activity> = found.items.into_iter().filter(|row| row.state != ActivityState::Cancelled).collect();
    cards_of(conn, visit, &rows)
}
