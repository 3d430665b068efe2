//! The statements of a person about their own candidate profile.

use diesel::dsl::max;
use diesel::prelude::*;

use super::idle::{CANDIDATE_IDLE, LOOK_DAYS};
use super::model::{Candidate, CandidateState, Content};
use crate::accounts::organizations::OrganizationBrief;
use crate::clock::Instant;
use crate::db::schema::{
    candidate_hidings, candidate_invitations, candidate_views, candidates, logins, members, organizations, people,
    postings, transitions,
};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{CandidateId, OrganizationId, PersonId, RowId};
use crate::lifecycle::{self, Lifecycle, Mover};
use crate::outbox::tasks::enqueue_task;
use crate::site::files::{NewFile, insert_file, remove_later};
use crate::upsert;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::word_patterns;

/// Most organizations that a candidate hides from.
const HIDINGS_MOST: i64 = 200;

/// The profile of a person; none before it is begun.
///
/// # Errors
/// What the database said.
pub fn find_of_person(conn: &mut Conn, person: &PersonId) -> QueryResult<Option<Candidate>> {
    candidates::table.filter(candidates::person_id.eq(person)).select(Candidate::as_select()).first(conn).optional()
}

/// Who a résumé is of: name, address of mail, country.
pub type Named = (String, String, Option<String>);

/// Who a résumé is of.
///
/// # Errors
/// 404 when there is no such person.
pub fn find_named(conn: &mut Conn, person: &PersonId) -> QueryResult<Named> {
    people::table.find(person).select((people::name, people::email, people::country)).first(conn)
}

/// Stores a new profile, which nobody finds yet.
///
/// # Errors
/// A conflict when another window began one meanwhile.
pub fn insert_candidate(conn: &mut Conn, candidate: &Candidate, resume: Option<&NewFile>) -> AppResult<()> {
    if let Some(resume) = resume {
        insert_file(conn, resume, &candidate.person_id, None, candidate.created_at)?;
    }
    let taken = AppError::Conflict("error-changed-meanwhile");
    unique(diesel::insert_into(candidates::table).values(candidate).execute(conn), taken)?;
    let mover = Mover { person: Some(&candidate.person_id), at: candidate.created_at, reason: "" };
    lifecycle::record_beginning(conn, candidate.id.as_str(), CandidateState::Hidden, mover)
}

/// What becomes of the résumé when a profile is saved.
#[derive(Debug, Clone)]
pub enum ResumeChange {
    /// It stays.
    Keep,
    /// It goes.
    Remove,
    /// Another one takes its place.
    Replace(NewFile),
}

/// Saves a profile. A résumé that is to go, or to make room for another one, goes with its file.
///
/// # Errors
/// A conflict when another window saved it meanwhile.
pub fn update_candidate(
    conn: &mut Conn,
    before: &Candidate,
    content: &Content,
    (resume, version): (&ResumeChange, i64),
    now: Instant,
) -> AppResult<()> {
    let seen = candidates::table.find(&before.id).filter(candidates::version.eq(version));
    let rows = diesel::update(seen)
        .set((content, candidates::version.eq(candidates::version + 1), candidates::updated_at.eq(now)))
        .execute(conn)?;
    changed_one(rows)?;
    let new = match resume {
        ResumeChange::Keep => return Ok(()),
        ResumeChange::Remove => None,
        ResumeChange::Replace(file) => {
            insert_file(conn, file, &before.person_id, None, now)?;
            Some(&file.id)
        }
    };
    diesel::update(candidates::table.find(&before.id)).set(candidates::resume_file_id.eq(new)).execute(conn)?;
    Ok(remove_later(conn, before.resume_file_id.as_slice(), now)?)
}

/// Moves a profile to another state and records it. Who is open has agreed at this instant, and is looked at
/// again.
///
/// # Errors
/// 409 when the move is illegal or another window was faster.
pub fn move_candidate(conn: &mut Conn, candidate: &Candidate, to: CandidateState, mover: Mover<'_>) -> AppResult<()> {
    lifecycle::record_move(conn, candidate.id.as_str(), candidate.state, to, mover)?;
    let consented_at = match (to, candidate.state) {
        (CandidateState::Hidden, _) => None,
        (CandidateState::Open, CandidateState::Hidden) => Some(mover.at),
        _ => candidate.consented_at,
    };
    let before = candidates::table.find(&candidate.id).filter(candidates::state.eq(candidate.state));
    let rows = diesel::update(before)
        .set((
            candidates::state.eq(to),
            candidates::consented_at.eq(consented_at),
            candidates::look_at.eq(None::<Instant>),
            candidates::version.eq(candidates::version + 1),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    if to == CandidateState::Open { confirm(conn, &candidate.id, mover.at) } else { Ok(()) }
}

/// Notes that a candidate was seen and that all this holds; they are looked at again when they were not seen for
/// long from now on.
///
/// # Errors
/// What the database said.
pub fn confirm(conn: &mut Conn, id: &CandidateId, now: Instant) -> AppResult<()> {
    diesel::update(candidates::table.find(id))
        .set((candidates::seen_at.eq(now), candidates::warned_at.eq(None::<Instant>)))
        .execute(conn)?;
    Ok(await_look(conn, id, now + chrono::Duration::days(LOOK_DAYS), now)?)
}

/// Has a candidate looked at at an instant, and no sooner.
///
/// # Errors
/// What the database said.
pub fn await_look(conn: &mut Conn, id: &CandidateId, at: Instant, now: Instant) -> QueryResult<()> {
    diesel::update(candidates::table.find(id)).set(candidates::look_at.eq(Some(at))).execute(conn)?;
    enqueue_task(conn, CANDIDATE_IDLE, id.as_str(), at, now)
}

/// Takes an open candidate whose time to be looked at has come, and holds the row; none where it is not.
///
/// # Errors
/// What the database said.
pub fn take_due(conn: &mut Conn, id: &str, now: Instant) -> QueryResult<Option<Candidate>> {
    let due = candidates::table
        .filter(candidates::id.eq(id))
        .filter(candidates::state.eq(CandidateState::Open))
        .filter(candidates::look_at.le(now));
    if diesel::update(due).set(candidates::version.eq(candidates::version)).execute(conn)? == 0 {
        return Ok(None);
    }
    let due = candidates::table.filter(candidates::id.eq(id)).filter(candidates::look_at.le(now));
    due.select(Candidate::as_select()).first(conn).optional()
}

/// Notes that a candidate was told that they will be hidden.
///
/// # Errors
/// What the database said.
pub fn mark_warned(conn: &mut Conn, id: &CandidateId, now: Instant) -> QueryResult<()> {
    diesel::update(candidates::table.find(id)).set(candidates::warned_at.eq(Some(now))).execute(conn)?;
    Ok(())
}

/// When a candidate was seen last.
///
/// # Errors
/// What the database said.
pub fn last_seen(conn: &mut Conn, candidate: &Candidate) -> QueryResult<Instant> {
    let own = logins::table.filter(logins::person_id.eq(&candidate.person_id));
    let seen: Option<Instant> = own.select(max(logins::seen_at)).first(conn)?;
    Ok(seen.map_or(candidate.seen_at, |seen| seen.max(candidate.seen_at)))
}

/// The organizations that a candidate chose to hide from, by name; and those that they are a member of, from
/// whom they are hidden too.
///
/// # Errors
/// What the database said.
pub fn list_hidings(
    conn: &mut Conn,
    candidate: &Candidate,
) -> QueryResult<(Vec<OrganizationBrief>, Vec<OrganizationBrief>)> {
    let chosen = candidate_hidings::table
        .inner_join(organizations::table)
        .filter(candidate_hidings::candidate_id.eq(&candidate.id))
        .order((organizations::name_key, organizations::id))
        .limit(HIDINGS_MOST)
        .select(OrganizationBrief::as_select())
        .load(conn)?;
    let own = members::table
        .inner_join(organizations::table)
        .filter(members::person_id.eq(&candidate.person_id))
        .order((organizations::name_key, organizations::id))
        .limit(HIDINGS_MOST)
        .select(OrganizationBrief::as_select())
        .load(conn)?;
    Ok((chosen, own))
}

/// A page of the verified organizations whose names hold these words, by name.
///
/// # Errors
/// What the database said.
pub fn search_organizations(conn: &mut Conn, words: &str, at: PageNumber) -> QueryResult<Page<OrganizationBrief>> {
    let narrow = || {
        let mut query = organizations::table.filter(organizations::state.eq("verified")).into_boxed();
        for word in word_patterns(words) {
            query = query.filter(organizations::name_key.like(word).escape('\\'));
        }
        query
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let rows = narrow()
        .order((organizations::name_key, organizations::id))
        .limit(i64::try_from(at.size).unwrap_or(20))
        .offset(i64::try_from(at.offset()).unwrap_or(0))
        .select(OrganizationBrief::as_select())
        .load(conn)?;
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// Hides a candidate from an organization. Safe to repeat.
///
/// # Errors
/// 404 where there is no such organization; 409 where they hide from as many as they can.
pub fn insert_hiding(
    conn: &mut Conn,
    candidate: &CandidateId,
    organization: &OrganizationId,
    now: Instant,
) -> AppResult<()> {
    organizations::table.find(organization).select(organizations::id).first::<OrganizationId>(conn)?;
    let own = candidate_hidings::table.filter(candidate_hidings::candidate_id.eq(candidate));
    if own.count().get_result::<i64>(conn)? >= HIDINGS_MOST {
        return Err(AppError::Conflict("error-hidings-full"));
    }
    let row = (
        candidate_hidings::id.eq(RowId::new()),
        candidate_hidings::candidate_id.eq(candidate),
        candidate_hidings::organization_id.eq(organization),
        candidate_hidings::created_at.eq(now),
    );
    let unique = (candidate_hidings::candidate_id, candidate_hidings::organization_id);
    let same = candidate_hidings::organization_id.eq(organization);
    upsert!(conn, candidate_hidings::table, row, unique, same)?;
    Ok(())
}

/// Shows a candidate to an organization again. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn delete_hiding(conn: &mut Conn, candidate: &CandidateId, organization: &str) -> QueryResult<()> {
    let own = candidate_hidings::table.filter(candidate_hidings::candidate_id.eq(candidate));
    diesel::delete(own.filter(candidate_hidings::organization_id.eq(organization))).execute(conn)?;
    Ok(())
}

/// A page of who saw a candidate: the organization and the day, the latest first.
///
/// # Errors
/// What the database said.
pub fn list_views(
    conn: &mut Conn,
    candidate: &CandidateId,
    at: PageNumber,
) -> QueryResult<Page<(OrganizationBrief, Instant)>> {
    let of_candidate = candidate_views::table.filter(candidate_views::candidate_id.eq(candidate));
    let total: i64 = of_candidate.count().get_result(conn)?;
    let rows = of_candidate
        .inner_join(organizations::table)
        .order((candidate_views::day.desc(), candidate_views::id.desc()))
        .limit(i64::try_from(at.size).unwrap_or(20))
        .offset(i64::try_from(at.offset()).unwrap_or(0))
        .select((OrganizationBrief::as_select(), candidate_views::day))
        .load(conn)?;
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// An invitation to apply: the posting, who offers it, what was written, when.
pub type Invited = (String, OrganizationBrief, String, Instant);

/// The invitations that a candidate got, the latest first, at most 100.
///
/// # Errors
/// What the database said.
pub fn list_invitations(conn: &mut Conn, candidate: &CandidateId) -> QueryResult<Vec<Invited>> {
    candidate_invitations::table
        .inner_join(postings::table)
        .inner_join(organizations::table.on(postings::organization_id.eq(organizations::id)))
        .filter(candidate_invitations::candidate_id.eq(candidate))
        .order(candidate_invitations::id.desc())
        .limit(100)
        .select((
            postings::id,
            OrganizationBrief::as_select(),
            candidate_invitations::message,
            candidate_invitations::created_at,
        ))
        .load(conn)
}

/// Forgets a person's profile with what was recorded of it, their résumé with its file, who saw it, whom they hid
/// from and who invited them. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn erase_person(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<()> {
    let Some(candidate) = find_of_person(conn, person)? else { return Ok(()) };
    let moves = transitions::table.filter(transitions::thing_kind.eq(CandidateState::THING));
    diesel::delete(moves.filter(transitions::thing_id.eq(candidate.id.as_str()))).execute(conn)?;
    diesel::delete(candidates::table.find(&candidate.id)).execute(conn)?;
    remove_later(conn, candidate.resume_file_id.as_slice(), now)
}
