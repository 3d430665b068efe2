//! Answers about decisions that are not announced yet, the same for every zone that reviews.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::prepared::{Choice, PrepareForm, Reviewable};
use super::prepared_queries as queries;
use super::prepared_views::{Line, PreparedPage};
use super::queue::Typed;
use super::queue_handlers::draw as queue;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::PreparedId;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::render;

/// What was decided, to be looked at before it is announced.
///
/// # Errors
/// 404 to who does not review the zone.
pub async fn show<R: Reviewable>(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    draw::<R>(&site, &asker, FieldErrors::new(), StatusCode::OK).await
}

async fn draw<R: Reviewable>(
    site: &Site,
    asker: &Asker,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        R::require(visit)?;
        let rows = queries::list_prepared(conn, &visit.edition()?.id, R::KIND)?;
        rows.into_iter().map(|row| Ok(Line { is_stale: is_stale::<R>(conn, visit, &row)?, row })).collect()
    };
    let (page, lines): (_, Vec<Line>) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &PreparedPage::new(page, R::WORDS, lines, errors))
}

/// Whether what was decided about is not what stands there any more.
fn is_stale<R: Reviewable>(conn: &mut Conn, visit: &Visit, row: &queries::Prepared) -> AppResult<bool> {
    match R::find(conn, visit, &row.subject) {
        Ok(now) => Ok(!now.is_waiting || now.version != row.version),
        Err(AppError::NotFound) => Ok(true),
        Err(error) => Err(error),
    }
}

/// Prepares one decision about everything that was ticked. Nobody is told yet.
///
/// # Errors
/// 404 to who does not review the zone.
pub async fn create<R: Reviewable>(
    site: web::Data<Site>,
    asker: Asker,
    posted: Posted<PrepareForm>,
) -> AppResult<HttpResponse> {
    let form = posted.form;
    let (ids, to, comment) = match form.parse() {
        Ok(valid) => valid,
        Err(errors) => {
            let (of, typed) = (form.queue(), Typed { form, errors });
            return queue::<R>(&site, &asker, of, typed, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let store = move |conn: &mut Conn, visit: &Visit| {
        let (person, edition) = (R::require(visit)?, &visit.edition()?.id);
        visit.writer()?;
        for id in &ids {
            let now = R::find(conn, visit, id)?;
            if !now.is_waiting {
                return Err(AppError::Conflict("error-changed-meanwhile"));
            }
            let choice = Choice { version: now.version, to, comment: comment.clone() };
            queries::insert_prepared(conn, edition, (R::KIND, id, &now.title), &choice, &person, visit.now)?;
        }
        Ok(())
    };
    match site.write(&asker, store).await {
        Ok(()) => Ok(site.done(format!("{}/prepared", R::WORDS.path), "flash-decisions-prepared")),
        // Somebody was faster: the queue shows what they decided beside what was typed.
        Err(AppError::Conflict(key)) => {
            let (of, typed) = (form.queue(), Typed { form, errors: FieldErrors::one("form", key) });
            queue::<R>(&site, &asker, of, typed, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// Takes a prepared decision back.
///
/// # Errors
/// 404 to who does not review the zone, and when it is gone.
pub async fn destroy<R: Reviewable>(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
) -> AppResult<HttpResponse> {
    let id: PreparedId = id.parse().map_err(|_| AppError::NotFound)?;
    let take = move |conn: &mut Conn, visit: &Visit| {
        R::require(visit)?;
        visit.writer()?;
        match queries::delete_prepared(conn, &visit.edition()?.id, R::KIND, &id)? {
            0 => Err(AppError::NotFound),
            _ => Ok(()),
        }
    };
    site.write(&asker, take).await?;
    Ok(site.done(format!("{}/prepared", R::WORDS.path), "flash-decision-taken-back"))
}

/// Carries out everything that was prepared, and tells everybody, in one go. What was changed since stays on the
/// list, to be looked at again.
///
/// # Errors
/// 404 to who does not review the zone; a conflict when somebody else releases at the same moment.
pub async fn release<R: Reviewable>(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let announce = |conn: &mut Conn, visit: &Visit| {
        R::require(visit)?;
        visit.writer()?;
        let edition = &visit.edition()?.id;
        for row in queries::list_prepared(conn, edition, R::KIND)? {
            // Off the list first: what somebody takes back at this moment is not announced.
            if is_stale::<R>(conn, visit, &row)? || queries::delete_prepared(conn, edition, R::KIND, &row.id)? == 0 {
                continue;
            }
            R::carry_out(conn, visit, &row.subject, &row.choice())?;
        }
        Ok(queries::count_prepared(conn, edition, R::KIND)?)
    };
    match site.write(&asker, announce).await {
        Ok(0) => Ok(site.done(R::WORDS.path, "flash-decisions-released")),
        Ok(_) => Ok(site.done(format!("{}/prepared", R::WORDS.path), "flash-decisions-released-some")),
        Err(AppError::Conflict(key)) => {
            let errors = FieldErrors::one("form", key);
            draw::<R>(&site, &asker, errors, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}
