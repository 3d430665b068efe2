//! Answers under `/me/security`.

use actix_web::{HttpResponse, web};

use super::forms::{EmailForm, PasswordForm};
use super::views::SecurityPage;
use crate::accounts::logins::handlers::end_sockets;
use crate::accounts::logins::queries::{delete_logins, delete_own_login, list_logins};
use crate::accounts::mails;
use crate::accounts::passwords::{self, Password};
use crate::accounts::people::queries::{ask_for_address, find_addressee, find_password_hash, update_password};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::LoginId;
use crate::outbox::enqueue_mail;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::limits::Rate;
use crate::web::{render, text};

/// Logins, password and mail address.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    render::page(&security_page(&site, &asker).await?)
}

async fn security_page(site: &Site, asker: &Asker) -> AppResult<SecurityPage> {
    let find = |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.viewer()?.clone();
        let logins = list_logins(conn, &viewer.person, visit.now)?;
        Ok((viewer, logins))
    };
    let (page, (viewer, logins)) = site.read(asker, "me", find).await?;
    let (email, is_verified, own) = (viewer.email, viewer.is_verified, viewer.login);
    let (errors, email_errors) = (FieldErrors::new(), FieldErrors::new());
    Ok(SecurityPage { page, email, is_verified, own, logins, typed: EmailForm::default(), errors, email_errors })
}

/// Changes the password; the other logins end.
pub async fn update(site: web::Data<Site>, asker: Asker, posted: Posted<PasswordForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let find = |conn: &mut Conn, visit: &Visit| {
        let person = visit.viewer()?.person.clone();
        Ok((find_password_hash(conn, &person)?, person))
    };
    let (page, (stored, person)) = site.read(&asker, "me", find).await?;
    site.limits.check(Rate::LoginAccount, person.as_str()).await?;
    let mut errors = FieldErrors::new();
    let password = Password::new_here(&form.password, &[&page.event_name], "password", &mut errors);
    if !passwords::is_right(Password::typed(&form.current), Some(stored.clone())).await? {
        errors.add("current", "error-current-password");
    }
    if !errors.is_empty() {
        return render::invalid(&SecurityPage { errors, ..security_page(&site, &asker).await? });
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

/// Asks for another address: it is proved by a mail, and the present one is told. Whether the new
/// one has an account is told to nobody.
pub async fn update_email(site: web::Data<Site>, asker: Asker, posted: Posted<EmailForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let find = |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.viewer()?.clone();
        Ok((find_password_hash(conn, &viewer.person)?, viewer))
    };
    let (_, (stored, viewer)) = site.read(&asker, "me", find).await?;
    site.limits.check(Rate::LoginAccount, viewer.person.as_str()).await?;
    let parsed = form.parse(&viewer.email);
    let mut email_errors = parsed.as_ref().err().cloned().unwrap_or_default();
    if !passwords::is_right(Password::typed(&form.proof), Some(stored.clone())).await? {
        email_errors.add("proof", "error-current-password");
    }
    let (Ok(email), true) = (parsed, email_errors.is_empty()) else {
        let page = security_page(&site, &asker).await?;
        return render::invalid(&SecurityPage { typed: form, email_errors, ..page });
    };
    site.limits.check(Rate::Reset, viewer.person.as_str()).await?;
    site.limits.check(Rate::Reset, &text::email_key(&email)).await?;
    let token = passwords::new_token()?;
    let ask = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.viewer()?.person;
        // The password was changed since it was checked.
        if find_password_hash(conn, person)? != stored {
            return Err(AppError::Conflict("error-changed-meanwhile"));
        }
        ask_for_address(conn, person, &email, &token, visit.now)
    };
    site.write(&asker, ask).await?;
    Ok(site.done("/me/security", "flash-address-asked"))
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
