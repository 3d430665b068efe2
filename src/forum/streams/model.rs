//! What is played on the page of a session. Pure.

use url::Url;

use crate::forum::sessions::Session;
use crate::site::files::address;

/// What a stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamKind {
    /// One file.
    Mp4,
    /// HTTP Live Streaming (RFC 8216): a playlist.
    Hls,
}

/// A stream with its captions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stream {
    /// What it is.
    pub kind: StreamKind,
    /// Where it is.
    pub href: String,
    /// The origin that the browser must be let fetch from; none for what was uploaded.
    pub origin: Option<String>,
    /// The captions: their address and their language.
    pub captions: Option<(String, String)>,
}

impl Stream {
    /// The stream of a session, where it has one. An address on a host that is listed no more is none.
    pub fn of(session: &Session, hosts: &[String]) -> Option<Self> {
        let captions = session
            .captions_file_id
            .as_ref()
            .map(|id| (address(id, "captions.vtt"), session.captions_language.clone()));
        if let Some(file) = &session.stream_file_id {
            let href = address(file, "recording.mp4");
            return Some(Self { kind: StreamKind::Mp4, href, origin: None, captions });
        }
        let (url, kind) = read_address(&session.stream_url, hosts).ok()?;
        let origin = url.origin().ascii_serialization();
        Some(Self { kind, href: url.to_string(), origin: Some(origin), captions })
    }

    /// Whether it is a playlist.
    pub fn is_hls(&self) -> bool {
        self.kind == StreamKind::Hls
    }
}

/// Reads an address that may be streamed from: over https, on a listed host, an MP4 or a playlist.
///
/// # Errors
/// The Fluent key of the sentence that says what is wrong.
pub fn read_address(typed: &str, hosts: &[String]) -> Result<(Url, StreamKind), &'static str> {
    let url = Url::parse(typed.trim()).map_err(|_| "error-url")?;
    let is_plain = url.scheme() == "https" && url.username().is_empty() && url.password().is_none();
    if !is_plain {
        return Err("error-stream-https");
    }
    let path = url.path().to_ascii_lowercase();
    let kind = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("mp4") => StreamKind::Mp4,
        Some("m3u8") => StreamKind::Hls,
        _ => return Err("error-stream-kind"),
    };
    let host = url.host_str().unwrap_or_default();
    let named = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    if hosts.contains(&named) { Ok((url, kind)) } else { Err("error-stream-host") }
}

/// Reads a host as a line of the list: a name, with a port where it is not 443; in its ASCII form.
pub fn read_host(line: &str) -> Option<String> {
    let line = line.trim();
    if line.is_empty() || line.contains(['/', '\\', '@', '?', '#']) {
        return None;
    }
    let url = Url::parse(&format!("https://{line}/")).ok()?;
    let host = url.host_str().filter(|host| host.contains('.') && host.bytes().all(is_of_name))?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// Whether a byte may stand in the name of a host (RFC 1123, 2.1). The URL standard lets `;`, `,` and quotes stand
/// there, which end what a content security policy says.
fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_listed_hosts_are_streamed_from() {
        let hosts = ["media.example.org".to_owned(), "live.example.cn:8443".to_owned()];
        let read = |typed: &str| read_address(typed, &hosts).map(|found| found.1);
        assert_eq!(read("https://media.example.org/a/talk.mp4?t=1"), Ok(StreamKind::Mp4));
        assert_eq!(read(" https://live.example.cn:8443/x.M3U8 "), Ok(StreamKind::Hls));
        for (typed, key) in [
            ("https://evil.example/talk.mp4", "error-stream-host"),
            ("https://media.example.org.evil.example/talk.mp4", "error-stream-host"),
            ("https://media.example.org@evil.example/talk.mp4", "error-stream-https"),
            ("https://media.example.org:8443/talk.mp4", "error-stream-host"),
            ("http://media.example.org/talk.mp4", "error-stream-https"),
            ("javascript:alert(1)//.mp4", "error-stream-https"),
            ("https://media.example.org/talk.html", "error-stream-kind"),
            ("talk.mp4", "error-url"),
        ] {
            assert_eq!(read(typed), Err(key), "{typed}");
        }
    }

    #[test]
    fn a_host_is_a_name_and_no_pattern() {
        assert_eq!(read_host(" Media.Example.org ").as_deref(), Some("media.example.org"));
        assert_eq!(read_host("live.example.cn:8443").as_deref(), Some("live.example.cn:8443"));
        assert_eq!(read_host("例子.中国").as_deref(), Some("xn--fsqu00a.xn--fiqs8s"));
        for odd in [
            "",
            "*",
            "*.example.org",
            "https://a.b",
            "a.b/c",
            "a.b\\c",
            "a.b; script-src *",
            "a.b;script-src",
            "a.b,c.d",
            "'a.b'",
            "a\"b.c",
            "localhost",
            "a b.c",
            "'self'",
        ] {
            assert_eq!(read_host(odd), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_reading_panic_or_breaks_out_of_a_policy(typed in "\\PC{0,60}|[a-z.:;' ]{0,30}") {
            if let Some(host) = read_host(&typed) {
                prop_assert!(!host.contains([';', ',', ' ', '\'', '"']), "{host}");
            }
            let _ = read_address(&typed, &[]);
        }
    }
}
