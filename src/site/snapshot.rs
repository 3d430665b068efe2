//! Reads the snapshot of the current edition, the one of an edition in the archive, and which editions there are.

use diesel::prelude::*;

use super::edition::{Announcement, Edition, EditionState, Gate, OwnPage, Snapshot, Texts, Zone, ZoneKind};
use super::settings::load_settings;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{announcements, edition_texts, editions, page_versions, pages, zone_texts, zones};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, PageId, ZoneId};
use crate::web::i18n::Locale;
use crate::web::markdown;

/// Reads the snapshot.
///
/// # Errors
/// What the database said.
pub fn load_snapshot(conn: &mut Conn) -> AppResult<Snapshot> {
    let mut edition = find_edition(conn, None)?;
    if let Some(archived) = edition.as_mut().filter(|edition| edition.state == EditionState::Archived) {
        archived.shut();
    }
    let (announcements, earlier) = match &edition {
        Some(edition) => (list_announcements(conn, &edition.id)?, list_earlier(conn, edition.opens_at)?),
        None => (Vec::new(), Vec::new()),
    };
    Ok(Snapshot { edition, pages: list_pages(conn)?, announcements, earlier, settings: load_settings(conn)? })
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

fn list_earlier(conn: &mut Conn, present_opens_at: Instant) -> AppResult<Vec<OwnPage>> {
    let is_over = editions::state.eq_any([EditionState::Closed, EditionState::Archived]);
    let was_before = editions::state.ne(EditionState::Draft).and(editions::opens_at.lt(present_opens_at));
    let rows: Vec<(EditionId, String)> = editions::table
        .filter(editions::is_current.eq(false))
        .filter(is_over.or(was_before))
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
        OwnPage {
            slug,
            texts: Texts::of_rows(own.map(|(_, tag, name)| (tag.clone(), name.clone(), String::new())).collect()),
        }
    };
    Ok(rows.into_iter().map(named).collect())
}

/// The editions in which what was begun is brought to an end: all that are not archived.
///
/// # Errors
/// What the database said.
pub fn list_unarchived(conn: &mut Conn) -> QueryResult<Vec<EditionId>> {
    editions::table.filter(editions::state.ne(EditionState::Archived)).select(editions::id).load(conn)
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
    Ok(Some(Edition {
        id,
        slug,
        state,
        opens_at,
        closes_at,
        time_zone,
        accent,
        version,
        texts: Texts::of_rows(names),
        zones,
    }))
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
            let texts = Texts::of_rows(own.map(|(_, tag, a, b)| (tag.clone(), a.clone(), b.clone())).collect());
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
            OwnPage {
                slug,
                texts: Texts::of_rows(own.map(|(_, tag, t)| (tag.clone(), t.clone(), String::new())).collect()),
            }
        })
        .collect())
}
