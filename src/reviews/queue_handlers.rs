//! Answers of the queues, the same for every zone that reviews.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::QueueForm;
use super::prepared::Reviewable;
use super::prepared_queries::{count_prepared, find_prepared};
use super::queue::{Prepared, QueuePage, Typed};
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Asked;
use crate::web::render;

/// What waits for a decision, and what was decided.
///
/// # Errors
/// 404 to who does not review the zone.
pub async fn index<R: Reviewable>(
    site: web::Data<Site>,
    asker: Asker,
    Asked(form): Asked<QueueForm>,
) -> AppResult<HttpResponse> {
    draw::<R>(&site, &asker, form, Typed::default(), StatusCode::OK).await
}

/// The queue with what was ticked and typed under it.
pub(super) async fn draw<R: Reviewable>(
    site: &Site,
    asker: &Asker,
    form: QueueForm,
    typed: Typed,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let asked = form.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        R::require(visit)?;
        let edition = &visit.edition()?.id;
        let found = R::list(conn, visit, &asked)?;
        let ids: Vec<&str> = found.items.iter().map(|row| row.id.as_str()).collect();
        let decisions = find_prepared(conn, edition, R::KIND, &ids)?;
        Ok((found, Prepared { count: count_prepared(conn, edition, R::KIND)?, decisions }))
    };
    let (page, (found, prepared)) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &QueuePage::new(page, R::WORDS, (form, typed), found, prepared))
}
