//! Answers members about the figures of their organization.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::queries::{Figures, count_figures};
use super::views::{FiguresPage, table_of};
use crate::accounts::organizations::{OwnOrganization, find_membership};
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Asked;
use crate::web::render;
use crate::web::tables::{self, TableFormat};

/// The query of a download.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// CSV where nothing is said.
    pub format: Option<TableFormat>,
}

fn load(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<(OwnOrganization, Figures)> {
    let found = find_membership(conn, &visit.viewer()?.person, slug)?;
    let figures = count_figures(conn, visit.edition()?, &found.organization.id, visit.now)?;
    let rights = found.rights();
    Ok((OwnOrganization { organization: found.organization.into(), rights }, figures))
}

/// `GET /organizations/{slug}/figures`.
pub async fn index(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let read = move |conn: &mut Conn, visit: &Visit| load(conn, visit, &slug);
    let (page, (own, figures)) = site.read(&asker, "exhibition", read).await?;
    render::page(&FiguresPage::new(page, own, &figures))
}

/// `GET /organizations/{slug}/figures/export`: the same day by day, as a table.
pub async fn export(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> AppResult<HttpResponse> {
    let (slug, format) = (slug.into_inner(), wanted.format.unwrap_or(TableFormat::Csv));
    let of = slug.clone();
    let read = move |conn: &mut Conn, visit: &Visit| load(conn, visit, &of);
    let (page, (_, figures)) = site.read(&asker, "exhibition", read).await?;
    tables::respond(&table_of(page.locale, &figures), format, &format!("{slug}-figures"))
}
