//! Answers both sides about meetings.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{AcceptForm, MoveForm};
use super::model::{Meeting, MeetingState};
use super::moves::{self, Acceptance};
use super::queries;
use super::views::{ListedMeeting, MeetingPage, MeetingView, MeetingsPage};
use crate::accounts::people::queries::list_names;
use crate::calendar::offers::{ListForm, Shown, load_offered};
use crate::chat::rooms::subjects::{self, Subject};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::MeetingId;
use crate::lifecycle::{list_named_moves, require_version};
use crate::pairing::Side;
use crate::pairing::interests::queries::find_row;
use crate::pairing::outcomes::queries::find_outcome;
use crate::pairing::projects::is_of_team;
use crate::pairing::projects::listing::{ProjectRow, list_teasers};
use crate::pairing::projects::views::card;
use crate::pairing::refusals::queries::list_refusals;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::render;

/// Meetings on a page.
const PAGE_SIZE: usize = 20;

/// `GET /pairing/meetings` and `/me/meetings`: one's own.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    let at = PageNumber::read(&form.page, PAGE_SIZE);
    let section = if asker.path.starts_with("/me/") { "me" } else { "pairing" };
    let work = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        let waiting = queries::list_of_person(conn, me, Shown::ToAnswer, PageNumber::read("", 1))?.total;
        let waiting = i64::try_from(waiting.unwrap_or(0)).unwrap_or(0);
        let shown = form.shown(waiting);
        let found = queries::list_of_person(conn, me, shown, at)?;
        let projects: Vec<_> = found.items.iter().map(|meeting| meeting.project_id.clone()).collect();
        let titles = queries::list_titles(conn, &projects, visit.locale)?;
        let people: Vec<_> = found.items.iter().flat_map(|one| [one.guest_id.clone(), one.host_id.clone()]).collect();
        let names = list_names(conn, &people)?;
        let listed = found.map(|meeting| ListedMeeting::new(meeting, me, &titles, &names));
        Ok((listed, shown, waiting))
    };
    let (page, (found, shown, waiting)) = site.read(&asker, section, work).await?;
    render::page(&MeetingsPage::new(page, shown, waiting, found))
}

/// A meeting with its project, and on which side this person is: the team's owners and editors stand on
/// the host's.
pub(in crate::pairing) fn find_own(
    conn: &mut Conn,
    visit: &Visit,
    id: &MeetingId,
) -> AppResult<(Meeting, ProjectRow, Side)> {
    let me = &visit.viewer()?.person;
    let meeting = queries::find_meeting(conn, id)?;
    let row = find_row(conn, &meeting.project_id)?;
    let is_host = meeting.host_id == *me && queries::find_member(conn, &row.2.id, me)?.is_some();
    let side = match meeting.guest_id == *me {
        true => Side::Guest,
        false if is_host || is_of_team(conn, &row.0, me)? => Side::Host,
        false => return Err(AppError::NotFound),
    };
    Ok((meeting, row, side))
}

/// `GET /pairing/meetings/{id}`.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, &id, (MoveForm::default(), FieldErrors::new()), StatusCode::OK).await
}

/// Draws a meeting with what was typed about it.
pub(in crate::pairing) async fn draw(
    site: &Site,
    asker: &Asker,
    id: &str,
    (form, errors): (MoveForm, FieldErrors),
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let id: MeetingId = id.parse().map_err(|_| AppError::NotFound)?;
    let work = move |conn: &mut Conn, visit: &Visit| load(conn, visit, &id);
    let (page, view) = site.read(asker, "pairing", work).await?;
    render::page_with(status, &MeetingPage::new(page, view, form, errors))
}

fn load(conn: &mut Conn, visit: &Visit, id: &MeetingId) -> AppResult<MeetingView> {
    let (meeting, row, side) = find_own(conn, visit, id)?;
    let me = visit.viewer()?.person.clone();
    let texts = list_teasers(conn, std::slice::from_ref(&row.1.id))?;
    let names = list_names(conn, &[meeting.guest_id.clone(), meeting.host_id.clone()])?;
    let proposed = queries::list_times(conn, &meeting.id, meeting.turn.other())?;
    let times = load_offered(conn, proposed, &me, Some(meeting.person_of(side.other())))?;
    let subject = Subject::Project { project: row.0.id.clone(), guest: meeting.guest_id.clone() };
    Ok(MeetingView {
        card: card(&row, &texts, visit.locale, visit.now),
        guest: names.get(&meeting.guest_id).cloned().unwrap_or_default(),
        host: names.get(&meeting.host_id).cloned().unwrap_or_default(),
        times,
        room: subjects::find(conn, &subject)?,
        refusals: list_refusals(conn, (&row.0.id, &meeting.guest_id))?,
        history: list_named_moves::<MeetingState>(conn, meeting.id.as_str())?,
        outcome: find_outcome(conn, "meeting", meeting.id.as_str())?,
        event_zone: visit.edition()?.time_zone,
        meeting,
        row,
        side,
    })
}

/// `POST /pairing/meetings/{id}/acceptance`.
pub async fn accept(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<AcceptForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let meeting: MeetingId = id.parse().map_err(|_| AppError::NotFound)?;
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.writer()?;
        let (meeting, row, side) = find_own(conn, visit, &meeting)?;
        gate::require_not_shut(conn, &meeting.edition_id, ZoneKind::Pairing)?;
        require_version(meeting.version, &form.version)?;
        if form.time.is_empty() {
            return Err(FieldErrors::one("time", "error-required").into());
        }
        match moves::accept(conn, visit, (&meeting, &row), side, &form.time)? {
            Acceptance::Scheduled => Ok(()),
            Acceptance::Busy(of) if of == side => Err(FieldErrors::one("time", "error-calendar-taken").into()),
            Acceptance::Busy(_) => Err(FieldErrors::one("time", "error-meeting-other-busy").into()),
        }
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(format!("/pairing/meetings/{id}"), "flash-meeting-scheduled")),
        Err(AppError::Invalid(errors)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            draw(&site, &asker, &id, (MoveForm::default(), errors), status).await
        }
        // A race that the calendar itself decided.
        Err(AppError::Conflict(key @ "error-calendar-taken")) => {
            let errors = FieldErrors::one("time", key);
            draw(&site, &asker, &id, (MoveForm::default(), errors), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /pairing/meetings/{id}/moves`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let meeting: MeetingId = id.parse().map_err(|_| AppError::NotFound)?;
    let typed = form.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.writer()?;
        let (meeting, row, side) = find_own(conn, visit, &meeting)?;
        gate::require_not_shut(conn, &meeting.edition_id, ZoneKind::Pairing)?;
        let step = typed.parse()?;
        moves::carry_out(conn, visit, (&meeting, &row), side, &step)
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(format!("/pairing/meetings/{id}"), "flash-meeting-moved")),
        Err(AppError::Invalid(errors)) => {
            draw(&site, &asker, &id, (form, errors), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}
