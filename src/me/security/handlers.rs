//! Answers under `/me/security`.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::views::SecurityPage;
use crate::accounts::logins::handlers::end_sockets;
use crate::accounts::logins::queries::{delete_logins, delete_own_login, list_logins};
use crate::accounts::mails;
use crate::accounts::passwords::{self, Password};
use crate::accounts::people::queries::{find_addressee, find_password_hash, update_password};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::LoginId;
use crate::outbox::enqueue_mail;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::limits::Rate;
use crate::web::render;

/// The present password and the new one; neither is given back to the page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// The present one.
    pub current: String,
    /// The new one.
    pub password: String,
}

/// Logins and password.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    render::page(&security_page(&site, &asker, FieldErrors::new()).await?)
}

async fn security_page(site: &Site, asker: &Asker, errors: FieldErrors) -> AppResult<SecurityPage> {
    let find = |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.viewer()?.clone();
        let logins = list_logins(conn, &viewer.person, visit.now)?;
        Ok((viewer, logins))
    };
    let (page, (viewer, logins)) = site.read(asker, "me", find).await?;
    let (email, is_verified, own) = (viewer.email, viewer.is_verified, viewer.login);
    Ok(SecurityPage { page, email, is_verified, own, logins, errors })
}

/// Changes the password; the other logins end.
pub async fn update(site: web::Data<Site>, asker: Asker, posted: Posted<PasswordForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let find = |conn: &mut Conn, visit: &Visit| {
        let person = visit.viewer()?.person.clone();
        Ok((find_password_hash(conn, &person)?, person))
    };
    let (page, (stored, person)) = site.read(&asker, "me", find).await?;
    site.limits.check(Rate::LoginAccount, &person.to_string())?;
    let mut errors = FieldErrors::new();
    let password = Password::new_here(&form.password, &[&page.event_name], "password", &mut errors);
    if !passwords::is_right(Password::typed(&form.current), Some(stored.clone())).await? {
        errors.add("current", "error-current-password");
    }
    if !errors.is_empty() {
        return render::invalid(&security_page(&site, &asker, errors).await?);
    }
    let hash = passwords::hash(password).await?;
    let change = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.viewer()?;
        // Somebody changed it since it was checked.
        if find_password_hash(conn, &viewer.person)? != stored {
            return Err(AppError::Conflict("error-changed-meanwhile"));
        }
        update_password(conn, &viewer.person, &hash, visit.now)?;
        let ended = delete_logins(conn, &viewer.person, Some(&viewer.login))?;
        let to = find_addressee(conn, &viewer.person)?;
        enqueue_mail(conn, &mails::password_changed(to.locale(), &to.email), visit.now)?;
        Ok(ended)
    };
    end_sockets(&site, site.write(&asker, change).await?);
    Ok(site.done("/me/security", "flash-password-changed"))
}

/// Ends the other logins.
pub async fn create(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let end = |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.viewer()?;
        Ok(delete_logins(conn, &viewer.person, Some(&viewer.login))?)
    };
    end_sockets(&site, site.write(&asker, end).await?);
    Ok(site.done("/me/security", "flash-logins-ended"))
}

/// Ends one login.
pub async fn destroy(site: web::Data<Site>, asker: Asker, id: web::Path<LoginId>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let end = move |conn: &mut Conn, visit: &Visit| {
        let rows = delete_own_login(conn, &visit.viewer()?.person, &id)?;
        if rows == 1 { Ok(Some(id.clone())) } else { Err(AppError::NotFound) }
    };
    end_sockets(&site, site.write(&asker, end).await?);
    Ok(site.done("/me/security", "flash-logins-ended"))
}
