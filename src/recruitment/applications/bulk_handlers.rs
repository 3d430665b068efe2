//! Answers an organization's owners and recruiters who decide about many applications at once, and
//! tell everybody together: what is told is shown before.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::desk_handlers::{carry_out, read_reason, take, texts_of};
use super::desk_queries::{self, ReceivedRow};
use super::desk_views::{DecidePage, ReceivedApplication, ReleasePage};
use super::model::{ApplicationState, Step};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::recruitment::postings::model::OwnEmployer;
use crate::recruitment::workspace::queries::require_recruiter;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::check::Check;
use crate::web::forms::{Asked, Posted};
use crate::web::render;

/// Applications and what becomes of them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct BulkForm {
    /// The applications.
    pub application: Vec<String>,
    /// The step that is taken with them.
    pub step: String,
    /// What the applicants are told of the step.
    pub remark: String,
    /// What the applicants are told of a decision against them.
    pub reason: String,
    /// The posting whose decisions are shown; empty for all.
    pub posting: String,
}

/// The applications of a form with their organization, in a transaction that may change them.
fn open_chosen(
    conn: &mut Conn,
    visit: &Visit,
    slug: &str,
    chosen: &[String],
) -> AppResult<(OwnEmployer, Vec<ReceivedRow>)> {
    visit.writer()?;
    let (_, employer) = require_recruiter(conn, visit, slug)?;
    let rows = desk_queries::list_chosen(conn, &employer.id, chosen, visit.now)?;
    let mut editions: Vec<_> = rows.iter().map(|row| &row.1.edition_id).collect();
    editions.dedup();
    for edition in editions {
        gate::require_not_shut(conn, edition, ZoneKind::Recruitment)?;
    }
    Ok((employer, rows))
}

/// The step of a form, for applications that were chosen.
fn read_step(form: &BulkForm) -> AppResult<Step> {
    let step = Step::read(&form.step).filter(|_| !form.application.is_empty());
    step.ok_or(AppError::Bad("error-application-choose"))
}

/// What the step would do to whom, before it is taken: whom it cannot be taken with is left out.
pub async fn consider(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<BulkForm>,
) -> AppResult<HttpResponse> {
    let step = read_step(&posted.form)?;
    draw_step(&site, &asker, slug.into_inner(), (posted.form, step), FieldErrors::new(), StatusCode::OK).await
}

async fn draw_step(
    site: &Site,
    asker: &Asker,
    slug: String,
    (form, step): (BulkForm, Step),
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let chosen = form.application.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let rows = desk_queries::list_chosen(conn, &employer.id, &chosen, visit.now)?;
        let texts = texts_of(conn, &rows)?;
        Ok((employer, ReceivedApplication::list(&rows, &texts, visit.locale)))
    };
    let (page, (employer, rows)) = site.read(asker, "recruitment", read).await?;
    let (rows, left_out): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| step.may_be_taken(row.state));
    render::page_with(status, &DecidePage { page, employer, step, rows, left_out, remark: form.remark, errors })
}

/// Moves all chosen applications, or none where one of them may not take the step.
pub async fn decide(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<BulkForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let step = read_step(&form)?;
    let mut check = Check::new();
    let remark = check.text("remark", &form.remark, 0, 500);
    if let Err(errors) = check.finish(|| Some(())) {
        return draw_step(&site, &asker, slug, (form, step), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let back = match step {
        Step::To(to) => format!("/organizations/{slug}/applications?state={to}"),
        Step::TakeBack => format!("/organizations/{slug}/applications"),
    };
    site.write(&asker, move |conn, visit| {
        let (employer, rows) = open_chosen(conn, visit, &slug, &form.application)?;
        let texts = texts_of(conn, &rows)?;
        let person = visit.writer()?.person.clone();
        for row in &rows {
            take(conn, visit, (row, &employer, &texts), step, &person, &remark)?;
        }
        Ok(())
    })
    .await?;
    Ok(site.done(back, "flash-application-moved"))
}

/// Who is told, before anybody is.
pub async fn preview(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(form): Asked<BulkForm>,
) -> AppResult<HttpResponse> {
    draw(&site, &asker, slug.into_inner(), form, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    slug: String,
    form: BulkForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let posting = form.posting.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let rows = desk_queries::list_unreleased(conn, &employer.id, &posting, visit.now)?;
        let texts = texts_of(conn, &rows)?;
        Ok((employer, ReceivedApplication::list(&rows, &texts, visit.locale)))
    };
    let (page, (employer, rows)) = site.read(asker, "recruitment", read).await?;
    render::page_with(status, &ReleasePage { page, employer, rows, reason: form.reason, posting: form.posting, errors })
}

/// Tells those who were shown; whoever has withdrawn meanwhile is left out.
pub async fn release(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<BulkForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let reason = match read_reason(&form.reason) {
        Ok(reason) => reason,
        Err(errors) => return draw(&site, &asker, slug, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let back = format!("/organizations/{slug}/applications?state=rejected");
    site.write(&asker, move |conn, visit| {
        let (employer, rows) = open_chosen(conn, visit, &slug, &form.application)?;
        let texts = texts_of(conn, &rows)?;
        let person = visit.writer()?.person.clone();
        for row in rows.iter().filter(|row| row.0.state == ApplicationState::Unsuccessful) {
            carry_out(conn, visit, (row, &employer, &texts), ApplicationState::Rejected, &person, &reason)?;
        }
        Ok(())
    })
    .await?;
    Ok(site.done(back, "flash-application-released"))
}
