//! Answers of ending a person's logins and of sending the mail again that verifies their address.

use actix_web::{HttpResponse, web};

use super::queries;
use super::role_handlers::require_administrator;
use crate::accounts::logins::handlers::end_sockets;
use crate::accounts::logins::queries::delete_logins;
use crate::accounts::passwords::new_token;
use crate::accounts::people::queries::{find_addressee, send_verification};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::PersonId;
use crate::outbox::{Notice, notify};
use crate::site::{Asker, Site, Visit};

/// `POST /organizer/people/{id}/logins/removal`: signs the person out everywhere, and tells them. Of
/// their own logins an administrator keeps the one they use.
pub async fn destroy(site: web::Data<Site>, asker: Asker, id: web::Path<PersonId>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let person = id.clone();
    let end = move |conn: &mut Conn, visit: &Visit| {
        let by = require_administrator(visit)?;
        queries::find_person(conn, &person)?;
        let keep = (by == person).then_some(&visit.writer()?.login);
        let ended = delete_logins(conn, &person, keep)?;
        visit.note(conn, Action::LoginsEnd, &person, (&ended.len().to_string(), "0"))?;
        if by != person {
            notify(conn, &person, "logins.ended", "/me/security", visit.now, |locale| Notice {
                subject: locale.t("notice-logins-ended").to_owned(),
                detail: locale.t("notice-logins-ended-detail").to_owned(),
            })?;
        }
        Ok(ended)
    };
    end_sockets(&site, site.write(&asker, end).await?);
    Ok(site.done(format!("/organizer/people/{id}"), "flash-person-signed-out"))
}

/// `POST /organizer/people/{id}/verification`: the mail that verifies the address, once more.
pub async fn create(site: web::Data<Site>, asker: Asker, id: web::Path<PersonId>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let (person, token) = (id.clone(), new_token()?);
    let send = move |conn: &mut Conn, visit: &Visit| {
        require_administrator(visit)?;
        queries::find_person(conn, &person)?;
        let to = find_addressee(conn, &person)?;
        if to.verified_at.is_some() {
            return Err(AppError::Conflict("error-verified-already"));
        }
        send_verification(conn, &to, &token, "/me", visit.now)?;
        visit.note(conn, Action::VerificationSend, &person, ("", &to.email))
    };
    site.write(&asker, send).await?;
    Ok(site.done(format!("/organizer/people/{id}"), "flash-verification-resent"))
}
