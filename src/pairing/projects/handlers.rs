//! Answers the list and the page of a project.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::files::list_attachments;
use super::finding::find_projects;
use super::forms::SearchForm;
use super::index_views::{Listing, ProjectsPage, filters_of};
use super::listing::{cards_of, list_similar_projects, list_teasers};
use super::model::Project;
use super::queries::{self, OwnedProject};
use super::show_views::{ProjectPage, ProjectView};
use super::steps::{Step, find_step};
use crate::accounts::organizations::find_membership;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::exhibition::booths::find_booth_slug;
use crate::ids::ProjectRevisionId;
use crate::pairing::interests::{Standing, find_standing};
use crate::pairing::suggestions::suggest_for;
use crate::saves::{SaveKind, find_saved};
use crate::site::{Asker, Site, Visit, ZoneKind, ZoneState};
use crate::web::forms::Asked;
use crate::web::page::Page;
use crate::web::paging::PageNumber;
use crate::web::render;

/// Projects on a page.
const PAGE_SIZE: usize = 24;
/// Similar projects beside one.
const SIMILAR: i64 = 3;
/// Counterparts that a team is shown there.
const SUGGESTED: usize = 3;

/// In whose place a team looks at a project: the name in the address, the step, the Fluent key.
pub const PREVIEWS: [(&str, Step, &str); 3] = [
    ("visitor", Step::Teaser, "project-preview-visitor"),
    ("attendee", Step::Details, "project-preview-attendee"),
    ("partner", Step::Attachments, "project-preview-partner"),
];

/// The list.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<SearchForm>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw_index(&site, &asker, form)).await
}

async fn draw_index(site: &Site, asker: &Asker, form: SearchForm) -> AppResult<HttpResponse> {
    let (engine, asked) = (site.search.clone(), form.clone());
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (search, number) = (asked.read(), PageNumber::read(&asked.page, PAGE_SIZE));
        let found = visit.shared(conn, "projects", &asked.address(&asked.page), |conn| {
            let found = find_projects(conn, visit, &engine, &search, number)?;
            Ok(Listing {
                cards: cards_of(conn, &found.page.items, visit.locale, visit.now)?,
                total: i64::try_from(found.page.total.unwrap_or(0)).unwrap_or(0),
                has_more: found.has_more,
                is_fuzzy: found.is_fuzzy,
                prev: found.page.prev,
                next: found.page.next,
                filters: filters_of(&asked, &found.facets, visit.locale),
            })
        })?;
        Ok((found, find_saved(conn, visit, SaveKind::Project)?, visit.clone()))
    };
    let (page, (found, saved, visit)) = site.read(asker, "pairing", work).await?;
    let zone = visit.edition()?.zone(ZoneKind::Pairing);
    render::page(&ProjectsPage {
        title: zone.map_or("", |zone| zone.texts.title(page.locale)).to_owned(),
        introduction: zone.map_or("", |zone| zone.texts.body(page.locale)).to_owned(),
        gate: gate_sentence(&page, &visit),
        prev: found.prev.as_ref().map(|page| form.address(page)),
        next: found.next.as_ref().map(|page| form.address(page)),
        found,
        saved,
        form,
        page,
    })
}

/// What a list says while the zone is not open.
fn gate_sentence(page: &Page, visit: &Visit) -> Option<String> {
    let zone = visit.snapshot.edition.as_ref()?.zone(ZoneKind::Pairing)?;
    match zone.state(visit.now) {
        ZoneState::Open => None,
        ZoneState::Upcoming => Some(page.tf("pairing-gate-upcoming", &[("when", &page.date_time(&zone.opens_at))])),
        ZoneState::ReadOnly => Some(page.t("pairing-gate-read-only").to_owned()),
        ZoneState::Closed => Some(page.t("pairing-gate-closed").to_owned()),
    }
}

/// The list without its own page: the search is the list.
pub async fn list() -> HttpResponse {
    HttpResponse::MovedPermanently().insert_header(("Location", "/pairing")).finish()
}

/// The query of a project's page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// One of [`PREVIEWS`]: a team looks at the newest revision in somebody's place.
    pub preview: String,
    /// What was typed about an interest; no part of the address.
    #[serde(skip)]
    message: String,
}

impl Wanted {
    /// The page with what was typed about an interest.
    pub fn typed(message: String) -> Self {
        Self { message, ..Self::default() }
    }
}

enum Found {
    Here(Box<ProjectView>),
    Moved(String),
}

/// A project: 200 while it is readable, 410 when it has ended and the reader has nothing to do with it, 308
/// from an earlier address.
pub async fn show(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> AppResult<HttpResponse> {
    site.shown(&asker, draw_project(&site, &asker, slug.into_inner(), wanted, FieldErrors::new())).await
}

/// Draws a project, with what is wrong in a form of its page.
pub(in crate::pairing) async fn draw_project(
    site: &Site,
    asker: &Asker,
    slug: String,
    wanted: Wanted,
    errors: FieldErrors,
) -> AppResult<HttpResponse> {
    let message = wanted.message.clone();
    let work = move |conn: &mut Conn, visit: &Visit| find_view(conn, visit, &slug, &wanted);
    let (page, found) = site.read(asker, "pairing", work).await?;
    match found {
        Found::Moved(slug) => Ok(render::moved(format!("/pairing/projects/{slug}"))),
        Found::Here(view) => {
            let status = match (view.is_gone, errors.is_empty()) {
                (true, _) => StatusCode::GONE,
                (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
                (false, true) => StatusCode::OK,
            };
            render::page_with(status, &ProjectPage::new(page, *view, message, errors))
        }
    }
}

fn find_view(conn: &mut Conn, visit: &Visit, slug: &str, wanted: &Wanted) -> AppResult<Found> {
    let edition = visit.edition()?;
    let Some(owned) = queries::find_project(conn, &edition.id, slug)? else {
        let moved = queries::find_moved_slug(conn, &edition.id, slug)?;
        return moved.filter(|new| new != slug).map(Found::Moved).ok_or(AppError::NotFound);
    };
    let step = find_step(conn, &owned.0, &owned.1, visit)?;
    if step == Step::Hidden {
        return Err(AppError::NotFound);
    }
    let chosen = PREVIEWS.iter().find(|preview| preview.0 == wanted.preview).map(|preview| preview.1);
    let preview = chosen.filter(|_| step >= Step::Review);
    let revision = revision_to_show(conn, &owned.0, step, preview.is_some())?;
    load_view(conn, visit, owned, revision, (step, preview)).map(Box::new).map(Found::Here)
}

/// What is public; for a preview, and of what is not public, the newest that this reader knows of.
fn revision_to_show(conn: &mut Conn, project: &Project, step: Step, is_preview: bool) -> AppResult<ProjectRevisionId> {
    if let (false, Some(published)) = (is_preview, &project.published_revision_id) {
        return Ok(published.clone());
    }
    queries::find_newest_revision(conn, &project.id, step == Step::Team)?.ok_or(AppError::NotFound)
}

fn load_view(
    conn: &mut Conn,
    visit: &Visit,
    (project, owner): OwnedProject,
    revision: ProjectRevisionId,
    (own_step, preview): (Step, Option<Step>),
) -> AppResult<ProjectView> {
    let step = preview.unwrap_or(own_step);
    let of_revision = std::slice::from_ref(&revision);
    let texts = match step >= Step::Details {
        true => queries::list_texts(conn, of_revision)?,
        false => list_teasers(conn, of_revision)?,
    };
    let facts = queries::find_facts(conn, &revision)?;
    let mut files = list_attachments(conn, &revision)?;
    let file_count = files.len();
    files.retain(|_| step >= Step::Attachments);
    let person = visit.viewer.as_ref().map(|viewer| &viewer.person);
    let row = (project, facts, owner);
    let standing = match own_step < Step::Review {
        true => find_standing(conn, visit, &row)?,
        false => Standing::default(),
    };
    let is_at_work = own_step == Step::Team && preview.is_none() && visit.archive.is_none();
    let suggestions = match person.filter(|_| is_at_work) {
        Some(person) => suggest_for(conn, visit, person, &row.0.id, SUGGESTED)?,
        None => Vec::new(),
    };
    let (project, facts, owner) = &row;
    let similar = list_similar_projects(conn, (project, facts), visit.now, SIMILAR)?;
    Ok(ProjectView {
        suggestions,
        similar: cards_of(conn, &similar, visit.locale, visit.now)?,
        booth: find_booth_slug(conn, &project.edition_id, &owner.id)?,
        manage: find_desk(conn, visit, project, &owner.slug)?,
        is_gone: project.state_at(visit.now).is_gone() && own_step == Step::Teaser && !standing.has_dealt(),
        me: person.cloned(),
        saved: find_saved(conn, visit, SaveKind::Project)?,
        texts,
        files,
        file_count,
        step,
        preview,
        standing,
        row,
    })
}

/// Where this reader edits the project, if they may; nowhere in the archive.
fn find_desk(conn: &mut Conn, visit: &Visit, project: &Project, organization: &str) -> AppResult<Option<String>> {
    let (Some(viewer), None) = (&visit.viewer, &visit.archive) else { return Ok(None) };
    match find_membership(conn, &viewer.person, organization) {
        Ok(found) if found.role.may_pair() => {
            Ok(Some(format!("/organizations/{organization}/projects/{}/edit", project.id)))
        }
        Ok(_) | Err(AppError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
