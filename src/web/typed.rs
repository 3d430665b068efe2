//! Reading what people type: addresses of mail and of the web, days, times.
//!
//! `check` uses it and words the errors; here nothing is said beyond "this is none".

use chrono::{NaiveDate, NaiveDateTime, TimeZone as _};
use chrono_tz::Tz;
use unicode_normalization::UnicodeNormalization as _;

use crate::clock::Instant;
use crate::web::limits::EMAIL_CHARS;

/// In one Unicode form, and without the unseen characters that turn the direction of text.
pub(super) fn without_directions(typed: &str) -> String {
    typed.nfc().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')).collect()
}

/// What mail servers accept from a person, which is less than RFC 5322 allows.
pub(super) fn read_email(typed: &str) -> Option<String> {
    let (local, domain) = typed.rsplit_once('@')?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let dots_wrong = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    if local.is_empty() || local.len() > 64 || dots_wrong || !local.chars().all(is_plain) {
        return None;
    }
    let url::Host::Domain(domain) = url::Host::parse(domain).ok()? else {
        return None;
    };
    let is_whole = domain.contains('.') && !domain.ends_with('.') && domain.split('.').all(|label| !label.is_empty());
    let email = format!("{local}@{domain}");
    (is_whole && email.len() <= EMAIL_CHARS).then_some(email)
}

pub(super) fn read_url(typed: &str) -> Option<String> {
    if typed.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return None;
    }
    let with_scheme = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let url = url::Url::parse(&with_scheme).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https");
    let is_bare = url.username().is_empty() && url.password().is_none();
    let is_public =
        url.host_str().is_some_and(|host| host.contains('.') || host.starts_with('[') || host == "localhost");
    // `javascript:alert(1)` would else become the host `javascript` with a strange port.
    (is_web && is_bare && is_public).then(|| url.to_string())
}

pub(super) fn read_date(typed: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok()?;
    is_near(date).then_some(date)
}

/// Years outside are typing errors, and some are beyond what a database keeps.
fn is_near(date: NaiveDate) -> bool {
    use chrono::Datelike as _;
    (1900..=2200).contains(&date.year())
}

pub(super) fn read_date_time(typed: &str, zone: Tz) -> Option<Instant> {
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"];
    let local = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(typed, format).ok())?;
    if !is_near(local.date()) {
        return None;
    }
    Some(zone.from_local_datetime(&local).earliest()?.naive_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_mail_are_read_as_mail_servers_do() {
        assert_eq!(read_email("Li.Wei+job@Example.COM").as_deref(), Some("Li.Wei+job@example.com"));
        assert_eq!(read_email("a@例子.中国").as_deref(), Some("a@xn--fsqu00a.xn--fiqs8s"));
        for wrong in
            ["a", "a@", "@b.c", "a b@c.d", "a@b", "a@b..c", "a@127.0.0.1", "a\r\nBcc: x@y.z", "a@b.c>", "\"a\"@b.c", ""]
        {
            assert_eq!(read_email(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(read_url("example.com/a").as_deref(), Some("https://example.com/a"));
        assert_eq!(read_url("http://例子.中国").as_deref(), Some("http://xn--fsqu00a.xn--fiqs8s/"));
        for wrong in [
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "vbscript://a.b",
            "ftp://a.b",
            "https://user:pw@a.b",
            "javascript://a.b/%0aalert(1)",
            "https://",
            "word",
            "",
        ] {
            assert_eq!(read_url(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_local_time_becomes_an_instant_of_utc() {
        let read = |typed, zone| read_date_time(typed, zone).map(|instant| instant.to_string());
        let (shanghai, berlin) = (chrono_tz::Asia::Shanghai, chrono_tz::Europe::Berlin);
        assert_eq!(read("2026-05-31T09:30", shanghai).as_deref(), Some("2026-05-31 01:30:00"));
        assert_eq!(read("2026-10-25T02:30", berlin).as_deref(), Some("2026-10-25 00:30:00"));
        assert_eq!(read("2026-03-29T02:30", berlin), None, "the clocks skip this time");
        for wrong in ["31.5.2026", "2026-13-01T00:00", "99999-01-01T00:00", "0001-01-01T00:00", ""] {
            assert_eq!(read(wrong, shanghai), None, "{wrong}");
        }
    }
}
