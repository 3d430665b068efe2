//! Statements about meetings.

use std::collections::HashMap;

use diesel::prelude::*;

use super::model::{Meeting, MeetingState};
use crate::calendar::Span;
use crate::calendar::offers::Shown;
use crate::clock::Instant;
use crate::db::schema::{meeting_times, meetings, members, project_revisions, project_texts, projects};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, MeetingId, MemberId, OrganizationId, PersonId, ProjectId, RowId};
use crate::lifecycle::{self, Mover};
use crate::outbox::hold_person;
use crate::pairing::Side;
use crate::web::i18n::Locale;
use crate::web::paging::{Page, PageNumber};

/// How many meetings a person has asked for in an edition, cancelled ones aside; the person is held, so
/// that two requests at once are counted one after the other.
///
/// # Errors
/// What the database said.
pub fn count_asked_held(conn: &mut Conn, edition: &EditionId, person: &PersonId) -> QueryResult<i64> {
    hold_person(conn, person)?;
    let as_guest = meetings::guest_id.eq(person).and(meetings::asked_by.eq(Side::Guest));
    let as_host = meetings::host_id.eq(person).and(meetings::asked_by.eq(Side::Host));
    meetings::table
        .filter(meetings::edition_id.eq(edition))
        .filter(meetings::state.ne(MeetingState::Cancelled))
        .filter(as_guest.or(as_host))
        .count()
        .get_result(conn)
}

/// Stores a request with its times.
///
/// # Errors
/// 409 where the two have an open one.
pub fn insert_meeting(conn: &mut Conn, meeting: &Meeting, times: &[Span]) -> AppResult<()> {
    let done = diesel::insert_into(meetings::table).values(meeting).execute(conn);
    unique(done, AppError::Conflict("error-meeting-twice"))?;
    let asker = meeting.person_of(meeting.asked_by);
    let mover = Mover { person: Some(asker), at: meeting.created_at, reason: "" };
    lifecycle::record_beginning(conn, meeting.id.as_str(), meeting.state, mover)?;
    insert_times(conn, &meeting.id, (meeting.asked_by, times), meeting.created_at)
}

/// Stores what a side proposes.
///
/// # Errors
/// What the database said.
pub fn insert_times(
    conn: &mut Conn,
    meeting: &MeetingId,
    (side, times): (Side, &[Span]),
    at: Instant,
) -> AppResult<()> {
    for span in times {
        let row = (
            meeting_times::id.eq(RowId::new()),
            meeting_times::meeting_id.eq(meeting),
            meeting_times::side.eq(side),
            meeting_times::starts_at.eq(span.starts_at),
            meeting_times::ends_at.eq(span.ends_at),
            meeting_times::created_at.eq(at),
        );
        diesel::insert_into(meeting_times::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// A proposed time: its id and when it is.
pub type Proposed = (RowId, Span);

/// The times that a side proposed, in order.
///
/// # Errors
/// What the database said.
pub fn list_times(conn: &mut Conn, meeting: &MeetingId, side: Side) -> QueryResult<Vec<Proposed>> {
    let rows: Vec<(RowId, Instant, Instant)> = meeting_times::table
        .filter(meeting_times::meeting_id.eq(meeting))
        .filter(meeting_times::side.eq(side))
        .order(meeting_times::starts_at)
        .limit(10)
        .select((meeting_times::id, meeting_times::starts_at, meeting_times::ends_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, starts_at, ends_at)| (id, Span { starts_at, ends_at })).collect())
}

/// A meeting.
///
/// # Errors
/// 404 where there is none.
pub fn find_meeting(conn: &mut Conn, id: &MeetingId) -> QueryResult<Meeting> {
    meetings::table.find(id).select(Meeting::as_select()).first(conn)
}

/// The open meeting of a pair.
///
/// # Errors
/// What the database said.
pub fn find_open_of_pair(conn: &mut Conn, pair: (&ProjectId, &PersonId)) -> QueryResult<Option<MeetingId>> {
    Ok(list_open_meetings_of_pair(conn, pair)?.pop().map(|meeting| meeting.id))
}

/// The open meetings of a pair; one at the most.
///
/// # Errors
/// What the database said.
pub fn list_open_meetings_of_pair(
    conn: &mut Conn,
    (project, guest): (&ProjectId, &PersonId),
) -> QueryResult<Vec<Meeting>> {
    meetings::table
        .filter(meetings::project_id.eq(project))
        .filter(meetings::guest_id.eq(guest))
        .filter(meetings::state.eq_any(MeetingState::OPEN))
        .select(Meeting::as_select())
        .load(conn)
}

/// The open meetings about a project.
///
/// # Errors
/// What the database said.
pub fn list_open_meetings_of_project(conn: &mut Conn, project: &ProjectId) -> QueryResult<Vec<Meeting>> {
    meetings::table
        .filter(meetings::project_id.eq(project))
        .filter(meetings::state.eq_any(MeetingState::OPEN))
        .order(meetings::id)
        .limit(5_000)
        .select(Meeting::as_select())
        .load(conn)
}

/// The scheduled meetings of a person that begin before an instant.
///
/// # Errors
/// What the database said.
pub fn list_meetings_until(conn: &mut Conn, person: &PersonId, until: Instant) -> QueryResult<Vec<Meeting>> {
    meetings::table
        .filter(meetings::guest_id.eq(person).or(meetings::host_id.eq(person)))
        .filter(meetings::state.eq(MeetingState::Scheduled))
        .filter(meetings::starts_at.lt(until))
        .order(meetings::id)
        .select(Meeting::as_select())
        .load(conn)
}

/// What a move changes beside the state.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Who comes for the project from now on.
    pub host: Option<PersonId>,
    /// Who is to answer from now on.
    pub turn: Option<Side>,
    /// When it is.
    pub span: Option<Span>,
    /// The last of the times that are proposed.
    pub expires_at: Option<Instant>,
}

/// Moves a meeting that was read in this version, and records it.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn move_meeting(
    conn: &mut Conn,
    meeting: &Meeting,
    to: MeetingState,
    changes: &Changes,
    mover: Mover<'_>,
) -> AppResult<()> {
    lifecycle::record_move(conn, meeting.id.as_str(), meeting.state, to, mover)?;
    let seen = meetings::table.filter(meetings::id.eq(&meeting.id)).filter(meetings::version.eq(meeting.version));
    let span = changes.span.or(meeting.span());
    let rows = diesel::update(seen)
        .set((
            meetings::state.eq(to),
            meetings::reason.eq(mover.reason),
            meetings::host_id.eq(changes.host.as_ref().unwrap_or(&meeting.host_id)),
            meetings::turn.eq(changes.turn.unwrap_or(meeting.turn)),
            meetings::starts_at.eq(span.map(|span| span.starts_at)),
            meetings::ends_at.eq(span.map(|span| span.ends_at)),
            meetings::expires_at.eq(changes.expires_at.unwrap_or(meeting.expires_at)),
            meetings::version.eq(meetings::version + 1),
            meetings::updated_at.eq(mover.at),
        ))
        .execute(conn)?;
    changed_one(rows)
}

/// The membership of a person in an organization.
///
/// # Errors
/// What the database said.
pub fn find_member(conn: &mut Conn, organization: &OrganizationId, person: &PersonId) -> QueryResult<Option<MemberId>> {
    members::table
        .filter(members::organization_id.eq(organization))
        .filter(members::person_id.eq(person))
        .select(members::id)
        .first(conn)
        .optional()
}

/// The titles of projects, of their published revisions, in a language.
///
/// # Errors
/// What the database said.
pub fn list_titles(conn: &mut Conn, projects: &[ProjectId], locale: Locale) -> QueryResult<HashMap<ProjectId, String>> {
    let rows: Vec<(ProjectId, String, String)> = projects::table
        .inner_join(project_revisions::table.on(projects::published_revision_id.eq(project_revisions::id.nullable())))
        .inner_join(project_texts::table.on(project_texts::revision_id.eq(project_revisions::id)))
        .filter(projects::id.eq_any(projects))
        .order((projects::id, project_texts::locale))
        .select((projects::id, project_texts::locale, project_texts::title))
        .load(conn)?;
    let mut titles = HashMap::new();
    for (project, tag, title) in rows {
        if Locale::from_tag(&tag) == Some(locale) {
            titles.insert(project, title);
        } else {
            titles.entry(project).or_insert(title);
        }
    }
    Ok(titles)
}

/// A page of a person's meetings, of whatever edition; those that are over the latest first.
///
/// # Errors
/// What the database said.
pub fn list_of_person(conn: &mut Conn, person: &PersonId, shown: Shown, at: PageNumber) -> QueryResult<Page<Meeting>> {
    let narrow = || {
        let own = meetings::table.filter(meetings::guest_id.eq(person).or(meetings::host_id.eq(person))).into_boxed();
        let waits = meetings::state.eq_any([MeetingState::Requested, MeetingState::CounterProposed]);
        let guests_turn = meetings::turn.eq(Side::Guest).and(meetings::guest_id.eq(person));
        let mine = guests_turn.or(meetings::turn.eq(Side::Host).and(meetings::host_id.eq(person)));
        match shown {
            Shown::ToAnswer => own.filter(waits).filter(mine),
            Shown::Coming => {
                own.filter(meetings::state.eq(MeetingState::Scheduled).or(waits.and(diesel::dsl::not(mine))))
            }
            Shown::Past => own.filter(meetings::state.ne_all(MeetingState::OPEN)),
        }
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(20));
    let page = narrow().offset(offset).limit(limit).select(Meeting::as_select());
    let rows = match shown {
        Shown::Past => page.order((meetings::updated_at.desc(), meetings::id.desc())).load(conn)?,
        _ => page.order((meetings::expires_at, meetings::id)).load(conn)?,
    };
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// These meetings.
///
/// # Errors
/// What the database said.
pub fn list_meetings(conn: &mut Conn, ids: &[String]) -> QueryResult<Vec<Meeting>> {
    meetings::table.filter(meetings::id.eq_any(ids)).select(Meeting::as_select()).load(conn)
}
