//! Answers both sides about interviews.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{ChoiceForm, MoveForm, WishForm};
use super::model::{InterviewState, Party};
use super::moves::{self, Choice};
use super::queries::{self, InterviewRow};
use super::views::{InterviewPage, InterviewView, InterviewsPage, ListedInterview, Typed};
use crate::accounts::people::queries::list_names;
use crate::calendar::offers::{ListForm, Shown, load_offered};
use crate::chat::rooms::subjects::{self, Subject};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{InterviewId, PersonId};
use crate::lifecycle::{list_named_moves, require_version};
use crate::recruitment::applications::desk_queries::is_kept;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::render;

/// Interviews on a page.
const PAGE_SIZE: usize = 20;

/// `GET /me/interviews`: one's own, on either side.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    let at = PageNumber::read(&form.page, PAGE_SIZE);
    let work = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        let waiting = queries::list_of_person(conn, me, Shown::ToAnswer, PageNumber::read("", 1))?.total;
        let waiting = i64::try_from(waiting.unwrap_or(0)).unwrap_or(0);
        let shown = form.shown(waiting);
        let found = queries::list_of_person(conn, me, shown, at)?;
        let postings: Vec<_> = found.items.iter().map(|row| row.2.clone()).collect();
        let titles = queries::list_titles(conn, &postings, visit.locale)?;
        let people: Vec<PersonId> = found.items.iter().map(|row| row.1.person_id.clone()).collect();
        let names = list_names(conn, &people)?;
        let listed = found.map(|row: InterviewRow| ListedInterview {
            title: titles.get(row.2.id.as_str()).cloned().unwrap_or_default(),
            name: match row.1.person_id == *me {
                true => row.3.name_in(visit.locale).to_owned(),
                false => names.get(&row.1.person_id).cloned().unwrap_or_default(),
            },
            interview: row.0,
        });
        Ok((listed, shown, waiting))
    };
    let (page, (found, shown, waiting)) = site.read(&asker, "me", work).await?;
    render::page(&InterviewsPage::new(page, shown, waiting, found))
}

/// An interview, and on which side this person is: the applicant, or who recruits for the organization now.
///
/// # Errors
/// 404 where they are on neither, or the organization keeps it no longer.
pub(super) fn find_own(conn: &mut Conn, visit: &Visit, id: &str) -> AppResult<(InterviewRow, Party)> {
    let id: InterviewId = id.parse().map_err(|_| AppError::NotFound)?;
    let me = &visit.viewer()?.person;
    let row = queries::find_row(conn, &id)?;
    if row.1.person_id == *me {
        return Ok((row, Party::Applicant));
    }
    let recruits = queries::find_recruiter(conn, &row.3.id, me)?.is_some();
    if recruits && is_kept(&row.2, visit.now) { Ok((row, Party::Team)) } else { Err(AppError::NotFound) }
}

/// `GET /recruitment/interviews/{id}`.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, id.into_inner(), Typed::default(), StatusCode::OK).await
}

async fn draw(site: &Site, asker: &Asker, id: String, typed: Typed, status: StatusCode) -> AppResult<HttpResponse> {
    let work = move |conn: &mut Conn, visit: &Visit| load(conn, visit, &id);
    let (page, view) = site.read(asker, "recruitment", work).await?;
    render::page_with(status, &InterviewPage::new(page, view, typed))
}

fn load(conn: &mut Conn, visit: &Visit, id: &str) -> AppResult<InterviewView> {
    let (row, side) = find_own(conn, visit, id)?;
    let me = visit.viewer()?.person.clone();
    let (interview, application, posting, _) = &row;
    let people: Vec<PersonId> =
        [Some(application.person_id.clone()), interview.host_id.clone()].into_iter().flatten().collect();
    let names = list_names(conn, &people)?;
    let host = interview.host_id.as_ref().and_then(|host| names.get(host)).cloned().unwrap_or_default();
    let mut titles = queries::list_titles(conn, std::slice::from_ref(posting), visit.locale)?;
    let other = match side {
        Party::Applicant => interview.host_id.as_ref(),
        Party::Team => Some(&application.person_id),
    };
    let slots = queries::list_slots(conn, &interview.id)?;
    Ok(InterviewView {
        side,
        title: titles.remove(posting.id.as_str()).unwrap_or_default(),
        applicant: names.get(&application.person_id).cloned().unwrap_or_default(),
        host,
        times: load_offered(conn, slots, &me, other)?,
        room: subjects::find(conn, &Subject::Application(application.id.clone()))?,
        history: list_named_moves::<InterviewState>(conn, interview.id.as_str())?,
        event_zone: visit.edition()?.time_zone,
        row,
    })
}

/// An interview in a transaction that may change it, for one side.
fn open(conn: &mut Conn, visit: &Visit, id: &str) -> AppResult<(InterviewRow, Party)> {
    visit.writer()?;
    let found = find_own(conn, visit, id)?;
    gate::require_not_shut(conn, &found.0.0.edition_id, ZoneKind::Recruitment)?;
    Ok(found)
}

/// `POST /recruitment/interviews/{id}/choice`: the applicant takes a time on offer.
pub async fn choose(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ChoiceForm>,
) -> AppResult<HttpResponse> {
    let (id, time) = (id.into_inner(), posted.form.time);
    let (wanted, slot) = (id.clone(), time.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let (row, side) = open(conn, visit, &wanted)?;
        if side != Party::Applicant {
            return Err(AppError::NotFound);
        }
        if slot.is_empty() {
            return Err(FieldErrors::one("time", "error-required").into());
        }
        match moves::choose(conn, &row, &slot, visit.now)? {
            Choice::Scheduled => Ok(()),
            Choice::Busy(Party::Applicant) => Err(FieldErrors::one("time", "error-calendar-taken").into()),
            Choice::Busy(Party::Team) => Err(AppError::Conflict("error-interview-slot-gone")),
        }
    };
    let typed = |errors| Typed { time, errors, ..Typed::default() };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(format!("/recruitment/interviews/{id}"), "flash-interview-scheduled")),
        Err(AppError::Invalid(errors)) => {
            draw(&site, &asker, id, typed(errors), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        // Somebody was faster: known before, or decided by the calendar itself.
        Err(AppError::Conflict(
            key @ ("error-interview-slot-gone" | "error-calendar-taken" | "error-meeting-over"),
        )) => draw(&site, &asker, id, typed(FieldErrors::one("time", key)), StatusCode::CONFLICT).await,
        Err(error) => Err(error),
    }
}

/// `POST /recruitment/interviews/{id}/wish`: the applicant asks for another time.
pub async fn wish(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<WishForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let (wanted, typed) = (id.clone(), form.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let (row, side) = open(conn, visit, &wanted)?;
        if side != Party::Applicant {
            return Err(AppError::NotFound);
        }
        require_version(row.0.version, &typed.version)?;
        let message = typed.parse()?;
        moves::wish(conn, &row, &message, visit.now)
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(format!("/recruitment/interviews/{id}"), "flash-interview-wished")),
        Err(AppError::Invalid(errors)) => {
            let typed = Typed { wish: form, errors, ..Typed::default() };
            draw(&site, &asker, id, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /recruitment/interviews/{id}/moves`: called off by either side, held or not by the team's word.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let (wanted, typed) = (id.clone(), form.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let (row, side) = open(conn, visit, &wanted)?;
        require_version(row.0.version, &typed.version)?;
        let step = typed.parse()?;
        moves::carry_out(conn, &row, (side, &visit.writer()?.person), &step, visit.now)
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(format!("/recruitment/interviews/{id}"), "flash-interview-moved")),
        Err(AppError::Invalid(errors)) => {
            let typed = Typed { step: form, errors, ..Typed::default() };
            draw(&site, &asker, id, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}
