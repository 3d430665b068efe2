//! Signing up. Every address gets the same answer after the same work; what differs is the mail.

use actix_web::{HttpResponse, web};

use super::forms::SignupForm;
use super::model::NewPerson;
use super::{queries, views};
use crate::accounts::passwords;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::site::settings::{SignupPolicy, load_settings};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::limits::Rate;
use crate::web::{render, text};

/// The form.
pub async fn new(site: web::Data<Site>, asker: Asker, asked: Asked<SignupForm>) -> AppResult<HttpResponse> {
    let form = SignupForm { next: asked.0.next, ..SignupForm::default() };
    let find = |conn: &mut Conn, visit: &Visit| Ok((visit.viewer.is_some(), load_settings(conn)?.signup));
    let (page, (is_signed_in, policy)) = site.read(&asker, "signup", find).await?;
    if is_signed_in {
        return Ok(render::see_other(render::local_path(&form.next)));
    }
    render::page(&views::SignupPage { page, policy, form, errors: FieldErrors::new() })
}

/// Makes an account, or tells the owner of a known address that there is one. Signs nobody in.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<SignupForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let (page, policy) = site.read(&asker, "signup", |conn, _| Ok(load_settings(conn)?.signup)).await?;
    if policy == SignupPolicy::Closed {
        return Err(AppError::Refused("error-signup-closed"));
    }
    let valid = match form.parse(&page.event_name) {
        Ok(valid) => valid,
        Err(errors) => return render::invalid(&views::SignupPage { page, policy, form, errors }),
    };
    site.limits.check(Rate::Signup, &asker.address.limit_key()).await?;
    site.limits.check(Rate::Reset, &text::email_key(&valid.email)).await?;
    let password_hash = passwords::hash(valid.password).await?;
    let token = passwords::new_token()?;
    let zone = site.snapshot.load().edition.as_ref().map_or("UTC", |edition| edition.time_zone.name());
    let person = NewPerson::new(&valid.email, &valid.name, password_hash, page.locale, zone, site.clock.now());
    let next = match render::local_path(&form.next) {
        "/" => String::new(),
        path => path.to_owned(),
    };
    let done = site.db.write(move |conn| queries::sign_up(conn, &person, &token, &next)).await;
    match done {
        // Two requests with one new address: the other one made the account.
        Ok(()) | Err(AppError::Invalid(_)) => Ok(render::see_other("/signup/sent")),
        Err(error) => Err(error),
    }
}

/// Says to look into the mail.
pub async fn show(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let page = site.page(&asker, "signup").await?;
    let (title, text) = (page.t("signup-sent-title"), page.t("signup-sent-text"));
    render::page(&views::MailSentPage { page, title, text })
}
