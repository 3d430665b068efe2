//! Answers a search over everything, and what it suggests while one types.

use actix_web::{HttpResponse, web};
use askama::Template as _;
use serde::Deserialize;

use super::answers::{answer, suggest};
use super::kinds::find_kind;
use super::views::{SearchPage, Suggestions};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Asked;
use crate::web::limits::Rate;
use crate::web::paging::PageNumber;
use crate::web::render;
use crate::web::text::{clip, one_line};

/// Hits on a page of one kind.
const PAGE_SIZE: usize = 20;
/// Longest text that is searched for, in characters.
const TEXT_MAX: usize = 200;

/// The query of `/search`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SearchForm {
    q: String,
    kind: String,
    page: String,
}

fn typed(q: &str) -> String {
    clip(one_line(q).trim(), TEXT_MAX)
}

/// The search page; without a text it only asks for one.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<SearchForm>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw_index(&site, &asker, form)).await
}

async fn draw_index(site: &Site, asker: &Asker, form: SearchForm) -> AppResult<HttpResponse> {
    let q = typed(&form.q);
    let kind = find_kind(&form.kind);
    let number = PageNumber::read(&form.page, PAGE_SIZE);
    let (search, text) = (site.search.clone(), q.clone());
    let work = move |conn: &mut Conn, visit: &Visit| answer(conn, visit, &search, text, kind, number);
    let (page, answer) = site.read(asker, "find", work).await?;
    render::page(&SearchPage { page, q, kind, answer })
}

/// `GET /search/suggestions?q=`: a list of links, which the field turns into choices.
pub async fn suggestions(
    site: web::Data<Site>,
    asker: Asker,
    Asked(form): Asked<SearchForm>,
) -> AppResult<HttpResponse> {
    site.limits.check(Rate::Suggest, &asker.address.limit_key()).await?;
    site.shown(&asker, draw_suggestions(&site, &asker, form)).await
}

async fn draw_suggestions(site: &Site, asker: &Asker, form: SearchForm) -> AppResult<HttpResponse> {
    let q = typed(&form.q);
    let (search, text) = (site.search.clone(), q.clone());
    let work = move |conn: &mut Conn, visit: &Visit| suggest(conn, visit, &search, text);
    let (page, (things, kinds)) = site.read(asker, "find", work).await?;
    let fragment = Suggestions { page, q, things, kinds };
    let body = fragment.render().map_err(AppError::internal)?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(body))
}
