//! Keeps the language that an address names. `app` wraps every page in [`keep`]; it changes nothing
//! but a cookie, and only on pages.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::web;

use super::Site;
use super::asker::{LOCALE_COOKIE, choice_cookie, language_of};
use crate::error::AppError;
use crate::web::i18n::Locale;

/// Middleware (`from_fn`): who follows `?lang=` has chosen; the next pages are read in it too.
///
/// # Errors
/// What the page answered.
pub async fn keep(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let kept = request.cookie(LOCALE_COOKIE).and_then(|cookie| Locale::from_tag(cookie.value()));
    let chosen = language_of(request.query_string()).filter(|chosen| kept != Some(*chosen));
    let site = request.app_data::<web::Data<Site>>().cloned();
    let mut response = next.call(request).await?;
    if let (Some(chosen), Some(site)) = (chosen, site)
        && is_page(&response)
    {
        let cookie = choice_cookie(&site, LOCALE_COOKIE, chosen.tag());
        response.response_mut().add_cookie(&cookie).map_err(AppError::internal)?;
    }
    Ok(response)
}

fn is_page(response: &ServiceResponse<impl MessageBody>) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}
