//! The files of `assets/`, embedded by `build.rs`, under addresses that change with their content.
//!
//! Templates ask [`url()`] for an address; `app` mounts [`routes`]. A body never changes under its
//! address, so it is cached for good; an address with another hash is a 404, never a guess.

use actix_web::http::header::{self, ContentEncoding};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};

use crate::error::{AppError, AppResult};
use crate::web::packing;

/// One embedded file in the forms it is sent in.
struct Asset {
    name: &'static str,
    url: &'static str,
    hash: &'static str,
    content_type: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The site's mark, which browsers show beside a page's title.
const MARK: &str = "img/mark.svg";
/// What runs in a browser while no page is open, to show what is pushed.
const PUSH_WORKER: &str = "js/push-worker.js";

/// The address of an asset by its path in `assets/`, as `css/site.css` (all style sheets in one)
/// or `js/chat.js`. A name that does not exist gives an address that answers 404 and a line in
/// the log; a test reads the templates for such names.
pub fn url(name: &str) -> &'static str {
    let Some(asset) = find(name) else {
        tracing::error!(name, "no such asset");
        return "/assets/none";
    };
    asset.url
}

/// Mounts `/assets/…`, `/favicon.svg`, `/favicon.ico` and `/push-worker.js`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/push-worker.js").route(web::get().to(push_worker)).route(web::head().to(push_worker)));
    cfg.service(web::resource("/assets/{file}").route(web::get().to(show)).route(web::head().to(show))).service(
        web::resource(["/favicon.svg", "/favicon.ico"]).route(web::get().to(mark)).route(web::head().to(mark)),
    );
}

fn find(name: &str) -> Option<&'static Asset> {
    let place = ASSETS.binary_search_by(|asset| asset.name.cmp(name)).ok()?;
    ASSETS.get(place)
}

async fn show(request: HttpRequest) -> AppResult<HttpResponse> {
    let asset = ASSETS.iter().find(|asset| asset.url == request.path()).ok_or(AppError::NotFound)?;
    Ok(answer(&request, asset, "public, max-age=31536000, immutable"))
}

/// The mark under a name without a hash: kept for a day only.
async fn mark(request: HttpRequest) -> AppResult<HttpResponse> {
    let asset = find(MARK).ok_or(AppError::NotFound)?;
    Ok(answer(&request, asset, "public, max-age=86400"))
}

/// The worker of push under a name without a hash, at the root: a browser knows it by its address, and
/// asks anew whether it has changed.
async fn push_worker(request: HttpRequest) -> AppResult<HttpResponse> {
    let asset = find(PUSH_WORKER).ok_or(AppError::NotFound)?;
    Ok(answer(&request, asset, "no-cache"))
}

fn answer(request: &HttpRequest, asset: &Asset, caching: &'static str) -> HttpResponse {
    let (body, encoding) = choose_body(request, asset);
    // Each form of the body is another representation, so each has its own strong tag (RFC 9110, 8.8.3.3).
    let tag = format!("\"{}-{}\"", asset.hash, encoding.map_or("id", |encoding| encoding.as_str()));
    let mut response = if has_tag(request, &tag) { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((header::CACHE_CONTROL, caching));
    response.insert_header((header::ETAG, tag.clone()));
    response.insert_header((header::VARY, "Accept-Encoding"));
    response.insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"));
    if has_tag(request, &tag) {
        return response.finish();
    }
    with_body(&mut response, asset, body, encoding)
}

fn with_body(
    response: &mut HttpResponseBuilder,
    asset: &Asset,
    body: &'static [u8],
    encoding: Option<ContentEncoding>,
) -> HttpResponse {
    response.insert_header((header::CONTENT_TYPE, asset.content_type));
    if asset.content_type.starts_with("image/svg") {
        // A picture opened as a page of its own runs nothing.
        response
            .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox"));
    }
    if let Some(encoding) = encoding {
        response.insert_header((header::CONTENT_ENCODING, encoding.as_str()));
    }
    response.body(bytes::Bytes::from_static(body))
}

fn has_tag(request: &HttpRequest, tag: &str) -> bool {
    let held = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    held.is_some_and(|held| held.split(',').any(|one| one.trim().trim_start_matches("W/") == tag))
}

/// The smallest form that the browser reads; the plain one when it names none we have.
fn choose_body(request: &HttpRequest, asset: &Asset) -> (&'static [u8], Option<ContentEncoding>) {
    let encoding = packing::accepted(request);
    let packed = match encoding {
        Some(ContentEncoding::Brotli) => asset.brotli,
        Some(ContentEncoding::Gzip) => asset.gzip,
        _ => None,
    };
    packed.map_or((asset.plain, None), |body| (body, encoding))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use std::path::Path;

    use actix_web::http::StatusCode;
    use actix_web::{App, test};

    use super::*;

    async fn fetch(path: &str, encoding: &str, tag: &str) -> (StatusCode, header::HeaderMap, bytes::Bytes) {
        let app = test::init_service(App::new().configure(routes)).await;
        let request = test::TestRequest::get().uri(path);
        let request = request.insert_header((header::ACCEPT_ENCODING, encoding.to_owned()));
        let request = request.insert_header((header::IF_NONE_MATCH, tag.to_owned()));
        let response = test::call_service(&app, request.to_request()).await;
        let (status, headers) = (response.status(), response.headers().clone());
        (status, headers, test::read_body(response).await)
    }

    fn text(headers: &header::HeaderMap, name: header::HeaderName) -> String {
        headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    #[actix_web::test]
    async fn an_asset_is_sent_packed_and_kept_for_good() {
        for (accepted, sent) in [
            ("gzip, deflate, br", "br"),
            ("gzip", "gzip"),
            ("br;q=0, gzip", "gzip"),
            ("identity", ""),
            ("", ""),
            ("*", ""),
        ] {
            let (status, headers, body) = fetch(url(MARK), accepted, "").await;
            assert_eq!(status, StatusCode::OK);
            assert_eq!(text(&headers, header::CONTENT_ENCODING), sent, "{accepted}");
            assert_eq!(text(&headers, header::CACHE_CONTROL), "public, max-age=31536000, immutable");
            assert_eq!(text(&headers, header::CONTENT_TYPE), "image/svg+xml; charset=utf-8");
            assert!(!body.is_empty());
            let (again, _, body) = fetch(url(MARK), accepted, &text(&headers, header::ETAG)).await;
            assert_eq!((again, body.len()), (StatusCode::NOT_MODIFIED, 0));
        }
    }

    #[actix_web::test]
    async fn another_hash_is_not_found() {
        for wrong in
            ["/assets/mark-0000000000000000.svg", "/assets/mark.svg", "/assets/..%2fCargo.toml", "/assets/none"]
        {
            assert_eq!(fetch(wrong, "br", "").await.0, StatusCode::NOT_FOUND, "{wrong}");
        }
    }

    #[actix_web::test]
    async fn modules_import_each_other_by_their_hashed_names() {
        for asset in ASSETS.iter().filter(|asset| asset.name.starts_with("js/")) {
            let script = std::str::from_utf8(asset.plain).unwrap();
            for line in script.lines().filter(|line| line.starts_with("import ") || line.starts_with("export * from")) {
                let path = line.split(['"', '\'']).nth(1).unwrap();
                assert_eq!(fetch(path, "", "").await.0, StatusCode::OK, "{}: {line}", asset.name);
            }
        }
    }

    #[::core::prelude::v1::test]
    fn every_asset_that_a_template_names_exists() {
        fn read(folder: &Path, wrong: &mut Vec<String>) {
            let Ok(entries) = std::fs::read_dir(folder) else {
                return;
            };
            for entry in entries.flatten() {
                if entry.path().is_dir() {
                    read(&entry.path(), wrong);
                    continue;
                }
                let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
                for prefix in ["(\"css/", "(\"js/", "(\"img/", "(\"vendor/"] {
                    for (start, _) in text.match_indices(prefix) {
                        let name = text.get(start + 2..).unwrap().split('"').next().unwrap();
                        if find(name).is_none() {
                            wrong.push(format!("{}: {name}", entry.path().display()));
                        }
                    }
                }
            }
        }
        let mut wrong = Vec::new();
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), &mut wrong);
        assert_eq!(wrong, Vec::<String>::new());
    }
}
