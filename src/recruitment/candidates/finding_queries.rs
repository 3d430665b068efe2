//! What organizations may see of candidates: the one place that says whom they find. A verified organization
//! finds who is open, whose address is verified and who is not banned; not its own members, and nobody who hides
//! from it. The list, the page, the résumé and the invitation all ask here, in the closure of what they guard.

use chrono::NaiveTime;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::forms::FindForm;
use super::model::{Availability, Candidate};
use crate::clock::Instant;
use crate::db::schema::{
    applications, candidate_hidings, candidate_invitations, candidate_views, candidates, members, people, postings,
    sanctions,
};
use crate::db::{Conn, unique};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{CandidateId, OrganizationId, PersonId, PostingId, RowId};
use crate::recruitment::postings::model::Employer;
use crate::upsert;
use crate::web::codes;
use crate::web::occupations::OCCUPATIONS;
use crate::web::paging::{Page, PageNumber};
use crate::web::standards;
use crate::web::text::word_patterns;

/// Candidates that an organization finds at an instant, joined with who they are.
macro_rules! visible {
    ($organization:expr, $now:expr) => {
        candidates::table
            .inner_join(people::table)
            .filter(candidates::state.eq("open"))
            .filter(people::verified_at.is_not_null())
            .filter(not(exists(
                sanctions::table
                    .filter(sanctions::person_id.eq(candidates::person_id))
                    .filter(sanctions::kind.eq("banned"))
                    .filter(sanctions::lifted_at.is_null())
                    .filter(sanctions::ends_at.gt($now)),
            )))
            .filter(not(exists(
                members::table
                    .filter(members::organization_id.eq($organization))
                    .filter(members::person_id.eq(candidates::person_id)),
            )))
            .filter(not(exists(
                candidate_hidings::table
                    .filter(candidate_hidings::organization_id.eq($organization))
                    .filter(candidate_hidings::candidate_id.eq(candidates::id)),
            )))
    };
}

/// Narrows a boxed query by a search.
macro_rules! narrowed {
    ($query:expr, $form:expr) => {{
        let (mut query, form) = ($query, $form);
        for word in word_patterns(&form.q) {
            query = query.filter(candidates::search_key.like(word).escape('\\'));
        }
        for word in word_patterns(&form.place) {
            query = query.filter(candidates::place_key.like(word).escape('\\'));
        }
        if standards::holds(OCCUPATIONS, &form.occupation) {
            query = query.filter(candidates::occupation.like(format!("{}%", form.occupation)));
        }
        if standards::holds(standards::EDUCATION_LEVELS, &form.education) {
            query = query.filter(candidates::education.ge(form.education.clone()));
        }
        if standards::holds(standards::languages(crate::web::i18n::Locale::En), &form.language) {
            query = query.filter(candidates::languages.like(format!("%|{}:%", form.language)));
        }
        if standards::holds(standards::EMPLOYMENT_TYPES, &form.kind) {
            query = query.filter(candidates::employment_types.like(codes::pattern(&form.kind)));
        }
        if !form.remote.is_empty() {
            query = query.filter(candidates::is_remote.eq(true));
        }
        if let Ok(by) = form.availability.parse::<Availability>() {
            let sooner: Vec<Availability> = Availability::ALL.iter().copied().filter(|one| *one <= by).collect();
            query = query.filter(candidates::availability.eq_any(sooner));
        }
        query
    }};
}

/// A page of the candidates that an organization finds, the last changed first.
///
/// # Errors
/// What the database said.
pub fn search_candidates(
    conn: &mut Conn,
    organization: &OrganizationId,
    form: &FindForm,
    now: Instant,
    at: PageNumber,
) -> QueryResult<Page<Candidate>> {
    let counted = visible!(organization, now).select(diesel::dsl::count_star()).into_boxed();
    let total: i64 = narrowed!(counted, form).get_result(conn)?;
    let listed = visible!(organization, now).select(Candidate::as_select()).into_boxed();
    let rows = narrowed!(listed, form)
        .order((candidates::updated_at.desc(), candidates::id.desc()))
        .limit(i64::try_from(at.size).unwrap_or(20))
        .offset(i64::try_from(at.offset()).unwrap_or(0))
        .load(conn)?;
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// A candidate that a verified organization finds, with their name.
///
/// # Errors
/// 404 when it does not find them.
pub fn find_visible(conn: &mut Conn, employer: &Employer, id: &str, now: Instant) -> AppResult<(Candidate, String)> {
    if !employer.is_verified() {
        return Err(AppError::NotFound);
    }
    let found = visible!(&employer.id, now)
        .filter(candidates::id.eq(id))
        .select((Candidate::as_select(), people::name))
        .first(conn)?;
    Ok(found)
}

/// Notes that an organization saw a candidate: one row a day. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn note_view(
    conn: &mut Conn,
    candidate: &CandidateId,
    organization: &OrganizationId,
    now: Instant,
) -> QueryResult<()> {
    let day = now.date().and_time(NaiveTime::MIN);
    let row = (
        candidate_views::id.eq(RowId::new()),
        candidate_views::candidate_id.eq(candidate),
        candidate_views::organization_id.eq(organization),
        candidate_views::day.eq(day),
        candidate_views::created_at.eq(now),
    );
    let unique = (candidate_views::candidate_id, candidate_views::organization_id, candidate_views::day);
    upsert!(conn, candidate_views::table, row, unique, candidate_views::day.eq(day))?;
    Ok(())
}

/// The postings of an organization to which a candidate was invited, with when, the latest first.
///
/// # Errors
/// What the database said.
pub fn list_invited(
    conn: &mut Conn,
    candidate: &CandidateId,
    organization: &OrganizationId,
) -> QueryResult<Vec<(PostingId, Instant)>> {
    candidate_invitations::table
        .inner_join(postings::table)
        .filter(candidate_invitations::candidate_id.eq(candidate))
        .filter(postings::organization_id.eq(organization))
        .order(candidate_invitations::id.desc())
        .select((candidate_invitations::posting_id, candidate_invitations::created_at))
        .load(conn)
}

/// Invites a candidate to apply to a posting.
///
/// # Errors
/// A field error on `posting` where they were invited to it, or have applied.
pub fn insert_invitation(
    conn: &mut Conn,
    candidate: &Candidate,
    (posting, by): (&PostingId, &PersonId),
    message: &str,
    now: Instant,
) -> AppResult<()> {
    let applied = applications::table
        .filter(applications::posting_id.eq(posting))
        .filter(applications::person_id.eq(&candidate.person_id))
        .filter(applications::state.ne("withdrawn"));
    if diesel::select(exists(applied)).get_result(conn)? {
        return Err(AppError::Invalid(FieldErrors::one("posting", "error-candidate-applied")));
    }
    let row = (
        candidate_invitations::id.eq(RowId::new()),
        candidate_invitations::candidate_id.eq(&candidate.id),
        candidate_invitations::posting_id.eq(posting),
        candidate_invitations::person_id.eq(Some(by)),
        candidate_invitations::message.eq(message),
        candidate_invitations::created_at.eq(now),
    );
    let taken = AppError::Invalid(FieldErrors::one("posting", "error-candidate-invited"));
    unique(diesel::insert_into(candidate_invitations::table).values(row).execute(conn), taken)?;
    Ok(())
}
