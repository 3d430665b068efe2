//! Statements about interviews.

use std::collections::HashMap;

use diesel::prelude::*;

use super::model::{Interview, InterviewState, Party};
use crate::calendar::Span;
use crate::calendar::offers::Shown;
use crate::clock::Instant;
use crate::db::schema::{
    applications, interview_slots, interviews, members, organizations, people, posting_texts, postings,
};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{ApplicationId, InterviewId, MemberId, OrganizationId, PersonId, RowId};
use crate::lifecycle::{self, Mover};
use crate::recruitment::applications::model::Application;
use crate::recruitment::postings::model::{Employer, Posting};
use crate::web::i18n::Locale;
use crate::web::paging::{Page, PageNumber};

/// An interview with what it is about.
pub type InterviewRow = (Interview, Application, Posting, Employer);

/// Stores what is proposed, with its times.
///
/// # Errors
/// 409 where the application has an open one.
pub fn insert_interview(conn: &mut Conn, interview: &Interview, slots: &[Span]) -> AppResult<()> {
    let done = diesel::insert_into(interviews::table).values(interview).execute(conn);
    unique(done, AppError::Conflict("error-interview-twice"))?;
    let mover = Mover { person: interview.host_id.as_ref(), at: interview.created_at, reason: "" };
    lifecycle::record_beginning(conn, interview.id.as_str(), interview.state, mover)?;
    replace_slots(conn, &interview.id, slots, interview.created_at)?;
    Ok(())
}

/// Puts these times on offer instead of those that were.
///
/// # Errors
/// What the database said.
pub fn replace_slots(conn: &mut Conn, interview: &InterviewId, slots: &[Span], at: Instant) -> QueryResult<()> {
    diesel::delete(interview_slots::table.filter(interview_slots::interview_id.eq(interview))).execute(conn)?;
    for span in slots {
        let row = (
            interview_slots::id.eq(RowId::new()),
            interview_slots::interview_id.eq(interview),
            interview_slots::starts_at.eq(span.starts_at),
            interview_slots::ends_at.eq(span.ends_at),
            interview_slots::created_at.eq(at),
        );
        diesel::insert_into(interview_slots::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// The times on offer, in order.
///
/// # Errors
/// What the database said.
pub fn list_slots(conn: &mut Conn, interview: &InterviewId) -> QueryResult<Vec<(RowId, Span)>> {
    let rows: Vec<(RowId, Instant, Instant)> = interview_slots::table
        .filter(interview_slots::interview_id.eq(interview))
        .order((interview_slots::starts_at, interview_slots::id))
        .select((interview_slots::id, interview_slots::starts_at, interview_slots::ends_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, starts_at, ends_at)| (id, Span { starts_at, ends_at })).collect())
}

/// Stores `after` in place of what was read, and records the move where the state is another.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn save(conn: &mut Conn, before: &Interview, after: &Interview, mover: Mover<'_>) -> AppResult<()> {
    if before.state != after.state {
        lifecycle::record_move(conn, before.id.as_str(), before.state, after.state, mover)?;
    }
    let seen = interviews::table.filter(interviews::id.eq(&before.id)).filter(interviews::version.eq(before.version));
    changed_one(diesel::update(seen).set(after).execute(conn)?)
}

macro_rules! rows {
    () => {
        interviews::table
            .inner_join(applications::table)
            .inner_join(postings::table.on(applications::posting_id.eq(postings::id)))
            .inner_join(organizations::table.on(postings::organization_id.eq(organizations::id)))
            .select((Interview::as_select(), Application::as_select(), Posting::as_select(), Employer::as_select()))
    };
}

/// An interview with what it is about.
///
/// # Errors
/// 404 where there is none.
pub fn find_row(conn: &mut Conn, id: &InterviewId) -> QueryResult<InterviewRow> {
    rows!().filter(interviews::id.eq(id)).first(conn)
}

/// The interview of an application that may still take place.
///
/// # Errors
/// What the database said.
pub fn find_open(conn: &mut Conn, application: &ApplicationId) -> QueryResult<Option<InterviewRow>> {
    let open = rows!().filter(interviews::application_id.eq(application));
    open.filter(interviews::state.eq_any(InterviewState::OPEN)).first(conn).optional()
}

/// The interviews of an application, newest first, at most 50.
///
/// # Errors
/// What the database said.
pub fn list_of_application(conn: &mut Conn, application: &ApplicationId) -> QueryResult<Vec<Interview>> {
    interviews::table
        .filter(interviews::application_id.eq(application))
        .order(interviews::id.desc())
        .limit(50)
        .select(Interview::as_select())
        .load(conn)
}

/// The interviews of a person's applications, oldest first, at most 1,000.
///
/// # Errors
/// What the database said.
pub fn list_of_applicant(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<InterviewRow>> {
    rows!().filter(applications::person_id.eq(person)).order(interviews::id).limit(1_000).load(conn)
}

/// The membership by which somebody recruits for an organization.
///
/// # Errors
/// What the database said.
pub fn find_recruiter(
    conn: &mut Conn,
    organization: &OrganizationId,
    person: &PersonId,
) -> QueryResult<Option<MemberId>> {
    members::table
        .filter(members::organization_id.eq(organization))
        .filter(members::person_id.eq(person))
        .filter(members::role.eq_any(["owner", "recruiter"]))
        .select(members::id)
        .first(conn)
        .optional()
}

/// A page of a person's interviews, of whatever edition, as applicant and as recruiter; those that are over the
/// latest first.
///
/// # Errors
/// What the database said.
pub fn list_of_person(
    conn: &mut Conn,
    person: &PersonId,
    shown: Shown,
    at: PageNumber,
) -> QueryResult<Page<InterviewRow>> {
    let recruits: Vec<OrganizationId> = members::table
        .filter(members::person_id.eq(person))
        .filter(members::role.eq_any(["owner", "recruiter"]))
        .select(members::organization_id)
        .load(conn)?;
    let narrow = || {
        // Who has left the team knows of its interviews no more.
        let is_host = interviews::host_id.eq(Some(person)).and(postings::organization_id.eq_any(&recruits));
        let own = rows!().filter(applications::person_id.eq(person).or(is_host)).into_boxed();
        let waits = interviews::state.eq_any([InterviewState::Proposed, InterviewState::Rescheduled]);
        let chooses = interviews::turn.eq(Party::Applicant).and(applications::person_id.eq(person));
        // Whose application it is not has it as its host.
        let offers = interviews::turn.eq(Party::Team).and(applications::person_id.ne(person));
        let mine = chooses.or(offers);
        match shown {
            Shown::ToAnswer => own.filter(waits).filter(mine),
            Shown::Coming => {
                own.filter(interviews::state.eq(InterviewState::Scheduled).or(waits.and(diesel::dsl::not(mine))))
            }
            Shown::Past => own.filter(interviews::state.ne_all(InterviewState::OPEN)),
        }
    };
    let all: Vec<InterviewRow> = match shown {
        Shown::Past => narrow().order((interviews::updated_at.desc(), interviews::id.desc())).limit(500).load(conn)?,
        _ => narrow().order((interviews::expires_at, interviews::id)).limit(500).load(conn)?,
    };
    let total = u64::try_from(all.len()).unwrap_or(0);
    Ok(at.page(all.into_iter().skip(at.offset()).take(at.size).collect(), total))
}

/// These interviews with the titles of their postings in a language and the applicants' names.
///
/// # Errors
/// What the database said.
pub fn list_worded(
    conn: &mut Conn,
    ids: &[String],
    locale: Locale,
) -> QueryResult<Vec<(InterviewRow, String, String)>> {
    let found: Vec<InterviewRow> = rows!().filter(interviews::id.eq_any(ids)).load(conn)?;
    let postings: Vec<Posting> = found.iter().map(|row| row.2.clone()).collect();
    let titles = list_titles(conn, &postings, locale)?;
    let applicants: Vec<&PersonId> = found.iter().map(|row| &row.1.person_id).collect();
    let names: HashMap<PersonId, String> = people::table
        .filter(people::id.eq_any(applicants))
        .select((people::id, people::name))
        .load::<(PersonId, String)>(conn)?
        .into_iter()
        .collect();
    let word = |row: InterviewRow| {
        let title = titles.get(row.2.id.as_str()).cloned().unwrap_or_default();
        let name = names.get(&row.1.person_id).cloned().unwrap_or_default();
        (row, title, name)
    };
    Ok(found.into_iter().map(word).collect())
}

/// The titles of these postings, of their public revisions, in a language where there is one in it; by the
/// posting's id.
///
/// # Errors
/// What the database said.
pub fn list_titles(conn: &mut Conn, of: &[Posting], locale: Locale) -> QueryResult<HashMap<String, String>> {
    let revisions: Vec<&str> = of.iter().filter_map(|one| Some(one.published_revision_id.as_ref()?.as_str())).collect();
    let rows: Vec<(String, String, String)> = posting_texts::table
        .filter(posting_texts::revision_id.eq_any(revisions))
        .order((posting_texts::revision_id, posting_texts::locale))
        .select((posting_texts::revision_id, posting_texts::locale, posting_texts::title))
        .load(conn)?;
    let title_of = |revision: &str| {
        let own = || rows.iter().filter(|row| row.0 == revision);
        own().find(|row| row.1 == locale.tag()).or_else(|| own().next()).map(|row| row.2.clone())
    };
    let pair = |one: &Posting| {
        let title = one.published_revision_id.as_ref().and_then(|revision| title_of(revision.as_str()));
        (one.id.to_string(), title.unwrap_or_default())
    };
    Ok(of.iter().map(pair).collect())
}
