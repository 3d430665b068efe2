//! The cookies that follow from a page rather than from a form. `app` wraps every page in [`tend`].

use actix_web::body::MessageBody;
use actix_web::cookie::Cookie;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::web;

use super::Site;
use super::asker::{FLASH_COOKIE, LOCALE_COOKIE, choice_cookie, flash_cookie, language_of};
use crate::error::AppError;
use crate::web::i18n::Locale;

/// Middleware (`from_fn`): who follows `?lang=` has chosen, the next pages are read in it too; and a
/// sentence that a page has shown is shown by no other.
///
/// # Errors
/// What the page answered.
pub async fn tend(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let kept = request.cookie(LOCALE_COOKIE).and_then(|cookie| Locale::from_tag(cookie.value()));
    let chosen = language_of(request.query_string()).filter(|chosen| kept != Some(*chosen));
    // The answer to a form that was refused leaves it to the next page, as does what a script fetches.
    let is_looked_at = request.headers().get("sec-fetch-dest").is_none_or(|to| to == "document");
    let has_flash = request.method() == Method::GET && is_looked_at && request.cookie(FLASH_COOKIE).is_some();
    let site = request.app_data::<web::Data<Site>>().cloned();
    let mut response = next.call(request).await?;
    if let Some(site) = site.filter(|_| is_page(&response)) {
        let choice = chosen.map(|chosen| choice_cookie(&site, LOCALE_COOKIE, chosen.tag()));
        let shown = has_flash.then(|| spent(flash_cookie(&site, "")));
        for cookie in choice.iter().chain(&shown) {
            response.response_mut().add_cookie(cookie).map_err(AppError::internal)?;
        }
    }
    Ok(response)
}

fn spent(mut cookie: Cookie<'static>) -> Cookie<'static> {
    cookie.make_removal();
    cookie
}

fn is_page(response: &ServiceResponse<impl MessageBody>) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}
