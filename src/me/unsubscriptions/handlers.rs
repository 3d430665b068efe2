//! Answers under `/unsubscriptions`.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::views::UnsubscriptionPage;
use crate::db::Conn;
use crate::error::AppResult;
use crate::outbox::unsubscribe::{Before, Subscription};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::render;

/// What a link would end, with a button; or that it is ended.
pub async fn show(site: web::Data<Site>, asker: Asker, token: web::Path<String>) -> AppResult<HttpResponse> {
    unsubscription_page(&site, &asker, token.into_inner(), Vec::new()).await
}

async fn unsubscription_page(
    site: &Site,
    asker: &Asker,
    token: String,
    before: Vec<Before>,
) -> AppResult<HttpResponse> {
    let asked = token.clone();
    let find = move |conn: &mut Conn, _: &Visit| {
        let found = Subscription::read(conn, &asked)?;
        let is_on = found.is_on(conn)?;
        Ok((found.ending, is_on))
    };
    let (page, (ending, is_on)) = site.read(asker, "", find).await?;
    render::page(&UnsubscriptionPage { page, token, ending, is_on, before })
}

/// Ends the mails, and says so in the answer itself: mail programs follow no redirect (RFC 8058, 3.1).
pub async fn create(site: web::Data<Site>, asker: Asker, token: web::Path<String>) -> AppResult<HttpResponse> {
    let token = token.into_inner();
    let asked = token.clone();
    let end = move |conn: &mut Conn, visit: &Visit| Ok(Subscription::read(conn, &asked)?.end(conn, visit.now)?);
    let before = site.write(&asker, end).await?;
    unsubscription_page(&site, &asker, token, before).await
}

/// How the mails came before.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct UndoForm {
    /// See [`Before`], each.
    pub before: Vec<String>,
}

impl UndoForm {
    fn parse(&self) -> Vec<Before> {
        self.before.iter().filter_map(|text| text.parse().ok()).collect()
    }
}

/// Begins the mails again.
pub async fn undo(
    site: web::Data<Site>,
    asker: Asker,
    token: web::Path<String>,
    posted: Posted<UndoForm>,
) -> AppResult<HttpResponse> {
    let (token, before) = (token.into_inner(), posted.form.parse());
    let path = format!("/unsubscriptions/{token}");
    let resume =
        move |conn: &mut Conn, visit: &Visit| Ok(Subscription::read(conn, &token)?.resume(conn, &before, visit.now)?);
    site.write(&asker, resume).await?;
    Ok(site.done(path, "flash-resubscribed"))
}
