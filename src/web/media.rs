//! Checking recordings and captions before they are stored. Nothing is believed from a name or a declared type.

use bytes::Bytes;

use crate::web::documents::Prepared;
use crate::web::limits::{CAPTIONS_BYTES, MP4_BYTES};

/// Checks that a recording begins as an ISO base media file does (ISO/IEC 14496-12: a box `ftyp`); it is stored
/// as it is.
///
/// # Errors
/// The Fluent key of the sentence to show beside the field.
pub fn prepare_mp4(bytes: Bytes) -> Result<Prepared, &'static str> {
    if bytes.len() > MP4_BYTES {
        return Err("error-stream-large");
    }
    if bytes.get(4..8) != Some(b"ftyp") {
        return Err("error-stream-file");
    }
    Ok(Prepared { bytes, content_type: "video/mp4", size: None })
}

/// Checks that captions are WebVTT (W3C): UTF-8 that begins with `WEBVTT`, without control characters. Marks
/// inside are drawn by the browser's own player, never as HTML of a page.
///
/// # Errors
/// The Fluent key of the sentence to show beside the field.
pub fn prepare_captions(bytes: &[u8]) -> Result<Prepared, &'static str> {
    if bytes.len() > CAPTIONS_BYTES {
        return Err("error-captions-file");
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "error-captions-file")?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rest = text.strip_prefix("WEBVTT").ok_or("error-captions-file")?;
    let is_ended = rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']);
    if !is_ended || text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err("error-captions-file");
    }
    Ok(Prepared { bytes: Bytes::copy_from_slice(text.as_bytes()), content_type: "text/vtt", size: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_and_captions_are_told_by_their_bytes() {
        let mp4 = Bytes::from_static(b"\0\0\0\x18ftypisom\0\0\0\0");
        assert_eq!(prepare_mp4(mp4).map(|file| file.content_type), Ok("video/mp4"));
        for odd in [&b"<html>"[..], b"", b"ftyp", b"\0\0\0\x18moov"] {
            assert_eq!(prepare_mp4(Bytes::from_static(odd)).err(), Some("error-stream-file"));
        }
        let captions = "\u{feff}WEBVTT\n\n00:00.000 --> 00:02.000\n您好\n";
        assert_eq!(prepare_captions(captions.as_bytes()).map(|file| file.content_type), Ok("text/vtt"));
        for odd in [&b"WEBVTTX\n"[..], b"", b"1\n00:00", b"WEBVTT\n\x1b[31m", b"WEBVTT\n\xff", b"<html>"] {
            assert!(prepare_captions(odd).is_err(), "{odd:?}");
        }
    }
}
