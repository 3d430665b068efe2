//! Where a request comes from: whether an unsafe one was sent by this site, and by which address.
//!
//! `app` wraps everything in [`check_origin`]; the socket asks [`live_origin_ok`]; rate limits and
//! the audit trail take [`ClientAddress`]. Forwarded headers are believed from trusted proxies only.

use std::net::IpAddr;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, web};
use url::{Host, Url};

use crate::error::AppError;
pub use crate::web::address::{AddressRange, ClientAddress};

/// Where this site is reached and whose forwarded headers are believed. `app` registers it as
/// `web::Data`, once.
#[derive(Debug, Clone)]
pub struct Site {
    /// The address people use, from `--public-url`.
    pub public_url: Url,
    /// The proxies in front, from `--trusted-proxy`; nobody by default.
    pub trusted_proxies: Vec<AddressRange>,
}

impl Site {
    /// Whether browsers reach the site by https.
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// Whether the site is reached on this machine only.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.public_url)
    }

    /// `scheme://host[:port]` of the public URL, as browsers send it in `Origin`.
    pub fn origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }

    pub(super) fn trusts(&self, address: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|range| range.contains(address))
    }

    /// Whether `Origin` names this site: the public URL, or, when that is loopback, any loopback
    /// name with the same port.
    fn is_own(&self, origin: &str) -> bool {
        let Ok(other) = Url::parse(origin) else {
            return false;
        };
        // A look-alike with a path, a user or a fragment is no origin (RFC 6454, 6.2).
        if other.origin().ascii_serialization() != origin.to_ascii_lowercase() {
            return false;
        }
        let same = other.origin() == self.public_url.origin();
        let neighbours = self.is_loopback()
            && is_loopback(&other)
            && other.scheme() == self.public_url.scheme()
            && other.port_or_known_default() == self.public_url.port_or_known_default();
        same || neighbours
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Middleware (`from_fn`): refuses an unsafe request that another site made a browser send.
/// `Sec-Fetch-Site`, if present, must be `same-origin` or `none`; else `Origin` must be this site;
/// with neither the request comes from no browser that carries another's cookie. Answers 403 with
/// the sentence `error-origin`. An address with a NUL in it is none of this site's, and PostgreSQL
/// would fail on it: 404.
pub async fn check_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody, BoxBody>>, actix_web::Error> {
    if request.uri().path().contains("%00") {
        return Ok(request.error_response(AppError::NotFound).map_into_right_body());
    }
    if !request.method().is_safe() {
        let site = site_of(request.request())?;
        if !form_origin_ok(&site, request.headers()) {
            return Ok(request.error_response(AppError::Refused("error-origin")).map_into_right_body());
        }
    }
    Ok(next.call(request).await?.map_into_left_body())
}

fn form_origin_ok(site: &Site, headers: &HeaderMap) -> bool {
    if let Some(fetch_site) = headers.get("sec-fetch-site") {
        return matches!(fetch_site.as_bytes(), b"same-origin" | b"none");
    }
    headers.get(header::ORIGIN).is_none_or(|origin| origin.to_str().is_ok_and(|origin| site.is_own(origin)))
}

/// Whether a socket may be opened from where the request comes from: as for forms, but an `Origin`
/// must be there, since a socket is not held back by cross-origin rules.
pub fn live_origin_ok(site: &Site, headers: &HeaderMap) -> bool {
    headers.get(header::ORIGIN).is_some_and(|origin| origin.to_str().is_ok_and(|origin| site.is_own(origin)))
        && headers.get_all(header::ORIGIN).count() == 1
        && form_origin_ok(site, headers)
}

pub(super) fn site_of(request: &HttpRequest) -> Result<web::Data<Site>, AppError> {
    let site = request.app_data::<web::Data<Site>>().cloned();
    site.ok_or_else(|| AppError::internal("web::Data<Site> is not registered"))
}

/// Whether this request came by https, as the public URL or a trusted proxy says.
pub fn came_by_https(request: &HttpRequest) -> bool {
    let Ok(site) = site_of(request) else {
        return false;
    };
    site.is_https() || (from_trusted_proxy(&site, request) && last_value(request, "x-forwarded-proto") == Some("https"))
}

fn from_trusted_proxy(site: &Site, request: &HttpRequest) -> bool {
    request.peer_addr().is_some_and(|peer| site.trusts(peer.ip().to_canonical()))
}

fn last_value<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    let value = request.headers().get_all(name).last()?.to_str().ok()?;
    value.rsplit(',').next().map(str::trim)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use actix_web::http::Method;
    use actix_web::test::{self, TestRequest};
    use actix_web::{App, HttpResponse, middleware};

    use super::*;

    fn site(url: &str, proxies: &[&str]) -> Site {
        let trusted_proxies = proxies.iter().map(|range| range.parse().unwrap()).collect();
        Site { public_url: url.parse().unwrap(), trusted_proxies }
    }

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.append(name.parse().unwrap(), header::HeaderValue::from_static(value));
        }
        map
    }

    #[::core::prelude::v1::test]
    fn a_form_is_taken_from_this_site_only() {
        let public = site("https://fair.example", &[]);
        for (sent, form, live) in [
            (vec![], true, false),
            (vec![("origin", "https://fair.example")], true, true),
            (vec![("origin", "https://fair.example:443")], false, false),
            (vec![("origin", "http://fair.example")], false, false),
            (vec![("origin", "https://fair.example.evil.net")], false, false),
            (vec![("origin", "https://fair.example@evil.net")], false, false),
            (vec![("origin", "https://evilfair.example")], false, false),
            (vec![("origin", "null")], false, false),
            (vec![("origin", "")], false, false),
            (vec![("origin", "http://127.0.0.1:8080")], false, false),
            (vec![("sec-fetch-site", "same-origin")], true, false),
            (vec![("sec-fetch-site", "none")], true, false),
            (vec![("sec-fetch-site", "same-site")], false, false),
            (vec![("sec-fetch-site", "cross-site"), ("origin", "https://fair.example")], false, false),
            (vec![("sec-fetch-site", "same-origin"), ("origin", "https://fair.example")], true, true),
        ] {
            assert_eq!(form_origin_ok(&public, &headers(&sent)), form, "form {sent:?}");
            assert_eq!(live_origin_ok(&public, &headers(&sent)), live, "live {sent:?}");
        }
    }

    #[::core::prelude::v1::test]
    fn on_loopback_every_loopback_name_with_the_port_is_this_site() {
        let local = site("http://127.0.0.1:8080", &[]);
        for own in ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080", "http://a.localhost:8080"] {
            assert!(local.is_own(own), "{own}");
        }
        for other in [
            "http://localhost:8081",
            "https://localhost:8080",
            "http://localhost.evil.net:8080",
            "http://10.0.0.1:8080",
        ] {
            assert!(!local.is_own(other), "{other}");
        }
    }

    #[actix_web::test]
    async fn the_middleware_refuses_unsafe_methods_and_lets_reading_pass() {
        let app = App::new()
            .app_data(web::Data::new(site("https://fair.example", &[])))
            .wrap(middleware::from_fn(check_origin))
            .default_service(web::to(HttpResponse::Ok));
        let app = test::init_service(app).await;
        for (method, status) in
            [(Method::GET, 200), (Method::HEAD, 200), (Method::POST, 403), (Method::PUT, 403), (Method::DELETE, 403)]
        {
            let request = TestRequest::default().method(method.clone()).insert_header(("origin", "https://evil.net"));
            let got = test::call_service(&app, request.to_request()).await.status();
            assert_eq!(got.as_u16(), status, "{method}");
        }
    }
}
