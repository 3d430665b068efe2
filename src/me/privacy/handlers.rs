//! Answers at `/me/privacy`.

use actix_web::{HttpResponse, web};

use super::forms::PresenceForm;
use super::queries;
use super::views::PrivacyPage;
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::holdings::Holdings;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::render;

/// The page.
pub async fn show(site: web::Data<Site>, held: web::Data<Holdings>, asker: Asker) -> AppResult<HttpResponse> {
    render::page(&draw(&site, &held, &asker, None).await?)
}

/// The page, with what was chosen.
///
/// # Errors
/// Not signed in.
pub(super) async fn draw(site: &Site, held: &Holdings, asker: &Asker, chosen: Option<&str>) -> AppResult<PrivacyPage> {
    let held = held.clone();
    let find =
        move |conn: &mut Conn, visit: &Visit| queries::load_shown(conn, &held, &visit.viewer()?.person, visit.locale);
    let (page, shown) = site.read(asker, "me", find).await?;
    Ok(PrivacyPage::new(page, shown, chosen))
}

/// Stores what others see while one is here.
pub async fn update(
    site: web::Data<Site>,
    held: web::Data<Holdings>,
    asker: Asker,
    posted: Posted<PresenceForm>,
) -> AppResult<HttpResponse> {
    let form = posted.form;
    let presence = match form.parse() {
        Ok(presence) => presence,
        Err(errors) => {
            let page = draw(&site, &held, &asker, Some(&form.presence)).await?;
            return render::invalid(&PrivacyPage { errors, ..page });
        }
    };
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        queries::store_presence(conn, me, presence, visit.now)?;
        Ok(me.clone())
    };
    let me = site.write(&asker, write).await?;
    site.hub.show_presence(&me, presence);
    Ok(site.done("/me/privacy", "flash-privacy-saved"))
}
