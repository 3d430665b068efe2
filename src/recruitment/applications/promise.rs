//! The promise to answer within some days: what is due when, who is reminded, and what becomes of an
//! application when the organization is silent past it. How it is kept is shown on the postings.
//!
//! An answer is whatever the applicant learns from: the narrower choice, a refusal with its reason, or a
//! message. That somebody reads the application is none.

use chrono::Duration;

use super::model::{Application, ApplicationState};
use super::promise_queries::{count_kept, find_first_word, note_answer};
use super::queries::{OwnRow, find_application, find_visible_state, list_recruiters, move_application};
use super::{ANSWER_DUE, ANSWER_REMINDER};
use crate::chat::rooms::subjects::{self, Subject};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::{ApplicationId, OrganizationId};
use crate::lifecycle::Mover;
use crate::outbox::tasks::enqueue_task;
use crate::outbox::{self, Notice};
use crate::recruitment::postings::model::{Posting, text_in};
use crate::recruitment::postings::queries::list_texts;

/// How long before an answer is due the organization is reminded, in days.
const REMIND_DAYS: i64 = 2;
/// What is counted of how a promise is kept, in days.
const COUNTED_DAYS: i64 = 90;
/// From how many applications on it is told.
const COUNTED_LEAST: i64 = 5;

/// Until when an answer to an application sent now is promised.
pub(super) fn due_at(posting: &Posting, now: Instant) -> Option<Instant> {
    (posting.response_days > 0).then(|| now + Duration::days(posting.response_days))
}

/// Sees to it that the promise is looked after.
///
/// # Errors
/// What the database said.
pub(super) fn watch(conn: &mut Conn, application: &Application) -> AppResult<()> {
    let Some(due_at) = application.answer_due_at else { return Ok(()) };
    let (id, now) = (application.id.as_str(), application.created_at);
    enqueue_task(conn, ANSWER_REMINDER, id, due_at - Duration::days(REMIND_DAYS), now)?;
    Ok(enqueue_task(conn, ANSWER_DUE, id, due_at, now)?)
}

/// An application that still waits for an answer, for all that its applicant knows; what the team wrote is one.
fn find_waiting(conn: &mut Conn, id: &str) -> AppResult<Option<OwnRow>> {
    let Ok(id) = id.parse::<ApplicationId>() else { return Ok(None) };
    let row = match find_application(conn, &id) {
        Err(diesel::result::Error::NotFound) => return Ok(None),
        found => found?,
    };
    if row.0.answered_at.is_some() || !find_visible_state(conn, &row.0)?.awaits_answer() {
        return Ok(None);
    }
    if let Some(room) = subjects::find(conn, &Subject::Application(id.clone()))?
        && let Some(at) = find_first_word(conn, &room, &row.0.person_id)?
    {
        note_answer(conn, &id, at)?;
        return Ok(None);
    }
    Ok(Some(row))
}

/// Sets an application aside whose organization is silent past its promise, and tells the applicant; the
/// organization can pick it up again. A task: safe to repeat.
///
/// # Errors
/// What the database said.
pub fn expire(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Some(row) = find_waiting(conn, id)? else { return Ok(()) };
    if row.0.answer_due_at.is_none_or(|due_at| due_at > now) {
        return Ok(());
    }
    set_aside(conn, &row.0, now)?;
    let revisions: Vec<_> = row.1.published_revision_id.iter().cloned().collect();
    let texts = list_texts(conn, &revisions)?;
    let link = format!("/me/applications/{}", row.0.id);
    outbox::notify(conn, &row.0.person_id, "application.inactive", &link, now, |locale| {
        let title = text_in(&texts, locale).map_or("", |text| text.title.as_str());
        let values = [("posting", title), ("organization", row.2.name_in(locale))];
        Notice {
            subject: locale.tf("notice-application-inactive", &values),
            detail: locale.t("notice-application-inactive-detail").to_owned(),
        }
    })
}

/// Sets an application aside. A decision that was not told stays behind that: if it alone kept an application from being
/// set aside, it would be told by the silence.
fn set_aside(conn: &mut Conn, application: &Application, now: Instant) -> AppResult<()> {
    let mover = Mover { person: None, at: now, reason: "" };
    move_application(conn, application, ApplicationState::Inactive, mover)?;
    if application.state == ApplicationState::Unsuccessful {
        let aside = find_application(conn, &application.id)?.0;
        move_application(conn, &aside, ApplicationState::Unsuccessful, mover)?;
    }
    Ok(())
}

/// Reminds owners and recruiters that answers to a posting are due soon: once while they have not looked,
/// however many there are. A task: safe to repeat.
///
/// # Errors
/// What the database said.
pub fn remind(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Some(row) = find_waiting(conn, id)? else { return Ok(()) };
    let revisions: Vec<_> = row.1.published_revision_id.iter().cloned().collect();
    let texts = list_texts(conn, &revisions)?;
    let link = format!("/organizations/{}/applications?posting={}", row.2.slug, row.1.id);
    for person in list_recruiters(conn, &row.1.organization_id)? {
        outbox::notify_unless_seen(conn, &person, "application.due", &link, now, |locale| {
            let title = text_in(&texts, locale).map_or("", |text| text.title.as_str());
            Notice { subject: locale.tf("notice-application-due", &[("posting", title)]), detail: String::new() }
        })?;
    }
    Ok(())
}

/// How many of a hundred applications an organization answered in time lately; nothing from fewer than five.
///
/// # Errors
/// What the database said.
pub fn load_kept(conn: &mut Conn, organization: &OrganizationId, now: Instant) -> AppResult<Option<i64>> {
    let (all, in_time) = count_kept(conn, organization, (now - Duration::days(COUNTED_DAYS), now))?;
    Ok((all >= COUNTED_LEAST).then(|| in_time * 100 / all))
}
