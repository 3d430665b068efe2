//! The demo's enquiries to the help desk in every state, its canned replies, hours and its agent on duty. Called by
//! [`super::fill`].

use chrono::Duration;
use diesel::prelude::*;

use super::pictures::png_size;
use super::{Seed, days};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{canned_replies, desk_duties, enquiries};
use crate::demo::art;
use crate::demo::content::{EnquirySeed, EntrySeed, ReplySeed};
use crate::error::{AppError, AppResult};
use crate::ids::{CannedReplyId, EnquiryId, PersonId, RowId};
use crate::insert_many;
use crate::lifecycle::{Mover, record_move};
use crate::outbox::tasks::enqueue_task;
use crate::service::enquiries::model::{Enquiry, EntryKind};
use crate::service::enquiries::moves::CLOSING_DAYS;
use crate::service::enquiries::queries::{NewEntry, insert_enquiry, insert_entry};
use crate::service::enquiries::{ENQUIRY_CLOSING, ENQUIRY_WAKING, EnquiryState};
use crate::service::hours::{Hours, store_hours};
use crate::site::files::{FileKind, NewFile};
use crate::web::documents::{Prepared, prepare_pdf};
use crate::web::text::email_key;

/// The most minutes between two lines of one enquiry.
const PAUSE: i64 = 45;

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let week: Vec<Hours> = (0..7).map(|weekday| Hours { weekday, opens: 7 * 60, closes: 23 * 60 }).collect();
    store_hours(conn, &seed.edition, &week, seed.now)?;
    insert_duty(conn, seed, seed.person("agent")?)?;
    insert_replies(conn, seed)?;
    insert_enquiries(conn, seed)
}

/// The enquiries alone.
pub(super) fn insert_enquiries(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let agent = seed.person("agent")?;
    let all = &seed.content.desk.enquiries;
    let ids: Vec<EnquiryId> = all.iter().map(|_| EnquiryId::new()).collect();
    for (one, id) in all.iter().zip(&ids) {
        let target = all.iter().zip(&ids).find(|(other, _)| !other.merges.is_empty() && other.merges == one.subject);
        let guest = all.iter().position(|other| other.name == one.name).unwrap_or(0);
        insert_one(conn, seed, (one, id, guest), (agent, target.map(|(_, id)| id)))?;
    }
    Ok(())
}

fn insert_duty(conn: &mut Conn, seed: &Seed, agent: &PersonId) -> AppResult<()> {
    let row = (
        desk_duties::id.eq(RowId::new()),
        desk_duties::edition_id.eq(&seed.edition),
        desk_duties::person_id.eq(agent),
        desk_duties::on_duty_until.eq(Some(seed.today() + Duration::hours(28))),
        desk_duties::most_at_once.eq(2_i64),
        desk_duties::created_at.eq(seed.now),
        desk_duties::updated_at.eq(seed.now),
    );
    diesel::insert_into(desk_duties::table).values(row).execute(conn)?;
    Ok(())
}

fn insert_replies(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let row = |reply: &ReplySeed| {
        (
            canned_replies::id.eq(CannedReplyId::new()),
            canned_replies::edition_id.eq(&seed.edition),
            canned_replies::topic.eq(reply.topic.clone()),
            canned_replies::title.eq(reply.title.clone()),
            canned_replies::body_en.eq(reply.en.clone()),
            canned_replies::body_zh.eq(reply.zh.clone()),
            canned_replies::version.eq(1_i64),
            canned_replies::created_at.eq(seed.now),
            canned_replies::updated_at.eq(seed.now),
        )
    };
    let rows: Vec<_> = seed.content.desk.replies.iter().map(row).collect();
    insert_many!(conn, canned_replies::table, rows)?;
    Ok(())
}

/// The states that an enquiry went through to this one.
fn way_to(state: EnquiryState) -> &'static [EnquiryState] {
    use EnquiryState::{Closed, Merged, Open, Pending, Resolved, Snoozed};
    match state {
        EnquiryState::New => &[],
        Open => &[Open],
        Pending => &[Open, Pending],
        Snoozed => &[Open, Snoozed],
        Resolved => &[Open, Pending, Resolved],
        Closed => &[Open, Pending, Resolved, Closed],
        Merged => &[Merged],
    }
}

fn wrong<E>(_: E) -> AppError {
    AppError::internal("the demo content has a wrong enquiry")
}

fn insert_one(
    conn: &mut Conn,
    seed: &Seed,
    (one, id, guest): (&EnquirySeed, &EnquiryId, usize),
    (agent, target): (&PersonId, Option<&EnquiryId>),
) -> AppResult<()> {
    let at = seed.now - Duration::hours(i64::from(one.hours));
    let state: EnquiryState = one.state.parse().map_err(wrong)?;
    let lines = i64::try_from(one.lines.len()).unwrap_or(0);
    let pause = (i64::from(one.hours) * 60 / (lines + 2)).min(PAUSE);
    let last = at + Duration::minutes(pause * (lines + 1));
    let enquiry = row_of(seed, (one, id, guest), (agent, target), (state, at, last))?;
    insert_enquiry(conn, &Enquiry { state: EnquiryState::New, snoozed_until: None, ..enquiry.clone() })?;
    let words = [enquiry.subject.as_str(), &enquiry.name, &enquiry.email];
    for (line, turn) in one.lines.iter().zip(0_i64..) {
        let (kind, person) = match line.kind.as_str() {
            "ask" => (EntryKind::Message, enquiry.person_id.as_ref()),
            "answer" => (EntryKind::Answer, Some(agent)),
            _ => (EntryKind::Note, Some(agent)),
        };
        let words: &[&str] = if turn == 0 { &words } else { &[] };
        let files = draw_files(line)?;
        let entry = NewEntry { kind, body: &line.text, words, files: &files, ..NewEntry::of(&enquiry) };
        insert_entry(conn, &entry, Mover { person, at: at + Duration::minutes(pause * turn), reason: "" })?;
    }
    let mut from = EnquiryState::New;
    for to in way_to(state) {
        let when = if *to == EnquiryState::Open { at + Duration::minutes(pause / 2) } else { last };
        let mover = Mover { person: Some(agent), at: when, reason: "" };
        record_move(conn, id.as_str(), from, *to, mover)?;
        let entry = NewEntry { kind: EntryKind::Move, to_state: to.as_str(), ..NewEntry::of(&enquiry) };
        insert_entry(conn, &entry, mover)?;
        from = *to;
    }
    let joined = NewEntry { kind: EntryKind::Move, to_state: "merged", body: &one.merges, ..NewEntry::of(&enquiry) };
    if !one.merges.is_empty() {
        insert_entry(conn, &joined, Mover { person: Some(agent), at: last, reason: "" })?;
    }
    finish(conn, &enquiry, seed.now)
}

/// What comes with a line.
fn draw_files(line: &EntrySeed) -> AppResult<Vec<NewFile>> {
    let prepared = match line.file.rsplit_once('.') {
        Some((_, "pdf")) => {
            let title = line.page.first().map_or("", String::as_str);
            prepare_pdf(art::resume_pdf(title, "", line.page.get(1..).unwrap_or_default()).into()).map_err(wrong)?
        }
        Some((_, "png")) => {
            let content = art::portrait_png(u64::try_from(line.text.len()).unwrap_or(0));
            let size = png_size(&content).map(|(width, height)| (width.unsigned_abs(), height.unsigned_abs()));
            let size = size.and_then(|(width, height)| Some((width.try_into().ok()?, height.try_into().ok()?)));
            Prepared { bytes: content.into(), content_type: "image/png", size }
        }
        _ => return Ok(Vec::new()),
    };
    Ok(vec![NewFile::inline(FileKind::Enquiry, line.file.clone(), prepared)?])
}

/// Writes the state that it has come to, and what is due about it.
fn finish(conn: &mut Conn, enquiry: &Enquiry, now: Instant) -> AppResult<()> {
    diesel::update(enquiries::table.find(&enquiry.id))
        .set((enquiries::state.eq(enquiry.state), enquiries::snoozed_until.eq(enquiry.snoozed_until)))
        .execute(conn)?;
    if let (EnquiryState::Resolved, Some(at)) = (enquiry.state, enquiry.resolved_at) {
        enqueue_task(conn, ENQUIRY_CLOSING, enquiry.id.as_str(), at + Duration::days(CLOSING_DAYS), now)?;
    }
    if let Some(until) = enquiry.snoozed_until {
        enqueue_task(conn, ENQUIRY_WAKING, enquiry.id.as_str(), until, now)?;
    }
    Ok(())
}

fn row_of(
    seed: &Seed,
    (one, id, guest): (&EnquirySeed, &EnquiryId, usize),
    (agent, target): (&PersonId, Option<&EnquiryId>),
    (state, at, last): (EnquiryState, Instant, Instant),
) -> AppResult<Enquiry> {
    let asker = seed.content.people.iter().find(|person| person.slug == one.who);
    let name = match asker {
        Some(person) if person.language == "zh-CN" => person.name.zh.clone(),
        Some(person) => person.name.en.clone(),
        None => one.name.clone(),
    };
    let person_id = if one.who.is_empty() { None } else { Some(seed.person(&one.who)?.clone()) };
    let email = if person_id.is_none() { format!("guest-{guest}@visitors.example") } else { String::new() };
    let is_answered = one.lines.iter().any(|line| line.kind == "answer");
    let is_ended = matches!(state, EnquiryState::Resolved | EnquiryState::Closed);
    let is_waiting = EnquiryState::IN_QUEUE.contains(&state);
    Ok(Enquiry {
        id: id.clone(),
        edition_id: seed.edition.clone(),
        email_key: email_key(&email),
        email,
        person_id,
        name,
        locale: one.language.clone(),
        topic: one.topic.parse().map_err(wrong)?,
        priority: one.priority.parse().map_err(wrong)?,
        state,
        subject: one.subject.clone(),
        about: one.about.clone(),
        // Urgent ones that nobody has taken stand at the head of the queue.
        agent_id: (state != EnquiryState::New && one.priority != "urgent").then(|| agent.clone()),
        snoozed_until: (state == EnquiryState::Snoozed).then(|| seed.today() + days(2)),
        merged_into_id: target.cloned(),
        waiting_since: is_waiting.then_some(at),
        answered_at: is_answered.then_some(last),
        resolved_at: is_ended.then_some(last),
        closed_at: match state {
            EnquiryState::Closed => Some(last + Duration::days(CLOSING_DAYS)),
            EnquiryState::Merged => Some(last),
            _ => None,
        },
        stars: one.stars,
        rating: one.rating.clone(),
        version: 1,
        created_at: at,
        updated_at: last,
    })
}
