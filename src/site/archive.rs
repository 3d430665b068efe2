//! Earlier editions at `/editions/{edition}/…`: the same pages as those of the current one, to be
//! read and nothing else, as they stood when the edition closed. Middleware that `app` puts around
//! every route takes the prefix off before the route is chosen and puts it before the links of the
//! answer; [`super::Site::read`] then reads that edition instead of the current one.

use actix_web::body::{BoxBody, EitherBody, MessageBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::uri::{PathAndQuery, Uri};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, web};

use super::Site;
use crate::error::AppError;
use crate::web::render;

/// The parts of an edition that its archive shows, with everything below them.
const PLACES: [&str; 10] = [
    "/exhibition",
    "/recruitment",
    "/pairing/projects",
    "/service/articles",
    "/forum/sessions",
    "/forum/speakers",
    "/activities",
    "/news",
    "/search",
    "/og",
];
/// Lists that it shows, but not what else stands below them: what people had to do with each other.
const LISTS: [&str; 3] = ["/pairing", "/service", "/forum"];

/// Whether the archive shows this place of an edition, `/exhibition/booths/`.
pub fn has_place(path: &str) -> bool {
    LISTS.contains(&path) || PLACES.iter().any(|place| is_in(path, place))
}

fn is_in(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The path of an address, without query and fragment.
fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// What a request for an earlier edition carries.
#[derive(Debug, Clone)]
pub struct Archived {
    /// The edition's slug, as it stands in the address.
    pub slug: String,
    /// Path and query as they were asked for.
    pub path: String,
}

/// Middleware (`from_fn`): answers `/editions/{edition}/…` with the page of that edition.
///
/// # Errors
/// What the handler answered.
pub async fn enter(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody, BoxBody>>, actix_web::Error> {
    let Some((raw_slug, rest)) = split(&request) else {
        return Ok(next.call(request).await?.map_into_left_body());
    };
    let asked = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let slug = percent_encoding::percent_decode_str(&raw_slug).decode_utf8_lossy().into_owned();
    if is_current(&request, &slug) {
        return Ok(request.into_response(render::moved_for_now(rest)).map_into_right_body());
    }
    request.extensions_mut().insert(Archived { slug, path: asked });
    let mut parts = request.uri().clone().into_parts();
    parts.path_and_query = PathAndQuery::try_from(rest).ok();
    let uri = Uri::from_parts(parts).map_err(|_| AppError::NotFound)?;
    request.match_info_mut().get_mut().update(&uri);
    request.head_mut().uri = uri;
    let response = next.call(request).await?;
    with_prefix(response, &format!("/editions/{raw_slug}")).await
}

/// Whether it is the edition that stands at the addresses without a prefix: there one can do something.
fn is_current(request: &ServiceRequest, slug: &str) -> bool {
    let site = request.app_data::<web::Data<Site>>();
    site.is_some_and(|site| site.snapshot.load().edition.as_ref().is_some_and(|edition| edition.slug == slug))
}

/// The slug and what of the address follows it, for who reads a page that the archive has.
fn split(request: &ServiceRequest) -> Option<(String, String)> {
    let rest = request.uri().path().strip_prefix("/editions/")?;
    if !request.method().is_safe() {
        return None;
    }
    let (slug, path) = match rest.split_once('/') {
        Some((slug, path)) => (slug, format!("/{path}")),
        None => (rest, "/".to_owned()),
    };
    if slug.is_empty() || (path != "/" && !has_place(&path)) {
        return None;
    }
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    Some((slug.to_owned(), format!("{path}{query}")))
}

async fn with_prefix<B: MessageBody + 'static>(
    mut response: ServiceResponse<B>,
    prefix: &str,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    if let Some(location) = location.filter(|address| has_place(path_of(address))) {
        let value = HeaderValue::from_str(&format!("{prefix}{location}")).map_err(AppError::internal)?;
        response.headers_mut().insert(header::LOCATION, value);
    }
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("text/html")) {
        return Ok(response.map_into_left_body());
    }
    let (request, response) = response.into_parts();
    let (head, body) = response.into_parts();
    let body = to_bytes(body).await.map_err(|_| AppError::internal("a page could not be read anew"))?;
    let html = String::from_utf8_lossy(&body);
    let drawn: HttpResponse<BoxBody> = head.set_body(BoxBody::new(prefixed(&html, prefix)));
    Ok(ServiceResponse::new(request, drawn).map_into_right_body())
}

/// The page with its links to places of the edition led through the archive.
fn prefixed(html: &str, prefix: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut before = "";
    for (turn, piece) in html.split("=\"").enumerate() {
        if turn > 0 {
            out.push_str("=\"");
        }
        let is_link = before.ends_with("href") || before.ends_with("action");
        if is_link && has_place(path_of(piece.split('"').next().unwrap_or_default())) {
            out.push_str(prefix);
        }
        out.push_str(piece);
        before = piece;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::prefixed;

    #[test]
    fn links_to_places_stay_in_the_archive_and_others_lead_out() {
        for (given, led) in [
            ("<a href=\"/exhibition/booths/a\">x</a>", "<a href=\"/editions/19/exhibition/booths/a\">x</a>"),
            ("<form action=\"/recruitment\">", "<form action=\"/editions/19/recruitment\">"),
            ("<a class=\"b\" href=\"/forum?day=all\">", "<a class=\"b\" href=\"/editions/19/forum?day=all\">"),
            ("<a href=\"/service#found\">", "<a href=\"/editions/19/service#found\">"),
        ] {
            assert_eq!(prefixed(given, "/editions/19"), led);
        }
        for other in [
            "<a href=\"/me\">",
            "<a href=\"/pairing/meetings\">",
            "<a href=\"/service/enquiries/new?about=/service/articles/a\">",
            "<a href=\"/newsletter\">",
            "<p title=\"/news\">",
            "<a href=\"https://example.org/news\">",
            "",
        ] {
            assert_eq!(prefixed(other, "/editions/19"), other);
        }
    }
}
