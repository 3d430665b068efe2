//! Who sends: a signed token that names the site's contact to the push service (VAPID, RFC 8292). The
//! key is made once for a database and the same on every node: browsers subscribe for it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};

use super::endpoint::Endpoint;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::secrets::keep_secret;
use crate::error::{AppError, AppResult};

/// Where the key stands, as PKCS#8 in base64url.
const SECRET: &str = "push_key";
/// How long a token holds, in hours; at most 24 (RFC 8292, 2).
const TOKEN_HOURS: i64 = 12;
/// What every token begins with: `{"typ":"JWT","alg":"ES256"}`.
const HEADER: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9";

/// The key and the contact.
pub(super) struct Vapid {
    pair: EcdsaKeyPair,
    contact: String,
    /// The public key as browsers and services take it: base64url of the uncompressed point.
    pub public_key: String,
}

impl Vapid {
    /// The key of this database, made now when it has none.
    ///
    /// # Errors
    /// What the database said, or that what stands there is no key.
    pub fn open(conn: &mut Conn, contact: &str, now: Instant) -> AppResult<Self> {
        let failed = |_| AppError::internal("no key for push can be made");
        let random = SystemRandom::new();
        let make = || {
            let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).map_err(failed)?;
            Ok(URL_SAFE_NO_PAD.encode(made))
        };
        let kept = URL_SAFE_NO_PAD.decode(keep_secret(conn, SECRET, now, make)?).map_err(AppError::internal)?;
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &kept, &random)
            .map_err(|_| AppError::internal("the key for push in the database is damaged"))?;
        let public_key = URL_SAFE_NO_PAD.encode(pair.public_key());
        Ok(Self { pair, contact: contact.to_owned(), public_key })
    }

    /// The header `Authorization` of a request to this endpoint.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn authorize(&self, to: &Endpoint, now: Instant) -> AppResult<String> {
        let expires = (now + chrono::Duration::hours(TOKEN_HOURS)).and_utc().timestamp();
        let claims = serde_json::json!({ "aud": to.origin(), "exp": expires, "sub": self.contact });
        let signed = format!("{HEADER}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
        let mark = self.pair.sign(&SystemRandom::new(), signed.as_bytes());
        let mark = mark.map_err(|_| AppError::internal("a push message cannot be signed"))?;
        Ok(format!("vapid t={signed}.{}, k={}", URL_SAFE_NO_PAD.encode(mark), self.public_key))
    }
}
