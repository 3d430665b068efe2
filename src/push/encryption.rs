//! Message encryption for Web Push (RFC 8291) over the content coding `aes128gcm` (RFC 8188): what is
//! sent can be read by the browser alone, not by its push service. One record a message.

use base64::Engine as _;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::error::Unspecified;
use ring::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use ring::rand::SystemRandom;

use crate::error::{AppError, AppResult};

/// The size of a record that the header of a message names; a push service takes 4,096 bytes (RFC 8030, 7.2).
const RECORD_BYTES: u32 = 4096;
/// The salt, the record's size, the length of the key and the key: what stands before the record.
const HEADER_BYTES: usize = 16 + 4 + 1 + 65;
/// The most that fits one record, with the mark of the last one and the tag.
pub(super) const TEXT_BYTES: usize = RECORD_BYTES as usize - HEADER_BYTES - 1 - 16;

/// What a browser gave to encrypt for it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct ReceiverKeys {
    /// Its public key, an uncompressed point on P-256.
    public: [u8; 65],
    /// Its secret, which authenticates the site.
    secret: [u8; 16],
}

impl ReceiverKeys {
    /// Reads both from base64url; none when they are no point on the curve and no secret.
    pub fn read(public: &str, secret: &str) -> Option<Self> {
        let keys = Self { public: decode(public)?.try_into().ok()?, secret: decode(secret)?.try_into().ok()? };
        // Only the agreement itself tells whether the point is on the curve.
        let trial = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).ok()?;
        agree_ephemeral(trial, &keys.point(), |_| ()).ok()?;
        Some(keys)
    }

    fn point(&self) -> UnparsedPublicKey<&[u8]> {
        UnparsedPublicKey::new(&ECDH_P256, &self.public)
    }
}

fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).or_else(|_| URL_SAFE.decode(text)).ok()
}

/// Encrypts a text of at most [`TEXT_BYTES`] for a browser, under a key and a salt of its own.
///
/// # Errors
/// When the text is longer, or the system gives no randomness.
pub(super) fn encrypt(to: &ReceiverKeys, text: &[u8]) -> AppResult<Vec<u8>> {
    if text.len() > TEXT_BYTES {
        return Err(AppError::internal("a push message is too long"));
    }
    let mut salt = [0_u8; 16];
    getrandom::fill(&mut salt).map_err(AppError::internal)?;
    let failed = |_: Unspecified| AppError::internal("a push message cannot be encrypted");
    let own = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).map_err(failed)?;
    let own_public = own.compute_public_key().map_err(failed)?;
    let sealed = agree_ephemeral(own, &to.point(), |shared| seal(shared, to, own_public.as_ref(), salt, text));
    sealed.and_then(|sealed| sealed).map_err(failed)
}

/// The message under the secret that both have agreed on (RFC 8291, 3.4; RFC 8188, 2).
fn seal(
    shared: &[u8],
    to: &ReceiverKeys,
    own_public: &[u8],
    salt: [u8; 16],
    text: &[u8],
) -> Result<Vec<u8>, Unspecified> {
    let mut input = [0_u8; 32];
    let info = [b"WebPush: info\0", to.public.as_slice(), own_public];
    Salt::new(HKDF_SHA256, &to.secret).extract(shared).expand(&info, HKDF_SHA256)?.fill(&mut input)?;
    let secret = Salt::new(HKDF_SHA256, &salt).extract(&input);
    let key = UnboundKey::from(secret.expand(&[b"Content-Encoding: aes128gcm\0"], &AES_128_GCM)?);
    let mut record = [text, &[2]].concat();
    LessSafeKey::new(key).seal_in_place_append_tag(nonce(&secret)?, Aad::empty(), &mut record)?;
    let length = u8::try_from(own_public.len()).map_err(|_| Unspecified)?;
    Ok([&salt, RECORD_BYTES.to_be_bytes().as_slice(), &[length], own_public, &record].concat())
}

/// The nonce of the first record is the one that is derived.
fn nonce(secret: &Prk) -> Result<Nonce, Unspecified> {
    let mut bytes = [0_u8; NONCE_LEN];
    secret.expand(&[b"Content-Encoding: nonce\0"], NonceLength)?.fill(&mut bytes)?;
    Ok(Nonce::assume_unique_for_key(bytes))
}

struct NonceLength;

impl KeyType for NonceLength {
    fn len(&self) -> usize {
        NONCE_LEN
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    const PUBLIC: &str = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const SECRET: &str = "BTBZMqHH6r4Tts7J_aSIgg";

    #[test]
    fn the_example_of_rfc_8291_comes_out_to_the_byte() {
        // Appendix A; the shared secret stands there too.
        let to = ReceiverKeys::read(PUBLIC, SECRET).unwrap();
        let shared = decode("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs").unwrap();
        let own = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
        let salt = decode("DGv6ra1nlYgDCS1FRnbzlw").unwrap().try_into().unwrap();
        let text = b"When I grow up, I want to be a watermelon";
        let sealed = seal(&shared, &to, &decode(own).unwrap(), salt, text).unwrap();
        let wanted = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6\
                      TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulc\
                      y4a-fN";
        assert_eq!(URL_SAFE_NO_PAD.encode(sealed), wanted);
    }

    #[test]
    fn each_message_has_a_key_and_a_salt_of_its_own_and_fits_a_service() {
        let to = ReceiverKeys::read(PUBLIC, SECRET).unwrap();
        let longest = vec![b'x'; TEXT_BYTES];
        let (one, other) = (encrypt(&to, &longest).unwrap(), encrypt(&to, &longest).unwrap());
        assert_eq!(one.len(), 4096);
        assert_ne!(one.get(..16), other.get(..16));
        assert_ne!(one.get(21..86), other.get(21..86));
        assert!(encrypt(&to, &vec![b'x'; TEXT_BYTES + 1]).is_err());
    }

    #[test]
    fn what_is_no_key_is_not_read() {
        let beside_the_curve = URL_SAFE_NO_PAD.encode([4_u8; 65]);
        let padded = format!("{SECRET}==");
        assert!(ReceiverKeys::read(PUBLIC, &padded).is_some());
        for (public, secret) in [
            (beside_the_curve.as_str(), SECRET),
            (PUBLIC, "BTBZMqHH6r4Tts7J_aSI"),
            (PUBLIC, ""),
            ("", SECRET),
            (SECRET, PUBLIC),
            ("no base64!", SECRET),
        ] {
            assert!(ReceiverKeys::read(public, secret).is_none(), "{public} {secret}");
        }
    }
}
