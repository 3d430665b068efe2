//! What agents do with an enquiry, and what follows. Called inside the transaction that checked the right and the
//! version, with the enquiry held.

use super::forms::Then;
use super::queries::{is_of_same, list_ids_of_agent, move_history};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EditionId, EnquiryEntryId, EnquiryId, PersonId};
use crate::lifecycle::Mover;
use crate::service::enquiries::links::move_links;
use crate::service::enquiries::model::{Change, Enquiry, EnquiryState, EntryKind};
use crate::service::enquiries::moves::{CLOSING_DAYS, resolve};
use crate::service::enquiries::queries::{NewEntry, change_enquiry, find_held, insert_entry, move_enquiry};
use crate::service::enquiries::telling::{tell_agent, tell_desk, tell_requester};
use crate::site::Viewer;
use crate::site::files::NewFile;
use crate::site::helpdesk::serves;
use crate::site::sanctions::find_ban;

/// Takes up what nobody looked at, what was set aside or resolved.
fn take_up(conn: &mut Conn, enquiry: &mut Enquiry, mover: Mover<'_>) -> AppResult<()> {
    match enquiry.state {
        EnquiryState::New | EnquiryState::Snoozed | EnquiryState::Resolved => {
            let change = Change { resolved_at: Some(None), ..Change::default() };
            move_enquiry(conn, enquiry, EnquiryState::Open, mover, change)
        }
        EnquiryState::Open | EnquiryState::Pending => Ok(()),
        EnquiryState::Closed | EnquiryState::Merged => Err(AppError::Conflict("error-enquiry-closed")),
    }
}

/// Answers whoever asked: in the site and by mail, with the words of the answer. Who answers what nobody looks
/// after looks after it.
///
/// # Errors
/// 409 where it is over.
pub fn answer(
    conn: &mut Conn,
    enquiry: &mut Enquiry,
    (id, body, files): (&EnquiryEntryId, &str, &[NewFile]),
    then: Then,
    agent: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let mover = Mover { person: Some(agent), at: now, reason: "" };
    take_up(conn, enquiry, mover)?;
    let entry = NewEntry { id: id.clone(), kind: EntryKind::Answer, body, files, ..NewEntry::of(enquiry) };
    insert_entry(conn, &entry, mover)?;
    let change = Change {
        agent_id: enquiry.agent_id.is_none().then(|| Some(agent.clone())),
        answered_at: enquiry.answered_at.is_none().then_some(Some(now)),
        waiting_since: Some(None),
        ..Change::default()
    };
    match (then, enquiry.state) {
        (Then::Pending, EnquiryState::Open) => move_enquiry(conn, enquiry, EnquiryState::Pending, mover, change)?,
        (Then::Open, EnquiryState::Pending) => move_enquiry(conn, enquiry, EnquiryState::Open, mover, change)?,
        _ => change_enquiry(conn, enquiry, &change, now)?,
    }
    if then == Then::Resolved {
        resolve(conn, enquiry, mover)?;
    }
    tell_requester(
        conn,
        enquiry,
        ("enquiry.answered", "notice-enquiry-answered"),
        &with_names(enquiry, body, files),
        now,
    )
}

/// The words of an answer with the names of what comes with it: the files themselves are read at the enquiry.
fn with_names(enquiry: &Enquiry, body: &str, files: &[NewFile]) -> String {
    if files.is_empty() {
        return body.to_owned();
    }
    let names: Vec<&str> = files.iter().map(NewFile::name).collect();
    format!("{body}\n\n{}", enquiry.language().tf("notice-enquiry-files", &[("names", &names.join(", "))]))
}

/// Notes something among agents.
///
/// # Errors
/// What the database said.
pub fn note(
    conn: &mut Conn,
    enquiry: &mut Enquiry,
    (id, body, files): (&EnquiryEntryId, &str, &[NewFile]),
    agent: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let entry = NewEntry { id: id.clone(), body, files, ..NewEntry::of(enquiry) };
    insert_entry(conn, &entry, Mover { person: Some(agent), at: now, reason: "" })?;
    change_enquiry(conn, enquiry, &Change::default(), now)
}

/// Lets somebody of the desk look after it, or nobody. Who is handed it is told, with the note.
///
/// # Errors
/// The field `person` for who is not of the desk, or banned; 409 where it is over.
pub fn assign(
    conn: &mut Conn,
    enquiry: &mut Enquiry,
    (to, note): (Option<PersonId>, &str),
    by: &Viewer,
    now: Instant,
) -> AppResult<()> {
    if let Some(person) = &to
        && (!serves(conn, &enquiry.edition_id, person)? || find_ban(conn, person, now)?.is_some())
    {
        return Err(AppError::Invalid(FieldErrors::one("person", "error-choice")));
    }
    if enquiry.state.is_over() {
        return Err(AppError::Conflict("error-enquiry-closed"));
    }
    let mover = Mover { person: Some(&by.person), at: now, reason: "" };
    if to.is_some() && enquiry.state == EnquiryState::New {
        take_up(conn, enquiry, mover)?;
    }
    if !note.is_empty() {
        insert_entry(conn, &NewEntry { body: note, ..NewEntry::of(enquiry) }, mover)?;
    }
    change_enquiry(conn, enquiry, &Change { agent_id: Some(to.clone()), ..Change::default() }, now)?;
    match to {
        Some(person) if person != by.person => {
            let told = ("enquiry.assigned", "notice-enquiry-assigned");
            tell_agent(conn, (&person, enquiry), told, (&by.name, note), now)
        }
        Some(_) => Ok(()),
        None if enquiry.waiting_since.is_some() => tell_desk(conn, enquiry, "", now),
        None => Ok(()),
    }
}

/// Resolves it without a further answer, and tells whoever asked.
///
/// # Errors
/// 409 where it is resolved or over.
pub fn resolve_and_tell(conn: &mut Conn, enquiry: &mut Enquiry, mover: Mover<'_>) -> AppResult<()> {
    resolve(conn, enquiry, mover)?;
    let days = CLOSING_DAYS.to_string();
    let detail = enquiry.language().tf("notice-enquiry-resolved-text", &[("days", &days)]);
    tell_requester(conn, enquiry, ("enquiry.resolved", "notice-enquiry-resolved"), &detail, mover.at)
}

/// Opens again what was resolved.
///
/// # Errors
/// 409 where it is not.
pub fn reopen(conn: &mut Conn, enquiry: &mut Enquiry, mover: Mover<'_>) -> AppResult<()> {
    let change = Change { resolved_at: Some(None), waiting_since: Some(Some(mover.at)), ..Change::default() };
    move_enquiry(conn, enquiry, EnquiryState::Open, mover, change)
}

/// Lets an enquiry go on in another one of the same requester: its history and its links move there.
///
/// # Errors
/// The field `target` for one of somebody else, of itself or over; 409 where it is merged already.
pub fn merge(conn: &mut Conn, enquiry: &mut Enquiry, target: &EnquiryId, mover: Mover<'_>) -> AppResult<()> {
    use diesel::OptionalExtension as _;
    let wrong = || AppError::Invalid(FieldErrors::one("target", "error-choice"));
    let mut target = find_held(conn, target).optional()?.ok_or_else(wrong)?;
    let fits = target.id != enquiry.id && target.edition_id == enquiry.edition_id && is_of_same(enquiry, &target);
    if !fits || target.state.is_over() {
        return Err(wrong());
    }
    let waiting = enquiry.waiting_since;
    move_history(conn, &enquiry.id, &target.id)?;
    move_links(conn, &enquiry.id, &target.id)?;
    let change = Change {
        merged_into_id: Some(Some(target.id.clone())),
        waiting_since: Some(None),
        closed_at: Some(Some(mover.at)),
        ..Change::default()
    };
    move_enquiry(conn, enquiry, EnquiryState::Merged, mover, change)?;
    let entry = NewEntry {
        kind: EntryKind::Move,
        to_state: EnquiryState::Merged.as_str(),
        body: &enquiry.subject,
        ..NewEntry::of(&target)
    };
    insert_entry(conn, &entry, mover)?;
    // Who waited there waits here, since then.
    let since = [waiting, target.waiting_since].into_iter().flatten().min();
    let change = Change { waiting_since: Some(since), ..Change::default() };
    match waiting.is_some() && !EnquiryState::IN_QUEUE.contains(&target.state) {
        true => {
            move_enquiry(conn, &mut target, EnquiryState::Open, mover, Change { resolved_at: Some(None), ..change })?
        }
        false => change_enquiry(conn, &mut target, &change, mover.at)?,
    }
    tell_requester(conn, &target, ("enquiry.merged", "notice-enquiry-merged"), "", mover.at)
}

/// Gives back what somebody looked after who is not of the desk any more: it stands in the queue as nobody's, and
/// those of the desk hear of what waits. A task about `edition:person`: safe to repeat.
///
/// # Errors
/// What the database said.
pub fn release(conn: &mut Conn, thing: &str, now: Instant) -> AppResult<()> {
    let Some((edition, person)) = thing.split_once(':') else { return Ok(()) };
    let (Ok(edition), Ok(person)) = (edition.parse::<EditionId>(), person.parse::<PersonId>()) else { return Ok(()) };
    if serves(conn, &edition, &person)? {
        return Ok(());
    }
    let ids = list_ids_of_agent(conn, &person, Some(&edition))?;
    give_back_all(conn, &ids, &person, now)
}

/// The task of a ban: gives back, in every edition, what somebody looked after who cannot answer. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn release_of_banned(conn: &mut Conn, person: &str, now: Instant) -> AppResult<()> {
    let Ok(person) = person.parse::<PersonId>() else { return Ok(()) };
    if find_ban(conn, &person, now)?.is_none() {
        return Ok(());
    }
    let ids = list_ids_of_agent(conn, &person, None)?;
    give_back_all(conn, &ids, &person, now)
}

/// Gives back what somebody looks after of these; where somebody waits, the desk is told.
///
/// # Errors
/// What the database said.
pub fn give_back_all(conn: &mut Conn, ids: &[EnquiryId], person: &PersonId, now: Instant) -> AppResult<()> {
    for id in ids {
        let mut enquiry = find_held(conn, id)?;
        if enquiry.agent_id.as_ref() != Some(person) {
            continue;
        }
        change_enquiry(conn, &mut enquiry, &Change { agent_id: Some(None), ..Change::default() }, now)?;
        if enquiry.waiting_since.is_some() {
            tell_desk(conn, &enquiry, "", now)?;
        }
    }
    Ok(())
}
