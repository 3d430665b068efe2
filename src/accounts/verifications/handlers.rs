//! Answers under `/verifications`.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{queries, views};
use crate::accounts::logins::handlers::sign_in;
use crate::accounts::mail_tokens::model::TokenKind;
use crate::accounts::mail_tokens::queries::find_mail_token;
use crate::accounts::{passwords, people};
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::viewer::hash_token;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::limits::Rate;
use crate::web::render;

/// Where to go afterwards.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NextForm {
    /// A path of this site.
    pub next: String,
}

/// Sends the mail again to the signed-in person.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let (_, person) = site.read(&asker, "me", |_, visit| Ok(visit.viewer()?.person.clone())).await?;
    site.limits.check(Rate::Reset, person.as_str()).await?;
    let token = passwords::new_token()?;
    site.write(&asker, move |conn, visit| {
        let to = people::queries::find_addressee(conn, &visit.viewer()?.person)?;
        if to.verified_at.is_none() {
            people::queries::send_verification(conn, &to, &token, "", visit.now)?;
        }
        Ok(())
    })
    .await?;
    Ok(site.done("/me/security", "flash-verification-sent"))
}

/// The button.
pub async fn show(
    site: web::Data<Site>,
    asker: Asker,
    token: web::Path<String>,
    asked: Asked<NextForm>,
) -> AppResult<HttpResponse> {
    let token = token.into_inner();
    let hash = hash_token(&token);
    let find = move |conn: &mut Conn, visit: &Visit| {
        let found = find_mail_token(conn, &hash, queries::KINDS, visit.now)?;
        queries::require_owner(&found, visit.viewer.as_ref().map(|viewer| &viewer.person))?;
        Ok(found)
    };
    let (page, found) = site.read(&asker, "verification", find).await?;
    let next = render::local_path(&asked.0.next).to_owned();
    render::page(&views::VerificationPage { page, token, email: found.email, next })
}

/// Verifies. A new account's owner is signed in by it.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    token: web::Path<String>,
    posted: Posted<NextForm>,
) -> AppResult<HttpResponse> {
    let hash = hash_token(&token);
    let verify = move |conn: &mut Conn, visit: &Visit| {
        queries::verify(conn, &hash, visit.viewer.as_ref().map(|viewer| &viewer.person), visit.now)
    };
    let done = site.write(&asker, verify).await?;
    if done.kind == TokenKind::ChangeMail {
        return Ok(site.done("/me/security", "flash-address-changed"));
    }
    let next = render::local_path(&posted.form.next);
    sign_in(&site, &asker, done.person_id, if next == "/" { "/me" } else { next }).await
}
