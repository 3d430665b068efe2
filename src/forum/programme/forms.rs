//! What the pages of the programme's makers are asked for and send. Times are typed on the event's clocks.

use chrono_tz::Tz;
use serde::Deserialize;

use crate::calendar::Span;
use crate::error::FieldErrors;
use crate::forum::sessions::model::{Level, Session, SessionState, SessionText, text_in};
use crate::forum::speakers::model::Speaker;
use crate::ids::{PartId, SpeakerId};
use crate::web::check::Check;
use crate::web::i18n::Locale;
use crate::web::{dates, standards};

/// Longest text of a session in one language, in characters.
pub const BODY_CHARS: usize = 6_000;
/// The longest session, in hours.
const LONGEST_HOURS: i64 = 12;
/// The most speakers of a session.
const SPEAKERS_MOST: usize = 20;
/// The most tags of a session.
const TAGS_MOST: usize = 8;

/// The query of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    /// Words.
    pub q: String,
    /// A state.
    pub state: String,
    /// The id of a track.
    pub track: String,
    /// Page number.
    pub page: String,
}

/// A session, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SessionForm {
    /// Title in English.
    pub title_en: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// What it is about, in English.
    pub body_en: String,
    /// The same in Chinese.
    pub body_zh: String,
    /// The language that is spoken, ISO 639-1.
    pub language: String,
    /// See [`Level`].
    pub level: String,
    /// The id of a track, or empty.
    pub track: String,
    /// The id of a stage, or empty.
    pub stage: String,
    /// What it is found by, with commas between.
    pub tags: String,
    /// When it begins, or empty.
    pub starts_at: String,
    /// When it ends, or empty.
    pub ends_at: String,
    /// The ids of those who speak, in their order.
    pub speaker: Vec<String>,
    /// The version that was seen; empty for a new one.
    pub version: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidSession {
    /// Language, title and text; one language or both.
    pub texts: Vec<(Locale, String, String)>,
    /// The language that is spoken.
    pub language: String,
    /// Whom it speaks to.
    pub level: Level,
    /// The track.
    pub track: Option<PartId>,
    /// The stage.
    pub stage: Option<PartId>,
    /// What it is found by.
    pub tags: Vec<String>,
    /// When it is.
    pub span: Option<Span>,
    /// Who speaks.
    pub speakers: Vec<SpeakerId>,
}

impl ValidSession {
    /// The title that its address says.
    pub fn title(&self) -> &str {
        self.texts.first().map_or("", |text| text.1.as_str())
    }
}

impl SessionForm {
    /// The form filled in with what stands there.
    pub fn of(session: &Session, texts: &[SessionText], speakers: &[Speaker], zone: Tz) -> Self {
        let of = |locale: Locale| text_in(texts, &session.id, locale).filter(|text| text.lang() == locale.tag());
        let title = |locale| of(locale).map(|text| text.title.clone()).unwrap_or_default();
        let body = |locale| of(locale).map(|text| text.body.clone()).unwrap_or_default();
        let time = |at: Option<crate::clock::Instant>| at.map(|at| dates::input(at, zone)).unwrap_or_default();
        Self {
            title_en: title(Locale::En),
            title_zh: title(Locale::ZhCn),
            body_en: body(Locale::En),
            body_zh: body(Locale::ZhCn),
            language: session.language.clone(),
            level: session.level.to_string(),
            track: session.track_id.as_ref().map(ToString::to_string).unwrap_or_default(),
            stage: session.stage_id.as_ref().map(ToString::to_string).unwrap_or_default(),
            tags: session.tag_list().join(", "),
            starts_at: time(session.starts_at),
            ends_at: time(session.ends_at),
            speaker: speakers.iter().map(|one| one.id.to_string()).collect(),
            version: session.version.to_string(),
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self, zone: Tz) -> Result<ValidSession, FieldErrors> {
        let mut check = Check::new();
        let texts = check.titled_texts([&self.title_en, &self.body_en], [&self.title_zh, &self.body_zh], BODY_CHARS);
        let language = self.language.trim().to_owned();
        if !standards::holds(standards::languages(Locale::En), &language) {
            check.error("language", if language.is_empty() { "error-required" } else { "error-choice" });
        }
        let level = check.choice("level", &self.level);
        let track = check.optional_choice("track", &self.track);
        let stage = check.optional_choice("stage", &self.stage);
        let tags = check.tags("tags", &self.tags, 200, (TAGS_MOST, "error-session-tags"));
        let span = self.read_span(&mut check, zone);
        let mut speakers: Vec<SpeakerId> = Vec::new();
        for typed in &self.speaker {
            match typed.parse() {
                Ok(id) if !speakers.contains(&id) => speakers.push(id),
                Ok(_) => {}
                Err(_) => check.error("speaker", "error-choice"),
            }
        }
        if speakers.len() > SPEAKERS_MOST {
            check.error_n("speaker", "error-session-speakers", i64::try_from(SPEAKERS_MOST).unwrap_or(i64::MAX));
        }
        check.finish(|| Some(ValidSession { texts, language, level: level?, track, stage, tags, span, speakers }))
    }

    fn read_span(&self, check: &mut Check, zone: Tz) -> Option<Span> {
        let is_scheduled = !(self.starts_at.trim().is_empty() && self.ends_at.trim().is_empty());
        if !is_scheduled {
            return None;
        }
        let starts_at = check.local_date_time("starts_at", &self.starts_at, zone);
        let ends_at = check.local_date_time("ends_at", &self.ends_at, zone);
        let span = Span { starts_at: starts_at?, ends_at: ends_at? };
        if span.ends_at <= span.starts_at {
            check.error("ends_at", "error-calendar-order");
        } else if span.ends_at - span.starts_at > chrono::Duration::hours(LONGEST_HOURS) {
            check.error_n("ends_at", "error-calendar-long", LONGEST_HOURS);
        }
        Some(span)
    }
}

/// A move in the lifecycle, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// The state after.
    pub state: String,
    /// Why; needed where something does not take place.
    pub reason: String,
    /// The version that was seen.
    pub version: String,
}

impl MoveForm {
    /// Checks the move.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<(SessionState, String), FieldErrors> {
        let mut check = Check::new();
        let state: Option<SessionState> = check.choice("state", &self.state);
        let least = if state.is_some_and(SessionState::needs_reason) { 3 } else { 0 };
        let reason = check.text("reason", &self.reason, least, 1_000);
        check.finish(|| Some((state?, reason)))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use proptest::prelude::*;

    use super::*;

    fn form() -> SessionForm {
        SessionForm {
            title_en: "Light".into(),
            language: "en".into(),
            level: "everybody".into(),
            ..SessionForm::default()
        }
    }

    fn key(form: &SessionForm, field: &str) -> Option<&'static str> {
        form.parse(chrono_tz::Europe::Berlin).err().and_then(|errors| errors.of(field).map(|error| error.key))
    }

    #[test]
    fn a_session_stands_in_one_language_and_may_wait_for_its_time() {
        let valid = form().parse(chrono_tz::UTC).unwrap();
        assert_eq!((valid.texts.len(), valid.span, valid.title()), (1, None, "Light"));
        let chinese = SessionForm { title_en: String::new(), title_zh: "光".into(), ..form() };
        assert_eq!(chinese.parse(chrono_tz::UTC).unwrap().title(), "光");
        assert_eq!(key(&SessionForm { title_en: String::new(), ..form() }, "title_en"), Some("error-required"));
        let tags = SessionForm { tags: " laser，Laser、a|b, ".into(), ..form() }.parse(chrono_tz::UTC).unwrap().tags;
        assert_eq!(tags, ["laser", "a b"]);
    }

    #[test]
    fn a_time_that_never_was_or_ends_before_it_begins_is_refused() {
        let at = |from: &str, until: &str| SessionForm { starts_at: from.into(), ends_at: until.into(), ..form() };
        assert_eq!(key(&at("2026-03-02T12:00", ""), "ends_at"), Some("error-required"));
        assert_eq!(key(&at("2026-03-02T12:00", "2026-03-02T12:00"), "ends_at"), Some("error-calendar-order"));
        assert_eq!(key(&at("2026-03-02T12:00", "2026-03-03T12:00"), "ends_at"), Some("error-calendar-long"));
        assert_eq!(key(&at("2026-03-29T02:30", "2026-03-29T04:00"), "starts_at"), Some("error-date"));
        assert_eq!(key(&at("2026-03-29T01:30", "2026-03-29T04:00"), "starts_at"), None);
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_the_form_panic(a in "\\PC{0,200}", b in "[0-9T:-]{0,18}") {
            let typed = SessionForm { title_en: a.clone(), tags: a.clone(), level: a.clone(), track: a.clone(), starts_at: b.clone(), ends_at: b, speaker: vec![a.clone()], ..form() };
            let _ = typed.parse(chrono_tz::Europe::Berlin);
            let _ = MoveForm { state: a.clone(), reason: a, version: String::new() }.parse();
        }
    }
}
