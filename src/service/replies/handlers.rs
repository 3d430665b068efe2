//! Answers agents about canned replies.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use uuid::Uuid;

use super::forms::ReplyForm;
use super::queries::{self, CannedReply};
use super::views::{RepliesPage, ReplyFormPage};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::CannedReplyId;
use crate::lifecycle::require_version;
use crate::service::topics::Topic;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::{once, render, text};

/// Rows on a page of the list.
const PAGE_SIZE: usize = 25;

/// The query of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    q: String,
    topic: String,
    page: String,
}

/// `GET /service/desk/replies`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::may_serve)?;
        Ok(queries::list_replies(conn, &visit.edition()?.id)?)
    };
    let (page, mut found) = site.read(&asker, "service", read).await?;
    let (topic, q): (Option<Topic>, _) = (form.topic.parse().ok(), text::clip(form.q.trim(), 100));
    let needle = text::fold(&q);
    let has_words = |reply: &CannedReply| {
        [&reply.title, &reply.body_en, &reply.body_zh].iter().any(|one| text::fold(one).contains(&needle))
    };
    found.retain(|reply| topic.is_none_or(|topic| topic == reply.topic) && has_words(reply));
    let (number, total) = (PageNumber::read(&form.page, PAGE_SIZE), found.len() as u64);
    let shown = found.into_iter().skip(number.offset()).take(PAGE_SIZE).collect();
    render::page(&RepliesPage::new(page, (q, topic), number.page(shown, total)))
}

/// `GET /service/desk/replies/new`.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let form = ReplyForm { key: Uuid::now_v7().to_string(), ..ReplyForm::default() };
    draw(&site, &asker, None, (Some(form), FieldErrors::new()), StatusCode::OK).await
}

/// `POST /service/desk/replies`.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<ReplyForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let made = once::id_of(&form.key, &form).and_then(|id| id.to_string().parse().ok());
    let (typed, id) = (form.clone(), made.unwrap_or_else(CannedReplyId::new));
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::may_serve)?;
        visit.writer()?;
        let valid = typed.parse()?;
        Ok(queries::insert_reply(conn, &id, &visit.edition()?.id, valid, visit.now)?)
    };
    finish(&site, &asker, (None, form), site.write(&asker, write).await).await
}

/// `GET /service/desk/replies/{id}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, Some(read_id(&id)?), (None, FieldErrors::new()), StatusCode::OK).await
}

fn read_id(id: &str) -> AppResult<CannedReplyId> {
    id.parse().map_err(|_| AppError::NotFound)
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: Option<CannedReplyId>,
    (typed, errors): (Option<ReplyForm>, FieldErrors),
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let of = id.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::may_serve)?;
        match &of {
            Some(id) => Ok(Some(queries::find_reply(conn, &visit.edition()?.id, id)?)),
            None => Ok(None),
        }
    };
    let (page, stands) = site.read(asker, "service", read).await?;
    let is_conflict = status == StatusCode::CONFLICT;
    let present = stands.as_ref().map(ReplyForm::of).unwrap_or_default();
    let form = match typed {
        // Whoever has read that it changed may save over it.
        Some(typed) if is_conflict => ReplyForm { version: present.version, ..typed },
        Some(typed) => typed,
        None => present,
    };
    render::page_with(status, &ReplyFormPage { page, id, form, is_conflict, errors })
}

async fn finish(
    site: &Site,
    asker: &Asker,
    (id, form): (Option<CannedReplyId>, ReplyForm),
    done: AppResult<()>,
) -> AppResult<HttpResponse> {
    match done {
        Ok(()) => Ok(site.done("/service/desk/replies", "flash-reply-saved")),
        Err(AppError::Invalid(errors)) => {
            draw(site, asker, id, (Some(form), errors), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(AppError::Conflict(_)) => {
            draw(site, asker, id, (Some(form), FieldErrors::new()), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /service/desk/replies/{id}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ReplyForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (read_id(&id)?, posted.form);
    let (of, typed) = (id.clone(), form.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::may_serve)?;
        visit.writer()?;
        let reply = queries::find_reply(conn, &visit.edition()?.id, &of)?;
        let valid = typed.parse()?;
        require_version(reply.version, &typed.version)?;
        queries::update_reply(conn, &reply, &valid, visit.now)
    };
    let done = site.write(&asker, write).await;
    finish(&site, &asker, (Some(id), form), done).await
}

/// `POST /service/desk/replies/{id}/removal`.
pub async fn destroy(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id = read_id(&id)?;
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::may_serve)?;
        visit.writer()?;
        let reply = queries::find_reply(conn, &visit.edition()?.id, &id)?;
        queries::delete_reply(conn, &reply.id)?;
        Ok(())
    };
    site.write(&asker, write).await?;
    Ok(site.done("/service/desk/replies", "flash-reply-removed"))
}
