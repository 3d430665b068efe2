//! Reading what a form or an address sent into a plain struct.
//!
//! Handlers take [`Posted`] (body) or [`Asked`] (query); the struct's `parse()` then uses
//! `check::Check`. A body of any bytes ends in a clear refusal here, never in a panic or a 500.

use std::future::{Ready, ready};
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use serde::de::DeserializeOwned;

use crate::error::{AppError, AppResult};
use crate::web::limits::{FORM_BYTES, FORM_PAIRS, FORM_SECONDS, QUERY_BYTES, UPLOAD_BYTES, UPLOAD_SECONDS};
use crate::web::uploads::read_parts;
pub use crate::web::uploads::{Files, Upload};

/// A form that was sent, as `application/x-www-form-urlencoded` or `multipart/form-data` alike.
/// `T` wants `#[serde(default)]`; a field that may repeat is a `Vec<String>` in it.
#[derive(Debug)]
pub struct Posted<T> {
    /// The texts of the form.
    pub form: T,
    /// The files that were chosen.
    pub files: Files,
}

/// The query of an address, read as a form is; what it does not name is at its default.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Posted<T> {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = AppResult<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move { read_form(&request, payload).await })
    }
}

impl<T: DeserializeOwned> FromRequest for Asked<T> {
    type Error = AppError;
    type Future = Ready<AppResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read_query(request.query_string()).map(Self))
    }
}

fn read_query<T: DeserializeOwned>(query: &str) -> AppResult<T> {
    if query.len() > QUERY_BYTES {
        return Err(AppError::Bad("error-query"));
    }
    let pairs = parse_pairs(query.as_bytes()).map_err(|_| AppError::Bad("error-query"))?;
    read_pairs(&pairs).map_err(|_| AppError::Bad("error-query"))
}

async fn read_form<T: DeserializeOwned>(request: &HttpRequest, payload: Payload) -> AppResult<Posted<T>> {
    let is_multipart = match request.content_type().to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => false,
        "multipart/form-data" => true,
        _ => return Err(AppError::Unsupported("error-415-text")),
    };
    let (bytes, seconds) =
        if is_multipart { (UPLOAD_BYTES + FORM_BYTES, UPLOAD_SECONDS) } else { (FORM_BYTES, FORM_SECONDS) };
    refuse_announced(request, bytes)?;
    let reading = async {
        if is_multipart {
            return read_parts(request, payload).await;
        }
        Ok((parse_pairs(&read_body(payload, FORM_BYTES).await?)?, Files::default()))
    };
    let read = tokio::time::timeout(Duration::from_secs(seconds), reading).await;
    let (pairs, files) = read.map_err(|_| AppError::Bad("error-slow"))??;
    Ok(Posted { form: read_pairs(&pairs)?, files })
}

/// Refuses a body by its announced length, before a byte of it is read.
fn refuse_announced(request: &HttpRequest, at_most: usize) -> AppResult<()> {
    let Some(length) = request.headers().get(header::CONTENT_LENGTH) else {
        return Ok(());
    };
    let length: u64 = length.to_str().ok().and_then(|text| text.parse().ok()).ok_or(AppError::Bad("error-form"))?;
    if length > at_most as u64 { Err(AppError::TooLarge("error-413-text")) } else { Ok(()) }
}

/// Reads a whole body of at most so many bytes.
///
/// # Errors
/// 413 as soon as it is longer, 400 when it breaks off.
async fn read_body(mut payload: Payload, at_most: usize) -> AppResult<Bytes> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| AppError::Bad("error-form"))?;
        if body.len() + chunk.len() > at_most {
            return Err(AppError::TooLarge("error-413-text"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// The pairs of an urlencoded text, strictly: what is not UTF-8 or holds a NUL is refused, where
/// the usual parsers would replace it and store something that nobody sent.
fn parse_pairs(body: &[u8]) -> AppResult<Vec<(String, String)>> {
    let mut pairs = Vec::new();
    for piece in body.split(|byte| *byte == b'&').filter(|piece| !piece.is_empty()) {
        let mut halves = piece.splitn(2, |byte| *byte == b'=');
        let name = decode(halves.next().unwrap_or_default())?;
        let value = decode(halves.next().unwrap_or_default())?;
        pairs.push((name, value));
    }
    Ok(pairs)
}

fn decode(text: &[u8]) -> AppResult<String> {
    let spaced: Vec<u8> = text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    let decoded = percent_encoding::percent_decode(&spaced).decode_utf8().map_err(|_| AppError::Bad("error-form"))?;
    if decoded.contains('\0') { Err(AppError::Bad("error-form")) } else { Ok(decoded.into_owned()) }
}

fn read_pairs<T: DeserializeOwned>(pairs: &[(String, String)]) -> AppResult<T> {
    if pairs.len() > FORM_PAIRS {
        return Err(AppError::TooLarge("error-413-text"));
    }
    let mut text = url::form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(pairs);
    serde_html_form::from_str(&text.finish()).map_err(|_| AppError::Bad("error-form"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Default, PartialEq, serde::Deserialize)]
    #[serde(default)]
    struct Form {
        name: String,
        tags: Vec<String>,
        count: Option<u32>,
    }

    async fn post(kind: &str, body: impl Into<Bytes>) -> AppResult<Posted<Form>> {
        let request = TestRequest::post().insert_header((header::CONTENT_TYPE, kind.to_owned())).set_payload(body);
        let (request, mut payload) = request.to_http_parts();
        Posted::from_request(&request, &mut payload).await
    }

    const PLAIN: &str = "application/x-www-form-urlencoded";
    const MULTIPART: &str = "multipart/form-data; boundary=b";

    fn part(head: &str, body: &[u8]) -> Vec<u8> {
        [b"--b\r\nContent-Disposition: form-data; ", head.as_bytes(), b"\r\n\r\n", body, b"\r\n"].concat()
    }

    fn multipart(parts: &[Vec<u8>]) -> Vec<u8> {
        [&parts.concat()[..], b"--b--\r\n"].concat()
    }

    #[actix_web::test]
    async fn both_encodings_give_the_same_form() {
        let expected = Form { name: "王 & Co".into(), tags: vec!["a".into(), "b".into()], count: Some(3) };
        let plain = post(PLAIN, "name=%E7%8E%8B+%26+Co&tags=a&tags=b&count=3&unknown=1").await.unwrap();
        assert_eq!(plain.form, expected);
        let body = multipart(&[
            part("name=\"name\"", "王 & Co".as_bytes()),
            part("name=\"tags\"", b"a"),
            part("name=\"tags\"", b"b"),
            part("name=\"count\"", b"3"),
            part("name=\"resume\"; filename=\"../cv.pdf\"\r\nContent-Type: application/pdf", b"%PDF-1.7\0"),
            part("name=\"photo\"; filename=\"\"", b""),
        ]);
        let mut posted = post(MULTIPART, body).await.unwrap();
        assert_eq!(posted.form, expected);
        let resume = posted.files.take("resume").unwrap();
        assert_eq!((resume.name.as_str(), &resume.bytes[..]), ("cv.pdf", &b"%PDF-1.7\0"[..]));
        assert!(posted.files.take("photo").is_none() && posted.files.take("resume").is_none());
    }

    #[actix_web::test]
    async fn what_cannot_be_read_is_refused_with_its_own_status() {
        let long = format!("name={}", "x".repeat(FORM_BYTES));
        let many = "tags=a&".repeat(FORM_PAIRS + 1);
        let big = multipart(&[part("name=\"f\"; filename=\"f\"", &vec![1; UPLOAD_BYTES + 1])]);
        let long_part = multipart(&[part("name=\"name\"", &vec![b'x'; FORM_BYTES + 1])]);
        let crowd = multipart(&vec![part("name=\"f\"; filename=\"f\"", b"1"); 41]);
        let cases: Vec<(&str, Vec<u8>, u16)> = vec![
            (PLAIN, long.into(), 413),
            (PLAIN, many.into(), 413),
            (PLAIN, b"name=%ff".to_vec(), 400),
            (PLAIN, b"name=a%00b".to_vec(), 400),
            (PLAIN, b"name=a&name=b".to_vec(), 400),
            (PLAIN, b"count=many".to_vec(), 400),
            ("text/plain", b"name=a".to_vec(), 415),
            ("", b"name=a".to_vec(), 415),
            ("multipart/form-data", b"name=a".to_vec(), 400),
            (MULTIPART, b"--b\r\nbroken".to_vec(), 400),
            (MULTIPART, multipart(&[part("name=\"name\"", b"\xff")]), 400),
            (MULTIPART, big, 413),
            (MULTIPART, long_part, 413),
            (MULTIPART, crowd, 413),
        ];
        for (kind, body, status) in cases {
            let start = String::from_utf8_lossy(&body[..body.len().min(30)]).into_owned();
            assert_eq!(post(kind, body).await.unwrap_err().status().as_u16(), status, "{kind} {start}");
        }
    }

    #[::core::prelude::v1::test]
    fn a_query_is_read_like_a_form() {
        let form: Form = read_query("name=a%20b&tags=x&tags=y").unwrap();
        assert_eq!((form.name.as_str(), form.tags.len()), ("a b", 2));
        for wrong in ["count=x", "name=%ff", &"n".repeat(QUERY_BYTES + 1)] {
            assert_eq!(read_query::<Form>(wrong).unwrap_err().status().as_u16(), 400);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_reading_panic(body in prop::collection::vec(any::<u8>(), 0..600), framed in any::<bool>()) {
            let runtime = actix_web::rt::Runtime::new().unwrap();
            let body = if framed { multipart(&[part("name=\"name\"; filename=\"x\"", &body)]) } else { body };
            for kind in [PLAIN, MULTIPART] {
                if let Err(error) = runtime.block_on(post(kind, body.clone())) {
                    prop_assert!(matches!(error.status().as_u16(), 400 | 413), "{error:?}");
                }
            }
        }
    }
}
