//! Answers under `/organizations/{slug}/profile`: the details of an organization, for its owners.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::OrganizationForm;
use super::{Membership, queries, views};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::render;

fn owning(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<Membership> {
    let found = queries::find_membership(conn, &visit.viewer()?.person, slug)?;
    if found.role.may_invite() { Ok(found) } else { Err(AppError::NotFound) }
}

/// The form with what stands.
pub async fn show(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    render::page(&profile_page(&site, &asker, slug.into_inner(), None, FieldErrors::new()).await?)
}

async fn profile_page(
    site: &Site,
    asker: &Asker,
    slug: String,
    typed: Option<OrganizationForm>,
    errors: FieldErrors,
) -> AppResult<views::OrganizationProfilePage> {
    let find = move |conn: &mut Conn, visit: &Visit| owning(conn, visit, &slug);
    let (page, found) = site.read(asker, "me", find).await?;
    let (rights, organization) = (found.rights(), found.organization);
    let form = typed.unwrap_or_else(|| OrganizationForm::from(&organization));
    let org_slug = organization.slug.clone();
    Ok(views::OrganizationProfilePage {
        page,
        organization,
        org_slug,
        current: "profile",
        rights,
        form,
        is_conflict: false,
        errors,
    })
}

/// Saves the details.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<OrganizationForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let row = match form.parse(site.clock.now()) {
        Ok(row) => row,
        Err(errors) => return render::invalid(&profile_page(&site, &asker, slug, Some(form), errors).await?),
    };
    let address = slug.clone();
    let save = move |conn: &mut Conn, visit: &Visit| {
        let found = owning(conn, visit, &address)?;
        queries::update_organization(conn, &found.organization, &row, &visit.writer()?.person, visit.now)
    };
    match site.write(&asker, save).await {
        Ok(()) => Ok(site.done(format!("/organizations/{slug}/profile"), "flash-organization-saved")),
        Err(AppError::Conflict(_)) => conflict(&site, &asker, slug, form).await,
        Err(error) => Err(error),
    }
}

/// What was typed, to be saved over what somebody else saved, or not.
async fn conflict(site: &Site, asker: &Asker, slug: String, typed: OrganizationForm) -> AppResult<HttpResponse> {
    let mut page = profile_page(site, asker, slug, None, FieldErrors::new()).await?;
    page.form = OrganizationForm { version: page.organization.version, ..typed };
    page.is_conflict = true;
    render::page_with(StatusCode::CONFLICT, &page)
}
