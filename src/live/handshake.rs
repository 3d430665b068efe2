//! The door to the socket: from where it may be opened, in which protocol, by whom.
//!
//! `app` registers [`routes`]. In this order: the origin (403), the handshake and its protocol
//! (400, 426), the login cookie (401), how many sockets its
//! person has (429). Nothing is upgraded that is not allowed to stay.

use actix_web::http::header::{self, HeaderMap};
use actix_web::{HttpRequest, HttpResponse, web};

use super::conversations::{Entrance, LiveError};
use super::hub::Hub;
use super::socket::{self, PROTOCOL_NAME};
use super::sockets::LineGuard;
use crate::error::{AppError, AppResult};
use crate::web::origin::{Site, live_origin_ok};

/// Tabs and devices of one person with a socket, on one node.
pub(super) const MAX_SOCKETS_OF_PERSON: usize = 64;
/// When to try again after one too many.
const RETRY_SECONDS: u64 = 60;

/// Registers `/live`. Needs a [`Hub`] and a [`Site`] as `web::Data`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/live", web::get().to(create));
}

async fn create(
    request: HttpRequest,
    payload: web::Payload,
    hub: web::Data<Hub>,
    site: web::Data<Site>,
) -> AppResult<HttpResponse> {
    if !live_origin_ok(&site, request.headers()) {
        return Ok(HttpResponse::Forbidden().finish());
    }
    if !is_version_13(request.headers()) {
        return Ok(HttpResponse::UpgradeRequired().insert_header((header::SEC_WEBSOCKET_VERSION, "13")).finish());
    }
    if !offers_protocol(request.headers()) {
        return Ok(HttpResponse::BadRequest().finish());
    }
    if hub.is_draining() {
        return Err(AppError::Busy(5));
    }
    let who = match hub.0.conversations.enter(entrance(request.headers())).await {
        Ok(who) => who,
        Err(LiveError::NoLogin) => return Ok(HttpResponse::Unauthorized().finish()),
        Err(LiveError::Refused { message, .. }) => return Ok(HttpResponse::Forbidden().body(message)),
        Err(LiveError::Broken(cause)) => return Err(AppError::Internal(cause)),
    };
    if who.person().is_some_and(|person| hub.count_sockets_of(person) >= MAX_SOCKETS_OF_PERSON) {
        return Err(AppError::TooMany(RETRY_SECONDS));
    }
    let guard = request.conn_data::<LineGuard>();
    let line = guard.ok_or_else(|| AppError::internal("live::on_connect is not given to the server"))?.line();
    let hub = hub.get_ref().clone();
    Ok(socket::start(&request, payload, hub, who, line).unwrap_or_else(|refused| refused.error_response()))
}

/// The crate behind the socket takes 7 and 8 for 13 (RFC 6455, 4.2.1 does not).
fn is_version_13(headers: &HeaderMap) -> bool {
    headers.get(header::SEC_WEBSOCKET_VERSION).is_some_and(|version| version == "13")
}

fn offers_protocol(headers: &HeaderMap) -> bool {
    let offered = headers.get(header::SEC_WEBSOCKET_PROTOCOL).and_then(|offered| offered.to_str().ok());
    offered.is_some_and(|offered| offered.split(',').any(|name| name.trim() == PROTOCOL_NAME))
}

fn entrance(headers: &HeaderMap) -> Entrance {
    let lines = headers.get_all(header::COOKIE).filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    Entrance {
        cookies: pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        accept_language: headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map(str::to_owned),
    }
}
