//! Times on offer: one side proposes a few, the other chooses one of them. Meetings and interviews read
//! what was typed, show it and know of both calendars in the same way. Called by the zones; what is chosen
//! they [`book`](super::book).

use chrono::Duration;
use chrono_tz::Tz;
use serde::Deserialize;

use super::model::Span;
use super::queries::{find_clash, list_busy};
use crate::clock::Instant;
use crate::db::Conn;
use crate::ids::{PersonId, RowId};
use crate::web::check::Check;
use crate::web::choice::Choice;
use crate::web::dates;
use crate::web::page::Page;

/// Which of one's appointments are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Those that wait for one's own answer.
    ToAnswer,
    /// Those that are to take place or wait for the other side.
    Coming,
    /// Those that are over, whatever became of them.
    Past,
}

impl Shown {
    /// How the address names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::ToAnswer => "answer",
            Self::Coming => "coming",
            Self::Past => "past",
        }
    }
}

/// The query of a list of appointments.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    /// The name of a [`Shown`].
    pub show: String,
    /// Page number.
    pub page: String,
}

impl ListForm {
    /// What is asked for; where nothing is, what waits for an answer, or else what is to come.
    pub fn shown(&self, waiting: i64) -> Shown {
        let all = [Shown::ToAnswer, Shown::Coming, Shown::Past];
        let first = if waiting > 0 { Shown::ToAnswer } else { Shown::Coming };
        all.into_iter().find(|shown| shown.name() == self.show).unwrap_or(first)
    }
}

/// How soon what is proposed may begin, in minutes: somebody has to see it first.
const SOONEST_MINUTES: i64 = 15;

/// What proposed times have to keep to.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The clocks of whoever types.
    pub zone: Tz,
    /// Now.
    pub now: Instant,
    /// The last instant; none for no end.
    pub closes_at: Option<Instant>,
    /// Minutes of each.
    pub slot_minutes: i64,
}

/// Up to `most` times as they were typed, in order; what is wrong is noted at the field `time`.
pub fn read_times(check: &mut Check, typed: &[String], most: usize, bounds: Bounds) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for typed in typed.iter().filter(|typed| !typed.trim().is_empty()) {
        let Some(starts_at) = check.local_date_time("time", typed, bounds.zone) else { continue };
        let span = Span { starts_at, ends_at: starts_at + Duration::minutes(bounds.slot_minutes) };
        if starts_at < bounds.now + Duration::minutes(SOONEST_MINUTES) {
            check.error_n("time", "error-meeting-soon", SOONEST_MINUTES);
        } else if bounds.closes_at.is_some_and(|closes_at| span.ends_at > closes_at) {
            check.error("time", "error-meeting-after");
        } else if spans.iter().any(|other| other.overlaps(span)) {
            check.error("time", "error-meeting-same");
        }
        spans.push(span);
    }
    if spans.is_empty() {
        check.error("time", "error-required");
    } else if spans.len() > most {
        check.error("time", "error-form");
    }
    spans.sort();
    spans
}

/// The inputs of a form for up to `most` times: their number and what was typed.
pub fn places(typed: &[String], most: usize) -> Vec<(i64, String)> {
    let of = |place: usize| typed.get(place).cloned().unwrap_or_default();
    (1..).zip((0..most).map(of)).collect()
}

/// A time that can be chosen, with what its reader may know of both calendars.
#[derive(Debug, Clone)]
pub struct Offered {
    /// Its id.
    pub id: String,
    /// When.
    pub span: Span,
    /// Whether the reader is busy then.
    pub is_mine: bool,
    /// Whether the other is.
    pub is_theirs: bool,
}

/// What is on offer as `me` finds it; `other` is who would come.
///
/// # Errors
/// What the database said.
pub fn load_offered(
    conn: &mut Conn,
    times: Vec<(RowId, Span)>,
    me: &PersonId,
    other: Option<&PersonId>,
) -> diesel::QueryResult<Vec<Offered>> {
    let mut offered = Vec::new();
    for (id, span) in times {
        let is_mine = find_clash(conn, me, span, None)?.is_some();
        let is_theirs = match other {
            Some(other) => !list_busy(conn, other, span)?.is_empty(),
            None => false,
        };
        offered.push(Offered { id: id.to_string(), span, is_mine, is_theirs });
    }
    Ok(offered)
}

/// From when until when, on the reader's clocks.
pub fn when(page: &Page, span: Span) -> String {
    format!("{} – {}", page.date_time(&span.starts_at), dates::time(span.ends_at, page.time_zone))
}

/// The beginning on the event's clocks; empty where they are the reader's.
pub fn there(page: &Page, span: Span, event_zone: Tz) -> String {
    match event_zone == page.time_zone {
        true => String::new(),
        false => dates::date_time_there(page.locale, span.starts_at, event_zone),
    }
}

/// Busy times in words, the first twenty.
pub fn in_words(page: &Page, busy: &[Span]) -> Vec<String> {
    busy.iter().take(20).map(|span| when(page, *span)).collect()
}

/// The times that can be chosen, each with what stands against it.
pub fn offered_choices(page: &Page, offered: &[Offered], event_zone: Tz, chosen: &str) -> Vec<Choice> {
    let option = |time: &Offered| {
        let busy = match (time.span.starts_at <= page.now, time.is_mine, time.is_theirs) {
            (true, ..) => page.t("meeting-time-past"),
            (_, true, _) => page.t("meeting-time-mine"),
            (_, _, true) => page.t("meeting-time-theirs"),
            _ => "",
        };
        let parts = [when(page, time.span), there(page, time.span, event_zone), busy.to_owned()];
        let label = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        Choice::new(time.id.as_str(), label, time.id == chosen)
    };
    offered.iter().map(option).collect()
}
