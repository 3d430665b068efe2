//! The statements of a person about their own applications, and the change of state both sides use.

use diesel::prelude::*;

use super::desk_queries::KEPT;
use super::model::{Application, ApplicationState};
use crate::chat::rooms::subjects::{self, Subject};
use crate::clock::Instant;
use crate::db::schema::{applications, files, members, organizations, postings, resume_reads, transitions};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{ApplicationId, FileId, OrganizationId, PersonId, RowId};
use crate::lifecycle::{self, Lifecycle as _, Mover};
use crate::outbox::{self, Notice};
use crate::recruitment::postings::model::{Employer, Posting, PostingText, text_in};
use crate::recruitment::{interviews, offers};
use crate::site::Visit;
use crate::site::files::{NewFile, insert_file};

/// An application with its posting and the organization.
pub type OwnRow = (Application, Posting, Employer);

/// Stores an application with its résumé, records it.
///
/// # Errors
/// A field error on `form` when there is one already that is not withdrawn.
pub fn insert_application(conn: &mut Conn, application: &Application, resume: &NewFile) -> AppResult<()> {
    let exists = AppError::Invalid(FieldErrors::one("form", "error-application-exists"));
    unique(diesel::insert_into(applications::table).values(application).execute(conn), exists)?;
    insert_file(conn, resume, &application.person_id, None, application.created_at)?;
    let mover = Mover { person: Some(&application.person_id), at: application.created_at, reason: "" };
    lifecycle::record_move(conn, application.id.as_str(), ApplicationState::Draft, ApplicationState::Submitted, mover)
}

/// Owners and recruiters of an organization, at most 50.
///
/// # Errors
/// What the database said.
pub fn list_recruiters(conn: &mut Conn, organization: &OrganizationId) -> QueryResult<Vec<PersonId>> {
    members::table
        .filter(members::organization_id.eq(organization))
        .filter(members::role.eq_any(["owner", "recruiter"]))
        .order(members::id)
        .limit(50)
        .select(members::person_id)
        .load(conn)
}

/// Tells owners and recruiters, each in their language.
///
/// # Errors
/// What the database said.
pub fn notify_recruiters(
    conn: &mut Conn,
    row: (&Posting, &Employer),
    application: &ApplicationId,
    kind: &'static str,
    key: &'static str,
    texts: &[PostingText],
    now: Instant,
) -> AppResult<()> {
    let link = format!("/organizations/{}/applications/{application}", row.1.slug);
    for person in list_recruiters(conn, &row.0.organization_id)? {
        outbox::notify(conn, &person, kind, &link, now, |locale| {
            let title = text_in(texts, locale).map_or("", |text| text.title.as_str());
            Notice { subject: locale.tf(key, &[("posting", title)]), detail: String::new() }
        })?;
    }
    Ok(())
}

/// The applications of a person, newest first, at most 500.
///
/// # Errors
/// What the database said.
pub fn list_own_applications(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<OwnRow>> {
    applications::table
        .inner_join(postings::table)
        .inner_join(organizations::table.on(postings::organization_id.eq(organizations::id)))
        .filter(applications::person_id.eq(person))
        .order(applications::id.desc())
        .limit(500)
        .select((Application::as_select(), Posting::as_select(), Employer::as_select()))
        .load(conn)
}

/// An application of this person.
///
/// # Errors
/// 404 when it is another's.
pub fn find_own_application(conn: &mut Conn, person: &PersonId, id: &str) -> QueryResult<OwnRow> {
    applications::table
        .inner_join(postings::table)
        .inner_join(organizations::table.on(postings::organization_id.eq(organizations::id)))
        .filter(applications::person_id.eq(person))
        .filter(applications::id.eq(id))
        .select((Application::as_select(), Posting::as_select(), Employer::as_select()))
        .first(conn)
}

/// An application, whosever it is.
///
/// # Errors
/// What the database said.
pub fn find_application(conn: &mut Conn, id: &ApplicationId) -> QueryResult<OwnRow> {
    applications::table
        .inner_join(postings::table)
        .inner_join(organizations::table.on(postings::organization_id.eq(organizations::id)))
        .filter(applications::id.eq(id))
        .select((Application::as_select(), Posting::as_select(), Employer::as_select()))
        .first(conn)
}

/// From which state each of these applications was decided against, newest decision last.
///
/// # Errors
/// What the database said.
pub fn list_hidden_decisions(conn: &mut Conn, of: &[ApplicationId]) -> QueryResult<Vec<(String, String)>> {
    let ids: Vec<&str> = of.iter().map(ApplicationId::as_str).collect();
    transitions::table
        .filter(transitions::thing_kind.eq(ApplicationState::THING))
        .filter(transitions::to_state.eq(ApplicationState::Unsuccessful.as_str()))
        .filter(transitions::thing_id.eq_any(ids))
        .order(transitions::id)
        .limit(1_000)
        .select((transitions::thing_id, transitions::from_state))
        .load(conn)
}

/// The state the applicant may see: a decision that is not told is the state before it.
pub fn visible_state(application: &Application, decisions: &[(String, String)]) -> ApplicationState {
    if application.state != ApplicationState::Unsuccessful {
        return application.state;
    }
    let before = decisions.iter().rev().find(|(id, _)| id == application.id.as_str());
    before.and_then(|(_, from)| from.parse().ok()).unwrap_or(ApplicationState::Submitted)
}

/// The state the applicant of this one may see.
///
/// # Errors
/// What the database said.
pub fn find_visible_state(conn: &mut Conn, application: &Application) -> QueryResult<ApplicationState> {
    let decisions = list_hidden_decisions(conn, std::slice::from_ref(&application.id))?;
    Ok(visible_state(application, &decisions))
}

/// Moves an application to another state and records it.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn move_application(
    conn: &mut Conn,
    application: &Application,
    to: ApplicationState,
    mover: Mover<'_>,
) -> AppResult<()> {
    // People get a copy of the moves that they made: this one begins where the applicant saw it.
    let from = match to {
        ApplicationState::Withdrawn => find_visible_state(conn, application)?,
        _ => application.state,
    };
    lifecycle::record_move(conn, application.id.as_str(), from, to, mover)?;
    let seen = applications::table
        .filter(applications::id.eq(&application.id))
        .filter(applications::version.eq(application.version));
    let rows = diesel::update(seen)
        .set((
            applications::state.eq(to),
            applications::version.eq(applications::version + 1),
            applications::updated_at.eq(mover.at),
            applications::answered_at.eq(application.answered_at.or(to.answers().then_some(mover.at))),
            applications::revealed_at.eq(application.revealed_at.or(to.reveals().then_some(mover.at))),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    offers::moves::settle(conn, &application.id, to, mover)?;
    if to.ends_for_good() {
        interviews::moves::cancel_by_ending(conn, application, mover)?;
    }
    move_conversation(conn, application, to, mover.at)
}

/// What the two sides wrote to each other is closed when the application ends for good, and open again
/// when it goes on.
fn move_conversation(conn: &mut Conn, application: &Application, to: ApplicationState, at: Instant) -> AppResult<()> {
    let subject = Subject::Application(application.id.clone());
    if to.ends_for_good() {
        subjects::close(conn, &subject, at)?;
    } else if application.state.ends_for_good() {
        subjects::reopen(conn, &subject)?;
    }
    Ok(())
}

/// Whether this person may read a résumé: its applicant, or an owner or recruiter of the
/// posting's organization, once they may know who applies and for a year after the closing. Nobody else,
/// organizers included.
///
/// # Errors
/// What the database said.
pub fn may_read_resume(conn: &mut Conn, person: &PersonId, file: &FileId, now: Instant) -> QueryResult<bool> {
    let own =
        applications::table.filter(applications::resume_file_id.eq(file)).filter(applications::person_id.eq(person));
    if diesel::select(diesel::dsl::exists(own)).get_result(conn)? {
        return Ok(true);
    }
    let theirs = applications::table
        .inner_join(postings::table)
        .inner_join(members::table.on(members::organization_id.eq(postings::organization_id)))
        .filter(applications::resume_file_id.eq(file))
        .filter(applications::state.ne("withdrawn"))
        .filter(postings::closes_at.gt(now - KEPT))
        .filter(postings::is_anonymous.eq(false).or(applications::revealed_at.is_not_null()))
        .filter(members::person_id.eq(person))
        .filter(members::role.eq_any(["owner", "recruiter"]));
    diesel::select(diesel::dsl::exists(theirs)).get_result(conn)
}

/// Notes that somebody of the posting's organization read a résumé: once a reader, file and day. Its owner's own
/// reading is not noted. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn note_resume_read(conn: &mut Conn, visit: &Visit, file: &FileId) -> AppResult<()> {
    let reader = &visit.viewer()?.person;
    let of: Option<(PersonId, OrganizationId)> = applications::table
        .inner_join(postings::table)
        .inner_join(members::table.on(members::organization_id.eq(postings::organization_id)))
        .filter(members::person_id.eq(reader))
        .filter(applications::resume_file_id.eq(file))
        .filter(applications::person_id.ne(reader))
        .select((applications::person_id, postings::organization_id))
        .first(conn)
        .optional()?;
    let Some((owner, organization)) = of else { return Ok(()) };
    let day = visit.now.date().to_string();
    let row = (
        resume_reads::id.eq(RowId::new()),
        resume_reads::file_id.eq(file),
        resume_reads::owner_id.eq(owner),
        resume_reads::reader_id.eq(reader),
        resume_reads::organization_id.eq(organization),
        resume_reads::day.eq(&day),
        resume_reads::created_at.eq(visit.now),
    );
    let once = (resume_reads::file_id, resume_reads::reader_id, resume_reads::day);
    crate::upsert!(conn, resume_reads::table, row, once, resume_reads::day.eq(&day))?;
    Ok(())
}

/// The name under which a résumé was sent; empty when its applicant has gone, and the résumé with them.
///
/// # Errors
/// What the database said.
pub fn find_file_name(conn: &mut Conn, file: &FileId) -> QueryResult<String> {
    Ok(files::table.find(file).select(files::name).first(conn).optional()?.unwrap_or_default())
}
