//! The demo's dealings: interests in the open projects in every state, and meetings of those who were accepted,
//! with what came of them. Called by [`super::fill`] after the projects.

use chrono::Duration;
use diesel::prelude::*;

use super::{Moved, Seed, days, record_moves};
use crate::calendar::{Booking, EntryKind, NewEntry, Span, book};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{interests, meeting_times, meetings, outcomes};
use crate::demo::content::{Bilingual, PersonSeed, ProjectSeed};
use crate::error::AppResult;
use crate::ids::{InterestId, MeetingId, OutcomeId, PersonId, ProjectId, RowId};
use crate::outbox::tasks::enqueue_task;
use crate::pairing::interests::INTEREST_EXPIRY;
use crate::pairing::interests::moves::open_room;
use crate::pairing::interests::queries::find_row;
use crate::pairing::meetings::queries::find_member;
use crate::pairing::meetings::{MEETING_EXPIRY, MEETING_REMINDER};

/// Interests in each project.
const EACH: usize = 2;
/// Interests in the projects of the documented partner.
const DOCUMENTED: usize = 5;
/// Minutes of a meeting, and the gap after it.
const SLOT: i64 = 20;
const GAP: i64 = 5;

/// The ways an interest went.
const INTERESTS: &[&[&str]] = &[
    &["sent"],
    &["sent", "shortlisted", "accepted"],
    &["sent", "accepted"],
    &["sent", "shortlisted"],
    &["sent", "declined"],
    &["sent", "accepted"],
    &["sent", "withdrawn"],
    &["sent", "expired"],
];

/// The ways a meeting went, and what came of those that were held: the outcome, and whether both say so.
const MEETINGS: &[(&[&str], &str, &str)] = &[
    (&["requested", "scheduled"], "", ""),
    (&["requested", "scheduled", "held"], "letter_of_intent", "confirmed"),
    (&["requested"], "", ""),
    (&["requested", "counter_proposed"], "", ""),
    (&["requested", "scheduled", "held"], "pilot", "recorded"),
    (&["requested", "declined"], "", ""),
    (&["requested", "scheduled", "held"], "none", "confirmed"),
    (&["requested", "counter_proposed", "scheduled"], "", ""),
    (&["requested", "scheduled", "no_show"], "", ""),
    (&["requested", "scheduled", "held"], "contract", "disputed"),
    (&["requested", "cancelled"], "", ""),
    (&["requested", "expired"], "", ""),
];

/// Two who deal with each other.
struct Pair<'a> {
    turn: usize,
    project: &'a ProjectId,
    guest: &'a PersonId,
    host: &'a PersonId,
    is_chinese: bool,
}

impl Pair<'_> {
    /// The words of this turn, in the language of the guest.
    fn words<'s>(&self, of: &'s [Bilingual]) -> &'s str {
        let text = of.get(self.turn % of.len().max(1));
        text.map_or("", |text| if self.is_chinese { text.zh.as_str() } else { text.en.as_str() })
    }
}

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let (mut turn, mut accepted) = (0, Vec::new());
    let documented = seed.content.people.iter().find(|one| one.slug == "partner").map(|one| one.organization.as_str());
    for (n, (id, project)) in seed.projects.iter().enumerate() {
        if !matches!(project.state, "published" | "matched") {
            continue;
        }
        let is_documented = documented == Some(project.organization.as_str());
        let host = if is_documented { seed.person("partner")? } else { seed.owner_of(&project.organization)? };
        for person in guests(seed, n, project, if is_documented { DOCUMENTED } else { EACH }) {
            let guest = seed.person(&person.slug)?;
            let pair = Pair { turn, project: id, guest, host, is_chinese: person.language == "zh-CN" };
            if insert_interest(conn, seed, &pair)? == "accepted" {
                accepted.push(pair);
            }
            turn += 1;
        }
    }
    accepted.iter().enumerate().try_for_each(|(n, pair)| insert_meeting(conn, seed, (n, pair)))
}

/// Who is interested in a project: people of other organizations, the documented partner now and then.
fn guests<'a>(seed: &'a Seed, n: usize, project: &ProjectSeed, most: usize) -> Vec<&'a PersonSeed> {
    let suits = |one: &&PersonSeed| {
        !one.organization.is_empty()
            && one.organization != project.organization
            && matches!(one.part.as_str(), "owner" | "partner")
    };
    let partner = seed.content.people.iter().find(|one| one.slug == "partner").filter(suits);
    let everybody: Vec<&PersonSeed> =
        seed.content.people.iter().filter(suits).filter(|one| one.slug != "partner").collect();
    let others = everybody.iter().cycle().skip(n * 5 % everybody.len().max(1)).take(everybody.len()).copied();
    partner.filter(|_| n.is_multiple_of(4)).into_iter().chain(others).take(most).collect()
}

/// Stores an interest, as old as its turn says; gives the state it is in.
fn insert_interest(conn: &mut Conn, seed: &Seed, pair: &Pair<'_>) -> AppResult<&'static str> {
    let path = INTERESTS.get(pair.turn % INTERESTS.len()).copied().unwrap_or(&["sent"]);
    let state = path.last().copied().unwrap_or("sent");
    let (id, at) = (InterestId::new(), seed.now - Duration::hours(30 + i64::try_from(pair.turn % 40).unwrap_or(0)));
    let expires_at = if state == "expired" { seed.now - Duration::hours(2) } else { at + days(30) };
    let reason = if state == "declined" { pair.words(&seed.content.dealings.reasons) } else { "" };
    diesel::insert_into(interests::table)
        .values((
            interests::id.eq(&id),
            interests::edition_id.eq(&seed.edition),
            interests::project_id.eq(pair.project),
            interests::person_id.eq(pair.guest),
            interests::state.eq(state),
            interests::message.eq(pair.words(&seed.content.dealings.interests)),
            interests::reason.eq(reason),
            interests::expires_at.eq(expires_at),
            interests::version.eq(1_i64),
            interests::created_at.eq(at),
            interests::updated_at.eq(at + Duration::hours(9)),
        ))
        .execute(conn)?;
    record(conn, pair, ("interest", id.as_str()), path, (at, reason))?;
    match state {
        "sent" | "shortlisted" => enqueue_task(conn, INTEREST_EXPIRY, id.as_str(), expires_at, seed.now)?,
        "accepted" => {
            let row = find_row(conn, pair.project)?;
            open_room(conn, &row, pair.guest, pair.host, at + Duration::hours(9))?;
        }
        _ => {}
    }
    Ok(state)
}

/// How a dealing came where it stands; the guest begins it and takes it back, the host answers.
fn record(
    conn: &mut Conn,
    pair: &Pair<'_>,
    (kind, thing): (&'static str, &str),
    path: &[&'static str],
    (at, reason): (Instant, &str),
) -> AppResult<()> {
    let mut moves = Vec::new();
    let mut from = "";
    for (n, &to) in (0_i64..).zip(path) {
        let is_guests = matches!(to, "sent" | "requested" | "withdrawn" | "cancelled");
        let person = if is_guests { pair.guest } else { pair.host };
        let reason = if to == "declined" { reason } else { "" };
        moves.push(Moved { kind, thing, from, to, person, reason, at: at + Duration::hours(n * 3) });
        from = to;
    }
    record_moves(conn, &moves)
}

/// Stores the meeting of a pair, in both calendars where it was agreed on.
fn insert_meeting(conn: &mut Conn, seed: &Seed, (n, pair): (usize, &Pair<'_>)) -> AppResult<()> {
    let &(path, outcome, confirmed) = MEETINGS.get(n % MEETINGS.len()).unwrap_or(&(&["requested"], "", ""));
    let (id, state) = (MeetingId::new(), path.last().copied().unwrap_or("requested"));
    let spans = spans(seed, n, matches!(state, "held" | "no_show" | "expired" | "declined"));
    let span = spans.first().copied().filter(|_| path.contains(&"scheduled"));
    if let Some(span) = span
        && !book_both(conn, seed, pair, (&id, span))?
    {
        return Ok(());
    }
    let (at, reason) = (seed.now - Duration::hours(26), pair.words(&seed.content.dealings.reasons));
    let reason = if state == "declined" { reason } else { "" };
    let expires_at = spans.last().map_or(seed.now, |span| span.starts_at);
    diesel::insert_into(meetings::table)
        .values((
            meetings::id.eq(&id),
            meetings::edition_id.eq(&seed.edition),
            meetings::project_id.eq(pair.project),
            meetings::host_id.eq(pair.host),
            meetings::guest_id.eq(pair.guest),
            meetings::asked_by.eq("guest"),
            meetings::turn.eq(if state == "counter_proposed" { "guest" } else { "host" }),
            meetings::state.eq(state),
            meetings::message.eq(pair.words(&seed.content.dealings.requests)),
            meetings::reason.eq(reason),
            meetings::starts_at.eq(span.map(|span| span.starts_at)),
            meetings::ends_at.eq(span.map(|span| span.ends_at)),
            meetings::expires_at.eq(expires_at),
            meetings::version.eq(1_i64),
            meetings::created_at.eq(at),
            meetings::updated_at.eq(at + Duration::hours(5)),
        ))
        .execute(conn)?;
    insert_times(conn, &id, "guest", &spans, at)?;
    if state == "counter_proposed" {
        let later: Vec<Span> = spans.iter().map(|span| later(*span, 90)).collect();
        insert_times(conn, &id, "host", &later, at)?;
    }
    record(conn, pair, ("meeting", id.as_str()), path, (at, reason))?;
    match (state, span) {
        ("requested" | "counter_proposed", _) => {
            enqueue_task(conn, MEETING_EXPIRY, id.as_str(), expires_at, seed.now)?;
        }
        ("scheduled", Some(span)) => {
            let remind_at = span.starts_at - Duration::minutes(15);
            enqueue_task(conn, MEETING_REMINDER, id.as_str(), remind_at, seed.now)?;
        }
        _ => {}
    }
    if outcome.is_empty() { Ok(()) } else { insert_outcome(conn, seed, pair, (&id, outcome, confirmed)) }
}

/// Three times of a pair, of one day: of the last three days, or of the next three.
fn spans(seed: &Seed, n: usize, is_past: bool) -> Vec<Span> {
    let turn = i64::try_from(n).unwrap_or(0);
    let away = days(u32::try_from(1 + turn % 3).unwrap_or(1));
    let day = if is_past { seed.today() - away } else { seed.today() + away };
    let first = day + Duration::hours(1) + Duration::minutes(turn % 24 * 30);
    let of = |starts_at| Span { starts_at, ends_at: starts_at + Duration::minutes(SLOT) };
    [0, 45, 120].map(|minutes| later(of(first), minutes)).to_vec()
}

fn later(span: Span, minutes: i64) -> Span {
    let by = Duration::minutes(minutes);
    Span { starts_at: span.starts_at + by, ends_at: span.ends_at + by }
}

fn insert_times(conn: &mut Conn, meeting: &MeetingId, side: &str, spans: &[Span], at: Instant) -> AppResult<()> {
    for span in spans {
        diesel::insert_into(meeting_times::table)
            .values((
                meeting_times::id.eq(RowId::new()),
                meeting_times::meeting_id.eq(meeting),
                meeting_times::side.eq(side),
                meeting_times::starts_at.eq(span.starts_at),
                meeting_times::ends_at.eq(span.ends_at),
                meeting_times::created_at.eq(at),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Puts a meeting into both calendars; gives whether both were free.
fn book_both(conn: &mut Conn, seed: &Seed, pair: &Pair<'_>, (id, span): (&MeetingId, Span)) -> AppResult<bool> {
    let owner = find_row(conn, pair.project)?.2;
    let member = find_member(conn, &owner.id, pair.host)?;
    let entry = |person: &PersonId, member| NewEntry {
        person: person.clone(),
        edition: seed.edition.clone(),
        kind: EntryKind::Meeting,
        thing: id.to_string(),
        title: String::new(),
        span,
        gap: Duration::minutes(GAP),
        member,
    };
    let entries = [entry(pair.guest, None), entry(pair.host, member)];
    Ok(matches!(book(conn, &entries, seed.now)?, Booking::Booked))
}

fn insert_outcome(
    conn: &mut Conn,
    seed: &Seed,
    pair: &Pair<'_>,
    (meeting, kind, state): (&MeetingId, &'static str, &'static str),
) -> AppResult<()> {
    let id = OutcomeId::new();
    diesel::insert_into(outcomes::table)
        .values((
            outcomes::id.eq(&id),
            outcomes::edition_id.eq(&seed.edition),
            outcomes::thing_kind.eq("meeting"),
            outcomes::thing_id.eq(meeting.as_str()),
            outcomes::kind.eq(kind),
            outcomes::note.eq(note(seed, pair, kind)),
            outcomes::state.eq(state),
            outcomes::recorded_by.eq(Some(pair.guest)),
            outcomes::decided_by.eq(Some(pair.host).filter(|_| state != "recorded")),
            outcomes::version.eq(1_i64),
            outcomes::created_at.eq(seed.now - Duration::hours(6)),
            outcomes::updated_at.eq(seed.now - Duration::hours(4)),
        ))
        .execute(conn)?;
    let at = seed.now - Duration::hours(6);
    let moved = |from, to, person, at| Moved { kind: "outcome", thing: id.as_str(), from, to, person, reason: "", at };
    let mut moves = vec![moved("", "recorded", pair.guest, at)];
    if state != "recorded" {
        moves.push(moved("recorded", state, pair.host, at + Duration::hours(2)));
    }
    record_moves(conn, &moves)
}

/// What was written down beside an outcome.
fn note<'a>(seed: &'a Seed, pair: &Pair<'_>, kind: &str) -> &'a str {
    let at = match kind {
        "letter_of_intent" | "contract" => 0,
        "pilot" => 1,
        _ => 2,
    };
    let text = seed.content.dealings.notes.get(at);
    text.map_or("", |text| if pair.is_chinese { text.zh.as_str() } else { text.en.as_str() })
}
