//! Answers agents: the queue and the page of an enquiry.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use uuid::Uuid;

use super::forms::{DeskForm, QueueForm};
use super::page_views::{DeskEnquiry, DeskEnquiryPage, Problem};
use super::queries;
use super::views::QueuePage;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::EnquiryId;
use crate::outbox::{has_unseen, mark_seen};
use crate::service::duty::{find_duty, list_live};
use crate::service::enquiries::queries::load_history;
use crate::service::enquiries::telling::{DESK, desk_link};
use crate::service::replies::list_replies;
use crate::site::{Asker, Site, Viewer, Visit, ZoneKind};
use crate::web::forms::Asked;
use crate::web::paging::PageNumber;
use crate::web::render;

/// Where agents are told that somebody waits to talk.
const LIVE: &str = "/service/desk#live";
/// Rows on a page of the queue.
const PAGE_SIZE: usize = 25;

/// `GET /service/desk`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<QueueForm>) -> AppResult<HttpResponse> {
    let (wanted, at) = (form.read(), PageNumber::read(&form.page, PAGE_SIZE));
    let read = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.staff(Viewer::may_serve)?;
        let edition = &visit.edition()?.id;
        let found = queries::list_queue(conn, (edition, &viewer.person), &wanted, at)?;
        let is_news = has_unseen(conn, &viewer.person, DESK)? || has_unseen(conn, &viewer.person, LIVE)?;
        let duty = find_duty(conn, edition, &viewer.person, visit.now)?;
        let live = list_live(conn, edition)?;
        Ok((found, (viewer.may_manage(ZoneKind::Service), duty, live), is_news))
    };
    let (mut page, (found, desk, is_news)) = site.read(&asker, "service", read).await?;
    if is_news {
        let mark = |conn: &mut Conn, visit: &Visit| {
            let me = &visit.viewer()?.person;
            Ok(mark_seen(conn, me, DESK, visit.now)? + mark_seen(conn, me, LIVE, visit.now)?)
        };
        site.note_seen(&asker, &mut page, mark).await?;
    }
    render::page(&QueuePage::new(page, form, desk, found))
}

/// `GET /service/desk/enquiries/{id}`.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, read_id(&id)?, DeskForm::default(), Problem::None).await
}

/// The id in an address.
///
/// # Errors
/// 404 where it is none.
pub(super) fn read_id(id: &str) -> AppResult<EnquiryId> {
    id.parse().map_err(|_| AppError::NotFound)
}

/// Draws the page of an enquiry with what was typed on it.
///
/// # Errors
/// 404 for who does not work at the desk, and where there is none.
pub(super) async fn draw(
    site: &Site,
    asker: &Asker,
    id: EnquiryId,
    form: DeskForm,
    problem: Problem,
) -> AppResult<HttpResponse> {
    let typed = form.clone();
    let read = move |conn: &mut Conn, visit: &Visit| load(conn, visit, &id, &typed);
    let (mut page, view) = site.read(asker, "service", read).await?;
    if view.is_news {
        let link = desk_link(&view.enquiry.id);
        let mark =
            move |conn: &mut Conn, visit: &Visit| Ok(mark_seen(conn, &visit.viewer()?.person, &link, visit.now)?);
        site.note_seen(asker, &mut page, mark).await?;
    }
    let status = match &problem {
        Problem::None => StatusCode::OK,
        Problem::Changed => StatusCode::CONFLICT,
        Problem::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let form = match form.key.is_empty() {
        true => DeskForm { key: Uuid::now_v7().to_string(), ..form },
        false => form,
    };
    render::page_with(status, &DeskEnquiryPage::new(page, view, form, problem))
}

fn load(conn: &mut Conn, visit: &Visit, id: &EnquiryId, form: &DeskForm) -> AppResult<DeskEnquiry> {
    let viewer = visit.staff(Viewer::may_serve)?;
    let edition = &visit.edition()?.id;
    let enquiry = queries::find_of_edition(conn, edition, id)?;
    let replies = list_replies(conn, edition)?;
    let wanted = form.wanted_reply();
    let chosen = replies.iter().find(|reply| Some(&reply.id) == wanted.as_ref());
    Ok(DeskEnquiry {
        inserted: chosen.map(|reply| reply.text(enquiry.language()).to_owned()),
        history: load_history(conn, &enquiry.id, true)?,
        colleagues: queries::list_colleagues(conn, edition)?,
        others: queries::list_others(conn, &enquiry)?,
        is_news: has_unseen(conn, &viewer.person, &desk_link(&enquiry.id))?,
        me: viewer.person.clone(),
        replies,
        enquiry,
    })
}
