//! Answers under `/setup/{token}`.

use actix_web::{HttpResponse, web};

use super::forms::SetupForm;
use super::{queries, views};
use crate::accounts::logins::handlers::sign_in;
use crate::accounts::passwords;
use crate::accounts::people::model::NewPerson;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::site::viewer::hash_token;
use crate::site::{Asker, Site};
use crate::web::forms::Posted;
use crate::web::render;

/// The form, for whoever has the link.
pub async fn new(site: web::Data<Site>, asker: Asker, token: web::Path<String>) -> AppResult<HttpResponse> {
    let token = token.into_inner();
    let hash = hash_token(&token);
    let (page, ()) = site.read(&asker, "setup", move |conn, _| queries::require_token(conn, &hash)).await?;
    let form = SetupForm { time_zone: "Asia/Shanghai".into(), ..SetupForm::default() };
    render::page(&views::SetupPage { page, token, form, errors: FieldErrors::new() })
}

/// Makes the organizer and the event, and signs the organizer in.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    token: web::Path<String>,
    posted: Posted<SetupForm>,
) -> AppResult<HttpResponse> {
    let (token, form) = (token.into_inner(), posted.form);
    let hash = hash_token(&token);
    let checked = hash.clone();
    site.db.read(move |conn| queries::require_token(conn, &checked)).await?;
    match set_up(&site, &asker, hash, &form).await {
        Err(AppError::Invalid(errors)) => {
            let page = site.page(&asker, "setup").await?;
            render::invalid(&views::SetupPage { page, token, form, errors })
        }
        answer => answer,
    }
}

async fn set_up(site: &Site, asker: &Asker, hash: String, form: &SetupForm) -> AppResult<HttpResponse> {
    let setup = form.parse()?;
    let password_hash = passwords::hash(setup.password.clone()).await?;
    let now = site.clock.now();
    let locale = site.page(asker, "setup").await?.locale;
    let zone = setup.time_zone.name();
    let mut person = NewPerson::new(&setup.email, &setup.name, password_hash, locale, zone, now);
    // Whoever has the link of the console needs no proof by mail.
    person.verified_at = Some(now);
    let id = person.id.clone();
    site.db.write(move |conn| queries::set_up(conn, &hash, &person, &setup, now)).await?;
    site.refresh().await?;
    sign_in(site, asker, id, "/").await
}
