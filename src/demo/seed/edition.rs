//! The demo's editions with their zones, staff, announcements and the organizer's pages. Called by
//! [`super::fill`].

use chrono::Duration;
use diesel::prelude::*;

use super::{Seed, days};
use crate::accounts::setup::queries::insert_staff_role;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{announcements, edition_texts, editions, page_versions, pages, zone_texts, zones};
use crate::demo::content::{Bilingual, EditionSeed, PageSeed, ZoneSeed};
use crate::error::{AppError, AppResult};
use crate::ids::{AnnouncementId, PageId, PageVersionId, RowId, ZoneId};
use crate::insert_many;
use crate::site::edition::{Gate, ZoneKind};
use crate::site::theme::DEFAULT_ACCENT;
use crate::site::viewer::StaffRole;

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    for edition in seed.content.editions.iter().filter(|edition| edition.current) {
        insert_one(conn, seed, edition)?;
    }
    insert_zones(conn, seed)?;
    let organizer = seed.person("organizer")?;
    insert_staff_role(conn, &seed.edition, None, organizer, StaffRole::Administrator, seed.now)?;
    insert_announcements(conn, seed)?;
    for (position, page) in (1..).zip(&seed.content.pages) {
        insert_page(conn, seed, page, position)?;
    }
    Ok(())
}

/// From nine in the morning of yesterday to six in the evening three days on, in Shenzhen.
fn span(seed: &Seed) -> (Instant, Instant) {
    (seed.today() - Duration::hours(23), seed.today() + Duration::hours(82))
}

/// The edition of a seed.
pub(super) fn insert_one(conn: &mut Conn, seed: &Seed, edition: &EditionSeed) -> AppResult<()> {
    let ((opens_at, closes_at), id) = (span(seed), &seed.edition);
    diesel::insert_into(editions::table)
        .values((
            editions::id.eq(id),
            editions::slug.eq(&edition.slug),
            editions::state.eq(if edition.current { "open" } else { "archived" }),
            editions::is_current.eq(edition.current),
            editions::opens_at.eq(opens_at),
            editions::closes_at.eq(closes_at),
            editions::time_zone.eq("Asia/Shanghai"),
            editions::accent.eq(DEFAULT_ACCENT),
            editions::version.eq(1_i64),
            editions::created_at.eq(seed.now),
            editions::updated_at.eq(seed.now),
        ))
        .execute(conn)?;
    let row = |locale, name, introduction| {
        (
            edition_texts::id.eq(RowId::new()),
            edition_texts::edition_id.eq(id),
            edition_texts::locale.eq(locale),
            edition_texts::name.eq(name),
            edition_texts::introduction.eq(introduction),
            edition_texts::created_at.eq(seed.now),
        )
    };
    let rows: Vec<_> = in_both(&edition.name, &edition.introduction).map(|(l, n, i)| row(l, n, i)).into();
    insert_many!(conn, edition_texts::table, rows)?;
    Ok(())
}

/// Locale, first and second text, for each language.
pub(super) fn in_both<'a>(first: &'a Bilingual, second: &'a Bilingual) -> [(&'static str, &'a str, &'a str); 2] {
    [("en", &first.en, &second.en), ("zh-CN", &first.zh, &second.zh)]
}

/// The five zones of the edition of a seed.
pub(super) fn insert_zones(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    seed.content.zones.iter().try_for_each(|zone| insert_zone(conn, seed, zone))
}

fn insert_zone(conn: &mut Conn, seed: &Seed, zone: &ZoneSeed) -> AppResult<()> {
    let kind: ZoneKind = zone.kind.parse().map_err(|()| AppError::internal("the demo content names a wrong zone"))?;
    let (opens_at, closes_at) = span(seed);
    let id = ZoneId::new();
    diesel::insert_into(zones::table)
        .values((
            zones::id.eq(&id),
            zones::edition_id.eq(&seed.edition),
            zones::kind.eq(kind),
            zones::opens_at.eq(opens_at),
            zones::closes_at.eq(closes_at),
            zones::gate.eq(Gate::Schedule),
            zones::review_required.eq(matches!(kind, ZoneKind::Exhibition | ZoneKind::Pairing)),
            zones::version.eq(1_i64),
            zones::created_at.eq(seed.now),
            zones::updated_at.eq(seed.now),
        ))
        .execute(conn)?;
    let row = |(locale, title, introduction)| {
        (
            zone_texts::id.eq(RowId::new()),
            zone_texts::zone_id.eq(&id),
            zone_texts::locale.eq(locale),
            zone_texts::title.eq(title),
            zone_texts::introduction.eq(introduction),
            zone_texts::created_at.eq(seed.now),
        )
    };
    let rows: Vec<_> = in_both(&zone.title, &zone.introduction).map(row).into();
    insert_many!(conn, zone_texts::table, rows)?;
    insert_zone_staff(conn, seed, &id, kind)
}

fn insert_zone_staff(conn: &mut Conn, seed: &Seed, zone: &ZoneId, kind: ZoneKind) -> AppResult<()> {
    let (slug, role) = match kind {
        ZoneKind::Exhibition => ("moderator", StaffRole::Moderator),
        ZoneKind::Service => ("agent", StaffRole::ServiceAgent),
        _ => return Ok(()),
    };
    insert_staff_role(conn, &seed.edition, Some(zone), seed.person(slug)?, role, seed.now)?;
    Ok(())
}

/// The newest is shown first, so the most important is made last.
fn insert_announcements(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let rows: Vec<_> = seed
        .content
        .announcements
        .iter()
        .rev()
        .map(|one| {
            (
                announcements::id.eq(AnnouncementId::new()),
                announcements::edition_id.eq(&seed.edition),
                announcements::state.eq("active"),
                announcements::shown_until.eq(seed.today() + days(one.shown_days + 1)),
                announcements::text_en.eq(format!("**{}** {}", one.title.en, one.body.en)),
                announcements::text_zh.eq(format!("**{}** {}", one.title.zh, one.body.zh)),
                announcements::created_at.eq(seed.now),
                announcements::updated_at.eq(seed.now),
            )
        })
        .collect();
    insert_many!(conn, announcements::table, rows)?;
    Ok(())
}

fn insert_page(conn: &mut Conn, seed: &Seed, page: &PageSeed, position: i64) -> AppResult<()> {
    let id = PageId::new();
    let row = (
        pages::id.eq(&id),
        pages::slug.eq(&page.slug),
        pages::position.eq(position),
        pages::version.eq(1_i64),
        pages::created_at.eq(seed.now),
        pages::updated_at.eq(seed.now),
    );
    diesel::insert_into(pages::table).values(row).execute(conn)?;
    let organizer = seed.person("organizer")?;
    let row = |(locale, title, body)| {
        (
            page_versions::id.eq(PageVersionId::new()),
            page_versions::page_id.eq(&id),
            page_versions::number.eq(1_i64),
            page_versions::locale.eq(locale),
            page_versions::title.eq(title),
            page_versions::body.eq(body),
            page_versions::person_id.eq(Some(organizer)),
            page_versions::created_at.eq(seed.now),
        )
    };
    let rows: Vec<_> = in_both(&page.title, &page.body).map(row).into();
    insert_many!(conn, page_versions::table, rows)?;
    Ok(())
}
