//! Answers both sides about what came of their meeting.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::model::{Outcome, OutcomeKind, OutcomeState};
use super::queries;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{MeetingId, OutcomeId, PersonId};
use crate::lifecycle::Mover;
use crate::outbox::{self, Notice};
use crate::pairing::Side;
use crate::pairing::interests::moves::title_of;
use crate::pairing::meetings::model::{Meeting, MeetingState};
use crate::pairing::meetings::{draw, find_own};
use crate::pairing::projects::listing::ProjectRow;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::check::Check;
use crate::web::forms::Posted;

/// The form of an outcome.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct OutcomeForm {
    kind: String,
    note: String,
}

/// `POST /pairing/meetings/{id}/outcome`.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<OutcomeForm>,
) -> AppResult<HttpResponse> {
    let (id, form, new) = (id.into_inner(), posted.form, OutcomeId::new());
    let meeting: MeetingId = id.parse().map_err(|_| AppError::NotFound)?;
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = visit.writer()?.person.clone();
        let (meeting, row, side) = find_own(conn, visit, &meeting)?;
        gate::require_not_shut(conn, &meeting.edition_id, ZoneKind::Pairing)?;
        if meeting.state != MeetingState::Held {
            return Err(AppError::Conflict("error-move-not-allowed"));
        }
        let mut check = Check::new();
        let kind = check.choice::<OutcomeKind>("kind", &form.kind);
        if kind.is_some_and(|kind| !OutcomeKind::OF_MEETINGS.contains(&kind)) {
            check.error("kind", "error-choice");
        }
        let note = check.text("note", &form.note, 0, 1_000);
        let (kind, note) = check.finish(|| Some((kind?, note)))?;
        let outcome = Outcome {
            id: new.clone(),
            edition_id: meeting.edition_id.clone(),
            thing_kind: "meeting".to_owned(),
            thing_id: meeting.id.to_string(),
            kind,
            note,
            state: OutcomeState::Recorded,
            recorded_by: Some(me.clone()),
            decided_by: None,
            version: 1,
            created_at: visit.now,
            updated_at: visit.now,
        };
        queries::insert_outcome(conn, &outcome, Mover { person: Some(&me), at: visit.now, reason: "" })?;
        let told = meeting.person_of(side.other()).clone();
        tell(conn, visit, (&meeting, &row), &told, ("outcome.recorded", "notice-outcome-recorded"))
    };
    answer(&site, &asker, id, site.write(&asker, write).await, "flash-outcome-recorded").await
}

/// What the other side says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    state: String,
}

/// `POST /pairing/meetings/{id}/outcome/decision`: by the side that did not record it.
pub async fn decide(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<DecisionForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let meeting: MeetingId = id.parse().map_err(|_| AppError::NotFound)?;
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = visit.writer()?.person.clone();
        let (meeting, row, side) = find_own(conn, visit, &meeting)?;
        gate::require_not_shut(conn, &meeting.edition_id, ZoneKind::Pairing)?;
        let outcome = queries::find_outcome(conn, "meeting", meeting.id.as_str())?.ok_or(AppError::NotFound)?;
        if outcome.is_of_side(&meeting).unwrap_or(Side::Host) == side {
            return Err(AppError::Conflict("error-move-not-allowed"));
        }
        let mut check = Check::new();
        let to = check.choice::<OutcomeState>("state", &form.state);
        let to = check.finish(|| to)?;
        queries::decide(conn, &outcome, to, Mover { person: Some(&me), at: visit.now, reason: "" })?;
        let told = outcome.recorded_by.clone().unwrap_or_else(|| meeting.person_of(side.other()).clone());
        let key = if to == OutcomeState::Confirmed { "notice-outcome-confirmed" } else { "notice-outcome-disputed" };
        tell(conn, visit, (&meeting, &row), &told, ("outcome.decided", key))
    };
    answer(&site, &asker, id, site.write(&asker, write).await, "flash-outcome-decided").await
}

async fn answer(
    site: &Site,
    asker: &Asker,
    id: String,
    done: AppResult<()>,
    key: &'static str,
) -> AppResult<HttpResponse> {
    match done {
        Ok(()) => Ok(site.done(format!("/pairing/meetings/{id}"), key)),
        Err(AppError::Invalid(errors)) => {
            draw(site, asker, &id, (Default::default(), errors), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

fn tell(
    conn: &mut Conn,
    visit: &Visit,
    (meeting, row): (&Meeting, &ProjectRow),
    person: &PersonId,
    (kind, key): (&'static str, &'static str),
) -> AppResult<()> {
    let (title, name) = (title_of(conn, row)?, visit.writer()?.name.clone());
    outbox::notify(conn, person, kind, &meeting.link(), visit.now, |locale| Notice {
        subject: locale.tf(key, &[("name", &name), ("project", &title(locale))]),
        detail: String::new(),
    })
}
