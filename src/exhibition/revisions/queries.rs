//! Statements about revisions. Every change names the state it expects, so that of two people who
//! change the same revision one is told.

use diesel::prelude::*;

use super::forms::{ExhibitForm, ValidBooth};
use super::model::{Draft, Exhibit, Workspace};
use crate::accounts::organizations::{OrganizationState, find_membership};
use crate::clock::Instant;
use crate::db::schema::{booth_links, booth_revisions, booth_texts, booths, exhibits, hall_texts, halls, places};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::exhibition::booths::model::{BoothLink, BoothState, BoothText};
use crate::exhibition::booths::queries::{list_links, list_texts};
use crate::exhibition::documents::queries::list_documents;
use crate::exhibition::places::model::PlaceState;
use crate::ids::{BoothId, BoothRevisionId, EditionId, ExhibitId, FileId, OrganizationId, PersonId, PlaceId, RowId};
use crate::lifecycle::RevisionState;
use crate::site::slugs;
use crate::web::i18n::Locale;

/// The workspace of an organization, for its owners and editors; to all others it is not there.
///
/// # Errors
/// 404.
pub fn find_workspace(conn: &mut Conn, edition: &EditionId, slug: &str, person: &PersonId) -> AppResult<Workspace> {
    let found = find_membership(conn, person, slug)?;
    if !found.role.may_edit_booth() {
        return Err(AppError::NotFound);
    }
    let rights = found.rights();
    let organization = found.organization;
    let booth = find_draft(conn, edition, &organization.id)?;
    let is_verified = organization.state == OrganizationState::Verified;
    Ok(Workspace {
        organization_id: organization.id,
        slug: organization.slug,
        name: organization.name,
        name_zh: organization.name_zh,
        rights,
        is_verified,
        booth,
    })
}

type DraftRow = (
    (BoothId, String, BoothState, Option<PlaceId>),
    (BoothRevisionId, i64, RevisionState, i64, String, Option<String>, Option<String>),
);

/// The booth of an organization in an edition with its last revision.
///
/// # Errors
/// What the database said.
pub fn find_draft(conn: &mut Conn, edition: &EditionId, organization: &OrganizationId) -> QueryResult<Option<Draft>> {
    let row: Option<DraftRow> = booths::table
        .inner_join(booth_revisions::table.on(booth_revisions::booth_id.eq(booths::id)))
        .filter(booths::edition_id.eq(edition))
        .filter(booths::organization_id.eq(organization))
        .order((booth_revisions::number.desc(), booth_revisions::id.desc()))
        .select((
            (booths::id, booths::slug, booths::state, booths::wished_place_id),
            (
                booth_revisions::id,
                booth_revisions::number,
                booth_revisions::state,
                booth_revisions::version,
                booth_revisions::comment,
                booth_revisions::logo_file_id,
                booth_revisions::banner_file_id,
            ),
        ))
        .first(conn)
        .optional()?;
    let Some(((booth_id, slug, booth_state, wish), (id, number, state, version, comment, logo, banner))) = row else {
        return Ok(None);
    };
    Ok(Some(Draft {
        texts: list_texts(conn, &id)?,
        links: list_links(conn, &id)?,
        exhibits: list_exhibits(conn, &id)?,
        documents: list_documents(conn, &id)?,
        booth_id,
        slug,
        booth_state,
        id,
        number,
        state,
        version,
        comment,
        logo,
        banner,
        wish,
    }))
}

/// The exhibits of a revision in their order.
pub fn list_exhibits(conn: &mut Conn, revision: &BoothRevisionId) -> QueryResult<Vec<Exhibit>> {
    type Row = (ExhibitId, String, String, String, String, Option<String>);
    let rows: Vec<Row> = exhibits::table
        .filter(exhibits::revision_id.eq(revision))
        .order((exhibits::position, exhibits::id))
        .limit(50)
        .select((
            exhibits::id,
            exhibits::name,
            exhibits::name_zh,
            exhibits::summary,
            exhibits::summary_zh,
            exhibits::image_file_id,
        ))
        .load(conn)?;
    let exhibit = |(id, name, name_zh, summary, summary_zh, image): Row| Exhibit {
        id,
        name,
        name_zh,
        summary,
        summary_zh,
        image,
    };
    Ok(rows.into_iter().map(exhibit).collect())
}

/// The free places of an edition, and the one this booth has: id, number and hall.
pub fn list_free_places(
    conn: &mut Conn,
    edition: &EditionId,
    booth: &BoothId,
    locale: Locale,
) -> QueryResult<Vec<(PlaceId, String, String)>> {
    places::table
        .inner_join(halls::table)
        .inner_join(hall_texts::table.on(hall_texts::hall_id.eq(halls::id)))
        .filter(halls::edition_id.eq(edition))
        .filter(hall_texts::locale.eq(locale.tag()))
        .filter(places::state.eq(PlaceState::Available).or(places::booth_id.eq(booth).assume_not_null()))
        .order((halls::position, places::number, places::id))
        .limit(1_000)
        .select((places::id, places::number, hall_texts::name))
        .load(conn)
}

/// Makes a booth.
pub fn insert_booth(
    conn: &mut Conn,
    edition: &EditionId,
    space: &Workspace,
    hue: i64,
    now: Instant,
) -> AppResult<BoothId> {
    let id = BoothId::new();
    let mut taken: Vec<String> = booths::table
        .filter(booths::edition_id.eq(edition))
        .filter(booths::slug.like(format!("{}%", space.slug)))
        .limit(10_000)
        .select(booths::slug)
        .load(conn)?;
    taken.extend(slugs::list_old(conn, edition, "booth", id.as_str(), &space.slug)?);
    let done = diesel::insert_into(booths::table)
        .values((
            booths::id.eq(&id),
            booths::edition_id.eq(edition),
            booths::organization_id.eq(&space.organization_id),
            booths::slug.eq(slugs::free(&space.slug, &taken)),
            booths::state.eq(BoothState::Draft),
            booths::hue.eq(hue),
            booths::version.eq(1_i64),
            booths::created_at.eq(now),
            booths::updated_at.eq(now),
        ))
        .execute(conn);
    // Begun twice at the same moment: run again, and find the first.
    unique(done, AppError::Busy(1))?;
    Ok(id)
}

/// Makes a revision, empty or with the files of an earlier one.
pub fn insert_revision(
    conn: &mut Conn,
    booth: &BoothId,
    number: i64,
    files: (Option<&str>, Option<&str>),
    now: Instant,
) -> AppResult<BoothRevisionId> {
    let id = BoothRevisionId::new();
    let done = diesel::insert_into(booth_revisions::table)
        .values((
            booth_revisions::id.eq(&id),
            booth_revisions::booth_id.eq(booth),
            booth_revisions::number.eq(number),
            booth_revisions::state.eq(RevisionState::Draft),
            booth_revisions::logo_file_id.eq(files.0),
            booth_revisions::banner_file_id.eq(files.1),
            booth_revisions::comment.eq(""),
            booth_revisions::version.eq(1_i64),
            booth_revisions::created_at.eq(now),
            booth_revisions::updated_at.eq(now),
        ))
        .execute(conn);
    unique(done, AppError::Busy(1))?;
    Ok(id)
}

/// Makes the texts and links of a revision these.
pub fn replace_texts(
    conn: &mut Conn,
    revision: &BoothRevisionId,
    texts: &[(Locale, BoothText)],
    links: &[BoothLink],
    now: Instant,
) -> QueryResult<()> {
    diesel::delete(booth_texts::table.filter(booth_texts::revision_id.eq(revision))).execute(conn)?;
    diesel::delete(booth_links::table.filter(booth_links::revision_id.eq(revision))).execute(conn)?;
    let text_rows: Vec<_> = texts
        .iter()
        .map(|(locale, text)| {
            (
                booth_texts::id.eq(RowId::new()),
                booth_texts::revision_id.eq(revision),
                booth_texts::locale.eq(locale.tag()),
                booth_texts::name.eq(&text.name),
                booth_texts::short_name.eq(&text.short_name),
                booth_texts::tagline.eq(&text.tagline),
                booth_texts::body.eq(&text.body),
                booth_texts::created_at.eq(now),
            )
        })
        .collect();
    crate::insert_many!(conn, booth_texts::table, text_rows)?;
    let link_rows: Vec<_> = (0_i64..)
        .zip(links)
        .map(|(position, link)| {
            (
                booth_links::id.eq(RowId::new()),
                booth_links::revision_id.eq(revision),
                booth_links::position.eq(position),
                booth_links::label.eq(&link.label),
                booth_links::url.eq(&link.url),
                booth_links::created_at.eq(now),
            )
        })
        .collect();
    crate::insert_many!(conn, booth_links::table, link_rows)?;
    Ok(())
}

/// Saves a form into an editable revision of this version; new files replace the old ones.
///
/// # Errors
/// 409 when somebody else changed it meanwhile, or it is no longer editable.
pub fn update_revision(
    conn: &mut Conn,
    draft: &Draft,
    valid: &ValidBooth,
    files: (Option<&FileId>, Option<&FileId>),
    now: Instant,
) -> AppResult<()> {
    let logo = files.0.map(FileId::as_str).or(draft.logo.as_deref());
    let banner = files.1.map(FileId::as_str).or(draft.banner.as_deref());
    let rows = diesel::update(
        booth_revisions::table
            .filter(booth_revisions::id.eq(&draft.id))
            .filter(booth_revisions::version.eq(valid.version))
            .filter(booth_revisions::state.eq_any([RevisionState::Draft, RevisionState::ChangesRequested])),
    )
    .set((
        booth_revisions::version.eq(booth_revisions::version + 1),
        booth_revisions::logo_file_id.eq(logo),
        booth_revisions::banner_file_id.eq(banner),
        booth_revisions::updated_at.eq(now),
    ))
    .execute(conn)?;
    changed_one(rows)?;
    replace_texts(conn, &draft.id, &valid.texts, &valid.links, now)?;
    diesel::update(booths::table.find(&draft.booth_id))
        .set((booths::wished_place_id.eq(valid.place.as_ref()), booths::updated_at.eq(now)))
        .execute(conn)?;
    Ok(())
}

/// Holds a revision until the end of the transaction and says whether it may still be changed: who submits it
/// meanwhile waits.
pub fn hold_editable(conn: &mut Conn, id: &BoothRevisionId, now: Instant) -> QueryResult<bool> {
    let editable = booth_revisions::table
        .find(id)
        .filter(booth_revisions::state.eq_any([RevisionState::Draft, RevisionState::ChangesRequested]));
    Ok(diesel::update(editable).set(booth_revisions::updated_at.eq(now)).execute(conn)? == 1)
}

/// Adds an exhibit to a revision, at the end.
pub fn insert_exhibit(
    conn: &mut Conn,
    revision: &BoothRevisionId,
    position: i64,
    form: &ExhibitForm,
    image: Option<&str>,
    now: Instant,
) -> QueryResult<()> {
    diesel::insert_into(exhibits::table)
        .values((
            exhibits::id.eq(ExhibitId::new()),
            exhibits::revision_id.eq(revision),
            exhibits::position.eq(position),
            exhibits::name.eq(&form.exhibit_name),
            exhibits::name_zh.eq(&form.exhibit_name_zh),
            exhibits::summary.eq(&form.exhibit_summary),
            exhibits::summary_zh.eq(&form.exhibit_summary_zh),
            exhibits::image_file_id.eq(image),
            exhibits::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Makes an exhibit say this, with this picture or none.
pub fn update_exhibit(conn: &mut Conn, id: &ExhibitId, form: &ExhibitForm, image: Option<&str>) -> QueryResult<()> {
    diesel::update(exhibits::table.find(id))
        .set((
            exhibits::name.eq(&form.exhibit_name),
            exhibits::name_zh.eq(&form.exhibit_name_zh),
            exhibits::summary.eq(&form.exhibit_summary),
            exhibits::summary_zh.eq(&form.exhibit_summary_zh),
            exhibits::image_file_id.eq(image),
        ))
        .execute(conn)?;
    Ok(())
}

/// Puts the exhibits of a revision, at most [`crate::web::limits::BOOTH_EXHIBITS`], in this order.
pub fn order_exhibits(conn: &mut Conn, ordered: &[Exhibit]) -> QueryResult<()> {
    for (position, exhibit) in (0_i64..).zip(ordered) {
        diesel::update(exhibits::table.find(&exhibit.id)).set(exhibits::position.eq(position)).execute(conn)?;
    }
    Ok(())
}

/// Removes an exhibit of a revision. Safe to repeat.
pub fn delete_exhibit(conn: &mut Conn, revision: &BoothRevisionId, id: &ExhibitId) -> QueryResult<()> {
    let own = exhibits::table.filter(exhibits::revision_id.eq(revision)).filter(exhibits::id.eq(id));
    diesel::delete(own).execute(conn)?;
    Ok(())
}

/// Moves a revision to a state, if it still is in the one seen; on submitting notes by whom.
///
/// # Errors
/// 409 when it has moved meanwhile.
pub fn update_state(
    conn: &mut Conn,
    draft: &Draft,
    to: RevisionState,
    submitter: Option<&PersonId>,
    now: Instant,
) -> AppResult<()> {
    let rows = diesel::update(
        booth_revisions::table
            .filter(booth_revisions::id.eq(&draft.id))
            .filter(booth_revisions::version.eq(draft.version))
            .filter(booth_revisions::state.eq(draft.state)),
    )
    .set((
        booth_revisions::state.eq(to),
        booth_revisions::version.eq(booth_revisions::version + 1),
        booth_revisions::submitted_by.eq(submitter),
        booth_revisions::submitted_at.eq(submitter.map(|_| now)),
        booth_revisions::updated_at.eq(now),
    ))
    .execute(conn)?;
    changed_one(rows)
}
