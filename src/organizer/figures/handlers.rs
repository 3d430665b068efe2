//! Answers `/organizer/figures`.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::model::Counted;
use super::queries::count_figures;
use super::views::{FiguresPage, PressPage, Shown, table_of};
use crate::db::Conn;
use crate::editions::editions::queries::{list_editions, list_texts};
use crate::error::{AppError, AppResult};
use crate::ids::EditionId;
use crate::site::edition::EditionState;
use crate::site::snapshot::find_edition;
use crate::site::{Asker, Edition, Site, Viewer, Visit};
use crate::web::forms::Asked;
use crate::web::page::Page;
use crate::web::render;
use crate::web::tables::{self, TableFormat};

/// How long figures are remembered, in seconds.
const REMEMBERED_SECONDS: i64 = 60;

/// Which edition is asked about.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// The slug of an edition; the current one where there is none.
    pub edition: String,
}

/// `GET /organizer/figures`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let (page, shown) = load(&site, &asker, wanted).await?;
    render::page(&FiguresPage::new(page, shown))
}

/// `GET /organizer/figures/press`.
pub async fn press(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let (page, shown) = load(&site, &asker, wanted).await?;
    render::page(&PressPage::new(page, shown))
}

/// `GET /organizer/figures/table.{format}`.
pub async fn table(
    site: web::Data<Site>,
    asker: Asker,
    format: web::Path<TableFormat>,
    Asked(wanted): Asked<Wanted>,
) -> AppResult<HttpResponse> {
    let (page, shown) = load(&site, &asker, wanted).await?;
    let name = format!("figures-{}", shown.edition.slug);
    tables::respond(&table_of(&page, &shown), format.into_inner(), &name)
}

async fn load(site: &Site, asker: &Asker, wanted: Wanted) -> AppResult<(Page, Shown)> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let edition = match wanted.edition.is_empty() {
            true => visit.edition()?.clone(),
            false => find_edition(conn, Some(&wanted.edition))?.ok_or(AppError::NotFound)?,
        };
        let mut editions = list_editions(conn)?;
        editions.retain(|row| row.state != EditionState::Draft || row.is_current);
        let (counted, texts) = (remembered(conn, visit, &edition)?, list_texts(conn)?);
        Ok(Shown { edition, counted, editions, texts })
    };
    site.read(asker, "organizer", read).await
}

/// The figures as they were counted within the last minute, or anew.
fn remembered(conn: &mut Conn, visit: &Visit, edition: &Edition) -> AppResult<Counted> {
    let is_fresh = |counted: &Counted| (visit.now - counted.at).num_seconds().abs() < REMEMBERED_SECONDS;
    let renew = |before: Option<&HashMap<EditionId, Counted>>| {
        let mut all = before.cloned().unwrap_or_default();
        all.retain(|_, counted| is_fresh(counted));
        if !all.contains_key(&edition.id) {
            all.insert(edition.id.clone(), count_figures(conn, edition, visit.now)?);
        }
        Ok(all)
    };
    let all = visit.renewed("figures", renew)?;
    all.get(&edition.id).cloned().ok_or_else(|| AppError::internal("figures"))
}
