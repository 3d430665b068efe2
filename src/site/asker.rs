//! The extractor of every handler: what a request says about who asks and how they want to be
//! answered. Touches no database; the login behind the cookie is looked up in the one trip.

use std::future::{Ready, ready};

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::Payload;
use actix_web::http::header::{self, ContentEncoding};
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};

use super::Site;
use super::archive::Archived;
use super::viewer::hash_token;
use crate::error::AppError;
use crate::web::i18n::Locale;
use crate::web::origin::ClientAddress;
use crate::web::{packing, render};

/// Name of the login cookie where cookies may be Secure.
pub const LOGIN_COOKIE: &str = "__Host-login";
/// Its name under a plain-http public URL that is not loopback.
pub const LOGIN_COOKIE_PLAIN: &str = "login";
/// Keeps the language a visitor chose.
pub const LOCALE_COOKIE: &str = "locale";
/// Keeps `light` or `dark`.
pub const THEME_COOKIE: &str = "theme";
/// Carries a sentence over the redirect after a form.
pub const FLASH_COOKIE: &str = "flash";

/// What a request says of the one who asks.
#[derive(Debug, Clone)]
pub struct Asker {
    /// The hash of the login token, where one was sent.
    pub token_hash: Option<String>,
    /// `?lang=`, where it names a language.
    pub lang_query: Option<Locale>,
    /// The language cookie.
    pub lang_cookie: Option<Locale>,
    /// The header.
    pub accept_language: Option<String>,
    /// `auto`, `light` or `dark`.
    pub theme: &'static str,
    /// Path and query.
    pub path: String,
    /// The page that is shown: path and query, or of a form that was sent those of the page it stands on.
    pub page: String,
    /// The slug of the edition that is read in the archive; none for the current one.
    pub archive: Option<String>,
    /// Key of the flash, where one was set.
    pub flash: Option<String>,
    /// The address of the browser.
    pub address: ClientAddress,
    /// The form in which the browser reads packed bodies; none for plain.
    pub encoding: Option<ContentEncoding>,
    /// What the browser calls itself, cut to 200 characters.
    pub user_agent: String,
}

impl FromRequest for Asker {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(site) = request.app_data::<web::Data<Site>>() else {
            return ready(Err(AppError::internal("the site is not in the app data")));
        };
        ready(Ok(Self::read(request, site)))
    }
}

impl Asker {
    /// Reads a request.
    pub fn read(request: &HttpRequest, site: &Site) -> Self {
        let cookie = |name: &str| request.cookie(name).map(|cookie| cookie.value().to_owned());
        let header = |name: header::HeaderName| {
            request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let query = request.query_string();
        let archived = request.extensions().get::<Archived>().cloned();
        let path = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
        let path = archived.as_ref().map_or(path, |archived| archived.path.clone());
        Self {
            token_hash: cookie(site.login_cookie()).map(|token| hash_token(&token)),
            lang_query: language_of(query),
            lang_cookie: cookie(LOCALE_COOKIE).and_then(|tag| Locale::from_tag(&tag)),
            accept_language: Some(header(header::ACCEPT_LANGUAGE)),
            theme: match cookie(THEME_COOKIE).as_deref() {
                Some("light") => "light",
                Some("dark") => "dark",
                _ => "auto",
            },
            page: if request.method().is_safe() {
                path.clone()
            } else {
                page_before(request).unwrap_or_else(|| path.clone())
            },
            path,
            archive: archived.map(|archived| archived.slug),
            flash: cookie(FLASH_COOKIE),
            address: ClientAddress::of(request),
            encoding: packing::accepted(request),
            user_agent: header(header::USER_AGENT).chars().take(200).collect(),
        }
    }
}

/// Path and query of the page that a form was sent from.
pub(super) fn page_before(request: &HttpRequest) -> Option<String> {
    let referer = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok());
    let url = url::Url::parse(referer?).ok()?;
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(render::local_path(&format!("{}{query}", url.path())).to_owned())
}

/// The language that a query names.
pub fn language_of(query: &str) -> Option<Locale> {
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Locale::from_tag)
}

/// The cookie of a login.
pub fn login_cookie(site: &Site, token: &str, days: i64) -> Cookie<'static> {
    Cookie::build(site.login_cookie(), token.to_owned())
        .path("/")
        .secure(site.config.has_secure_cookies())
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(days))
        .finish()
}

/// A cookie that keeps a choice for a year.
pub fn choice_cookie(site: &Site, name: &'static str, value: &str) -> Cookie<'static> {
    Cookie::build(name, value.to_owned())
        .path("/")
        .secure(site.config.has_secure_cookies())
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(365))
        .finish()
}

/// The cookie that carries the key of a sentence to the next page.
pub fn flash_cookie(site: &Site, key: &'static str) -> Cookie<'static> {
    Cookie::build(FLASH_COOKIE, key)
        .path("/")
        .secure(site.config.has_secure_cookies())
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::seconds(60))
        .finish()
}
