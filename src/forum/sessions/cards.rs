//! A session in a list: its words in the reader's language, its times on the event's clocks with the
//! reader's beside.

use std::collections::HashMap;

use chrono_tz::Tz;

use super::model::{Phase, Session, SessionState, text_in};
use super::queries::{list_speakers, list_texts};
use crate::calendar::Span;
use crate::clock::Instant;
use crate::db::Conn;
use crate::forum::parts::queries::name_parts;
use crate::ids::{PartId, SessionId};
use crate::site::Visit;
use crate::web::i18n::Locale;
use crate::web::local_days::day_of;
use crate::web::{dates, standards};

/// What a list shows of a session.
#[derive(Debug, Clone)]
pub struct SessionCard {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub lang: &'static str,
    /// Its state.
    pub state: SessionState,
    /// What the clock makes of it.
    pub phase: Phase,
    /// When it begins.
    pub starts_at: Option<Instant>,
    /// For `<time datetime>`; empty until it is scheduled.
    pub iso: String,
    /// From when until when on the event's clocks; empty until it is scheduled.
    pub times: String,
    /// The day on the event's clocks.
    pub day: String,
    /// The same on the reader's, with the day where it is another; empty where they show the same.
    pub own_times: String,
    /// The name of its track, or empty.
    pub track: String,
    /// The name of its stage, or empty.
    pub stage: String,
    /// Who speaks: names.
    pub speakers: Vec<String>,
    /// The language that is spoken.
    pub language: String,
    /// The Fluent key of whom it speaks to.
    pub level_key: &'static str,
}

/// Whose clocks a card is drawn for.
#[derive(Debug, Clone, Copy)]
pub struct Clocks {
    /// The event's.
    pub event: Tz,
    /// The reader's.
    pub own: Tz,
}

impl Clocks {
    /// Of a visit; UTC where there is no event.
    pub fn of(visit: &Visit) -> Self {
        let event = visit.snapshot.edition.as_ref().map_or(Tz::UTC, |edition| edition.time_zone);
        Self { event, own: visit.time_zone() }
    }

    /// From when until when on the event's clocks, without the day.
    pub fn times(self, span: Span) -> String {
        format!("{} – {}", dates::time(span.starts_at, self.event), dates::time(span.ends_at, self.event))
    }

    /// From when until when on the reader's clocks; empty where they show what the event's do.
    pub fn own_times(self, locale: Locale, span: Span) -> String {
        let (from, until) = (dates::time(span.starts_at, self.own), dates::time(span.ends_at, self.own));
        let is_same_day = day_of(span.starts_at, self.own) == day_of(span.starts_at, self.event);
        match (is_same_day, from == dates::time(span.starts_at, self.event)) {
            (true, true) => String::new(),
            (true, false) => format!("{from} – {until}"),
            (false, _) => format!("{} – {until}", dates::date_time(locale, span.starts_at, self.own)),
        }
    }
}

/// Cards of sessions, in their order.
///
/// # Errors
/// What the database said.
pub fn cards_of(conn: &mut Conn, visit: &Visit, sessions: &[Session]) -> diesel::QueryResult<Vec<SessionCard>> {
    let ids: Vec<SessionId> = sessions.iter().map(|session| session.id.clone()).collect();
    let texts = list_texts(conn, &ids)?;
    let mut speakers = list_speakers(conn, &ids)?;
    let parts = match sessions.first() {
        Some(first) => name_parts(conn, &first.edition_id, visit.locale)?,
        None => HashMap::new(),
    };
    let (clocks, locale) = (Clocks::of(visit), visit.locale);
    let card = |session: &Session| {
        let text = text_in(&texts, &session.id, locale);
        let named = |part: &Option<PartId>| part.as_ref().and_then(|id| parts.get(id)).cloned().unwrap_or_default();
        let span = session.span();
        SessionCard {
            href: session.link(),
            title: text.map(|text| text.title.clone()).unwrap_or_default(),
            lang: text.map_or("en", |text| text.lang()),
            state: session.state,
            phase: session.phase(visit.now),
            starts_at: session.starts_at,
            iso: session.starts_at.map(dates::machine).unwrap_or_default(),
            times: span.map(|span| clocks.times(span)).unwrap_or_default(),
            day: span.map(|span| dates::date(locale, span.starts_at, clocks.event)).unwrap_or_default(),
            own_times: span.map(|span| clocks.own_times(locale, span)).unwrap_or_default(),
            track: named(&session.track_id),
            stage: named(&session.stage_id),
            speakers: speakers.remove(&session.id).unwrap_or_default().into_iter().map(|one| one.name).collect(),
            language: standards::language_name(locale, &session.language).to_owned(),
            level_key: session.level.key(),
        }
    };
    Ok(sessions.iter().map(card).collect())
}

impl SessionCard {
    /// The kind and the Fluent key of its badge: its state where it is not in the programme, else its phase.
    pub fn badge_key(&self) -> Option<(&'static str, &'static str)> {
        match self.state {
            SessionState::Confirmed => self.phase.badge_key(),
            state => Some((state.badge(), state.key())),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use chrono_tz::{America, Asia};

    use super::*;

    #[test]
    fn a_readers_day_is_named_where_it_is_another() {
        let at = |text| Instant::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        let span = Span { starts_at: at("2026-11-29 01:00"), ends_at: at("2026-11-29 02:00") };
        let of = |own| Clocks { event: Asia::Shanghai, own }.own_times(Locale::En, span);
        assert_eq!(Clocks { event: Asia::Shanghai, own: Tz::UTC }.times(span), "09:00 – 10:00");
        assert_eq!(of(Asia::Shanghai), "");
        assert_eq!(of(Tz::UTC), "01:00 – 02:00");
        assert_eq!(of(America::New_York), "28 Nov 2026, 20:00 – 21:00");
    }
}
