//! What pairing holds of a person: interest, meetings, outcomes, undertakings, what they look for. Who goes takes
//! their interest back and calls their meetings off; the other side keeps that there was one.

use diesel::prelude::*;

use super::interests::model::{Interest, InterestState};
use super::interests::moves::{link, title_of};
use super::interests::queries::{find_row, move_interest};
use super::meetings::model::{Meeting, MeetingState};
use super::meetings::moves::cancel_by_ending;
use super::meetings::queries::list_titles;
use super::projects::list_hosts;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{interests, meetings, outcomes, projects};
use crate::error::AppResult;
use crate::ids::{InterestId, MeetingId, OutcomeId, PersonId, ProjectId};
use crate::lifecycle::Mover;
use crate::outbox::{self, Notice};
use crate::site::holdings::{Ending, GONE_NAME, Leaving, Named, Part, stays};
use crate::web::i18n::Locale;
use crate::{forget_name, forget_rows, held_rows};

/// The parts of pairing.
pub const HELD: &[Part] = &[
    Part {
        name: "interests",
        given: &["interests.person_id"],
        load: held_rows!(interests.person_id, { project_id: String, state: String, message: String, reason: String, expires_at: Instant, created_at: Instant, updated_at: Instant }),
        erased: &["interests.person_id"],
        erase: erase_interests,
    },
    Part {
        name: "meetings-as-guest",
        given: &["meetings.guest_id"],
        load: held_rows!(meetings.guest_id, { project_id: String, state: String, asked_by: String, message: String, reason: String, starts_at: Option<Instant>, ends_at: Option<Instant>, created_at: Instant }),
        erased: &["meetings.guest_id", "meetings.host_id"],
        erase: erase_meetings,
    },
    Part {
        name: "meetings-as-host",
        given: &["meetings.host_id"],
        load: held_rows!(meetings.host_id, { project_id: String, state: String, asked_by: String, message: String, reason: String, starts_at: Option<Instant>, ends_at: Option<Instant>, created_at: Instant }),
        erased: &[],
        erase: stays,
    },
    Part {
        name: "outcomes-recorded",
        given: &["outcomes.recorded_by"],
        load: held_rows!(outcomes.recorded_by, { thing_kind: String, thing_id: String, kind: String, note: String, state: String, created_at: Instant }),
        erased: &["outcomes.recorded_by"],
        erase: erase_outcomes,
    },
    Part {
        name: "outcomes-decided",
        given: &["outcomes.decided_by"],
        load: held_rows!(outcomes.decided_by, { thing_kind: String, thing_id: String, kind: String, state: String, updated_at: Instant }),
        erased: &["outcomes.decided_by"],
        erase: forget_name!(outcomes.decided_by),
    },
    Part {
        name: "undertakings",
        given: &["undertakings.person_id"],
        load: held_rows!(undertakings.person_id, { project_id: String, text_hash: String, created_at: Instant }),
        erased: &["undertakings.person_id"],
        erase: forget_rows!(undertakings.person_id),
    },
    Part {
        name: "refusals",
        given: &["pair_refusals.person_id"],
        load: held_rows!(pair_refusals.person_id, { project_id: String, side: String, created_at: Instant }),
        erased: &["pair_refusals.person_id"],
        erase: forget_rows!(pair_refusals.person_id),
    },
    Part {
        name: "pairing-wishes",
        given: &["pairing_wishes.person_id"],
        load: held_rows!(pairing_wishes.person_id, { kinds: String, fields: String, readiness_min: Option<i64>, readiness_max: Option<i64>, countries: String, words: String, updated_at: Instant }),
        erased: &["pairing_wishes.person_id"],
        erase: forget_rows!(pairing_wishes.person_id),
    },
    Part {
        name: "projects-answered-for",
        given: &["projects.contact_id"],
        load: held_rows!(projects.contact_id, { slug: String, state: String, created_at: Instant }),
        erased: &["projects.contact_id"],
        erase: forget_name!(projects.contact_id),
    },
    Part {
        name: "projects-submitted",
        given: &["project_revisions.submitted_by"],
        load: held_rows!(project_revisions.submitted_by, { project_id: String, number: i64, state: String, submitted_at: Option<Instant> }),
        erased: &["project_revisions.submitted_by"],
        erase: forget_name!(project_revisions.submitted_by),
    },
    Part {
        name: "projects-decided",
        given: &["project_revisions.decided_by"],
        load: held_rows!(project_revisions.decided_by, { project_id: String, number: i64, state: String, decided_at: Option<Instant>, comment: String }),
        erased: &["project_revisions.decided_by"],
        erase: forget_name!(project_revisions.decided_by),
    },
];

/// What of pairing ends with a person.
pub const ENDINGS: &[Ending] = &[
    Ending { key: "leaving-interests", list: list_interests, end: withdraw_interests },
    Ending { key: "leaving-meetings", list: list_meetings, end: cancel_meetings },
    Ending { key: "leaving-projects", list: list_projects, end: hand_back_projects },
];

fn open_interests(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<Interest>> {
    interests::table
        .filter(interests::person_id.eq(person))
        .filter(interests::state.eq_any(InterestState::OPEN))
        .order(interests::id)
        .select(Interest::as_select())
        .load(conn)
}

fn open_meetings(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<Meeting>> {
    meetings::table
        .filter(meetings::guest_id.eq(person).or(meetings::host_id.eq(person)))
        .filter(meetings::state.eq_any(MeetingState::OPEN))
        .order(meetings::id)
        .select(Meeting::as_select())
        .load(conn)
}

fn list_interests(conn: &mut Conn, person: &PersonId, locale: Locale, _: Instant) -> AppResult<Vec<Named>> {
    let rows = open_interests(conn, person)?;
    let of: Vec<ProjectId> = rows.iter().map(|row| row.project_id.clone()).collect();
    let titles = list_titles(conn, &of, locale)?;
    let named =
        |row: &Interest| Named { name: titles.get(&row.project_id).cloned().unwrap_or_default(), link: link(&row.id) };
    Ok(rows.iter().map(named).collect())
}

fn list_meetings(conn: &mut Conn, person: &PersonId, locale: Locale, _: Instant) -> AppResult<Vec<Named>> {
    let rows = open_meetings(conn, person)?;
    let of: Vec<ProjectId> = rows.iter().map(|row| row.project_id.clone()).collect();
    let titles = list_titles(conn, &of, locale)?;
    let named =
        |row: &Meeting| Named { name: titles.get(&row.project_id).cloned().unwrap_or_default(), link: row.link() };
    Ok(rows.iter().map(named).collect())
}

fn list_projects(conn: &mut Conn, person: &PersonId, locale: Locale, _: Instant) -> AppResult<Vec<Named>> {
    let rows: Vec<(ProjectId, String)> = projects::table
        .filter(projects::contact_id.eq(person))
        .filter(projects::state.eq_any(["published", "matched", "suspended"]))
        .order(projects::id)
        .select((projects::id, projects::slug))
        .load(conn)?;
    let of: Vec<ProjectId> = rows.iter().map(|row| row.0.clone()).collect();
    let titles = list_titles(conn, &of, locale)?;
    let named = |(id, slug): &(ProjectId, String)| Named {
        name: titles.get(id).cloned().unwrap_or_default(),
        link: format!("/pairing/projects/{slug}"),
    };
    Ok(rows.iter().map(named).collect())
}

/// Takes back the interest that waits for an answer; the teams are told.
fn withdraw_interests(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let person = leaving.person.clone();
    let mover = Mover { person: Some(&person), at: leaving.now, reason: "" };
    for interest in open_interests(conn, &person)? {
        move_interest(conn, &interest, InterestState::Withdrawn, mover)?;
        let row = find_row(conn, &interest.project_id)?;
        let title = title_of(conn, &row)?;
        for host in list_hosts(conn, &row.0)? {
            outbox::notify(conn, &host, "interest.withdrawn", &link(&interest.id), leaving.now, |locale| Notice {
                subject: locale.tf("notice-interest-withdrawn", &[("name", GONE_NAME), ("project", &title(locale))]),
                detail: String::new(),
            })?;
        }
    }
    Ok(())
}

/// Calls off the meetings that have not taken place; the other side is told.
fn cancel_meetings(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let person = leaving.person.clone();
    let mover = Mover { person: Some(&person), at: leaving.now, reason: "" };
    for meeting in open_meetings(conn, &person)? {
        let row = find_row(conn, &meeting.project_id)?;
        cancel_by_ending(conn, &meeting, &row, mover)?;
    }
    Ok(())
}

/// The projects go on with the rest of their team, who are told that nobody in particular answers.
fn hand_back_projects(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = projects::table.filter(projects::contact_id.eq(&leaving.person));
    let ids: Vec<ProjectId> = own.select(projects::id).load(conn)?;
    diesel::update(own).set(projects::contact_id.eq(None::<PersonId>)).execute(conn)?;
    for id in ids {
        let Some(row) = find_row(conn, &id).optional()? else { continue };
        let (title, address) = (title_of(conn, &row)?, format!("/organizations/{}/projects/{id}", row.2.slug));
        for host in list_hosts(conn, &row.0)?.into_iter().filter(|host| *host != leaving.person) {
            outbox::notify(conn, &host, "project.contact", &address, leaving.now, |locale| Notice {
                subject: locale.tf("notice-project-without-contact", &[("project", &title(locale))]),
                detail: String::new(),
            })?;
        }
    }
    Ok(())
}

fn erase_interests(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = interests::table.filter(interests::person_id.eq(&leaving.person));
    let ids: Vec<InterestId> = own.select(interests::id).load(conn)?;
    leaving.things.extend(ids.into_iter().map(String::from));
    diesel::update(own).set((interests::message.eq(""), interests::reason.eq(""))).execute(conn)?;
    Ok(())
}

/// What either side wrote about a meeting with them goes: it was written to them or by them.
fn erase_meetings(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own =
        || meetings::table.filter(meetings::guest_id.eq(&leaving.person).or(meetings::host_id.eq(&leaving.person)));
    let ids: Vec<MeetingId> = own().select(meetings::id).load(conn)?;
    diesel::update(own()).set((meetings::message.eq(""), meetings::reason.eq(""))).execute(conn)?;
    leaving.things.extend(ids.into_iter().map(String::from));
    Ok(())
}

fn erase_outcomes(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = outcomes::table.filter(outcomes::recorded_by.eq(&leaving.person));
    let ids: Vec<OutcomeId> = own.select(outcomes::id).load(conn)?;
    leaving.things.extend(ids.into_iter().map(String::from));
    diesel::update(own).set((outcomes::note.eq(""), outcomes::recorded_by.eq(None::<PersonId>))).execute(conn)?;
    Ok(())
}
