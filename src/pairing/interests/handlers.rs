//! Answers both sides about interests.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::forms::{InterestForm, MoveForm};
use super::model::{Interest, InterestState};
use super::views::{InterestPage, InterestView, OwnInterest, OwnInterestsPage, ProjectInterestsPage};
use super::{moves, queries};
use crate::accounts::people::queries::find_name;
use crate::chat::rooms::subjects::{self, Subject};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{InterestId, PersonId};
use crate::lifecycle::list_named_moves;
use crate::pairing::Side;
use crate::pairing::interests::moves::find_readable;
use crate::pairing::meetings::queries::find_open_of_pair;
use crate::pairing::projects::handlers::{Wanted, draw_project};
use crate::pairing::projects::is_of_team;
use crate::pairing::projects::listing::{ProjectRow, list_teasers};
use crate::pairing::projects::model::text_in;
use crate::pairing::projects::views::card;
use crate::pairing::refusals::queries::list_refusals;
use crate::pairing::workspace::queries::{find_own_project, require_author};
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::{render, text};

/// Rows on a page of a list.
const PAGE_SIZE: usize = 20;

/// The query of a list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    state: String,
    q: String,
    page: String,
}

/// `POST /pairing/projects/{slug}/interests`: one that is open or accepted refuses a second.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<InterestForm>,
) -> AppResult<HttpResponse> {
    let (slug, form, id) = (slug.into_inner(), posted.form, InterestId::new());
    let (of, typed, new) = (slug.clone(), form.clone(), id.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.writer()?;
        let row = find_readable(conn, visit, &of)?;
        gate::require_open(conn, &row.0.edition_id, ZoneKind::Pairing, visit.now)?;
        moves::send(conn, visit, &row, (&new, &typed))
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(moves::link(&id), "flash-interest-sent")),
        Err(AppError::Invalid(errors)) => draw_project(&site, &asker, slug, Wanted::typed(form.message), errors).await,
        // Sent twice, or something stands in the way: said beside what was typed.
        Err(AppError::Refused(key @ "error-interest-quota") | AppError::Conflict(key @ "error-interest-twice")) => {
            draw_project(&site, &asker, slug, Wanted::typed(form.message), FieldErrors::one("message", key)).await
        }
        Err(error) => Err(error),
    }
}

/// An interest with its project, and on which side this person is.
fn find_own(conn: &mut Conn, visit: &Visit, id: &InterestId) -> AppResult<(Interest, ProjectRow, Side)> {
    let me = &visit.viewer()?.person;
    let (interest, row) = queries::find_interest(conn, id)?;
    let side = match interest.person_id == *me {
        true => Side::Guest,
        false if is_of_team(conn, &row.0, me)? => Side::Host,
        false => return Err(AppError::NotFound),
    };
    Ok((interest, row, side))
}

/// `GET /pairing/interests/{id}`.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, id.into_inner(), (MoveForm::default(), FieldErrors::new())).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: String,
    (form, errors): (MoveForm, FieldErrors),
) -> AppResult<HttpResponse> {
    let id: InterestId = id.parse().map_err(|_| AppError::NotFound)?;
    let work = move |conn: &mut Conn, visit: &Visit| load(conn, visit, &id);
    let (page, view) = site.read(asker, "pairing", work).await?;
    let is_wrong = !errors.is_empty();
    let page = InterestPage::new(page, view, form, errors);
    if is_wrong { render::invalid(&page) } else { render::page(&page) }
}

fn load(conn: &mut Conn, visit: &Visit, id: &InterestId) -> AppResult<InterestView> {
    let (interest, row, side) = find_own(conn, visit, id)?;
    let pair = (&row.0.id, &interest.person_id);
    let texts = list_teasers(conn, std::slice::from_ref(&row.1.id))?;
    let subject = Subject::Project { project: row.0.id.clone(), guest: interest.person_id.clone() };
    Ok(InterestView {
        card: card(&row, &texts, visit.locale, visit.now),
        guest: find_name(conn, &interest.person_id)?,
        room: subjects::find(conn, &subject)?,
        meeting: find_open_of_pair(conn, pair)?,
        refusals: list_refusals(conn, pair)?,
        history: list_named_moves::<InterestState>(conn, interest.id.as_str())?,
        interest,
        row,
        side,
    })
}

/// `POST /pairing/interests/{id}/moves`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let interest: InterestId = id.parse().map_err(|_| AppError::NotFound)?;
    let typed = form.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.writer()?;
        let (interest, row, side) = find_own(conn, visit, &interest)?;
        gate::require_not_shut(conn, &row.0.edition_id, ZoneKind::Pairing)?;
        let step = typed.parse()?;
        moves::carry_out(conn, visit, &(interest, row), side, &step)
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(format!("/pairing/interests/{id}"), "flash-interest-moved")),
        Err(AppError::Invalid(errors)) => draw(&site, &asker, id, (form, errors)).await,
        Err(error) => Err(error),
    }
}

/// `GET /pairing/interests`: one's own.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    let (state, at): (Option<InterestState>, _) = (form.state.parse().ok(), PageNumber::read(&form.page, PAGE_SIZE));
    let work = move |conn: &mut Conn, visit: &Visit| {
        let me: &PersonId = &visit.viewer()?.person;
        let found = queries::list_of_person(conn, me, state, at)?;
        let ids: Vec<_> = found.items.iter().map(|(interest, _)| interest.project_id.clone()).collect();
        let titles = crate::pairing::meetings::queries::list_titles(conn, &ids, visit.locale)?;
        Ok(found.map(|(interest, slug)| OwnInterest {
            title: titles.get(&interest.project_id).cloned().unwrap_or_default(),
            slug,
            interest,
        }))
    };
    let (page, found) = site.read(&asker, "pairing", work).await?;
    render::page(&OwnInterestsPage::new(page, state, found))
}

/// `GET /organizations/{slug}/projects/{id}/interests`: those in a project of the organization.
pub async fn list(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    Asked(form): Asked<ListForm>,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let (state, at): (Option<InterestState>, _) = (form.state.parse().ok(), PageNumber::read(&form.page, PAGE_SIZE));
    let needle = text::clip(form.q.trim(), 100);
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (_, space) = require_author(conn, visit, &slug)?;
        let (project, revision) = find_own_project(conn, &space.id, &id)?;
        let texts = list_teasers(conn, std::slice::from_ref(&revision.id))?;
        let title = text_in(&texts, visit.locale);
        let found = queries::list_of_project(conn, &project.id, (state, &needle), at)?;
        Ok((space, project.id, title.map(|text| text.title.clone()).unwrap_or_default(), found))
    };
    let (page, (space, project, title, found)) = site.read(&asker, "pairing", work).await?;
    render::page(&ProjectInterestsPage::new(page, (space, project.to_string(), title), (state, form.q), found))
}
