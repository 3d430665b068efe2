//! Answers about the exhibits of an organization's own booth: added, changed, moved, removed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::ExhibitForm;
use super::handlers::{draw, open_draft, require_author, require_editable};
use super::{queries, views};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{ExhibitId, PersonId};
use crate::site::files::{FileKind, NewFile, discard_files, insert_file, store_picture};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Files, Posted};
use crate::web::images::Purpose;
use crate::web::limits::BOOTH_EXHIBITS;
use crate::web::render;

/// What a form about an exhibit that somebody else has changed is refused with.
const CHANGED: &str = "error-changed-meanwhile";

/// The organization's part of the address, and the exhibit's id.
type Path = web::Path<(String, String)>;

/// `POST …/booth/exhibits`.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<ExhibitForm>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let author = require_author(&site, &asker, &slug).await?;
    let Posted { form, mut files } = posted;
    let (valid, image) = match read(&site, &author, &form, &mut files).await? {
        Ok(read) => read,
        Err(errors) => {
            let typed = views::Typed { exhibit: form, errors, ..views::Typed::default() };
            return draw(&site, &asker, slug, typed, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let (address, new) = (slug.clone(), image.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let (space, draft) = open_draft(conn, visit, &address)?;
        require_editable(conn, &draft, visit.now)?;
        if draft.exhibits.len() >= BOOTH_EXHIBITS {
            return Err(AppError::Conflict("error-booth-exhibits-full"));
        }
        if let Some(file) = &new {
            insert_file(conn, file, &visit.writer()?.person, Some(&space.organization_id), visit.now)?;
        }
        let position = i64::try_from(draft.exhibits.len()).unwrap_or(0);
        let picture = new.as_ref().map(|file| file.id.as_str());
        Ok(queries::insert_exhibit(conn, &draft.id, position, &valid, picture, visit.now)?)
    };
    if let Err(error) = site.write(&asker, write).await {
        discard_files(&site, image.as_slice()).await;
        return Err(error);
    }
    Ok(site.done(back(&slug), "flash-booth-saved"))
}

/// The form, checked, and the picture, stored, if one came; or what is wrong.
async fn read(
    site: &Site,
    author: &PersonId,
    form: &ExhibitForm,
    files: &mut Files,
) -> AppResult<Result<(ExhibitForm, Option<NewFile>), FieldErrors>> {
    let valid = match form.parse() {
        Ok(valid) => valid,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut errors = FieldErrors::new();
    let kind = ("exhibit_image", FileKind::Exhibit, Purpose::Photo);
    let image = store_picture(site, author, files, kind, &mut errors).await?;
    Ok(if errors.is_empty() { Ok((valid, image)) } else { Err(errors) })
}

fn back(slug: &str) -> String {
    format!("/organizations/{slug}/booth#exhibits")
}

/// `GET …/booth/exhibits/{id}`: one of the draft, while it may be changed.
pub async fn edit(site: web::Data<Site>, asker: Asker, path: Path) -> AppResult<HttpResponse> {
    draw_exhibit(&site, &asker, path.into_inner(), Typed::default(), StatusCode::OK).await
}

/// What was typed about an exhibit, and what is wrong with it.
#[derive(Default)]
struct Typed {
    form: Option<ExhibitForm>,
    errors: FieldErrors,
    is_conflict: bool,
}

async fn draw_exhibit(
    site: &Site,
    asker: &Asker,
    (slug, id): (String, String),
    typed: Typed,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let id: ExhibitId = id.parse().map_err(|_| AppError::NotFound)?;
    let read = move |conn: &mut Conn, visit: &Visit| {
        let space = queries::find_workspace(conn, &visit.edition()?.id, &slug, &visit.viewer()?.person)?;
        let draft = space.booth.as_ref().filter(|draft| draft.state.is_editable());
        let item = draft.and_then(|draft| draft.exhibit(&id)).cloned().ok_or(AppError::NotFound)?;
        Ok((space, item))
    };
    let (page, (space, item)) = site.read(asker, "exhibition", read).await?;
    let exhibit = typed.form.unwrap_or_else(|| ExhibitForm::of(&item));
    let (errors, is_conflict) = (typed.errors, typed.is_conflict);
    render::page_with(status, &views::ExhibitPage { page, space, item, exhibit, errors, is_conflict })
}

/// `POST …/booth/exhibits/{id}`: its words, and another picture if one came.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    path: Path,
    posted: Posted<ExhibitForm>,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let exhibit: ExhibitId = id.parse().map_err(|_| AppError::NotFound)?;
    let author = require_author(&site, &asker, &slug).await?;
    let Posted { form, mut files } = posted;
    let (valid, image) = match read(&site, &author, &form, &mut files).await? {
        Ok(read) => read,
        Err(errors) => {
            let typed = Typed { form: Some(form), errors, is_conflict: false };
            return draw_exhibit(&site, &asker, (slug, id), typed, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let (address, new) = (slug.clone(), image.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let (space, draft) = open_draft(conn, visit, &address)?;
        require_editable(conn, &draft, visit.now)?;
        let before = draft.exhibit(&exhibit).ok_or(AppError::NotFound)?;
        if before.mark() != valid.exhibit_seen {
            return Err(AppError::Conflict(CHANGED));
        }
        if let Some(file) = &new {
            insert_file(conn, file, &visit.writer()?.person, Some(&space.organization_id), visit.now)?;
        }
        let picture = new.as_ref().map(|file| file.id.as_str()).or(before.image.as_deref());
        Ok(queries::update_exhibit(conn, &exhibit, &valid, picture)?)
    };
    let done = site.write(&asker, write).await;
    if done.is_err() {
        discard_files(&site, image.as_slice()).await;
    }
    match done {
        Ok(()) => Ok(site.done(back(&slug), "flash-booth-saved")),
        Err(AppError::Conflict(CHANGED)) => {
            let typed = Typed { form: Some(form), is_conflict: true, ..Typed::default() };
            draw_exhibit(&site, &asker, (slug, id), typed, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// `POST …/booth/exhibits/{id}/rise`: lets it stand before the one that stood before it.
pub async fn rise(site: web::Data<Site>, asker: Asker, path: Path) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let id: ExhibitId = id.parse().map_err(|_| AppError::NotFound)?;
    let address = slug.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        let (_, mut draft) = open_draft(conn, visit, &address)?;
        require_editable(conn, &draft, visit.now)?;
        let at = draft.exhibits.iter().position(|exhibit| exhibit.id == id).ok_or(AppError::NotFound)?;
        if at > 0 {
            draft.exhibits.swap(at - 1, at);
        }
        Ok(queries::order_exhibits(conn, &draft.exhibits)?)
    };
    site.write(&asker, write).await?;
    Ok(site.done(back(&slug), "flash-booth-saved"))
}

/// `POST …/booth/exhibits/{id}/removal`.
pub async fn destroy(site: web::Data<Site>, asker: Asker, path: Path) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let id: ExhibitId = id.parse().map_err(|_| AppError::NotFound)?;
    let address = slug.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        let (_, draft) = open_draft(conn, visit, &address)?;
        require_editable(conn, &draft, visit.now)?;
        Ok(queries::delete_exhibit(conn, &draft.id, &id)?)
    };
    site.write(&asker, write).await?;
    Ok(site.done(back(&slug), "flash-booth-saved"))
}
