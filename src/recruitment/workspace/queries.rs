//! The statements of an organization about its own postings. Each change checks its version; the
//! rights stand in [`require_recruiter`], called in the same closure.

use diesel::prelude::*;

use super::forms::{PostingForm, ValidPosting};
use crate::accounts::organizations::find_membership;
use crate::clock::Instant;
use crate::db::schema::{applications, posting_revisions, posting_texts, postings};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, OrganizationId, PostingId, PostingRevisionId, RowId};
use crate::lifecycle::{self, Mover, RevisionState};
use crate::recruitment::postings::model::{self, Employer, OwnEmployer, Posting, PostingRevisionState, PostingState};
use crate::site::{Viewer, Visit, slugs};
use crate::web::i18n::Locale;
use crate::web::{once, text};

/// A revision of a posting's contents.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = posting_revisions, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are told in the migration")]
pub struct PostingRevision {
    pub id: PostingRevisionId,
    pub posting_id: PostingId,
    pub number: i64,
    pub state: RevisionState,
    pub field: String,
    pub employment_type: String,
    pub education: String,
    pub language: String,
    pub city: String,
    pub city_zh: String,
    pub country: String,
    pub is_remote: bool,
    pub salary_min: Option<i64>,
    pub salary_max: Option<i64>,
    pub salary_currency: String,
    pub salary_unit: String,
    pub openings: i64,
    pub search_key: String,
    pub place_key: String,
    pub submitted_by: Option<String>,
    pub submitted_at: Option<Instant>,
    pub decided_by: Option<String>,
    pub decided_at: Option<Instant>,
    pub comment: String,
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// The organization at this address, when the viewer is one of its owners or recruiters.
///
/// # Errors
/// Not signed in, or 404.
pub fn require_recruiter<'a>(conn: &mut Conn, visit: &'a Visit, slug: &str) -> AppResult<(&'a Viewer, OwnEmployer)> {
    let viewer = visit.viewer()?;
    let found = find_membership(conn, &viewer.person, slug)?;
    let rights = found.rights();
    if !rights.can_recruit {
        return Err(AppError::NotFound);
    }
    Ok((viewer, OwnEmployer { organization: found.organization.into(), rights }))
}

/// The postings of an organization in an edition, newest first, at most 500.
///
/// # Errors
/// What the database said.
pub fn list_own_postings(
    conn: &mut Conn,
    edition: &EditionId,
    organization: &OrganizationId,
) -> QueryResult<Vec<Posting>> {
    postings::table
        .filter(postings::edition_id.eq(edition))
        .filter(postings::organization_id.eq(organization))
        .order(postings::id.desc())
        .limit(500)
        .select(Posting::as_select())
        .load(conn)
}

/// The newest revision of each of these postings.
///
/// # Errors
/// What the database said.
pub fn list_newest_revisions(conn: &mut Conn, of: &[PostingId]) -> QueryResult<Vec<PostingRevision>> {
    let all: Vec<PostingRevision> = posting_revisions::table
        .filter(posting_revisions::posting_id.eq_any(of))
        .order((posting_revisions::posting_id, posting_revisions::number.desc()))
        .limit(5_000)
        .select(PostingRevision::as_select())
        .load(conn)?;
    let mut newest: Vec<PostingRevision> = Vec::new();
    for revision in all {
        if newest.last().is_none_or(|last| last.posting_id != revision.posting_id) {
            newest.push(revision);
        }
    }
    Ok(newest)
}

/// How many applications each of these postings has, withdrawn ones aside.
///
/// # Errors
/// What the database said.
pub fn count_applications(conn: &mut Conn, of: &[PostingId]) -> QueryResult<Vec<(PostingId, i64)>> {
    applications::table
        .filter(applications::posting_id.eq_any(of))
        .filter(applications::state.ne("withdrawn"))
        .group_by(applications::posting_id)
        .select((applications::posting_id, diesel::dsl::count_star()))
        .load(conn)
}

/// A posting of this organization with its newest revision.
///
/// # Errors
/// 404 when it is another's or none.
pub fn find_own_posting(
    conn: &mut Conn,
    organization: &OrganizationId,
    id: &str,
) -> AppResult<(Posting, PostingRevision)> {
    let posting: Posting = postings::table
        .filter(postings::id.eq(id))
        .filter(postings::organization_id.eq(organization))
        .select(Posting::as_select())
        .first(conn)?;
    let revision = list_newest_revisions(conn, std::slice::from_ref(&posting.id))?.pop().ok_or(AppError::NotFound)?;
    Ok((posting, revision))
}

/// Whether this organization has this posting.
///
/// # Errors
/// What the database said.
pub fn has_posting(conn: &mut Conn, organization: &OrganizationId, id: &PostingId) -> QueryResult<bool> {
    let own = postings::table.filter(postings::id.eq(id)).filter(postings::organization_id.eq(organization));
    Ok(own.select(postings::id).first::<PostingId>(conn).optional()?.is_some())
}

/// A free address for a title; `posting` may have had it before.
pub(super) fn free_slug(conn: &mut Conn, edition: &EditionId, posting: &PostingId, title: &str) -> QueryResult<String> {
    let base = text::slug(title);
    let mut taken: Vec<String> = postings::table
        .filter(postings::edition_id.eq(edition))
        .filter(postings::id.ne(posting))
        .filter(postings::slug.like(format!("{base}%")))
        .select(postings::slug)
        .limit(10_000)
        .load(conn)?;
    taken.extend(slugs::list_old(conn, edition, "posting", posting.as_str(), &base)?);
    Ok(slugs::free(title, &taken))
}

/// The ids of a new draft, made outside the closure that may run twice.
#[derive(Debug, Clone)]
pub struct NewIds {
    /// Of the posting.
    pub posting: PostingId,
    /// Of its revision.
    pub revision: PostingRevisionId,
}

impl NewIds {
    /// New ones.
    pub fn make() -> Self {
        Self { posting: PostingId::new(), revision: PostingRevisionId::new() }
    }

    /// Those of what this form makes at the organization of this address, once however often it is
    /// sent; new ones where it has no key.
    pub fn of_form(slug: &str, form: &PostingForm) -> Self {
        let id = once::id_of(&form.draft, &(slug, form)).and_then(|id| id.to_string().parse().ok());
        id.map_or_else(Self::make, |posting| Self { posting, revision: PostingRevisionId::new() })
    }
}

/// Stores a new draft with its first revision.
///
/// # Errors
/// What the database said.
pub fn insert_posting(
    conn: &mut Conn,
    ids: &NewIds,
    edition: &EditionId,
    employer: &Employer,
    valid: &ValidPosting,
    mover: Mover<'_>,
) -> AppResult<()> {
    let title = valid.texts.first().map_or("", |text| text.1.as_str());
    let posting = Posting {
        id: ids.posting.clone(),
        edition_id: edition.clone(),
        organization_id: employer.id.clone(),
        slug: free_slug(conn, edition, &ids.posting, title)?,
        state: PostingState::Draft,
        published_revision_id: None,
        opens_at: valid.opens_at,
        closes_at: valid.closes_at,
        apply_by: valid.apply_by,
        apply_url: valid.apply_url.clone(),
        response_days: valid.response_days,
        version: 1,
        created_at: mover.at,
        updated_at: mover.at,
        is_anonymous: valid.is_anonymous,
    };
    // The same title at the same moment: run again with the next number.
    unique(diesel::insert_into(postings::table).values(&posting).execute(conn), AppError::Busy(1))?;
    lifecycle::record_beginning(conn, ids.posting.as_str(), PostingState::Draft, mover)?;
    let revision = revision_of(ids, employer, valid, 1, mover.at);
    insert_revision(conn, &revision, mover)?;
    insert_texts(conn, &ids.revision, valid, mover.at)
}

fn insert_revision(conn: &mut Conn, revision: &PostingRevision, mover: Mover<'_>) -> AppResult<()> {
    let done = diesel::insert_into(posting_revisions::table).values(revision).execute(conn);
    unique(done, AppError::Conflict("error-changed-meanwhile"))?;
    lifecycle::record_beginning(conn, revision.id.as_str(), PostingRevisionState(revision.state), mover)
}

fn revision_of(ids: &NewIds, employer: &Employer, valid: &ValidPosting, number: i64, at: Instant) -> PostingRevision {
    let mut words: Vec<&str> =
        valid.texts.iter().flat_map(|(_, title, body)| [title.as_str(), body.as_str()]).collect();
    let place_key = model::place_key(&valid.city, &valid.city_zh, &valid.country);
    words.extend([employer.name.as_str(), employer.name_zh.as_str(), place_key.as_str()]);
    let search_key = text::search_key(words);
    PostingRevision {
        id: ids.revision.clone(),
        posting_id: ids.posting.clone(),
        number,
        state: RevisionState::Draft,
        field: valid.field.clone(),
        employment_type: valid.kind.clone(),
        education: valid.education.clone(),
        language: valid.language.clone(),
        city: valid.city.clone(),
        city_zh: valid.city_zh.clone(),
        country: valid.country.clone(),
        is_remote: valid.is_remote,
        salary_min: valid.salary.0,
        salary_max: valid.salary.1,
        salary_currency: valid.salary_currency.clone(),
        salary_unit: valid.salary_unit.clone(),
        openings: valid.openings,
        search_key,
        place_key,
        submitted_by: None,
        submitted_at: None,
        decided_by: None,
        decided_at: None,
        comment: String::new(),
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

fn insert_texts(conn: &mut Conn, revision: &PostingRevisionId, valid: &ValidPosting, at: Instant) -> AppResult<()> {
    let row = |(locale, title, body): &(Locale, String, String)| {
        (
            posting_texts::id.eq(RowId::new()),
            posting_texts::revision_id.eq(revision.clone()),
            posting_texts::locale.eq(locale.tag()),
            posting_texts::title.eq(title.clone()),
            posting_texts::body.eq(body.clone()),
            posting_texts::created_at.eq(at),
        )
    };
    let rows: Vec<_> = valid.texts.iter().map(row).collect();
    crate::insert_many!(conn, posting_texts::table, rows)?;
    Ok(())
}

/// Stores an edit: in the draft that stands there, else as a new revision. Opening, closing and
/// the way to apply change only before the posting is live.
///
/// # Errors
/// 409 when somebody was faster or a reviewer has it.
pub fn update_posting(
    conn: &mut Conn,
    (posting, revision): (Posting, PostingRevision),
    employer: &Employer,
    valid: &ValidPosting,
    new_revision: &PostingRevisionId,
    mover: Mover<'_>,
) -> AppResult<()> {
    let now = mover.at;
    if revision.state == RevisionState::Submitted {
        return Err(AppError::Conflict("error-posting-in-review"));
    }
    bump(conn, &posting, now)?;
    if matches!(posting.state_at(now), PostingState::Draft | PostingState::Scheduled) {
        diesel::update(postings::table.find(&posting.id))
            .set((
                postings::opens_at.eq(valid.opens_at),
                postings::closes_at.eq(valid.closes_at),
                postings::apply_by.eq(valid.apply_by),
                postings::apply_url.eq(&valid.apply_url),
                postings::response_days.eq(valid.response_days),
                postings::is_anonymous.eq(valid.is_anonymous),
            ))
            .execute(conn)?;
    }
    let is_editable = revision.state.is_editable();
    let id = if is_editable { revision.id.clone() } else { new_revision.clone() };
    let number = if is_editable { revision.number } else { revision.number + 1 };
    let ids = NewIds { posting: posting.id.clone(), revision: id };
    let mut row = revision_of(&ids, employer, valid, number, now);
    if is_editable {
        row.state = revision.state;
        row.comment = revision.comment;
        row.version = revision.version + 1;
        row.created_at = revision.created_at;
        diesel::update(posting_revisions::table.find(&row.id)).set(&row).execute(conn)?;
        diesel::delete(posting_texts::table.filter(posting_texts::revision_id.eq(&row.id))).execute(conn)?;
    } else {
        insert_revision(conn, &row, mover)?;
    }
    insert_texts(conn, &row.id, valid, now)
}

/// Raises the version of a posting that was read in this state.
pub(super) fn bump(conn: &mut Conn, posting: &Posting, now: Instant) -> AppResult<()> {
    let seen = postings::table.filter(postings::id.eq(&posting.id)).filter(postings::version.eq(posting.version));
    let rows = diesel::update(seen)
        .set((postings::version.eq(postings::version + 1), postings::updated_at.eq(now)))
        .execute(conn)?;
    changed_one(rows)
}
