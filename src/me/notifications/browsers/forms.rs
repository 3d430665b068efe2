//! What a browser gives to be told by push.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::outbox::browsers::BrowserAddress;
use crate::push::Pusher;

/// What arrived; scripts fill it in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct BrowserForm {
    /// The address of the browser at its push service.
    pub endpoint: String,
    /// Its public key, base64url.
    pub public_key: String,
    /// Its secret, base64url.
    pub secret: String,
    /// The endpoint that it had until now, where its service has moved it.
    pub moved_from: String,
}

impl BrowserForm {
    /// Checks that it is of a push service that this server asks, with keys to encrypt for it.
    ///
    /// # Errors
    /// One sentence: nobody typed any of it.
    pub fn parse(&self, pusher: &Pusher) -> Result<BrowserAddress, FieldErrors> {
        if pusher.read(&self.endpoint, &self.public_key, &self.secret).is_none() {
            return Err(FieldErrors::one("endpoint", "error-push-service"));
        }
        let Self { endpoint, public_key, secret, .. } = self.clone();
        Ok(BrowserAddress { endpoint, public_key, secret })
    }
}
