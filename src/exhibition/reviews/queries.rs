//! Statements of the queue and of a decision.

use diesel::prelude::*;

use super::forms::Decision;
use crate::clock::Instant;
use crate::db::schema::{booth_revisions, booths, halls, members, organizations, people, places};
use crate::db::{Conn, changed_one};
use crate::error::{AppError, AppResult};
use crate::exhibition::booths::model::BoothState;
use crate::exhibition::places::model::PlaceState;
use crate::ids::{BoothId, BoothRevisionId, EditionId, OrganizationId, PersonId, PlaceId};
use crate::lifecycle::RevisionState;
use crate::site::slugs;
use crate::web::i18n::Locale;
use crate::web::paging::{Page, PageNumber};
use crate::web::text;

/// A revision in the queue.
#[derive(Debug, Clone, Queryable)]
pub struct QueueRow {
    /// The revision.
    pub id: BoothRevisionId,
    /// Its number; 1 is the first of its booth.
    pub number: i64,
    /// Its state.
    pub state: RevisionState,
    /// Whose booth.
    pub organization: String,
    /// Its Chinese name, or empty.
    pub organization_zh: String,
    /// Its country.
    pub country: String,
    /// The organization's state.
    pub organization_state: String,
    /// Who submitted it.
    pub submitter: Option<String>,
    /// When.
    pub submitted_at: Option<Instant>,
}

/// A page of the revisions of an edition in a state whose organization's name holds `needle`, the
/// longest waiting first. Of the approved ones only those that are public; withdrawn booths wait
/// for nobody.
pub fn list_revisions(
    conn: &mut Conn,
    edition: &EditionId,
    state: RevisionState,
    needle: &str,
    number: PageNumber,
) -> QueryResult<Page<QueueRow>> {
    let is_current = booth_revisions::state
        .ne(RevisionState::Approved)
        .or(booths::published_revision_id.eq(booth_revisions::id.nullable()).assume_not_null());
    let fits = booths::edition_id
        .eq(edition)
        .and(booths::state.ne_all([BoothState::Withdrawn, BoothState::Archived]))
        .and(booth_revisions::state.eq(state))
        .and(organizations::name_key.like(text::like_pattern(needle)).escape('\\'))
        .and(is_current);
    let total: i64 = booth_revisions::table
        .inner_join(booths::table.on(booths::id.eq(booth_revisions::booth_id)))
        .inner_join(organizations::table.on(organizations::id.eq(booths::organization_id)))
        .filter(fits.clone())
        .select(diesel::dsl::count_star())
        .get_result(conn)?;
    let rows = booth_revisions::table
        .inner_join(booths::table.on(booths::id.eq(booth_revisions::booth_id)))
        .inner_join(organizations::table.on(organizations::id.eq(booths::organization_id)))
        .left_join(people::table.on(booth_revisions::submitted_by.eq(people::id.nullable())))
        .filter(fits)
        .order((booth_revisions::updated_at.asc(), booth_revisions::id.asc()))
        .limit(number.piece().1)
        .offset(number.piece().0)
        .select((
            booth_revisions::id,
            booth_revisions::number,
            booth_revisions::state,
            organizations::name,
            organizations::name_zh,
            organizations::country,
            organizations::state,
            people::name.nullable(),
            booth_revisions::submitted_at,
        ))
        .load(conn)?;
    Ok(number.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// What a reviewer decides about.
#[derive(Debug, Clone, Queryable)]
pub struct ReviewRow {
    /// The revision.
    pub id: BoothRevisionId,
    /// Its state.
    pub state: RevisionState,
    /// Its version.
    pub version: i64,
    /// The files of its logo and its banner.
    pub pictures: (Option<String>, Option<String>),
    /// What the reviewer said the last time, or empty.
    pub comment: String,
    /// Who submitted it.
    pub submitter: Option<String>,
    /// When.
    pub submitted_at: Option<Instant>,
    /// Its booth.
    pub booth_id: BoothId,
    /// The booth's address.
    pub slug: String,
    /// The booth's state.
    pub booth_state: BoothState,
    /// What the public sees.
    pub published: Option<BoothRevisionId>,
    /// The place the booth wishes for.
    pub wish: Option<PlaceId>,
    /// The organization.
    pub organization_id: OrganizationId,
    /// Its address.
    pub organization_slug: String,
    /// Its name, Chinese name, country, city, home page and text.
    pub details: (String, String, String, String, String, String),
    /// Its state.
    pub organization_state: String,
}

impl ReviewRow {
    /// The organization's name in a language.
    pub fn name_in(&self, locale: impl std::borrow::Borrow<Locale>) -> &str {
        locale.borrow().name(&self.details.0, &self.details.1)
    }
}

/// A revision of this edition.
pub fn find_review(conn: &mut Conn, edition: &EditionId, id: &BoothRevisionId) -> QueryResult<ReviewRow> {
    booth_revisions::table
        .inner_join(booths::table.on(booths::id.eq(booth_revisions::booth_id)))
        .inner_join(organizations::table.on(organizations::id.eq(booths::organization_id)))
        .left_join(people::table.on(booth_revisions::submitted_by.eq(people::id.nullable())))
        .filter(booths::edition_id.eq(edition))
        .filter(booth_revisions::id.eq(id))
        .select((
            booth_revisions::id,
            booth_revisions::state,
            booth_revisions::version,
            (booth_revisions::logo_file_id, booth_revisions::banner_file_id),
            booth_revisions::comment,
            people::name.nullable(),
            booth_revisions::submitted_at,
            booths::id,
            booths::slug,
            booths::state,
            booths::published_revision_id,
            booths::wished_place_id,
            organizations::id,
            organizations::slug,
            (
                organizations::name,
                organizations::name_zh,
                organizations::country,
                organizations::city,
                organizations::website,
                organizations::about,
            ),
            organizations::state,
        ))
        .first(conn)
}

/// Writes a decision down, if the revision is still the one that was seen.
///
/// # Errors
/// 409 when it has changed meanwhile.
pub fn update_decided(
    conn: &mut Conn,
    row: &ReviewRow,
    decision: &Decision,
    by: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let rows = crate::decide_revision!(conn, booth_revisions, &row.id, decision, by, now)?;
    changed_one(rows)
}

/// Makes a revision the one that the public sees.
pub fn publish_revision(conn: &mut Conn, row: &ReviewRow, now: Instant) -> QueryResult<()> {
    diesel::update(booths::table.find(&row.booth_id))
        .set((
            booths::state.eq(BoothState::Published),
            booths::published_revision_id.eq(&row.id),
            booths::version.eq(booths::version + 1),
            booths::updated_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives a booth this place and frees the one it had. Of two decisions that want one place one
/// gets it.
///
/// # Errors
/// 409 when the place is taken or blocked; 404 when it is not one of this edition.
pub fn assign_place(
    conn: &mut Conn,
    edition: &EditionId,
    booth: &BoothId,
    place: &PlaceId,
    now: Instant,
) -> AppResult<()> {
    let _in_this_edition: PlaceId = places::table
        .inner_join(halls::table)
        .filter(places::id.eq(place))
        .filter(halls::edition_id.eq(edition))
        .select(places::id)
        .first(conn)?;
    free_place(conn, booth, now)?;
    let free = places::table
        .filter(places::id.eq(place))
        .filter(places::booth_id.is_null())
        .filter(places::state.eq_any([PlaceState::Available, PlaceState::Reserved]));
    let rows = diesel::update(free)
        .set((places::booth_id.eq(booth), places::state.eq(PlaceState::Assigned), places::updated_at.eq(now)))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(AppError::Conflict("error-place-taken")) }
}

/// Gives a booth whose name has changed the address of its new name; the old one leads there.
pub fn rename_booth(
    conn: &mut Conn,
    edition: &EditionId,
    row: &ReviewRow,
    name: &str,
    now: Instant,
) -> QueryResult<()> {
    if slugs::is_of(&row.slug, name) {
        return Ok(());
    }
    let base = text::slug(name);
    let mut taken: Vec<String> = booths::table
        .filter(booths::edition_id.eq(edition))
        .filter(booths::id.ne(&row.booth_id))
        .filter(booths::slug.like(format!("{base}%")))
        .limit(10_000)
        .select(booths::slug)
        .load(conn)?;
    taken.extend(slugs::list_old(conn, edition, "booth", row.booth_id.as_str(), &base)?);
    let slug = slugs::free(name, &taken);
    diesel::update(booths::table.find(&row.booth_id)).set(booths::slug.eq(&slug)).execute(conn)?;
    slugs::record_old(conn, edition, ("booth", row.booth_id.as_str()), (&row.slug, &slug), now)
}

/// Hides a booth or shows it again.
///
/// # Errors
/// 409 when somebody changed it meanwhile.
pub fn update_booth_state(
    conn: &mut Conn,
    booth: &BoothId,
    (from, to): (BoothState, BoothState),
    now: Instant,
) -> AppResult<()> {
    let seen = booths::table.filter(booths::id.eq(booth)).filter(booths::state.eq(from));
    let rows = diesel::update(seen)
        .set((booths::state.eq(to), booths::version.eq(booths::version + 1), booths::updated_at.eq(now)))
        .execute(conn)?;
    changed_one(rows)
}

/// Frees the place of a booth. Safe to repeat.
pub fn free_place(conn: &mut Conn, booth: &BoothId, now: Instant) -> QueryResult<()> {
    diesel::update(places::table.filter(places::booth_id.eq(booth)))
        .set((
            places::booth_id.eq(None::<BoothId>),
            places::state.eq(PlaceState::Available),
            places::updated_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// The place of a booth.
pub fn find_place_of(conn: &mut Conn, booth: &BoothId) -> QueryResult<Option<PlaceId>> {
    places::table.filter(places::booth_id.eq(booth)).select(places::id).first(conn).optional()
}

/// The owners and editors of an organization.
pub fn list_authors(conn: &mut Conn, organization: &OrganizationId) -> QueryResult<Vec<PersonId>> {
    members::table
        .filter(members::organization_id.eq(organization))
        .filter(members::role.eq_any(["owner", "editor"]))
        .order(members::person_id)
        .limit(200)
        .select(members::person_id)
        .load(conn)
}
