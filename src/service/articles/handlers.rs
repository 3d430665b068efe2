//! Answers readers of the help.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::model::{Article, ArticleState, ArticleText, text_in};
use super::queries;
use super::views::{ArticleLine, ArticlePage, FoundArticles, HelpPage, blocks};
use super::votes::{Voter, find_vote, store_vote};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::search::{Query, Search};
use crate::service::hours::{DeskSign, find_standing, list_hours};
use crate::service::topics::Topic;
use crate::site::{Asker, Site, Viewer, Visit, ZoneKind, ZoneState, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::i18n::Locale;
use crate::web::limits::Rate;
use crate::web::page::Page;
use crate::web::paging::PageNumber;
use crate::web::render;
use crate::web::text::{clip, one_line};

/// Found articles on a page.
const PAGE_SIZE: usize = 20;
/// Articles beside one.
const RELATED: usize = 4;
/// Longest text that is searched for, in characters.
const TEXT_MAX: usize = 200;

/// The query of the front page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct HelpForm {
    q: String,
    topic: String,
    page: String,
}

/// Whether a reader writes articles.
pub(super) fn manages(viewer: &Viewer) -> bool {
    viewer.may_manage(ZoneKind::Service)
}

/// `GET /service`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<HelpForm>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw_index(&site, &asker, form)).await
}

async fn draw_index(site: &Site, asker: &Asker, form: HelpForm) -> AppResult<HttpResponse> {
    let q = clip(one_line(&form.q).trim(), TEXT_MAX);
    let topic: Option<Topic> = form.topic.parse().ok();
    let (index, sought, at) = (site.search.clone(), q.clone(), PageNumber::read(&form.page, PAGE_SIZE));
    let work = move |conn: &mut Conn, visit: &Visit| {
        let found = match sought.is_empty() {
            true => None,
            false => Some(find_articles(conn, visit, &index, &sought, at)?),
        };
        let edition = &visit.edition()?.id;
        let name = topic.map_or("", Topic::as_str);
        let lines = visit.shared(conn, "articles", name, |conn| {
            let all = queries::list_published(conn, edition, topic)?;
            Ok(all.iter().filter_map(|one| ArticleLine::of(one, visit.locale)).collect::<Vec<_>>())
        })?;
        let hours = list_hours(conn, edition)?;
        Ok((found, lines, hours, find_standing(conn, visit)?, visit.clone()))
    };
    let (page, (found, lines, hours, standing, visit)) = site.read(asker, "service", work).await?;
    let zone = visit.edition()?.zone(ZoneKind::Service);
    render::page(&HelpPage {
        title: zone.map_or("", |zone| zone.texts.title(page.locale)).to_owned(),
        introduction: zone.map_or("", |zone| zone.texts.body(page.locale)).to_owned(),
        gate: gate_sentence(&page, &visit),
        is_manager: visit.may(manages),
        sign: DeskSign::new(&page, &hours, visit.edition()?.time_zone, standing),
        blocks: if found.is_some() { Vec::new() } else { blocks(&lines, topic.is_some()) },
        topic: topic.filter(|_| found.is_none()),
        found,
        q,
        page,
    })
}

/// What the pages of the zone say while it is not open.
fn gate_sentence(page: &Page, visit: &Visit) -> Option<String> {
    let zone = visit.snapshot.edition.as_ref()?.zone(ZoneKind::Service)?;
    match zone.state(visit.now) {
        ZoneState::Open => None,
        ZoneState::Upcoming => Some(page.tf("service-gate-upcoming", &[("when", &page.date_time(&zone.opens_at))])),
        ZoneState::ReadOnly => Some(page.t("service-gate-read-only").to_owned()),
        ZoneState::Closed => Some(page.t("service-gate-closed").to_owned()),
    }
}

/// What a search finds: in the index, or, while that is being filled, in the database.
fn find_articles(
    conn: &mut Conn,
    visit: &Visit,
    index: &Search,
    words: &str,
    at: PageNumber,
) -> AppResult<FoundArticles> {
    let (edition, behind) = (&visit.edition()?.id, index.behind());
    if behind.is_filling || behind.is_failing {
        let page = queries::search_published(conn, edition, words, at)?;
        let lines = page.items.iter().filter_map(|one| ArticleLine::of(one, visit.locale)).collect();
        let total = i64::try_from(page.total.unwrap_or(0)).unwrap_or(0);
        return Ok(FoundArticles { lines, total, is_fuzzy: false, prev: page.prev, next: page.next });
    }
    let found = index.find(&Query {
        text: words.to_owned(),
        filters: vec![("kind", vec![queries::ARTICLE.to_owned()])],
        offset: at.offset(),
        limit: at.size,
        ..Query::of_edition(edition.as_str(), visit.now, visit.locale)
    })?;
    let ids: Vec<String> = found.hits.iter().map(|hit| hit.id.clone()).collect();
    let rows = queries::list_published_of(conn, &ids)?;
    let (total, page) = (found.total, at.page(found.hits, found.total as u64));
    let line = |hit: crate::search::Hit| {
        let row = rows.iter().find(|row| row.id.as_str() == hit.id)?;
        let (title, excerpt, lang) = (hit.title, hit.excerpt, hit.locale.tag());
        Some(ArticleLine { href: format!("/service/articles/{}", row.slug), title, excerpt, lang, topic: row.topic })
    };
    Ok(FoundArticles {
        lines: page.items.into_iter().filter_map(line).collect(),
        total: i64::try_from(total).unwrap_or(0),
        is_fuzzy: found.is_fuzzy,
        prev: page.prev,
        next: page.next,
    })
}

/// An article with its words, related ones, what the reader said of it, and whether they write articles.
type View = (Article, ArticleText, Vec<ArticleLine>, Option<bool>, bool);

enum Found {
    Here(Box<View>),
    Moved(String),
}

/// `GET /service/articles/{slug}`: 308 from an earlier address.
pub async fn show(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw(&site, &asker, slug.into_inner())).await
}

async fn draw(site: &Site, asker: &Asker, slug: String) -> AppResult<HttpResponse> {
    let work = move |conn: &mut Conn, visit: &Visit| find_view(conn, visit, &slug);
    let (page, found) = site.read(asker, "service", work).await?;
    match found {
        Found::Moved(slug) => Ok(render::moved(format!("/service/articles/{slug}"))),
        Found::Here(view) => {
            let (article, words, related, vote, is_manager) = *view;
            render::page(&ArticlePage::new(page, (article, &words), related, vote, is_manager))
        }
    }
}

/// An article that this reader may read; a draft only who writes articles.
fn find_readable(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<Article> {
    let article = queries::find_article(conn, &visit.edition()?.id, slug)?;
    let is_manager = visit.may(manages);
    match article.state == ArticleState::Published || is_manager {
        true => Ok(article),
        false => Err(AppError::NotFound),
    }
}

fn find_view(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<Found> {
    let article = match find_readable(conn, visit, slug) {
        Err(AppError::NotFound) => {
            let moved = queries::find_moved_slug(conn, &visit.edition()?.id, slug)?;
            return moved.filter(|new| new != slug).map(Found::Moved).ok_or(AppError::NotFound);
        }
        found => found?,
    };
    let texts = queries::list_texts(conn, &article.id)?;
    let words = text_in(&texts, visit.locale).cloned().ok_or(AppError::NotFound)?;
    let related = list_related(conn, &article, visit.locale)?;
    let vote = match &visit.viewer {
        Some(viewer) => find_vote(conn, &article.id, &viewer.person)?,
        None => None,
    };
    let is_manager = visit.may(manages);
    Ok(Found::Here(Box::new((article, words, related, vote, is_manager))))
}

/// Those of the topic that stand nearest.
fn list_related(conn: &mut Conn, article: &Article, locale: Locale) -> AppResult<Vec<ArticleLine>> {
    let mut others = queries::list_published(conn, &article.edition_id, Some(article.topic))?;
    others.retain(|other| other.0.id != article.id);
    others.sort_by_key(|other| other.0.position.abs_diff(article.position));
    Ok(others.iter().take(RELATED).filter_map(|one| ArticleLine::of(one, locale)).collect())
}

/// The form under an article.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct VoteForm {
    helpful: String,
}

/// `POST /service/articles/{slug}/votes`.
pub async fn vote(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<VoteForm>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let is_helpful = match posted.form.helpful.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(AppError::Bad("error-form")),
    };
    let (of, network, shared) = (slug.clone(), asker.address.limit_key(), Site::clone(&site));
    let write = move |conn: &mut Conn, visit: &Visit| {
        let article = find_readable(conn, visit, &of)?;
        gate::require_not_shut(conn, &article.edition_id, ZoneKind::Service)?;
        let voter = match &visit.viewer {
            Some(viewer) => Voter::Person(viewer.person.clone()),
            None => Voter::Network(network.clone()),
        };
        let key = visit.viewer.as_ref().map_or(network.as_str(), |viewer| viewer.person.as_str());
        shared.limits.check_in_work(Rate::Vote, key)?;
        store_vote(conn, &article.id, &voter, is_helpful, visit.now)
    };
    site.write(&asker, write).await?;
    Ok(site.done(format!("/service/articles/{slug}"), "flash-article-thanks"))
}
