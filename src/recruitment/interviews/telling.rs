//! Who is told what of interviews: notices, calendar files, and how interviews are worded in calendars.

use std::collections::HashMap;

use super::model::{Interview, InterviewState, Party, PlaceKind};
use super::queries::{self, InterviewRow};
use crate::accounts::people::queries::list_names;
use crate::calendar::model::Description;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::PersonId;
use crate::outbox::{self, Notice};
use crate::recruitment::applications::queries::list_recruiters;
use crate::recruitment::postings::model::text_in;
use crate::recruitment::postings::queries::list_texts;
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::ics::Event;

/// Who hears on a side: the applicant; the recruiter who comes, or where they recruit no longer everybody who
/// does.
///
/// # Errors
/// What the database said.
fn list_of_side(conn: &mut Conn, row: &InterviewRow, side: Party) -> AppResult<Vec<PersonId>> {
    if side == Party::Applicant {
        return Ok(vec![row.1.person_id.clone()]);
    }
    if let Some(host) = &row.0.host_id
        && queries::find_recruiter(conn, &row.3.id, host)?.is_some()
    {
        return Ok(vec![host.clone()]);
    }
    Ok(list_recruiters(conn, &row.3.id)?)
}

/// Where it takes place, in words; the room has none.
pub fn word_place(interview: &Interview, locale: Locale) -> String {
    match interview.place_kind {
        PlaceKind::Room => locale.t(PlaceKind::Room.key()).to_owned(),
        PlaceKind::Link | PlaceKind::Site => interview.place.clone(),
    }
}

/// Tells one side what has become of an interview, in their own time zone with its name; what is scheduled or was
/// called off comes with a calendar file.
///
/// # Errors
/// What the database said.
pub fn tell(
    conn: &mut Conn,
    row: &InterviewRow,
    side: Party,
    (kind, key): (&'static str, &'static str),
    now: Instant,
) -> AppResult<()> {
    let (interview, application, posting, employer) = row;
    let names = list_names(conn, std::slice::from_ref(&application.person_id))?;
    let applicant = names.get(&application.person_id).cloned().unwrap_or_default();
    let revisions: Vec<_> = posting.published_revision_id.iter().cloned().collect();
    let texts = list_texts(conn, &revisions)?;
    let title = |locale: Locale| text_in(&texts, locale).map_or("", |text| text.title.as_str()).to_owned();
    let name = |locale: Locale| match side {
        Party::Applicant => employer.name_in(locale).to_owned(),
        Party::Team => applicant.clone(),
    };
    let detail = if kind == "interview.proposed" { &interview.message } else { &interview.reason };
    for person in list_of_side(conn, row, side)? {
        let zone = outbox::settings::find_wish(conn, &person)?.zone;
        let when = |locale| interview.starts_at.map(|at| dates::date_time_there(locale, at, zone)).unwrap_or_default();
        let word = |locale: Locale| Notice {
            subject: locale.tf(key, &[("name", &name(locale)), ("posting", &title(locale)), ("when", &when(locale))]),
            detail: detail.clone(),
        };
        let Some(span) = interview.span() else {
            outbox::notify(conn, &person, kind, &interview.link(), now, word)?;
            continue;
        };
        let event = |locale: Locale| Event {
            uid: interview.id.to_string(),
            sequence: interview.version,
            starts_at: span.starts_at,
            ends_at: span.ends_at,
            title: locale.tf("interview-of", &[("name", &name(locale)), ("posting", &title(locale))]),
            detail: word_place(interview, locale),
            path: interview.link(),
            is_cancelled: matches!(interview.state, InterviewState::Rescheduled | InterviewState::Cancelled),
            changed_at: now,
        };
        outbox::notify_with_event(conn, &person, (kind, &interview.link()), now, word, event)?;
    }
    Ok(())
}

/// Words interviews for the calendar of one of their people.
///
/// # Errors
/// What the database said.
pub fn describe_interviews(
    conn: &mut Conn,
    ids: &[String],
    of: &PersonId,
    locale: Locale,
) -> AppResult<HashMap<String, Description>> {
    let worded = queries::list_worded(conn, ids, locale)?;
    let word = |(row, title, applicant): (InterviewRow, String, String)| {
        let is_applicant = row.1.person_id == *of;
        let name = if is_applicant { row.3.name_in(locale).to_owned() } else { applicant };
        let words = Description {
            title: locale.tf("interview-of", &[("name", &name), ("posting", &title)]),
            detail: word_place(&row.0, locale),
            href: Some(row.0.link()),
        };
        (row.0.id.to_string(), words)
    };
    Ok(worded.into_iter().map(word).collect())
}
