//! What whoever asked does with an enquiry, and what the clock does. Called inside the transaction that checked
//! the right, with the enquiry held.

use super::files::refer_to_files;
use super::forms::ValidEnquiry;
use super::model::{Change, Enquiry, EnquiryState, EntryKind, Priority};
use super::queries::{self, NewEntry, change_enquiry, find_held, has_entry, insert_entry, move_enquiry, store_rating};
use super::telling::{self, tell_desk, tell_received, tell_requester};
use super::{ENQUIRY_CLOSING, ENQUIRY_WAKING};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{EnquiryEntryId, EnquiryId, FileId, PersonId, RoomId};
use crate::lifecycle::Mover;
use crate::outbox::tasks::enqueue_task;
use crate::site::Visit;
use crate::site::files::NewFile;
use crate::web::limits::{Rate, RateLimits};
use crate::web::text::email_key;

/// Days after which what was resolved is closed.
pub const CLOSING_DAYS: i64 = 7;

/// The ids of a new enquiry and its first entry: the same for the same form.
#[derive(Debug, Clone)]
pub struct NewIds {
    /// Of the enquiry.
    pub enquiry: EnquiryId,
    /// Of what is asked.
    pub entry: EnquiryEntryId,
}

/// Stores what somebody asks and tells the desk; says whether it did. Safe to repeat: the same form makes nothing more.
///
/// # Errors
/// Too many; what the database said.
pub fn ask(
    conn: &mut Conn,
    visit: &Visit,
    ids: &NewIds,
    (valid, files): (&ValidEnquiry, &[NewFile]),
    (limits, network): (&RateLimits, &str),
) -> AppResult<bool> {
    use diesel::OptionalExtension as _;
    if queries::find_enquiry(conn, &ids.enquiry).optional()?.is_some() {
        return Ok(false);
    }
    let person = visit.viewer.as_ref().map(|viewer| viewer.person.clone());
    limits.check_in_work(Rate::Enquiry, person.as_ref().map_or(network, PersonId::as_str))?;
    let (name, email) = match (&valid.visitor, &visit.viewer) {
        (Some((name, email)), _) => {
            limits.check_in_work(Rate::Enquiry, &email_key(email))?;
            (name.clone(), email.clone())
        }
        (None, Some(viewer)) => (viewer.name.clone(), String::new()),
        (None, None) => return Err(AppError::NotSignedIn),
    };
    let enquiry = new_enquiry(visit, &ids.enquiry, valid, (person, name, email))?;
    queries::insert_enquiry(conn, &enquiry)?;
    let words = [enquiry.subject.as_str(), &enquiry.name, &enquiry.email];
    let entry = NewEntry {
        id: ids.entry.clone(),
        kind: EntryKind::Message,
        body: &valid.body,
        words: &words,
        files,
        ..NewEntry::of(&enquiry)
    };
    insert_entry(conn, &entry, Mover { person: enquiry.person_id.as_ref(), at: visit.now, reason: "" })?;
    tell_received(conn, &enquiry, visit.now)?;
    tell_desk(conn, &enquiry, &valid.body, visit.now)?;
    Ok(true)
}

fn new_enquiry(
    visit: &Visit,
    id: &EnquiryId,
    valid: &ValidEnquiry,
    (person_id, name, email): (Option<PersonId>, String, String),
) -> AppResult<Enquiry> {
    Ok(Enquiry {
        id: id.clone(),
        edition_id: visit.edition()?.id.clone(),
        person_id,
        name,
        email_key: email_key(&email),
        email,
        locale: visit.locale.tag().to_owned(),
        topic: valid.topic,
        priority: Priority::Normal,
        state: EnquiryState::New,
        subject: valid.subject.clone(),
        about: valid.about.clone(),
        agent_id: None,
        snoozed_until: None,
        merged_into_id: None,
        waiting_since: Some(visit.now),
        answered_at: None,
        resolved_at: None,
        closed_at: None,
        stars: None,
        rating: String::new(),
        version: 1,
        created_at: visit.now,
        updated_at: visit.now,
    })
}

/// Adds what whoever asked writes and says whether it did: what waited for them, was put aside or resolved is open again.
/// Safe to repeat.
///
/// # Errors
/// 409 where nobody writes any more; too many.
pub fn write_on(
    conn: &mut Conn,
    enquiry: &mut Enquiry,
    (id, body, files): (&EnquiryEntryId, &str, &[NewFile]),
    limits: &RateLimits,
    now: Instant,
) -> AppResult<bool> {
    if has_entry(conn, &enquiry.id, id)? {
        return Ok(false);
    }
    if enquiry.state.is_over() {
        return Err(AppError::Conflict("error-enquiry-closed"));
    }
    limits.check_in_work(Rate::Message, enquiry.id.as_str())?;
    let person = enquiry.person_id.clone();
    let mover = Mover { person: person.as_ref(), at: now, reason: "" };
    let entry = NewEntry { id: id.clone(), kind: EntryKind::Message, body, files, ..NewEntry::of(enquiry) };
    insert_entry(conn, &entry, mover)?;
    let waiting_since = Some(enquiry.waiting_since.or(Some(now)));
    let change = Change { waiting_since, resolved_at: Some(None), ..Change::default() };
    match enquiry.state {
        EnquiryState::New | EnquiryState::Open => change_enquiry(conn, enquiry, &change, now)?,
        _ => move_enquiry(conn, enquiry, EnquiryState::Open, mover, change)?,
    }
    tell_desk(conn, enquiry, body, now)?;
    Ok(true)
}

/// Resolves an enquiry, by whoever asked or by an agent; it closes by itself some days later.
///
/// # Errors
/// 409 where it is over or resolved already.
pub fn resolve(conn: &mut Conn, enquiry: &mut Enquiry, mover: Mover<'_>) -> AppResult<()> {
    // What nobody looked at, or was put aside, is taken up first: the table knows no other way.
    if matches!(enquiry.state, EnquiryState::New | EnquiryState::Snoozed) {
        move_enquiry(conn, enquiry, EnquiryState::Open, mover, Change::default())?;
    }
    let change = Change { waiting_since: Some(None), resolved_at: Some(Some(mover.at)), ..Change::default() };
    move_enquiry(conn, enquiry, EnquiryState::Resolved, mover, change)?;
    let due_at = mover.at + chrono::Duration::days(CLOSING_DAYS);
    Ok(enqueue_task(conn, ENQUIRY_CLOSING, enquiry.id.as_str(), due_at, mover.at)?)
}

/// Closes an enquiry whose requester's account ends, at once; who looks after it is told.
///
/// # Errors
/// What the database said.
pub fn end_of_leaver(conn: &mut Conn, enquiry: &mut Enquiry, now: Instant) -> AppResult<()> {
    let clock = Mover { person: None, at: now, reason: "" };
    if EnquiryState::ALIVE.contains(&enquiry.state) {
        resolve(conn, enquiry, clock)?;
        if let Some(agent) = enquiry.agent_id.clone() {
            let told = ("enquiry.written", "notice-enquiry-gone");
            telling::tell_agent(conn, (&agent, enquiry), told, ("", ""), now)?;
        }
    }
    match enquiry.state {
        EnquiryState::Resolved => {
            let change = Change { closed_at: Some(Some(now)), ..Change::default() };
            move_enquiry(conn, enquiry, EnquiryState::Closed, clock, change)
        }
        _ => Ok(()),
    }
}

/// Stores how it was; another time before it is closed takes the place of the first.
///
/// # Errors
/// 409 where it is not resolved.
pub fn rate(conn: &mut Conn, enquiry: &mut Enquiry, (stars, words): (i64, &str), now: Instant) -> AppResult<()> {
    if !enquiry.can_be_rated() {
        return Err(AppError::Conflict("error-enquiry-rating"));
    }
    store_rating(conn, enquiry, (stars, words), now)?;
    match enquiry.agent_id.clone() {
        Some(agent) => telling::tell_agent(
            conn,
            (&agent, enquiry),
            ("enquiry.rated", "notice-enquiry-rated"),
            (&stars.to_string(), words),
            now,
        ),
        None => Ok(()),
    }
}

fn find_task_enquiry(conn: &mut Conn, id: &str) -> AppResult<Option<Enquiry>> {
    use diesel::OptionalExtension as _;
    let Ok(id) = id.parse::<EnquiryId>() else { return Ok(None) };
    Ok(find_held(conn, &id).optional()?)
}

/// Closes what was resolved some days ago and tells whoever asked. A task: safe to repeat.
///
/// # Errors
/// What the database said.
pub fn close(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Some(mut enquiry) = find_task_enquiry(conn, id)? else { return Ok(()) };
    let is_due = enquiry.resolved_at.is_some_and(|at| at + chrono::Duration::days(CLOSING_DAYS) <= now);
    if enquiry.state != EnquiryState::Resolved || !is_due {
        return Ok(());
    }
    let change = Change { closed_at: Some(Some(now)), ..Change::default() };
    let clock = Mover { person: None, at: now, reason: "" };
    move_enquiry(conn, &mut enquiry, EnquiryState::Closed, clock, change)?;
    tell_requester(conn, &enquiry, ("enquiry.closed", "notice-enquiry-closed"), "", now)
}

/// Puts what was set aside back into the queue when its time has come, and tells who looks after it. A task: safe
/// to repeat.
///
/// # Errors
/// What the database said.
pub fn wake(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Some(mut enquiry) = find_task_enquiry(conn, id)? else { return Ok(()) };
    if enquiry.state != EnquiryState::Snoozed || enquiry.snoozed_until.is_none_or(|until| until > now) {
        return Ok(());
    }
    let clock = Mover { person: None, at: now, reason: "" };
    move_enquiry(conn, &mut enquiry, EnquiryState::Open, clock, Change::default())?;
    match enquiry.agent_id.clone() {
        Some(agent) => {
            let told = ("enquiry.woken", "notice-enquiry-woken");
            telling::tell_agent(conn, (&agent, &enquiry), told, ("", ""), now)
        }
        None => tell_desk(conn, &enquiry, "", now),
    }
}

/// Sets an enquiry aside until a time.
///
/// # Errors
/// 409 where it is not open.
pub fn snooze(conn: &mut Conn, enquiry: &mut Enquiry, until: Instant, mover: Mover<'_>) -> AppResult<()> {
    if enquiry.state == EnquiryState::New {
        move_enquiry(conn, enquiry, EnquiryState::Open, mover, Change::default())?;
    }
    let change = Change { snoozed_until: Some(Some(until)), ..Change::default() };
    move_enquiry(conn, enquiry, EnquiryState::Snoozed, mover, change)?;
    Ok(enqueue_task(conn, ENQUIRY_WAKING, enquiry.id.as_str(), until, mover.at)?)
}

/// Notes that an agent talks with whoever asked: what nobody looked at is taken up, and who talks looks after it.
///
/// # Errors
/// What the database said.
pub fn take_to_talk(conn: &mut Conn, id: &EnquiryId, agent: &PersonId, now: Instant) -> AppResult<()> {
    let mut enquiry = find_held(conn, id)?;
    let mover = Mover { person: Some(agent), at: now, reason: "" };
    let change = Change { agent_id: Some(Some(agent.clone())), resolved_at: Some(None), ..Change::default() };
    match enquiry.state {
        EnquiryState::Closed | EnquiryState::Merged => Ok(()),
        EnquiryState::Open => change_enquiry(conn, &mut enquiry, &change, now),
        _ => move_enquiry(conn, &mut enquiry, EnquiryState::Open, mover, change),
    }
}

/// Writes the end of a conversation into the history, with the way to it; whoever asked waits no more.
///
/// # Errors
/// What the database said.
pub fn note_talk(
    conn: &mut Conn,
    id: &EnquiryId,
    (room, agent): (&RoomId, Option<&PersonId>),
    now: Instant,
) -> AppResult<()> {
    let mut enquiry = find_held(conn, id)?;
    let entry = NewEntry { kind: EntryKind::Talk, room: Some(room.as_str()), ..NewEntry::of(&enquiry) };
    insert_entry(conn, &entry, Mover { person: agent, at: now, reason: "" })?;
    let answered_at = enquiry.answered_at.is_none().then_some(Some(now));
    let change = Change { waiting_since: Some(None), answered_at, ..Change::default() };
    change_enquiry(conn, &mut enquiry, &change, now)
}

/// Keeps what whoever asked said while they waited to talk, as messages of theirs: words, and the files that came with
/// them in the room.
///
/// # Errors
/// What the database said.
pub fn keep_said(conn: &mut Conn, id: &EnquiryId, said: &[(String, Vec<FileId>)], now: Instant) -> AppResult<()> {
    let enquiry = find_held(conn, id)?;
    for (body, files) in said.iter().filter(|(body, files)| !body.trim().is_empty() || !files.is_empty()) {
        let entry = NewEntry { kind: EntryKind::Message, body, ..NewEntry::of(&enquiry) };
        insert_entry(conn, &entry, Mover { person: enquiry.person_id.as_ref(), at: now, reason: "" })?;
        refer_to_files(conn, &entry.id, files, now)?;
    }
    Ok(())
}
