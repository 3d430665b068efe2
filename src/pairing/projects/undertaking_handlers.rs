//! Takes an undertaking of confidentiality.

use actix_web::{HttpResponse, web};

use super::handlers::{Wanted, draw_project};
use super::undertakings::{UndertakingForm, undertake};
use crate::error::{AppError, AppResult};
use crate::site::{Asker, Site};
use crate::web::forms::Posted;

/// Undertakes to keep a project confidential.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<UndertakingForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let address = slug.clone();
    match site.write(&asker, move |conn, visit| undertake(conn, visit, &address, &form)).await {
        Ok(()) => Ok(site.done(format!("/pairing/projects/{slug}#files"), "flash-undertaken")),
        Err(AppError::Invalid(errors)) => draw_project(&site, &asker, slug, Wanted::default(), errors).await,
        Err(error) => Err(error),
    }
}
