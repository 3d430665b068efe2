//! Statements about published booths.

use std::collections::HashMap;
use std::sync::Arc;

use diesel::prelude::*;

use super::model::{
    BoothCard, BoothLink, BoothPlace, BoothState, BoothText, BoothView, ExhibitView, OrganizationFacts, StaffView,
    pick, pick_part, picture,
};
use crate::chat::rooms::{RoomKind, list_rooms_of};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{
    booth_links, booth_revisions, booth_staff, booth_texts, booths, exhibits, hall_texts, halls, members,
    organizations, people, places, slugs,
};
use crate::error::{AppError, AppResult};
use crate::exhibition::documents::queries::list_documents;
use crate::ids::{BoothId, BoothRevisionId, EditionId, HallId, OrganizationId, PersonId};
use crate::web::i18n::Locale;
use crate::web::{markdown, text};

/// Most booths a list reads: an edition has some hundred.
const CARDS_MAX: i64 = 4_000;

/// Who left the organization no longer stands at its booth.
macro_rules! still_member {
    () => {
        members::organization_id.eq(booths::organization_id).and(members::person_id.eq(booth_staff::person_id))
    };
}

type BoothColumns = (BoothId, String, OrganizationId, i64, String, Option<String>);
type TextColumns = (String, String, String, String);
type CardRow = (BoothColumns, TextColumns, Option<String>, Option<String>);

/// The published booths of an edition, or of one of its halls, by the number of their place and
/// then by name. One join and one count.
pub fn list_booth_cards(
    conn: &mut Conn,
    edition: &EditionId,
    hall: Option<&HallId>,
    locale: Locale,
    now: Instant,
) -> QueryResult<Vec<Arc<BoothCard>>> {
    let mut query = booths::table
        .inner_join(organizations::table)
        .inner_join(booth_revisions::table.on(booths::published_revision_id.eq(booth_revisions::id.nullable())))
        .inner_join(booth_texts::table.on(booth_texts::revision_id.eq(booth_revisions::id)))
        .left_join(places::table.on(places::booth_id.eq(booths::id.nullable())))
        .left_join(halls::table.on(halls::id.eq(places::hall_id)))
        .filter(booths::edition_id.eq(edition))
        .filter(booths::state.eq(BoothState::Published))
        .filter(organizations::state.eq("verified"))
        .order((booths::id, booth_texts::locale))
        .limit(CARDS_MAX)
        .select((
            (
                booths::id,
                booths::slug,
                booths::organization_id,
                booths::hue,
                organizations::country,
                booth_revisions::logo_file_id,
            ),
            (booth_texts::locale, booth_texts::name, booth_texts::short_name, booth_texts::tagline),
            places::number.nullable(),
            halls::slug.nullable(),
        ))
        .into_boxed();
    if let Some(hall) = hall {
        query = query.filter(places::hall_id.eq(hall));
    }
    let rows: Vec<CardRow> = query.load(conn)?;
    let on_duty = count_on_duty(conn, edition, now)?;
    let mut rooms = list_rooms_of(conn, edition, RoomKind::Booth)?;
    let mut cards = cards_of(rows, &on_duty, locale);
    cards.iter_mut().for_each(|card| card.room = rooms.remove(card.id.as_str()));
    Ok(cards.into_iter().map(Arc::new).collect())
}

fn cards_of(rows: Vec<CardRow>, on_duty: &HashMap<BoothId, i64>, locale: Locale) -> Vec<BoothCard> {
    let mut cards: Vec<BoothCard> = Vec::new();
    for ((id, slug, organization_id, hue, country, logo), (tag, name, short_name, tagline), number, hall) in rows {
        let lang = Locale::from_tag(&tag).unwrap_or(Locale::En);
        let key = text::fold(&format!("{name} {short_name} {tagline} {}", number.as_deref().unwrap_or_default()));
        if let Some(last) = cards.last_mut().filter(|last| last.id == id) {
            last.search_key.push(' ');
            last.search_key.push_str(&key);
            if lang == locale {
                (last.name, last.short_name, last.tagline, last.lang) = (name, short_name, tagline, lang.tag());
            }
            continue;
        }
        cards.push(BoothCard {
            on_duty: on_duty.get(&id).copied().unwrap_or(0),
            id,
            slug,
            organization_id,
            country,
            hue,
            name,
            short_name,
            tagline,
            lang: lang.tag(),
            logo: picture(logo.as_deref(), "logo"),
            number: number.unwrap_or_default(),
            hall: hall.unwrap_or_default(),
            room: None,
            search_key: key,
        });
    }
    cards.sort_by(|a, b| {
        (a.number.is_empty(), &a.number, &a.name, &a.id).cmp(&(b.number.is_empty(), &b.number, &b.name, &b.id))
    });
    cards
}

fn count_on_duty(conn: &mut Conn, edition: &EditionId, now: Instant) -> QueryResult<HashMap<BoothId, i64>> {
    let rows: Vec<(BoothId, i64)> = booth_staff::table
        .inner_join(booths::table)
        .inner_join(members::table.on(still_member!()))
        .filter(booths::edition_id.eq(edition))
        .filter(booth_staff::on_duty_until.gt(now))
        .group_by(booth_staff::booth_id)
        .select((booth_staff::booth_id, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// What is needed to decide who may see a booth.
#[derive(Debug, Clone)]
pub struct BoothRow {
    /// Its id.
    pub id: BoothId,
    /// Its address.
    pub slug: String,
    /// Its organization.
    pub organization_id: OrganizationId,
    /// Its state.
    pub state: BoothState,
    /// What the public sees.
    pub published_revision_id: Option<BoothRevisionId>,
    /// Hue of its colours.
    pub hue: i64,
    /// Facts about the organization.
    pub organization: OrganizationFacts,
    /// Whether the organization is in good standing.
    pub is_verified: bool,
}

/// The booth at this address of an edition.
pub fn find_booth(conn: &mut Conn, edition: &EditionId, slug: &str, locale: Locale) -> QueryResult<BoothRow> {
    type Row = (
        (BoothId, String, OrganizationId, BoothState, Option<BoothRevisionId>, i64),
        (String, String, String, String, String, String, String),
    );
    let (booth, organization): Row = booths::table
        .inner_join(organizations::table)
        .filter(booths::edition_id.eq(edition))
        .filter(booths::slug.eq(slug))
        .select((
            (
                booths::id,
                booths::slug,
                booths::organization_id,
                booths::state,
                booths::published_revision_id,
                booths::hue,
            ),
            (
                organizations::slug,
                organizations::name,
                organizations::name_zh,
                organizations::country,
                organizations::city,
                organizations::website,
                organizations::state,
            ),
        ))
        .first(conn)?;
    let (id, slug, organization_id, state, published_revision_id, hue) = booth;
    let (org_slug, name, name_zh, country, city, website, org_state) = organization;
    let name = locale.name(&name, &name_zh).to_owned();
    let organization = OrganizationFacts { slug: org_slug, name, country, city, website };
    let is_verified = org_state == "verified";
    Ok(BoothRow { id, slug, organization_id, state, published_revision_id, hue, organization, is_verified })
}

/// The present address of the booth that once stood at this one.
pub fn find_moved_slug(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<String>> {
    slugs::table
        .inner_join(booths::table.on(booths::id.eq(slugs::thing_id)))
        .filter(slugs::edition_id.eq(edition))
        .filter(slugs::kind.eq("booth"))
        .filter(slugs::slug.eq(slug))
        .select(booths::slug)
        .first(conn)
        .optional()
}

/// Whether a person belongs to an organization, in any role.
pub fn is_member(conn: &mut Conn, organization: &OrganizationId, person: &PersonId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        members::table.filter(members::organization_id.eq(organization)).filter(members::person_id.eq(person)),
    ))
    .get_result(conn)
}

/// The newest revision of a booth, for a preview; without drafts for those who review it.
pub fn find_newest_revision(
    conn: &mut Conn,
    booth: &BoothId,
    with_drafts: bool,
) -> QueryResult<Option<BoothRevisionId>> {
    let least = if with_drafts { "" } else { "draft" };
    booth_revisions::table
        .filter(booth_revisions::booth_id.eq(booth))
        .filter(booth_revisions::state.ne(least))
        .order((booth_revisions::number.desc(), booth_revisions::id.desc()))
        .select(booth_revisions::id)
        .first(conn)
        .optional()
}

/// A booth with the texts of a revision, whole.
///
/// # Errors
/// 404 when the revision has no text.
pub fn load_view(
    conn: &mut Conn,
    row: BoothRow,
    revision: BoothRevisionId,
    locale: Locale,
    now: Instant,
) -> AppResult<BoothView> {
    let texts = list_texts(conn, &revision)?;
    let (lang, named) = pick(&texts, locale).cloned().ok_or(AppError::NotFound)?;
    let (tagline_lang, tagline) = pick_part(&texts, locale, |text| &text.tagline);
    let (body_lang, body) = pick_part(&texts, locale, |text| &text.body);
    let (logo, banner): (Option<String>, Option<String>) = booth_revisions::table
        .find(&revision)
        .select((booth_revisions::logo_file_id, booth_revisions::banner_file_id))
        .first(conn)?;
    Ok(BoothView {
        links: list_links(conn, &revision)?,
        exhibits: list_exhibits(conn, &revision, locale)?,
        documents: list_documents(conn, &revision)?.iter().map(|document| document.view(locale)).collect(),
        staff: list_staff(conn, &row.id, now)?,
        place: find_place(conn, &row.id, locale)?,
        id: row.id,
        slug: row.slug,
        organization_id: row.organization_id,
        revision,
        hue: row.hue,
        name: named.name,
        lang: lang.tag(),
        tagline: tagline.to_owned(),
        tagline_lang,
        summary: markdown::plain(body, 160),
        body: markdown::render(body),
        body_lang,
        logo: picture(logo.as_deref(), "logo"),
        banner: picture(banner.as_deref(), "banner"),
        organization: row.organization,
        is_preview: false,
    })
}

/// The texts of a revision.
pub fn list_texts(conn: &mut Conn, revision: &BoothRevisionId) -> QueryResult<Vec<(Locale, BoothText)>> {
    let rows: Vec<(String, String, String, String, String)> = booth_texts::table
        .filter(booth_texts::revision_id.eq(revision))
        .order(booth_texts::locale)
        .select((
            booth_texts::locale,
            booth_texts::name,
            booth_texts::short_name,
            booth_texts::tagline,
            booth_texts::body,
        ))
        .load(conn)?;
    let text = |(tag, name, short_name, tagline, body): (String, String, String, String, String)| {
        Some((Locale::from_tag(&tag)?, BoothText { name, short_name, tagline, body }))
    };
    Ok(rows.into_iter().filter_map(text).collect())
}

/// The links of a revision in their order.
pub fn list_links(conn: &mut Conn, revision: &BoothRevisionId) -> QueryResult<Vec<BoothLink>> {
    let rows: Vec<(String, String)> = booth_links::table
        .filter(booth_links::revision_id.eq(revision))
        .order((booth_links::position, booth_links::id))
        .limit(20)
        .select((booth_links::label, booth_links::url))
        .load(conn)?;
    Ok(rows.into_iter().map(|(label, url)| BoothLink { label, url }).collect())
}

fn list_exhibits(conn: &mut Conn, revision: &BoothRevisionId, locale: Locale) -> QueryResult<Vec<ExhibitView>> {
    let rows: Vec<(String, String, String, String, Option<String>)> = exhibits::table
        .filter(exhibits::revision_id.eq(revision))
        .order((exhibits::position, exhibits::id))
        .limit(50)
        .select((exhibits::name, exhibits::name_zh, exhibits::summary, exhibits::summary_zh, exhibits::image_file_id))
        .load(conn)?;
    let view = |(name, name_zh, summary, summary_zh, image): (String, String, String, String, Option<String>)| {
        let is_zh = (locale == Locale::ZhCn && !name_zh.is_empty()) || name.is_empty();
        let lang = if is_zh { Locale::ZhCn } else { Locale::En };
        let (name, summary) = if is_zh { (name_zh, summary_zh) } else { (name, summary) };
        ExhibitView { name, summary, lang: lang.tag(), image: picture(image.as_deref(), "exhibit") }
    };
    Ok(rows.into_iter().map(view).collect())
}

/// The staff of a booth, those on duty first, then by name.
pub fn list_staff(conn: &mut Conn, booth: &BoothId, now: Instant) -> QueryResult<Vec<StaffView>> {
    type Row = (PersonId, String, String, Option<String>, Option<Instant>);
    let rows: Vec<Row> = booth_staff::table
        .inner_join(people::table)
        .inner_join(booths::table)
        .inner_join(members::table.on(still_member!()))
        .filter(booth_staff::booth_id.eq(booth))
        .order((people::name, people::id))
        .limit(60)
        .select((people::id, people::name, booth_staff::title, people::photo_file_id, booth_staff::on_duty_until))
        .load(conn)?;
    let view = |(person, name, title, photo, until): Row| StaffView {
        person,
        name,
        title,
        photo: picture(photo.as_deref(), "photo"),
        until: until.filter(|until| *until > now),
    };
    let mut staff: Vec<StaffView> = rows.into_iter().map(view).collect();
    staff.sort_by_key(|person| person.until.is_none());
    Ok(staff)
}

/// Where a booth stands.
pub fn find_place(conn: &mut Conn, booth: &BoothId, locale: Locale) -> QueryResult<Option<BoothPlace>> {
    let rows: Vec<(String, String, String, String)> = places::table
        .inner_join(halls::table)
        .inner_join(hall_texts::table.on(hall_texts::hall_id.eq(halls::id)))
        .filter(places::booth_id.eq(booth))
        .order(hall_texts::locale)
        .select((hall_texts::locale, places::number, halls::slug, hall_texts::name))
        .load(conn)?;
    let chosen = rows.iter().find(|row| row.0 == locale.tag()).or_else(|| rows.first());
    Ok(chosen.map(|(_, number, hall, hall_name)| BoothPlace {
        number: number.clone(),
        hall: hall.clone(),
        hall_name: hall_name.clone(),
    }))
}

/// Whether everybody reads this booth of an edition.
///
/// # Errors
/// What the database said.
pub fn is_booth_public(conn: &mut Conn, edition: &EditionId, id: &str) -> QueryResult<bool> {
    let public = booths::table
        .inner_join(organizations::table)
        .filter(booths::id.eq(id))
        .filter(booths::edition_id.eq(edition))
        .filter(booths::state.eq(BoothState::Published))
        .filter(booths::published_revision_id.is_not_null())
        .filter(organizations::state.eq("verified"));
    diesel::select(diesel::dsl::exists(public)).get_result(conn)
}

/// The address of the published booth of an organization.
///
/// # Errors
/// What the database said.
pub fn find_booth_slug(
    conn: &mut Conn,
    edition: &EditionId,
    organization: &OrganizationId,
) -> QueryResult<Option<String>> {
    booths::table
        .filter(booths::edition_id.eq(edition))
        .filter(booths::organization_id.eq(organization))
        .filter(booths::state.eq("published"))
        .select(booths::slug)
        .first(conn)
        .optional()
}
