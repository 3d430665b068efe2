//! Answers a search over everything.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::documents::{BOOTH, FAIR, POSTING, PROJECT};
use super::views::{Answer, FoundThing, KINDS, SearchPage};
use super::{activities, articles, fairs, news, projects, queries, sessions};
use crate::activities::model::ACTIVITY;
use crate::db::Conn;
use crate::error::AppResult;
use crate::forum::sessions::model::SESSION;
use crate::news::model::NEWS;
use crate::search::{Hit, Query, Search};
use crate::service::articles::queries::ARTICLE;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Asked;
use crate::web::paging::PageNumber;
use crate::web::render;
use crate::web::text::{clip, one_line};

/// Hits on a page.
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

/// The search page; without a text it only asks for one.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<SearchForm>) -> AppResult<HttpResponse> {
    let q = clip(one_line(&form.q).trim(), TEXT_MAX);
    let kind = KINDS.iter().map(|kind| kind.name).find(|kind| *kind == form.kind);
    let number = PageNumber::read(&form.page, PAGE_SIZE);
    let (search, text) = (site.search.clone(), q.clone());
    let work = move |conn: &mut Conn, visit: &Visit| answer(conn, visit, &search, text, kind, number);
    let (page, answer) = site.read(&asker, "find", work).await?;
    render::page(&SearchPage { page, q, kind, answer })
}

fn answer(
    conn: &mut Conn,
    visit: &Visit,
    search: &Search,
    text: String,
    kind: Option<&'static str>,
    number: PageNumber,
) -> AppResult<Option<Answer>> {
    let Some(edition) = visit.snapshot.edition.as_ref().filter(|_| !text.is_empty()) else { return Ok(None) };
    let query = Query {
        text,
        filters: kind.map(|kind| ("kind", vec![kind.to_owned()])).into_iter().collect(),
        count: vec!["kind"],
        offset: number.offset(),
        limit: number.size,
        ..Query::of_edition(edition.id.as_str(), visit.now, visit.locale)
    };
    let found = search.find(&query)?;
    let (total, kinds) = (found.total, found.facets.get("kind").cloned().unwrap_or_default());
    let page = number.page(found.hits, total as u64);
    let things = things(conn, visit, page.items)?;
    Ok(Some(Answer { things, total: total as i64, kinds, is_fuzzy: found.is_fuzzy, prev: page.prev, next: page.next }))
}

/// The hits that are public now, each with its address.
fn things(conn: &mut Conn, visit: &Visit, hits: Vec<Hit>) -> AppResult<Vec<FoundThing>> {
    let ids = |kind: &str| hits.iter().filter(|hit| hit.kind == kind).map(|hit| hit.id.clone()).collect::<Vec<_>>();
    let public: [(&'static str, &str, Vec<queries::Row>); 8] = [
        (BOOTH, "/exhibition/booths/", queries::list_public_booths(conn, &ids(BOOTH))?),
        (PROJECT, "/pairing/projects/", projects::list_public_projects(conn, &ids(PROJECT), visit.now)?),
        (POSTING, "/recruitment/postings/", queries::list_public_postings(conn, &ids(POSTING), visit.now)?),
        (SESSION, "/forum/sessions/", sessions::list_public_sessions(conn, &ids(SESSION))?),
        (FAIR, "/recruitment/fairs/", fairs::list_public_fairs(conn, &ids(FAIR))?),
        (ACTIVITY, "/activities/", activities::list_public_activities(conn, &ids(ACTIVITY))?),
        (NEWS, "/news/", news::list_public_news(conn, &ids(NEWS), visit.now)?),
        (ARTICLE, "/service/articles/", articles::list_public_articles(conn, &ids(ARTICLE), visit.locale)?),
    ];
    let thing = |hit: Hit| {
        let (kind, place, rows) = public.iter().find(|of_kind| of_kind.0 == hit.kind)?;
        let (_, slug, name, name_zh) = rows.iter().find(|row| row.0 == hit.id)?;
        Some(FoundThing {
            href: format!("{place}{slug}"),
            kind,
            lang: hit.locale.tag(),
            title: hit.title,
            excerpt: hit.excerpt,
            organization: visit.locale.name(name, name_zh).to_owned(),
        })
    };
    Ok(hits.into_iter().filter_map(thing).collect())
}
