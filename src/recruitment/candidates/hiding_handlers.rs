//! Answers a candidate about the organizations that they hide from.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::own_views::HidingsPage;
use super::queries;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::OrganizationId;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::{PageNumber, Sought};
use crate::web::render;

/// Organizations on a page.
const PAGE_SIZE: usize = 20;

/// Whom one hides from, and the search for others.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<Sought>) -> AppResult<HttpResponse> {
    let (words, at) = (form.q.clone(), PageNumber::read(&form.page, PAGE_SIZE));
    let read = move |conn: &mut Conn, visit: &Visit| {
        let candidate = queries::find_of_person(conn, &visit.viewer()?.person)?.ok_or(AppError::NotFound)?;
        let (hidden, own) = queries::list_hidings(conn, &candidate)?;
        Ok((hidden, own, queries::search_organizations(conn, &words, at)?))
    };
    let (page, (hidden, own, found)) = site.read(&asker, "me", read).await?;
    render::page(&HidingsPage::new(page, form.q, (hidden, own), found))
}

/// An organization, and the page to go back to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct HidingForm {
    /// The id of the organization.
    pub organization: String,
    /// Where the button stood.
    pub back: String,
}

/// Hides from an organization. Safe to repeat.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<HidingForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let back = back_of(&form);
    let hide = move |conn: &mut Conn, visit: &Visit| {
        let candidate = queries::find_of_person(conn, &visit.writer()?.person)?.ok_or(AppError::NotFound)?;
        let organization: OrganizationId = form.organization.parse().map_err(|_| AppError::NotFound)?;
        queries::insert_hiding(conn, &candidate.id, &organization, visit.now)
    };
    site.write(&asker, hide).await?;
    Ok(site.done(back, "flash-candidate-hiding"))
}

/// Shows oneself to an organization again. Safe to repeat.
pub async fn destroy(site: web::Data<Site>, asker: Asker, posted: Posted<HidingForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let back = back_of(&form);
    let show = move |conn: &mut Conn, visit: &Visit| {
        let candidate = queries::find_of_person(conn, &visit.writer()?.person)?.ok_or(AppError::NotFound)?;
        Ok(queries::delete_hiding(conn, &candidate.id, &form.organization)?)
    };
    site.write(&asker, show).await?;
    Ok(site.done(back, "flash-candidate-shown"))
}

fn back_of(form: &HidingForm) -> String {
    match render::local_path(&form.back) {
        "/" => "/me/candidate/hidings".to_owned(),
        path => path.to_owned(),
    }
}
