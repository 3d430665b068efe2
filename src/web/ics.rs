//! Calendar files (RFC 5545), by the crate icalendar: feeds, downloads and what comes with mails. Times
//! are UTC, so that no program needs a table of time zones.

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component as _, EventLike as _, EventStatus, Property};
use serde::{Deserialize, Serialize};

use crate::clock::Instant;

/// The type of such files.
pub const MIME: &str = "text/calendar; charset=utf-8";

/// Something with a beginning and an end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The same for the same thing for ever; programs replace what they know by it.
    pub uid: String,
    /// Grows with every change.
    pub sequence: i64,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// One line.
    pub title: String,
    /// A sentence or two; may be empty.
    pub detail: String,
    /// The path of its page on this site; empty for none.
    pub path: String,
    /// Whether it does not take place after all.
    pub is_cancelled: bool,
    /// When it was changed last.
    pub changed_at: Instant,
}

fn utc(at: Instant) -> DateTime<Utc> {
    at.and_utc()
}

impl Event {
    fn write(&self, public_url: &str) -> icalendar::Event {
        let mut event = icalendar::Event::new();
        event
            .uid(&format!("{}@fairhall", self.uid))
            .sequence(u32::try_from(self.sequence).unwrap_or(0))
            .timestamp(utc(self.changed_at))
            .last_modified(utc(self.changed_at))
            .starts(utc(self.starts_at))
            .ends(utc(self.ends_at))
            .summary(&self.title)
            .status(if self.is_cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
        if !self.detail.is_empty() {
            event.description(&self.detail);
        }
        if !self.path.is_empty() {
            event.url(&format!("{public_url}{}", self.path));
        }
        event.done()
    }
}

/// A calendar file under this name; links begin with `public_url`.
pub fn write(name: &str, public_url: &str, events: &[Event]) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", "-//Fairhall//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(Property::new(key, value));
    }
    // What a mail or a feed tells is published; nobody is asked for an answer by mail.
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.name(name);
    calendar.extend(events.iter().map(|event| event.write(public_url)));
    calendar.to_string()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    fn event(title: &str) -> Event {
        let at = |text| Instant::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        Event {
            uid: "018f".into(),
            sequence: 2,
            starts_at: at("2026-11-27 09:00"),
            ends_at: at("2026-11-27 09:20"),
            title: title.into(),
            detail: "Line one\nline two; with, marks \\ here".into(),
            path: "/pairing/meetings/x".into(),
            is_cancelled: false,
            changed_at: at("2026-11-26 08:00"),
        }
    }

    #[test]
    fn a_file_has_short_lines_and_escaped_words() {
        let title = "与远方的合作伙伴洽谈关于量子点激光器的联合研发与投资事宜".repeat(3);
        let file = write("日程", "https://fair.example", &[event(&title)]);
        assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"), "{file}");
        assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{file}");
        let unfolded = file.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("SUMMARY:{title}\r\n")), "{unfolded}");
        assert!(unfolded.contains("DESCRIPTION:Line one\\nline two\\; with\\, marks \\\\ here\r\n"), "{unfolded}");
        assert!(unfolded.contains("DTSTART:20261127T090000Z\r\n") && unfolded.contains("DTEND:20261127T092000Z\r\n"));
        assert!(unfolded.contains("URL:https://fair.example/pairing/meetings/x\r\n"), "{unfolded}");
        assert!(unfolded.contains("STATUS:CONFIRMED\r\n") && unfolded.contains("UID:018f@fairhall\r\n"));
    }

    #[test]
    fn what_is_cancelled_says_so() {
        let file = write("c", "", &[Event { is_cancelled: true, ..event("x") }]);
        assert!(file.contains("STATUS:CANCELLED\r\n") && file.contains("SEQUENCE:2\r\n"), "{file}");
    }
}
