//! Answers a search over everything.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::documents::{BOOTH, FAIR, POSTING, PROJECT};
use super::views::{Answer, FoundThing, SearchPage};
use super::{fairs, projects, queries, sessions};
use crate::db::Conn;
use crate::error::AppResult;
use crate::forum::sessions::model::SESSION;
use crate::search::{Hit, Query, Search};
use crate::service::articles::queries::{ARTICLE, list_published_of};
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
    let kind = [POSTING, BOOTH, PROJECT, SESSION, FAIR, ARTICLE].into_iter().find(|kind| *kind == form.kind);
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
    let postings = queries::list_public_postings(conn, &ids(POSTING), visit.now)?;
    let booths = queries::list_public_booths(conn, &ids(BOOTH))?;
    let projects = projects::list_public_projects(conn, &ids(PROJECT), visit.now)?;
    let sessions = sessions::list_public_sessions(conn, &ids(SESSION))?;
    let fairs = fairs::list_public_fairs(conn, &ids(FAIR))?;
    let articles: Vec<queries::Row> = list_published_of(conn, &ids(ARTICLE))?
        .into_iter()
        .map(|article| {
            (article.id.to_string(), article.slug, visit.locale.t(article.topic.key()).to_owned(), String::new())
        })
        .collect();
    let thing = |hit: Hit| {
        let (kind, rows, place) = match hit.kind.as_str() {
            POSTING => (POSTING, &postings, "/recruitment/postings/"),
            PROJECT => (PROJECT, &projects, "/pairing/projects/"),
            SESSION => (SESSION, &sessions, "/forum/sessions/"),
            FAIR => (FAIR, &fairs, "/recruitment/fairs/"),
            ARTICLE => (ARTICLE, &articles, "/service/articles/"),
            _ => (BOOTH, &booths, "/exhibition/booths/"),
        };
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
