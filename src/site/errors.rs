//! Draws what went wrong in the site's look and the reader's language: middleware that `app` puts
//! around every route. Also writes the log line of each request.

use std::time::Instant as Stopwatch;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, web};
use askama::Template;

use super::archive::Archived;
use super::asker::page_before;
use super::{Asker, Site};
use crate::error::AppError;
use crate::web::headers::RequestId;
use crate::web::page::Page;
use crate::web::render;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    status: u16,
    title: &'static str,
    text: String,
    back: Option<String>,
    reference: String,
}

/// Middleware (`from_fn`): replaces the empty body of an [`AppError`] by a page.
pub async fn draw_errors(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody, BoxBody>>, actix_web::Error> {
    let site = request.app_data::<web::Data<Site>>().cloned();
    let site = site.ok_or_else(|| AppError::internal("the site is not in the app data"))?;
    let reference = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let (method, back) = (request.method().clone(), path_to_come_back(&request));
    let path = loggable_path(&path_of(&request));
    let started = Stopwatch::now();
    let response = next.call(request).await?;
    let error = error_of(&response);
    log_request(&method, &path, response.status(), started, &reference, error.as_ref());
    let Some(error) = error else { return Ok(response.map_into_left_body()) };
    let asker = Asker::read(response.request(), &site);
    let headers = response.headers().clone();
    let mut drawn = draw(&site, &asker, &error, &back, &reference).await;
    for (name, value) in headers.iter().filter(|(name, _)| **name == header::RETRY_AFTER || **name == header::ALLOW) {
        drawn.headers_mut().insert(name.clone(), value.clone());
    }
    Ok(response.into_response(drawn).map_into_right_body())
}

/// The error of a response: ours, or, for what the router and its extractors refuse, the one of
/// the same status.
fn error_of<B>(response: &ServiceResponse<B>) -> Option<AppError> {
    if let Some(error) = response.response().extensions().get::<AppError>() {
        return Some(error.clone());
    }
    if response.headers().contains_key(header::CONTENT_TYPE) && !is_plain_text(response) {
        return None;
    }
    match response.status() {
        StatusCode::NOT_FOUND => Some(AppError::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(AppError::Method),
        StatusCode::PAYLOAD_TOO_LARGE => Some(AppError::TooLarge("error-413-text")),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(AppError::Unsupported("error-415-text")),
        status if status.is_client_error() => Some(AppError::Bad("error-400-text")),
        status if status.is_server_error() => Some(AppError::internal("an error without a cause")),
        _ => None,
    }
}

fn is_plain_text<B>(response: &ServiceResponse<B>) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain")) && !response.status().is_success()
}

/// Where the login page leads back to: this page, or for a form the page it stands on.
fn path_to_come_back(request: &ServiceRequest) -> String {
    if request.method().is_safe() {
        return request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    }
    page_before(request.request()).unwrap_or_else(|| "/".to_owned())
}

fn log_request(
    method: &Method,
    path: &str,
    status: StatusCode,
    started: Stopwatch,
    reference: &str,
    error: Option<&AppError>,
) {
    let micros = started.elapsed().as_micros();
    match error {
        Some(error @ AppError::Internal(_)) => {
            tracing::error!(%method, path, status = status.as_u16(), micros, reference, %error, "failed");
        }
        _ => tracing::info!(%method, path, status = status.as_u16(), micros, reference, "answered"),
    }
}

/// The path that was asked for, in the archive with the edition.
fn path_of(request: &ServiceRequest) -> String {
    let archived = request.extensions().get::<Archived>().map(|archived| archived.path.clone());
    archived.unwrap_or_else(|| request.path().to_owned())
}

/// A path without its query, which may hold what a person searched for, and without the secret that some addresses
/// end in.
fn loggable_path(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let secrets = [
        "/password-resets/",
        "/verifications/",
        "/invitations/",
        "/setup/",
        "/unsubscriptions/",
        "/service/links/",
        "/calendar/",
    ];
    match secrets.into_iter().find(|prefix| path.starts_with(prefix)) {
        Some(prefix) => format!("{prefix}…"),
        None => path.to_owned(),
    }
}

async fn draw(site: &Site, asker: &Asker, error: &AppError, back: &str, reference: &str) -> HttpResponse {
    if matches!(error, AppError::NotSignedIn) {
        let query: String = url::form_urlencoded::byte_serialize(render::local_path(back).as_bytes()).collect();
        return render::see_other(format!("/login?next={query}"));
    }
    // Without a database the page is drawn for a stranger; it is still ours.
    let mut page = match site.page(asker, "").await {
        Ok(page) => page,
        Err(_) => site.frame(asker, &site.start_visit(asker), ""),
    };
    page.share.is_indexed = false;
    let (title, text) = words(&page, error);
    let here = asker.path.split('?').next().unwrap_or_default();
    let back = Some(render::local_path(back)).filter(|back| *back != "/" && back.split('?').next() != Some(here));
    let (back, reference) = (back.map(ToOwned::to_owned), reference.to_owned());
    let template = ErrorPage { page, status: error.status().as_u16(), title, text, back, reference };
    render::page_with(error.status(), &template).unwrap_or_else(|_| HttpResponse::build(error.status()).finish())
}

fn words(page: &Page, error: &AppError) -> (&'static str, String) {
    let sentence = |key: &'static str| page.t(key).to_owned();
    match error {
        AppError::NotFound | AppError::NotSignedIn => (page.t("error-404-title"), sentence("error-404-text")),
        AppError::Gone => (page.t("error-410-title"), sentence("error-410-text")),
        AppError::Refused(key) => (page.t("error-403-title"), sentence(key)),
        AppError::Bad(key) => (page.t("error-400-title"), sentence(key)),
        AppError::Method => (page.t("error-405-title"), sentence("error-405-text")),
        AppError::Invalid(errors) => {
            let first = errors.iter().next().and_then(|(field, _)| page.field_error(errors, field));
            (page.t("error-422-title"), first.unwrap_or_else(|| sentence("error-422-text")))
        }
        AppError::Conflict(key) => (page.t("error-409-title"), sentence(key)),
        AppError::TooLarge(_) => (page.t("error-413-title"), sentence("error-413-text")),
        AppError::Unsupported(_) => (page.t("error-415-title"), sentence("error-415-text")),
        AppError::TooMany(_) => (page.t("error-429-title"), sentence("error-429-text")),
        AppError::Busy(_) => (page.t("error-503-title"), sentence("error-503-text")),
        AppError::Internal(_) => (page.t("error-500-title"), sentence("error-500-text")),
    }
}

#[cfg(test)]
mod tests {
    use super::loggable_path;

    #[test]
    fn a_secret_in_an_address_is_not_logged() {
        for path in
            ["/calendar/SECRET.ics", "/service/links/SECRET", "/password-resets/SECRET", "/unsubscriptions/SECRET?x"]
        {
            assert!(!loggable_path(path).contains("SECRET"), "{path}");
        }
        assert_eq!(loggable_path("/me/calendar?day=1"), "/me/calendar");
    }
}
