//! Answers made of templates; called by every `handlers.rs`.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use askama::Template;

use crate::error::{AppError, AppResult};
use crate::web::summary;

/// What most pages fit into, in bytes: a text that grows on the way is copied each time.
const PAGE_BYTES: usize = 32 << 10;

/// A page with status 200.
///
/// # Errors
/// When the template cannot be drawn, which is our fault.
pub fn page(template: &impl Template) -> AppResult<HttpResponse> {
    page_with(StatusCode::OK, template)
}

/// A form that was wrong, filled in as it was sent: 422.
///
/// # Errors
/// As [`page`].
pub fn invalid(template: &impl Template) -> AppResult<HttpResponse> {
    page_with(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// A page with this status.
///
/// # Errors
/// As [`page`].
pub fn page_with(status: StatusCode, template: &impl Template) -> AppResult<HttpResponse> {
    let mut body = String::with_capacity(PAGE_BYTES);
    template.render_into(&mut body).map_err(AppError::internal)?;
    if status.is_client_error() {
        body = summary::name_fields(body);
    }
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(body))
}

/// The answer to a form that was carried out: 303 to a page of ours.
pub fn see_other(path: impl Into<String>) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, in_ascii(&path.into()))).finish()
}

/// The answer at an address that a thing has left for good: 308 to the present one.
pub fn moved(path: impl Into<String>) -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, in_ascii(&path.into()))).finish()
}

/// The answer at an address where nothing stands at present: 302 to where something stood.
pub fn moved_for_now(path: impl Into<String>) -> HttpResponse {
    HttpResponse::Found().insert_header((header::LOCATION, in_ascii(&path.into()))).finish()
}

/// Chinese slugs: a header holds ASCII alone. What is encoded already stays as it is.
fn in_ascii(path: &str) -> String {
    percent_encoding::utf8_percent_encode(path, percent_encoding::CONTROLS).to_string()
}

/// A path of this site out of what a request asked for, `/` when it is anything else: another
/// host, another scheme, a backslash or a control character never pass.
pub fn local_path(asked: &str) -> &str {
    let is_local = asked.starts_with('/')
        && !asked.starts_with("//")
        && !asked.contains('\\')
        && asked.len() <= 1_000
        && asked.chars().all(|c| c.is_ascii_graphic());
    if is_local { asked } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_a_path_of_this_site_is_followed() {
        assert_eq!(local_path("/me?x=1"), "/me?x=1");
        for evil in ["//evil", "/\\evil", "https:evil", "javascript:alert(1)", "", "/a\nb", "evil", "\\\\evil", "/\tx"]
        {
            assert_eq!(local_path(evil), "/", "{evil:?}");
        }
    }
}
