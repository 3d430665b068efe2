//! Sending and moving interests, and what follows: who is told, the room, the end of it. Called inside the
//! transaction that checked the right.

use super::INTEREST_EXPIRY;
use super::forms::{InterestForm, Move};
use super::model::{Interest, InterestState};
use super::queries;
use crate::accounts::people::queries::find_name;
use crate::chat::rooms::subjects::{self, Subject};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{InterestId, PersonId, RoomId};
use crate::lifecycle::Mover;
use crate::outbox::tasks::enqueue_task;
use crate::outbox::{self, Notice};
use crate::pairing::Side;
use crate::pairing::projects::listing::{ProjectRow, list_teasers};
use crate::pairing::projects::model::{Disclosure, ProjectState, text_in};
use crate::pairing::projects::steps::has_undertaken;
use crate::pairing::projects::undertakings::{UndertakingForm, undertake};
use crate::pairing::projects::{Step, find_project, find_step, list_hosts};
use crate::pairing::refusals::queries::{refuse, require_willing};
use crate::pairing::rules::find_rules;
use crate::site::Visit;
use crate::web::i18n::Locale;

/// The title of a project in a language.
///
/// # Errors
/// What the database said.
pub fn title_of(conn: &mut Conn, row: &ProjectRow) -> AppResult<impl Fn(Locale) -> String + use<>> {
    let texts = list_teasers(conn, std::slice::from_ref(&row.1.id))?;
    Ok(move |locale: Locale| text_in(&texts, locale).map(|text| text.title.clone()).unwrap_or_default())
}

/// The address of an interest's page.
pub fn link(id: &InterestId) -> String {
    format!("/pairing/interests/{id}")
}

/// A project that this reader deals with, by its address.
///
/// # Errors
/// 404 for what they may not read.
pub fn find_readable(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<ProjectRow> {
    let owned = find_project(conn, &visit.edition()?.id, slug)?.ok_or(AppError::NotFound)?;
    match find_step(conn, &owned.0, &owned.1, visit)? {
        Step::Hidden => Err(AppError::NotFound),
        _ => Ok(queries::find_row(conn, &owned.0.id)?),
    }
}

/// Refuses whoever may not deal with a project now: its own people, while it is not open, after a "no thanks".
///
/// # Errors
/// 403 with the sentence, 409 where it is not open.
pub fn require_dealable(conn: &mut Conn, visit: &Visit, row: &ProjectRow, guest: &PersonId) -> AppResult<()> {
    if queries::is_member(conn, &row.2.id, guest)? {
        return Err(AppError::Refused("error-pair-own"));
    }
    if row.0.state_at(visit.now) != ProjectState::Published {
        return Err(AppError::Conflict("error-project-not-open"));
    }
    require_willing(conn, (&row.0.id, guest))
}

/// Says that somebody is interested.
///
/// # Errors
/// The fields that are wrong; the quota; as [`require_dealable`].
pub fn send(
    conn: &mut Conn,
    visit: &Visit,
    row: &ProjectRow,
    (id, form): (&InterestId, &InterestForm),
) -> AppResult<()> {
    let me = visit.writer()?.person.clone();
    require_dealable(conn, visit, row, &me)?;
    let message = form.parse()?;
    if row.1.disclosure == Disclosure::Undertaking && !has_undertaken(conn, &row.0.id, &me)? {
        undertake(conn, visit, &row.0.slug, &UndertakingForm { agree: form.agree.clone() })?;
    }
    let rules = find_rules(conn, &row.0.edition_id)?;
    if queries::count_open_held(conn, &row.0.edition_id, &me)? >= rules.interest_quota {
        return Err(AppError::Refused("error-interest-quota"));
    }
    let interest = Interest {
        id: id.clone(),
        edition_id: row.0.edition_id.clone(),
        project_id: row.0.id.clone(),
        person_id: me,
        state: InterestState::Sent,
        message,
        reason: String::new(),
        expires_at: queries::expiry(visit.now, rules.interest_days),
        version: 1,
        created_at: visit.now,
        updated_at: visit.now,
    };
    queries::insert_interest(conn, &interest)?;
    enqueue_task(conn, INTEREST_EXPIRY, id.as_str(), interest.expires_at, visit.now)?;
    let (title, name) = (title_of(conn, row)?, visit.writer()?.name.clone());
    for host in list_hosts(conn, &row.0)? {
        outbox::notify(conn, &host, "interest.received", &link(id), visit.now, |locale| Notice {
            subject: locale.tf("notice-interest-received", &[("name", &name), ("project", &title(locale))]),
            detail: interest.message.clone(),
        })?;
    }
    Ok(())
}

/// Moves an interest as one of its sides.
///
/// # Errors
/// 404 for a move that is the other side's; 409 when it is illegal or somebody was faster.
pub fn carry_out(
    conn: &mut Conn,
    visit: &Visit,
    (interest, row): &(Interest, ProjectRow),
    side: Side,
    step: &Move,
) -> AppResult<()> {
    let own = match side {
        Side::Guest => step.to == InterestState::Withdrawn,
        Side::Host => step.to != InterestState::Withdrawn,
    };
    if !own {
        return Err(AppError::Conflict("error-move-not-allowed"));
    }
    if interest.version != step.version {
        return Err(AppError::Conflict("error-changed-meanwhile"));
    }
    let me = visit.writer()?.person.clone();
    let mover = Mover { person: Some(&me), at: visit.now, reason: &step.reason };
    if step.to == InterestState::Accepted {
        require_dealable(conn, visit, row, &interest.person_id)?;
    }
    queries::move_interest(conn, interest, step.to, mover)?;
    let pair = (&row.0.id, &interest.person_id);
    if step.to == InterestState::Accepted {
        open_room(conn, row, &interest.person_id, &me, visit.now)?;
    }
    if step.is_final {
        refuse(conn, pair, Side::Host, mover)?;
    }
    tell(conn, visit, (interest, row), step)
}

/// Opens the room of a pair, with whoever answers for the project in it.
///
/// # Errors
/// What the database said.
pub fn open_room(
    conn: &mut Conn,
    row: &ProjectRow,
    guest: &PersonId,
    host: &PersonId,
    now: Instant,
) -> AppResult<RoomId> {
    let subject = Subject::Project { project: row.0.id.clone(), guest: guest.clone() };
    let room = subjects::open(conn, &row.0.edition_id, &subject, now)?;
    subjects::join_subject(conn, &room, &subject, host, now)?;
    Ok(room)
}

fn tell(conn: &mut Conn, visit: &Visit, (interest, row): (&Interest, &ProjectRow), step: &Move) -> AppResult<()> {
    let (title, link) = (title_of(conn, row)?, link(&interest.id));
    let guest = find_name(conn, &interest.person_id)?;
    let (kind, key) = match step.to {
        InterestState::Shortlisted => ("interest.moved", "notice-interest-shortlisted"),
        InterestState::Accepted => ("interest.moved", "notice-interest-accepted"),
        InterestState::Declined => ("interest.moved", "notice-interest-declined"),
        InterestState::Withdrawn => ("interest.withdrawn", "notice-interest-withdrawn"),
        InterestState::Sent | InterestState::Expired => return Ok(()),
    };
    let told = match step.to {
        InterestState::Withdrawn => list_hosts(conn, &row.0)?,
        _ => vec![interest.person_id.clone()],
    };
    for person in told {
        outbox::notify(conn, &person, kind, &link, visit.now, |locale| Notice {
            subject: locale.tf(key, &[("name", &guest), ("project", &title(locale))]),
            detail: step.reason.clone(),
        })?;
    }
    Ok(())
}

/// Ends an interest that nobody answered in time, and tells whose it is. A task: safe to repeat.
///
/// # Errors
/// What the database said.
pub fn expire(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Ok(id) = id.parse::<InterestId>() else { return Ok(()) };
    let (interest, row) = match queries::find_interest(conn, &id) {
        Err(diesel::result::Error::NotFound) => return Ok(()),
        found => found?,
    };
    if !interest.state.is_open() || interest.expires_at > now {
        return Ok(());
    }
    end(conn, &interest, &row, "notice-interest-expired", Mover { person: None, at: now, reason: "" })
}

/// Ends an interest without anybody's answer, and tells whose it is.
///
/// # Errors
/// What the database said.
pub fn end(
    conn: &mut Conn,
    interest: &Interest,
    row: &ProjectRow,
    key: &'static str,
    mover: Mover<'_>,
) -> AppResult<()> {
    queries::move_interest(conn, interest, InterestState::Expired, mover)?;
    let title = title_of(conn, row)?;
    outbox::notify(conn, &interest.person_id, "interest.moved", &link(&interest.id), mover.at, |locale| Notice {
        subject: locale.tf(key, &[("project", &title(locale))]),
        detail: mover.reason.to_owned(),
    })
}
