//! Push to browsers (Web Push, RFC 8030): a short message for a browser that need not be open, by way of
//! the service of whoever made it. Called by the outbox worker alone; off unless an administrator named
//! a contact, since it is the one request that leaves the server beside mail.
//!
//! The cryptography is that of `ring`, the connection that of `rustls` and `hyper`, all of them there
//! already; the crates for Web Push bring an HTTP client and a second cryptography of their own.

mod encryption;
mod endpoint;
mod vapid;
mod wire;

use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::Request;
use hyper::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HOST};
use serde::Serialize;
use tokio_rustls::TlsConnector;

use encryption::{ReceiverKeys, encrypt};
use endpoint::{Endpoint, Services};
use vapid::Vapid;

use crate::clock::Instant;
use crate::config::push::PushSettings;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::web::text::clip;

/// How long a service keeps a message for a browser that is not there, in seconds: 12 hours. Later it is
/// no news, and the site lists it.
const TTL_SECONDS: &str = "43200";
/// Most characters of a title and of a text: what systems show.
const TITLE_CHARS: usize = 120;
const BODY_CHARS: usize = 200;

/// Sends push messages.
pub struct Pusher {
    vapid: Vapid,
    services: Services,
    tls: TlsConnector,
}

/// A browser's address and keys, as it gave them.
#[derive(Clone, PartialEq, Eq)]
pub struct Receiver {
    endpoint: Endpoint,
    keys: ReceiverKeys,
}

/// What is said.
#[derive(Debug, Clone, Serialize)]
pub struct Message {
    /// One line.
    pub title: String,
    /// A sentence; may be empty.
    pub body: String,
    /// Where it leads, a path on this site.
    pub link: String,
    /// What it is about: a browser shows one message a tag. 36 characters, an id.
    pub tag: String,
    /// The language of its words.
    pub lang: &'static str,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The service has it.
    Taken,
    /// The browser is not known there any more (RFC 8030, 7.3).
    Gone,
    /// Not now; not before this time, where the service said so.
    Later(Option<Duration>),
}

impl Pusher {
    /// What the settings ask for; none where push is off.
    ///
    /// # Errors
    /// What the database said about the key.
    pub fn open(settings: &PushSettings, conn: &mut Conn, now: Instant) -> AppResult<Option<Self>> {
        let Some(contact) = &settings.contact else { return Ok(None) };
        let vapid = Vapid::open(conn, contact, now)?;
        let services = Services { more: settings.services.clone(), to_loopback: settings.to_loopback };
        Ok(Some(Self { vapid, services, tls: wire::open_tls(wire::public_roots())? }))
    }

    /// The key that browsers subscribe for, base64url.
    pub fn public_key(&self) -> &str {
        &self.vapid.public_key
    }

    /// Reads what a browser gave: its endpoint, its public key and its secret. None when the endpoint is
    /// not of a service that this server asks, or the keys are none.
    pub fn read(&self, endpoint: &str, public: &str, secret: &str) -> Option<Receiver> {
        Some(Receiver { endpoint: self.services.read(endpoint)?, keys: ReceiverKeys::read(public, secret)? })
    }

    /// Sends a message to a browser. Safe to repeat: the service puts a message in the place of one of the
    /// same topic that waits (RFC 8030, 5.4), the browser one in the place of another of the same tag.
    ///
    /// # Errors
    /// When the service could not be reached or refused the message.
    pub async fn send(&self, to: &Receiver, message: &Message, now: Instant) -> AppResult<Outcome> {
        let request = self.word(to, message, now)?;
        let reply = wire::send(&self.tls, &to.endpoint, request).await?;
        match reply.status {
            200..=204 => Ok(Outcome::Taken),
            404 | 410 => Ok(Outcome::Gone),
            429 | 500..=599 => Ok(Outcome::Later(reply.retry_after.map(Duration::from_secs))),
            status => Err(AppError::internal(format!("{} answered {status}", to.endpoint.host()))),
        }
    }

    fn word(&self, to: &Receiver, message: &Message, now: Instant) -> AppResult<Request<Full<Bytes>>> {
        let (title, body) = (clip(&message.title, TITLE_CHARS), clip(&message.body, BODY_CHARS));
        let text = serde_json::to_vec(&Message { title, body, ..message.clone() }).map_err(AppError::internal)?;
        Request::post(to.endpoint.path_and_query())
            .header(HOST, to.endpoint.authority())
            .header(AUTHORIZATION, self.vapid.authorize(&to.endpoint, now)?)
            .header(CONTENT_TYPE, "application/octet-stream")
            .header(CONTENT_ENCODING, "aes128gcm")
            .header("ttl", TTL_SECONDS)
            .header("urgency", "normal")
            // 32 characters of base64url at most: an id without its dashes.
            .header("topic", message.tag.replace('-', ""))
            .body(Full::new(Bytes::from(encrypt(&to.keys, &text)?)))
            .map_err(AppError::internal)
    }
}
