//! What the pages of activities are asked for and send. Times are typed on the event's clocks.

use chrono_tz::Tz;
use serde::Deserialize;

use super::model::{Activity, ActivityKind, ActivityState, ActivityText, text_in};
use crate::calendar::Span;
use crate::error::FieldErrors;
use crate::ids::OrganizationId;
use crate::site::ZoneKind;
use crate::web::check::Check;
use crate::web::dates;
use crate::web::i18n::Locale;

/// Longest text in one language, in characters.
pub const BODY_CHARS: usize = 6_000;
/// Longest line about what came of it, in characters.
const OUTCOME_CHARS: usize = 300;
/// The longest activity, in days.
const LONGEST_DAYS: i64 = 14;

/// The query of a list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    /// Words that it is found by.
    pub q: String,
    /// See [`ActivityKind`].
    pub kind: String,
    /// See [`ZoneKind`].
    pub zone: String,
    /// See [`ActivityState`]; in the console.
    pub state: String,
    /// `past`, or what is to come.
    pub show: String,
    /// Page number.
    pub page: String,
}

/// An activity, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ActivityForm {
    /// Title in English.
    pub title_en: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// What it is about, in English.
    pub body_en: String,
    /// The same in Chinese.
    pub body_zh: String,
    /// See [`ActivityKind`].
    pub kind: String,
    /// See [`ZoneKind`].
    pub zone: String,
    /// The id of the organization that hosts it, or empty.
    pub organization: String,
    /// The host where that is none here.
    pub host: String,
    /// The same in Chinese.
    pub host_zh: String,
    /// Where it is; empty where it is online.
    pub place: String,
    /// The same in Chinese.
    pub place_zh: String,
    /// When it begins.
    pub starts_at: String,
    /// When it ends.
    pub ends_at: String,
    /// How many may come; empty for everybody.
    pub seats: String,
    /// The version that was seen; empty for a new one.
    pub version: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidActivity {
    /// Language, title and text; one language or both.
    pub texts: Vec<(Locale, String, String)>,
    /// What it is.
    pub kind: ActivityKind,
    /// Its zone.
    pub zone: ZoneKind,
    /// The organization that hosts it.
    pub organization: Option<OrganizationId>,
    /// The host where that is none here, in English and Chinese.
    pub host: (String, String),
    /// Where it is, in English and Chinese.
    pub place: (String, String),
    /// When it is.
    pub span: Span,
    /// How many may come.
    pub seats: Option<i64>,
}

impl ValidActivity {
    /// The title that its address says.
    pub fn title(&self) -> &str {
        self.texts.first().map_or("", |text| text.1.as_str())
    }
}

impl ActivityForm {
    /// The form filled in with what stands there.
    pub fn of(activity: &Activity, texts: &[ActivityText], zone: Tz) -> Self {
        let of = |locale: Locale| text_in(texts, &activity.id, locale).filter(|text| text.lang() == locale.tag());
        let title = |locale| of(locale).map(|text| text.title.clone()).unwrap_or_default();
        let body = |locale| of(locale).map(|text| text.body.clone()).unwrap_or_default();
        Self {
            title_en: title(Locale::En),
            title_zh: title(Locale::ZhCn),
            body_en: body(Locale::En),
            body_zh: body(Locale::ZhCn),
            kind: activity.kind.to_string(),
            zone: activity.zone.to_string(),
            organization: activity.organization_id.as_ref().map(ToString::to_string).unwrap_or_default(),
            host: activity.host.clone(),
            host_zh: activity.host_zh.clone(),
            place: activity.place.clone(),
            place_zh: activity.place_zh.clone(),
            starts_at: dates::input(activity.starts_at, zone),
            ends_at: dates::input(activity.ends_at, zone),
            seats: activity.seats.map(|seats| seats.to_string()).unwrap_or_default(),
            version: activity.version.to_string(),
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self, zone: Tz) -> Result<ValidActivity, FieldErrors> {
        let mut check = Check::new();
        let texts = check.titled_texts([&self.title_en, &self.body_en], [&self.title_zh, &self.body_zh], BODY_CHARS);
        let kind = check.choice("kind", &self.kind);
        let of_zone = check.choice("zone", &self.zone);
        let organization: Option<OrganizationId> = check.optional_choice("organization", &self.organization);
        let host = (check.line("host", &self.host, 0, 120), check.line("host_zh", &self.host_zh, 0, 60));
        if organization.is_none() && host.0.is_empty() {
            check.error("host", "error-activity-host");
        }
        let place = (check.line("place", &self.place, 0, 160), check.line("place_zh", &self.place_zh, 0, 80));
        let seats = check.optional_int("seats", &self.seats, 1..=100_000);
        let starts_at = check.local_date_time("starts_at", &self.starts_at, zone);
        let ends_at = check.local_date_time("ends_at", &self.ends_at, zone);
        if let (Some(starts_at), Some(ends_at)) = (starts_at, ends_at) {
            if ends_at <= starts_at {
                check.error("ends_at", "error-calendar-order");
            } else if ends_at - starts_at > chrono::Duration::days(LONGEST_DAYS) {
                check.error_n("ends_at", "error-calendar-long", LONGEST_DAYS * 24);
            }
        }
        check.finish(|| {
            let span = Span { starts_at: starts_at?, ends_at: ends_at? };
            Some(ValidActivity { texts, kind: kind?, zone: of_zone?, organization, host, place, span, seats })
        })
    }
}

/// A move in the lifecycle, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// The state after.
    pub state: String,
    /// Why; needed where it does not take place.
    pub reason: String,
    /// The version that was seen.
    pub version: String,
}

impl MoveForm {
    /// Checks the move.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<(ActivityState, String), FieldErrors> {
        let mut check = Check::new();
        let state: Option<ActivityState> = check.choice("state", &self.state);
        let least = if state == Some(ActivityState::Cancelled) { 3 } else { 0 };
        let reason = check.text("reason", &self.reason, least, 1_000);
        check.finish(|| Some((state?, reason)))
    }
}

/// The recap, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RecapForm {
    /// How it went, in English.
    pub recap_en: String,
    /// What came of it, in English.
    pub outcome_en: String,
    /// How it went, in Chinese.
    pub recap_zh: String,
    /// What came of it, in Chinese.
    pub outcome_zh: String,
    /// The version that was seen.
    pub version: String,
}

/// Language, recap and outcome.
#[derive(Debug, Clone)]
pub struct ValidRecap(pub Vec<(Locale, String, String)>);

impl RecapForm {
    /// The form filled in with what stands there.
    pub fn of(activity: &Activity, texts: &[ActivityText]) -> Self {
        let of = |locale: Locale| text_in(texts, &activity.id, locale).filter(|text| text.lang() == locale.tag());
        let recap = |locale| of(locale).map(|text| text.recap.clone()).unwrap_or_default();
        let outcome = |locale| of(locale).map(|text| text.outcome.clone()).unwrap_or_default();
        Self {
            recap_en: recap(Locale::En),
            outcome_en: outcome(Locale::En),
            recap_zh: recap(Locale::ZhCn),
            outcome_zh: outcome(Locale::ZhCn),
            version: activity.version.to_string(),
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<ValidRecap, FieldErrors> {
        let mut check = Check::new();
        let english = (
            Locale::En,
            check.text("recap_en", &self.recap_en, 0, BODY_CHARS),
            check.line("outcome_en", &self.outcome_en, 0, OUTCOME_CHARS),
        );
        let chinese = (
            Locale::ZhCn,
            check.text("recap_zh", &self.recap_zh, 0, BODY_CHARS),
            check.line("outcome_zh", &self.outcome_zh, 0, OUTCOME_CHARS),
        );
        check.finish(|| Some(ValidRecap(vec![english, chinese])))
    }
}
