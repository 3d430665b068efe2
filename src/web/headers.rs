//! The headers that every answer carries, pages and errors and files alike.
//!
//! `app` wraps everything in [`add_headers`], outermost but for the log. A header that a handler
//! set stays: a stricter policy of a file, the caching of an asset.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue, InvalidHeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpMessage as _, web};

use crate::error::AppError;
use crate::web::origin::{Site, came_by_https};

/// The identity of one request, in its answer's `X-Request-Id`, in the log and on error pages.
/// Made here, never taken from the client, so that it cannot forge a line of the log.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// What is the same for every answer. Framing is refused twice, for old browsers.
/// Of the permissions only what Chromium knows is named: it complains in the console about the rest.
const FIXED: [(HeaderName, HeaderValue); 8] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    // With `no-referrer` a same-origin POST would say `Origin: null`.
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (header::CROSS_ORIGIN_OPENER_POLICY, HeaderValue::from_static("same-origin")),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("same-origin")),
    (header::CROSS_ORIGIN_EMBEDDER_POLICY, HeaderValue::from_static("require-corp")),
    (HeaderName::from_static("x-permitted-cross-domain-policies"), HeaderValue::from_static("none")),
    (
        header::PERMISSIONS_POLICY,
        HeaderValue::from_static(
            "accelerometer=(), autoplay=(self), browsing-topics=(), camera=(self), display-capture=(self), \
         fullscreen=(self), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(self), midi=(), \
         payment=(), serial=(), usb=()",
        ),
    ),
];

/// Two years. Without `preload`: joining that list is the operator's own choice.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// What pages of this site may load and connect to. `app` registers it as `web::Data`, once.
#[derive(Debug)]
pub struct Policy {
    /// The socket's address, after a space. Safari before 15.4 does not count `wss:` to the same host as `'self'`.
    socket: String,
    /// The policy of every page that plays no media from elsewhere.
    of_pages: HeaderValue,
}

impl Policy {
    /// The policy of a site.
    ///
    /// # Errors
    /// When the site's host cannot stand in a header.
    pub fn of(site: &Site) -> Result<Self, InvalidHeaderValue> {
        let scheme = if site.is_https() { "wss" } else { "ws" };
        let origin = site.origin();
        let socket = origin.split_once("://").map(|(_, host)| format!(" {scheme}://{host}")).unwrap_or_default();
        let of_pages = HeaderValue::try_from(policy_for(&socket, None))?;
        Ok(Self { socket, of_pages })
    }
}

/// Middleware (`from_fn`): adds the headers, and answers TRACE with 405 (it would read cookies
/// back to a script).
pub async fn add_headers(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody + 'static, BoxBody>>, actix_web::Error> {
    let id = RequestId(uuid::Uuid::now_v7().simple().to_string());
    request.extensions_mut().insert(id.clone());
    let by_https = came_by_https(request.request());
    let policy = request.app_data::<web::Data<Policy>>().cloned();
    let policy = policy.ok_or_else(|| AppError::internal("the policy is not in the app data"))?;
    let fill = |headers: &mut HeaderMap| fill_headers(headers, &policy, &id, by_https);
    if matches!(*request.method(), Method::TRACE | Method::CONNECT) {
        let mut response = request.error_response(AppError::Method).map_into_right_body();
        fill(response.headers_mut());
        return Ok(response);
    }
    // The request is not kept beside `next`: actix's router panics when it is held twice.
    match next.call(request).await {
        Ok(response) => {
            let mut response = response.map_into_left_body();
            fill(response.headers_mut());
            Ok(response)
        }
        Err(error) => {
            let mut response = error.error_response();
            fill(response.headers_mut());
            Err(InternalError::from_response(error, response).into())
        }
    }
}

fn fill_headers(headers: &mut HeaderMap, policy: &Policy, id: &RequestId, by_https: bool) {
    let of_page = match take_media(headers) {
        // What comes from elsewhere says with CORS that it may be shown, not with CORP.
        Some(media) => {
            add(headers, header::CROSS_ORIGIN_EMBEDDER_POLICY, HeaderValue::from_static("unsafe-none"));
            HeaderValue::try_from(policy_for(&policy.socket, Some(&media))).ok()
        }
        None => None,
    };
    for (name, value) in FIXED {
        add(headers, name, value);
    }
    add(headers, header::CONTENT_SECURITY_POLICY, of_page.unwrap_or_else(|| policy.of_pages.clone()));
    if let Ok(id) = HeaderValue::from_str(&id.0) {
        add(headers, HeaderName::from_static("x-request-id"), id);
    }
    if by_https {
        add(headers, header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    // What says nothing about caching is not kept: pages differ by person, errors pass.
    add(headers, header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

/// Adds a header unless a handler set it.
fn add(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    if !headers.contains_key(&name) {
        headers.insert(name, value);
    }
}

/// Under what name a handler says, to this file alone, from where its page plays media.
const MEDIA_FROM: HeaderName = HeaderName::from_static("x-media-from");

/// Lets the page of this answer, and no other, play media from one origin, `https://media.example.org`. The
/// caller has checked that the organizer listed it.
pub fn let_media_from(response: &mut actix_web::HttpResponse, origin: &str) {
    if let Ok(origin) = HeaderValue::from_str(origin) {
        response.headers_mut().insert(MEDIA_FROM, origin);
    }
}

/// Takes out what [`let_media_from`] said.
fn take_media(headers: &mut HeaderMap) -> Option<String> {
    headers.remove(MEDIA_FROM).next().and_then(|origin| Some(origin.to_str().ok()?.to_owned()))
}

fn policy_for(socket: &str, media: Option<&str>) -> String {
    // A playlist is put together in the browser, which plays what it has put together as a blob.
    let (played, fetched) = match media {
        Some(origin) => (format!(" blob: {origin}"), format!(" {origin}")),
        None => (String::new(), String::new()),
    };
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'{socket}{fetched}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         object-src 'none'; manifest-src 'self'; media-src 'self'{played}"
    )
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use actix_web::test::{self, TestRequest};
    use actix_web::{App, HttpResponse, middleware};

    use super::*;

    fn site(url: &str) -> Site {
        Site { public_url: url.parse().unwrap(), trusted_proxies: vec!["10.0.0.1".parse().unwrap()] }
    }

    async fn fetch(url: &str, request: TestRequest) -> (u16, HeaderMap) {
        let site = site(url);
        let page = || async { HttpResponse::Ok().content_type("text/html; charset=utf-8").body("x") };
        let file = || async {
            let sandbox = (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'");
            HttpResponse::Ok().insert_header(sandbox).insert_header((header::CACHE_CONTROL, "private")).finish()
        };
        let wrong = || async { Err::<HttpResponse, _>(AppError::NotFound) };
        let policy = Policy::of(&site).unwrap();
        let app = App::new()
            .app_data(web::Data::new(site))
            .app_data(web::Data::new(policy))
            .wrap(middleware::from_fn(add_headers))
            .route("/", web::get().to(page))
            .route("/file", web::get().to(file))
            .route("/wrong", web::get().to(wrong));
        let app = test::init_service(app).await;
        let response = test::call_service(&app, request.to_request()).await;
        (response.status().as_u16(), response.headers().clone())
    }

    fn text(headers: &HeaderMap, name: &str) -> String {
        headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    #[actix_web::test]
    async fn every_answer_carries_the_headers_errors_too() {
        for (path, status) in [("/", 200), ("/wrong", 404), ("/nowhere", 404)] {
            let (got, headers) = fetch("https://fair.example", TestRequest::get().uri(path)).await;
            assert_eq!(got, status);
            for (name, value) in FIXED {
                assert_eq!(headers.get(&name), Some(&value), "{path}");
            }
            assert!(
                text(&headers, "content-security-policy").contains("connect-src 'self' wss://fair.example;"),
                "{path}"
            );
            assert_eq!(text(&headers, "strict-transport-security"), HSTS.to_str().unwrap());
            assert_eq!(text(&headers, "cache-control"), "no-store");
            assert_eq!(text(&headers, "x-request-id").len(), 32);
        }
    }

    #[::core::prelude::v1::test]
    fn media_come_from_one_origin_on_the_page_that_says_so() {
        let own = Policy::of(&site("https://fair.example")).unwrap();
        let mut response = HttpResponse::Ok().finish();
        let_media_from(&mut response, "https://media.example.org");
        fill_headers(response.headers_mut(), &own, &RequestId("x".into()), false);
        let policy = text(response.headers(), "content-security-policy");
        assert!(policy.contains("media-src 'self' blob: https://media.example.org"), "{policy}");
        assert!(policy.contains("connect-src 'self' wss://fair.example https://media.example.org;"), "{policy}");
        assert!(policy.contains("script-src 'self';") && text(response.headers(), "x-media-from").is_empty());
        assert_eq!(text(response.headers(), "cross-origin-embedder-policy"), "unsafe-none");
        let mut other = HttpResponse::Ok().finish();
        fill_headers(other.headers_mut(), &own, &RequestId("x".into()), false);
        assert!(text(other.headers(), "content-security-policy").ends_with("media-src 'self'"));
    }

    #[actix_web::test]
    async fn what_a_handler_set_stays() {
        let (_, headers) = fetch("https://fair.example", TestRequest::get().uri("/file")).await;
        assert_eq!(text(&headers, "content-security-policy"), "sandbox; default-src 'none'");
        assert_eq!(text(&headers, "cache-control"), "private");
    }

    #[actix_web::test]
    async fn https_is_promised_only_where_it_is_spoken() {
        let local = "http://127.0.0.1:8080";
        let said = TestRequest::get().uri("/").insert_header(("x-forwarded-proto", "https"));
        let (_, headers) = fetch(local, said.peer_addr("10.0.0.2:1".parse().unwrap())).await;
        assert_eq!(text(&headers, "strict-transport-security"), "");
        assert!(text(&headers, "content-security-policy").contains("'self' ws://127.0.0.1:8080;"));
        let said = TestRequest::get().uri("/").insert_header(("x-forwarded-proto", "https"));
        let (_, headers) = fetch(local, said.peer_addr("10.0.0.1:1".parse().unwrap())).await;
        assert_eq!(text(&headers, "strict-transport-security"), HSTS.to_str().unwrap());
    }

    #[actix_web::test]
    async fn trace_is_refused() {
        let (status, headers) =
            fetch("https://fair.example", TestRequest::default().method(Method::TRACE).uri("/")).await;
        assert_eq!(status, 405);
        assert_eq!(text(&headers, "x-content-type-options"), "nosniff");
    }
}
