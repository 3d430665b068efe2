//! Answers under `/me/notifications/browsers`.

use actix_web::{HttpResponse, web};

use super::forms::BrowserForm;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::PushBrowserId;
use crate::me::notifications::settings::handlers::{PAGE, refuse_browser};
use crate::outbox::browsers::{delete_own_browser, move_browser, save_browser};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;

/// Turns push on for the browser that asks, or takes its new address. Safe to repeat.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<BrowserForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    site.read(&asker, "me", |_, visit| visit.writer().map(drop)).await?;
    let Some(pusher) = &site.pusher else { return Err(AppError::NotFound) };
    let address = match form.parse(pusher) {
        Ok(address) => address,
        Err(errors) => return refuse_browser(&site, &asker, errors).await,
    };
    let id = PushBrowserId::new();
    let save = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.writer()?;
        if form.moved_from.is_empty() {
            save_browser(conn, (&viewer.person, &viewer.login), &id, &address, visit.now)
        } else {
            move_browser(conn, &viewer.login, &form.moved_from, &address)
        }
    };
    site.write(&asker, save).await?;
    Ok(site.done(PAGE, "flash-push-on"))
}

/// Turns push off for one of one's own browsers.
pub async fn destroy(site: web::Data<Site>, asker: Asker, id: web::Path<PushBrowserId>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let forget = move |conn: &mut Conn, visit: &Visit| delete_own_browser(conn, &visit.viewer()?.person, &id);
    site.write(&asker, forget).await?;
    Ok(site.done(PAGE, "flash-push-off"))
}
