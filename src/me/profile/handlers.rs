//! Answers under `/me/profile`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::ProfileForm;
use super::queries;
use super::views::ProfilePage;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::site::asker::{LOCALE_COOKIE, choice_cookie};
use crate::site::files::{FileKind, address, insert_file, store_picture};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::images::Purpose;
use crate::web::render;

/// The form with what stands.
pub async fn show(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let page = profile_page(&site, &asker, None, FieldErrors::new()).await?;
    render::page(&page)
}

async fn profile_page(
    site: &Site,
    asker: &Asker,
    typed: Option<ProfileForm>,
    errors: FieldErrors,
) -> AppResult<ProfilePage> {
    let find = |conn: &mut Conn, visit: &Visit| Ok(queries::find_profile(conn, &visit.viewer()?.person)?);
    let (page, (stored, photo)) = site.read(asker, "me", find).await?;
    let photo = photo.map(|id| address(&id, "photo"));
    Ok(ProfilePage { page, form: typed.unwrap_or(stored), photo, is_conflict: false, errors })
}

/// Saves the profile.
pub async fn update(site: web::Data<Site>, asker: Asker, posted: Posted<ProfileForm>) -> AppResult<HttpResponse> {
    let Posted { form, mut files } = posted;
    let (_, person) = site.read(&asker, "me", |_, visit| Ok(visit.writer()?.person.clone())).await?;
    let profile = match form.parse() {
        Ok(profile) => profile,
        Err(errors) => return render::invalid(&profile_page(&site, &asker, Some(form), errors).await?),
    };
    let mut errors = FieldErrors::new();
    let wanted = ("photo", FileKind::Photo, Purpose::Photo);
    let photo = store_picture(&site, &person, &mut files, wanted, &mut errors).await?;
    if !errors.is_empty() {
        return render::invalid(&profile_page(&site, &asker, Some(form), errors).await?);
    }
    let locale = profile.locale;
    let save = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.writer()?.person;
        if let Some(file) = &photo {
            insert_file(conn, file, person, None, visit.now)?;
        }
        queries::update_profile(conn, person, &profile, photo.as_ref().map(|file| &file.id), visit.now)
    };
    match site.write(&asker, save).await {
        Ok(()) => {
            let mut response = site.done("/me/profile", "flash-profile-saved");
            // A language chosen earlier in this browser would hide the one chosen now.
            response.add_cookie(&choice_cookie(&site, LOCALE_COOKIE, locale.tag())).map_err(AppError::internal)?;
            Ok(response)
        }
        Err(AppError::Conflict(_)) => conflict(&site, &asker, form).await,
        Err(error) => Err(error),
    }
}

/// What was typed, to be saved over what another window saved, or not.
async fn conflict(site: &Site, asker: &Asker, typed: ProfileForm) -> AppResult<HttpResponse> {
    let mut page = profile_page(site, asker, None, FieldErrors::new()).await?;
    page.form = ProfileForm { version: page.form.version, ..typed };
    page.is_conflict = true;
    render::page_with(StatusCode::CONFLICT, &page)
}
