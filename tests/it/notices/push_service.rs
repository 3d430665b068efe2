//! A push service on this machine, and browsers that are subscribed there: it takes what is sent, checks
//! who sent it (RFC 8292), and a browser reads what is for it (RFC 8291), each by code of its own.

use std::sync::{Arc, Mutex};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fairhall::clock::Instant;
use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;

/// A request that arrived.
#[derive(Debug, Clone)]
pub struct Got {
    /// Which browser it is for.
    pub path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Got {
    /// The value of a header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }
}

#[derive(Default)]
struct State {
    got: Vec<Got>,
    answer: Option<(u16, Option<(&'static str, String)>)>,
}

/// The service.
pub struct PushService {
    /// `http://127.0.0.1:port`.
    pub url: String,
    state: Arc<Mutex<State>>,
}

impl PushService {
    /// One that takes everything.
    pub fn start() -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let data = web::Data::from(state.clone());
        let server = HttpServer::new(move || App::new().app_data(data.clone()).default_service(web::to(take)));
        let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", server.addrs()[0]);
        actix_web::rt::spawn(server.run());
        Self { url, state }
    }

    /// Answers from now on with this status, and a header.
    pub fn answer(&self, status: u16, header: Option<(&'static str, String)>) {
        self.state.lock().unwrap().answer = Some((status, header));
    }

    /// What arrived, in order.
    pub fn got(&self) -> Vec<Got> {
        self.state.lock().unwrap().got.clone()
    }

    /// A browser that is subscribed here; each number another.
    pub fn subscribe(&self, number: u8) -> Subscribed {
        let key = p256::SecretKey::from_slice(&[number; 32]).unwrap();
        Subscribed { endpoint: format!("{}/push/{number}", self.url), key, secret: [number; 16] }
    }
}

async fn take(state: web::Data<Mutex<State>>, request: HttpRequest, body: web::Bytes) -> HttpResponse {
    let text = |value: &actix_web::http::header::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let headers = request.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    let mut state = state.lock().unwrap();
    let path = request.path().to_owned();
    state.got.push(Got { path, headers, body: body.to_vec() });
    let (status, header) = state.answer.clone().unwrap_or((201, None));
    let mut answer = HttpResponse::build(status.try_into().unwrap());
    if let Some(header) = header {
        answer.insert_header(header);
    }
    answer.finish()
}

/// A browser at the service.
pub struct Subscribed {
    /// Its address.
    pub endpoint: String,
    key: p256::SecretKey,
    secret: [u8; 16],
}

impl Subscribed {
    /// What it gives to a site, in the names of the form.
    pub fn fields(&self) -> [(&'static str, String); 3] {
        let secret = URL_SAFE_NO_PAD.encode(self.secret);
        [("endpoint", self.endpoint.clone()), ("public_key", URL_SAFE_NO_PAD.encode(self.public())), ("secret", secret)]
    }

    fn public(&self) -> Vec<u8> {
        self.key.public_key().to_encoded_point(false).as_bytes().to_vec()
    }

    /// Reads a message that is for it.
    pub fn read(&self, got: &Got) -> Value {
        assert_eq!(got.header("content-encoding"), "aes128gcm");
        let (salt, rest) = got.body.split_at(16);
        let (size, rest) = rest.split_at(4);
        assert_eq!((size, rest[0]), ([0, 0, 16, 0].as_slice(), 65), "one record of at most 4,096 bytes");
        let (sender, record) = rest[1..].split_at(65);
        let sender_point = p256::PublicKey::from_sec1_bytes(sender).unwrap();
        let shared = p256::ecdh::diffie_hellman(self.key.to_nonzero_scalar(), sender_point.as_affine());
        let info = [b"WebPush: info\0".as_slice(), &self.public(), sender];
        let input = derive(&self.secret, shared.raw_secret_bytes(), &info, 32);
        let key = derive(salt, &input, &[b"Content-Encoding: aes128gcm\0"], 16);
        let nonce = derive(salt, &input, &[b"Content-Encoding: nonce\0"], 12);
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).unwrap());
        let mut record = record.to_vec();
        let nonce = Nonce::try_assume_unique_for_key(&nonce).unwrap();
        let text = key.open_in_place(nonce, Aad::empty(), &mut record).expect("it is for this browser");
        assert_eq!(text.last(), Some(&2), "the last record");
        serde_json::from_slice(&text[..text.len() - 1]).unwrap()
    }
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn derive(salt: &[u8], input: &[u8], info: &[&[u8]], length: usize) -> Vec<u8> {
    let mut out = vec![0; length];
    Salt::new(HKDF_SHA256, salt).extract(input).expand(info, Length(length)).unwrap().fill(&mut out).unwrap();
    out
}

/// Checks who sent it: the token is signed by the key that the site shows, for this service, and has not
/// expired. Gives the contact.
pub fn check_sender(got: &Got, service: &PushService, key: &str, now: Instant) -> String {
    let (token, shown) = got.header("authorization").strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
    assert_eq!(shown, key);
    let (signed, mark) = token.rsplit_once('.').unwrap();
    let public = URL_SAFE_NO_PAD.decode(key).unwrap();
    let mark = URL_SAFE_NO_PAD.decode(mark).unwrap();
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public)
        .verify(signed.as_bytes(), &mark)
        .expect("signed by the key");
    let part = |text: &str| serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap();
    let (header, claims) = signed.split_once('.').unwrap();
    assert_eq!(part(header)["alg"], "ES256");
    let claims = part(claims);
    assert_eq!(claims["aud"], service.url.as_str());
    let left = claims["exp"].as_i64().unwrap() - now.and_utc().timestamp();
    assert!((1..=24 * 3600).contains(&left), "{left} seconds left");
    claims["sub"].as_str().unwrap().to_owned()
}
