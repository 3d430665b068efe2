//! Answers `/organizer/settings`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{REVIEWED, SettingsForm, Valid};
use super::queries::set_review;
use super::views::EditPage;
use crate::audit::Action;
use crate::db::Conn;
use crate::editions::editions::queries::hold_editions;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::PersonId;
use crate::site::files::{FileKind, NewFile, discard_files, insert_file, store_picture};
use crate::site::settings::{Settings, store_settings};
use crate::site::snapshot::load_snapshot;
use crate::site::{Asker, Edition, Site, Snapshot, Viewer, Visit};
use crate::web::forms::Posted;
use crate::web::images::Purpose;
use crate::web::render;

/// `GET /organizer/settings`.
pub async fn edit(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    draw(&site, &asker, None, FieldErrors::new(), StatusCode::OK).await
}

/// What stands there, as the database has it.
fn load(conn: &mut Conn, visit: &Visit) -> AppResult<(Snapshot, Edition)> {
    visit.staff(Viewer::is_administrator)?;
    let mut snapshot = load_snapshot(conn)?;
    let edition = snapshot.edition.take().ok_or(AppError::NotFound)?;
    Ok((snapshot, edition))
}

async fn draw(
    site: &Site,
    asker: &Asker,
    typed: Option<SettingsForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let (page, (snapshot, edition)) = site.read(asker, "organizer", load).await?;
    let present = SettingsForm::of(&snapshot, &edition);
    let is_conflict = status == StatusCode::CONFLICT;
    let form = match typed {
        // Whoever has read what stands there now may save over it.
        Some(typed) if is_conflict => SettingsForm { seen: present.seen.clone(), ..typed },
        Some(typed) => typed,
        None => present.clone(),
    };
    let present = is_conflict.then_some(present);
    render::page_with(status, &EditPage::new(page, &snapshot, &edition, (form, present), errors))
}

/// `POST /organizer/settings`.
pub async fn update(site: web::Data<Site>, asker: Asker, posted: Posted<SettingsForm>) -> AppResult<HttpResponse> {
    let Posted { form, mut files } = posted;
    // Only who may set anything makes us decode pictures.
    let check = |_: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        Ok(visit.writer()?.person.clone())
    };
    let (_, person): (_, PersonId) = site.read(&asker, "organizer", check).await?;
    let valid = match form.parse() {
        Ok(valid) => valid,
        Err(errors) => return draw(&site, &asker, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let mut errors = FieldErrors::new();
    let wanted = ("logo", FileKind::Brand, Purpose::Logo);
    let logo = store_picture(&site, &person, &mut files, wanted, &mut errors).await?;
    if !errors.is_empty() {
        return draw(&site, &asker, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (stored, chosen) = (logo.clone(), form.clone());
    let done = site.write(&asker, move |conn, visit| store(conn, visit, &valid, &chosen, stored.as_ref())).await;
    if done.is_err() {
        discard_files(&site, logo.as_slice()).await;
    }
    match done {
        Err(AppError::Conflict(_)) => draw(&site, &asker, Some(form), FieldErrors::new(), StatusCode::CONFLICT).await,
        Err(error) => Err(error),
        Ok(()) => {
            site.refresh().await?;
            Ok(site.done("/organizer/settings", "flash-settings-saved"))
        }
    }
}

fn store(conn: &mut Conn, visit: &Visit, valid: &Valid, form: &SettingsForm, logo: Option<&NewFile>) -> AppResult<()> {
    hold_editions(conn, std::slice::from_ref(&visit.edition()?.id), visit.now)?;
    let (snapshot, edition) = load(conn, visit)?;
    let present = SettingsForm::of(&snapshot, &edition);
    if present.seen != valid.seen {
        return Err(AppError::Conflict("error-changed-meanwhile"));
    }
    if let Some(logo) = logo {
        insert_file(conn, logo, &visit.writer()?.person, None, visit.now)?;
    }
    let kept = snapshot.settings.logo.filter(|_| !valid.removes_logo);
    let settings = Settings {
        signup: valid.signup,
        languages: valid.languages,
        logo: logo.map(|file| file.id.to_string()).or(kept),
    };
    store_settings(conn, &settings, visit.now)?;
    for ((kind, _), is_required) in REVIEWED.into_iter().zip(valid.reviewed) {
        set_review(conn, &edition.id, (kind, is_required), visit.now)?;
    }
    let picture = settings.logo.as_deref().unwrap_or("-");
    visit.note(conn, Action::SettingsUpdate, "site", (&present.seen, &format!("{} {picture}", form.mark())))
}
