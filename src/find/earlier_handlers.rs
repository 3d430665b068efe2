//! Links from before an edition turned: what stands at an address no more, and stood there in an earlier edition, is
//! shown in the archive of that one. Middleware that `app` puts around every route, inside the drawing of errors.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::{HttpMessage as _, web};

use super::kinds::{self, Kind, Which};
use super::sitemap::sections;
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::archive::Archived;
use crate::site::{Asker, Site, Visit};
use crate::web::render;

/// Middleware (`from_fn`): a page that is not found leads to where an earlier edition has it. Not for good: the
/// current edition may have something at this address yet.
///
/// # Errors
/// What the handler answered.
pub async fn lead(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody, BoxBody>>, actix_web::Error> {
    let asked = asked_thing(&request);
    let response = next.call(request).await?;
    let (Some((kind, slug)), StatusCode::NOT_FOUND) = (asked, response.status()) else {
        return Ok(response.map_into_left_body());
    };
    let request = response.request();
    let Some(site) = request.app_data::<web::Data<Site>>().cloned() else { return Ok(response.map_into_left_body()) };
    let asker = Asker::read(request, &site);
    let find = move |conn: &mut Conn, visit: &Visit| find_edition_of(conn, visit, kind, &slug);
    let (_, Some(edition)) = site.read(&asker, "", find).await? else { return Ok(response.map_into_left_body()) };
    let found = render::moved_for_now(format!("/editions/{edition}{}", asker.path));
    Ok(response.into_response(found).map_into_right_body())
}

/// The kind and the slug of what a request outside the archive is for.
fn asked_thing(request: &ServiceRequest) -> Option<(&'static Kind, String)> {
    if !request.method().is_safe() || request.extensions().contains::<Archived>() {
        return None;
    }
    let named = |kind: &'static Kind| Some((kind, request.path().strip_prefix(kind.place)?));
    let (kind, slug) = kinds::kinds_of(true).find_map(named)?;
    let slug = percent_encoding::percent_decode_str(slug).decode_utf8().ok()?.into_owned();
    (!slug.is_empty() && !slug.contains(['/', '\0'])).then_some((kind, slug))
}

/// The latest of the earlier editions in which everybody reads something of this kind at this address.
fn find_edition_of(conn: &mut Conn, visit: &Visit, kind: &Kind, slug: &str) -> AppResult<Option<String>> {
    for section in sections(conn, visit)?.into_iter().filter(|section| section.is_archive) {
        if !section.list(conn, kind, Which::At(slug))?.is_empty() {
            return Ok(Some(section.slug));
        }
    }
    Ok(None)
}
