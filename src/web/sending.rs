//! The answers that carry stored files.
//!
//! The handler of `/files/{id}/{name}` calls [`respond`] after checking who may read. Whatever a
//! file pretends to be, nothing in it runs in the site's origin.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::ids::FileId;

/// How a stored file is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// A picture of the site, shown in pages and kept by the browser: its id never gets other content.
    Picture,
    /// Something that one person asked for, as a download; never kept.
    Download,
    /// A PDF to be read in the browser, without rights to anything; never kept.
    Reading,
}

/// Nothing in a file may run or fetch, whatever it pretends to be.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'; base-uri 'none'; \
                       form-action 'none'; sandbox";

/// The answer that carries a stored file. The caller has checked that this person may read it.
/// Ranges are served of recordings alone; of anything else a request for one gets the whole.
pub fn respond(
    request: &HttpRequest,
    id: &FileId,
    sending: Sending,
    content_type: &str,
    name: &str,
    bytes: Bytes,
) -> HttpResponse {
    let tag = format!("\"{id}\"");
    let held = request.headers().get(header::IF_NONE_MATCH).is_some_and(|held| held.as_bytes() == tag.as_bytes());
    let mut response = if held { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    let caching = if sending == Sending::Picture { "private, max-age=31536000, immutable" } else { "no-store" };
    response
        .insert_header((header::CACHE_CONTROL, caching))
        .insert_header((header::ETAG, tag))
        .insert_header((header::ACCEPT_RANGES, "none"))
        .insert_header((header::CONTENT_SECURITY_POLICY, SANDBOX))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_DISPOSITION, disposition(sending, content_type, name)));
    if held {
        return response.finish();
    }
    response.insert_header((header::CONTENT_TYPE, safe_type(content_type)));
    if content_type != VIDEO {
        return response.body(bytes);
    }
    // Safari plays nothing that is not given in parts (RFC 9110, 14.2).
    response.insert_header((header::ACCEPT_RANGES, "bytes"));
    let asked = request.headers().get(header::RANGE).and_then(|range| range.to_str().ok());
    match asked.map(|asked| read_range(asked, bytes.len())) {
        Some(Some((first, last))) => {
            let range = format!("bytes {first}-{last}/{}", bytes.len());
            response.status(StatusCode::PARTIAL_CONTENT).insert_header((header::CONTENT_RANGE, range));
            response.body(bytes.slice(first..=last))
        }
        _ => response.body(bytes),
    }
}

/// The answer that carries what was made for one person just now, as a download of this name; never kept.
pub fn download(bytes: Vec<u8>, content_type: &'static str, name: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(content_type)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_DISPOSITION, disposition(Sending::Download, content_type, name)))
        .body(bytes)
}

/// The media type of recordings.
const VIDEO: &str = "video/mp4";

/// The first and the last byte of a range of a file of so many bytes; none for what is no single range in it,
/// which gets the whole.
fn read_range(asked: &str, length: usize) -> Option<(usize, usize)> {
    let (first, last) = asked.strip_prefix("bytes=")?.split_once('-')?;
    let end = length.checked_sub(1)?;
    let (first, last) = match (first.trim(), last.trim()) {
        ("", count) => (length.saturating_sub(count.parse().ok().filter(|count| *count > 0)?), end),
        (first, "") => (first.parse().ok()?, end),
        (first, last) => (first.parse().ok()?, last.parse::<usize>().ok()?.min(end)),
    };
    (first <= last).then_some((first, last))
}

/// Only what is stored on purpose keeps its type; anything else is bytes.
fn safe_type(content_type: &str) -> &'static str {
    match content_type {
        "image/png" => "image/png",
        "image/jpeg" => "image/jpeg",
        "application/pdf" => "application/pdf",
        "video/mp4" => "video/mp4",
        "text/vtt" => "text/vtt; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The characters that need no escape in `filename*` (RFC 8187, attr-char).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// RFC 6266: an ASCII name for old programs, the true one beside it.
fn disposition(sending: Sending, content_type: &str, name: &str) -> String {
    let shown = sending != Sending::Download && safe_type(content_type) != "application/octet-stream";
    let kind = if shown { "inline" } else { "attachment" };
    let ascii: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || " -._()".contains(c) { c } else { '_' }).collect();
    format!("{kind}; filename=\"{ascii}\"; filename*=UTF-8''{}", utf8_percent_encode(name, PLAIN))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn a_file_is_sent_so_that_nothing_in_it_runs() {
        let (id, request) = (FileId::new(), TestRequest::get().to_http_request());
        let send = |sending, kind| respond(&request, &id, sending, kind, "简历 \"x\".pdf", Bytes::from_static(b"x"));
        for (sending, kind, sent, shown, caching) in [
            (Sending::Picture, "image/png", "image/png", "inline", "private, max-age=31536000, immutable"),
            (Sending::Download, "application/pdf", "application/pdf", "attachment", "no-store"),
            (Sending::Reading, "application/pdf", "application/pdf", "inline", "no-store"),
            (Sending::Reading, "text/html", "application/octet-stream", "attachment", "no-store"),
            (
                Sending::Picture,
                "image/svg+xml",
                "application/octet-stream",
                "attachment",
                "private, max-age=31536000, immutable",
            ),
        ] {
            let response = send(sending, kind);
            let value = |name: header::HeaderName| response.headers().get(name).unwrap().to_str().unwrap();
            assert_eq!(value(header::CONTENT_TYPE), sent);
            assert_eq!(value(header::CACHE_CONTROL), caching);
            assert!(value(header::CONTENT_SECURITY_POLICY).contains("sandbox"));
            let name = "filename=\"__ _x_.pdf\"; filename*=UTF-8''%E7%AE%80%E5%8E%86%20%22x%22.pdf";
            assert_eq!(value(header::CONTENT_DISPOSITION), format!("{shown}; {name}"));
        }
    }

    #[test]
    fn a_recording_is_given_in_parts_and_nothing_else_is() {
        for (asked, range) in [
            ("bytes=0-1", Some((0, 1))),
            ("bytes=2-", Some((2, 9))),
            ("bytes=-3", Some((7, 9))),
            ("bytes=5-99", Some((5, 9))),
            ("bytes=-99", Some((0, 9))),
            ("bytes=10-", None),
            ("bytes=3-2", None),
            ("bytes=-0", None),
            ("bytes=0-1,4-5", None),
            ("lines=0-1", None),
            ("bytes=x-", None),
        ] {
            assert_eq!(read_range(asked, 10), range, "{asked}");
        }
        assert_eq!(read_range("bytes=0-", 0), None);
        let request = TestRequest::get().insert_header((header::RANGE, "bytes=1-2")).to_http_request();
        let send = |kind| respond(&request, &FileId::new(), Sending::Picture, kind, "a", Bytes::from_static(b"abcd"));
        assert_eq!((send("video/mp4").status().as_u16(), send("image/png").status().as_u16()), (206, 200));
        let sent = send("video/mp4");
        assert_eq!(sent.headers().get(header::CONTENT_RANGE).unwrap(), "bytes 1-2/4");
    }

    #[test]
    fn a_picture_that_the_browser_holds_is_not_sent_again() {
        let id = FileId::new();
        let request = TestRequest::get().insert_header((header::IF_NONE_MATCH, format!("\"{id}\""))).to_http_request();
        let response = respond(&request, &id, Sending::Picture, "image/png", "a.png", Bytes::from_static(b"x"));
        assert_eq!(response.status().as_u16(), 304);
    }
}
