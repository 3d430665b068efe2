//! Answers an organization's owners and editors about their own projects.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::forms::{Extent, ProjectForm};
use super::queries::{self, NewIds};
use super::views::{self, Desk, OwnProjectRow, OwnProjectsPage, ProjectFormPage};
use crate::accounts::organizations::{OwnOrganization, list_members};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{PersonId, ProjectRevisionId};
use crate::lifecycle::{Mover, require_version};
use crate::outbox::{self, Notice};
use crate::pairing::projects::ProjectState;
use crate::pairing::projects::files::list_attachments;
use crate::pairing::projects::listing::list_teasers;
use crate::pairing::projects::queries::list_texts;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::{render, text};

/// Projects on a page.
const PAGE_SIZE: usize = 25;

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    /// A state.
    pub state: String,
    /// Words of the title.
    pub q: String,
    /// Page number.
    pub page: String,
}

/// The organization's projects.
pub async fn index(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(form): Asked<ListForm>,
) -> AppResult<HttpResponse> {
    let (slug, asked) = (slug.into_inner(), form.clone());
    let state: Option<ProjectState> = form.state.parse().ok();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (_, owner) = queries::require_author(conn, visit, &slug)?;
        let projects = queries::list_own_projects(conn, &visit.edition()?.id, &owner.id)?;
        let counts = views::count_states(&projects, visit.now);
        let ids: Vec<_> = projects.iter().map(|project| project.id.clone()).collect();
        let revisions = queries::list_newest_revisions(conn, &ids)?;
        let texts = list_teasers(conn, &revisions.iter().map(|one| one.id.clone()).collect::<Vec<_>>())?;
        let mut rows = OwnProjectRow::list(&projects, &revisions, &texts, visit);
        let needle = text::fold(&text::clip(&asked.q, 100));
        rows.retain(|row| state.is_none_or(|state| row.state == state) && row.words.contains(&needle));
        let number = PageNumber::read(&asked.page, PAGE_SIZE);
        let total = rows.len() as u64;
        let rows: Vec<_> = rows.into_iter().skip(number.offset()).take(number.size).collect();
        Ok((owner, number.page(rows, total), counts))
    };
    let (page, (owner, rows, counts)) = site.read(&asker, "pairing", work).await?;
    render::page(&OwnProjectsPage::new(page, owner, rows, counts, (state, form)))
}

/// The empty form.
pub async fn new(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let desk = load_desk(conn, visit, &slug, None)?;
        Ok((desk, ProjectForm::fresh(visit.now, visit.time_zone())))
    };
    let (page, (desk, form)) = site.read(&asker, "pairing", work).await?;
    render::page(&ProjectFormPage::new(page, desk, form, FieldErrors::new()))
}

/// What stands around the form: the organization, its members and, once there is one, the project.
pub(super) fn load_desk(conn: &mut Conn, visit: &Visit, slug: &str, id: Option<&str>) -> AppResult<Desk> {
    let (_, owner) = queries::require_author(conn, visit, slug)?;
    let members = list_members(conn, &owner.id)?;
    let own = match id {
        Some(id) => {
            let own = queries::find_own_project(conn, &owner.id, id)?;
            let files = list_attachments(conn, &own.1.id)?;
            Some((own, files))
        }
        None => None,
    };
    Ok(Desk { owner, members, own })
}

/// Stores a new draft.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<ProjectForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let ids = NewIds::of_form(&slug, &form);
    let id = ids.project.clone();
    let (address, typed) = (slug.clone(), form.clone());
    let done = site
        .write(&asker, move |conn, visit| {
            let person = visit.writer()?.person.clone();
            let (_, owner) = queries::require_author(conn, visit, &address)?;
            if queries::has_project(conn, &owner.id, &ids.project)? {
                return Ok(());
            }
            let edition = &visit.edition()?.id;
            gate::require_preparable(conn, edition, ZoneKind::Pairing, visit.now)?;
            let valid = typed.parse(visit.time_zone(), visit.now, Extent::Draft)?;
            require_contact(conn, &owner, valid.contact.as_ref())?;
            let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
            queries::insert_project(conn, &ids, edition, &owner, &valid, mover)?;
            tell_contact(conn, visit, &owner, &typed, (None, valid.contact.as_ref()))
        })
        .await;
    match done {
        Ok(()) => Ok(site.done(format!("/organizations/{slug}/projects/{id}/edit"), "flash-project-saved")),
        Err(AppError::Invalid(errors)) => redraw(&site, &asker, (slug, None), form, errors).await,
        Err(error) => Err(error),
    }
}

/// Who answers for a project is a member.
fn require_contact(conn: &mut Conn, owner: &OwnOrganization, contact: Option<&PersonId>) -> AppResult<()> {
    let Some(contact) = contact else { return Ok(()) };
    match list_members(conn, &owner.id)?.iter().any(|member| member.person_id == *contact) {
        true => Ok(()),
        false => Err(AppError::Invalid(FieldErrors::one("contact", "error-choice"))),
    }
}

/// Tells a member that somebody else made them the one who answers for a project.
fn tell_contact(
    conn: &mut Conn,
    visit: &Visit,
    owner: &OwnOrganization,
    typed: &ProjectForm,
    (before, after): (Option<&PersonId>, Option<&PersonId>),
) -> AppResult<()> {
    let is_new =
        |contact: &&PersonId| before != Some(*contact) && visit.viewer().is_ok_and(|own| own.person != **contact);
    let Some(contact) = after.filter(is_new) else { return Ok(()) };
    let link = format!("/organizations/{}", owner.slug);
    let title = if typed.title.trim().is_empty() { typed.title_zh.trim() } else { typed.title.trim() };
    outbox::notify(conn, contact, "project.contact", &link, visit.now, |locale| Notice {
        subject: locale.tf("notice-project-contact", &[("project", title), ("organization", owner.name_in(locale))]),
        detail: String::new(),
    })
}

async fn redraw(
    site: &Site,
    asker: &Asker,
    (slug, id): (String, Option<String>),
    form: ProjectForm,
    errors: FieldErrors,
) -> AppResult<HttpResponse> {
    let work = move |conn: &mut Conn, visit: &Visit| load_desk(conn, visit, &slug, id.as_deref());
    let (page, desk) = site.read(asker, "pairing", work).await?;
    render::invalid(&ProjectFormPage::new(page, desk, form, errors))
}

/// The form of a project with its newest revision.
pub async fn edit(site: web::Data<Site>, asker: Asker, path: web::Path<(String, String)>) -> AppResult<HttpResponse> {
    draw_edit(&site, &asker, path.into_inner(), FieldErrors::new(), StatusCode::OK).await
}

/// Draws the form as it is stored, with what is wrong in it or beside it.
pub(super) async fn draw_edit(
    site: &Site,
    asker: &Asker,
    (slug, id): (String, String),
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let work = move |conn: &mut Conn, visit: &Visit| {
        let desk = load_desk(conn, visit, &slug, Some(&id))?;
        let (own, _) = desk.own.as_ref().ok_or(AppError::NotFound)?;
        let texts = list_texts(conn, std::slice::from_ref(&own.1.id))?;
        let form = ProjectForm::of(own, &texts, visit.time_zone());
        Ok((desk, form))
    };
    let (page, (desk, form)) = site.read(asker, "pairing", work).await?;
    render::page_with(status, &ProjectFormPage::new(page, desk, form, errors))
}

/// Stores an edit.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<ProjectForm>,
) -> AppResult<HttpResponse> {
    let ((slug, id), form, revision) = (path.into_inner(), posted.form, ProjectRevisionId::new());
    let (address, project, typed) = (slug.clone(), id.clone(), form.clone());
    let done = site
        .write(&asker, move |conn, visit| {
            let person = visit.writer()?.person.clone();
            let (_, owner) = queries::require_author(conn, visit, &address)?;
            let own = queries::find_own_project(conn, &owner.id, &project)?;
            gate::require_preparable(conn, &own.0.edition_id, ZoneKind::Pairing, visit.now)?;
            require_version(own.0.version, &typed.version)?;
            let extent = if own.0.state == ProjectState::Draft { Extent::Draft } else { Extent::Edit };
            let valid = typed.parse(visit.time_zone(), visit.now, extent)?;
            require_contact(conn, &owner, valid.contact.as_ref())?;
            let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
            queries::update_project(conn, &own, &owner, &valid, &revision, mover)?;
            let contacts = (own.0.contact_id.as_ref(), valid.contact.as_ref());
            tell_contact(conn, visit, &owner, &typed, contacts)
        })
        .await;
    match done {
        Ok(()) => Ok(site.done(format!("/organizations/{slug}/projects/{id}/edit"), "flash-project-saved")),
        Err(AppError::Invalid(errors)) => redraw(&site, &asker, (slug, Some(id)), form, errors).await,
        // Somebody was faster: the words that were typed stay on the page.
        Err(AppError::Conflict(key)) => {
            let errors = FieldErrors::one("form", key);
            redraw_conflict(&site, &asker, (slug, id), form, errors).await
        }
        Err(error) => Err(error),
    }
}

async fn redraw_conflict(
    site: &Site,
    asker: &Asker,
    (slug, id): (String, String),
    form: ProjectForm,
    errors: FieldErrors,
) -> AppResult<HttpResponse> {
    let work = move |conn: &mut Conn, visit: &Visit| load_desk(conn, visit, &slug, Some(&id));
    let (page, desk) = site.read(asker, "pairing", work).await?;
    render::page_with(StatusCode::CONFLICT, &ProjectFormPage::new(page, desk, form, errors))
}
