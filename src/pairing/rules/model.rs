//! The rules of a zone, and the form that sets them.

use askama::Template;
use serde::Deserialize;

use crate::error::FieldErrors;
use crate::web::check::Check;
use crate::web::page::Page;

/// The rules. Meetings of 20 minutes with 5 between them are what conferences of this kind use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Interests of one person that wait at once.
    pub interest_quota: i64,
    /// Meeting requests of one person, cancelled ones aside.
    pub meeting_quota: i64,
    /// Minutes of a meeting.
    pub slot_minutes: i64,
    /// Minutes after a meeting in which nothing else begins.
    pub gap_minutes: i64,
    /// Days that an interest waits for its answer.
    pub interest_days: i64,
    /// Counts their changes; 0 for the rules that nobody set.
    pub version: i64,
}

impl Default for Rules {
    fn default() -> Self {
        Self { interest_quota: 20, meeting_quota: 20, slot_minutes: 20, gap_minutes: 5, interest_days: 30, version: 0 }
    }
}

/// The form, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RulesForm {
    /// See [`Rules`].
    pub interest_quota: String,
    /// See [`Rules`].
    pub meeting_quota: String,
    /// See [`Rules`].
    pub slot_minutes: String,
    /// See [`Rules`].
    pub gap_minutes: String,
    /// See [`Rules`].
    pub interest_days: String,
    /// The version that was seen.
    pub version: String,
}

impl RulesForm {
    /// The form of what stands.
    pub fn of(rules: Rules) -> Self {
        Self {
            interest_quota: rules.interest_quota.to_string(),
            meeting_quota: rules.meeting_quota.to_string(),
            slot_minutes: rules.slot_minutes.to_string(),
            gap_minutes: rules.gap_minutes.to_string(),
            interest_days: rules.interest_days.to_string(),
            version: rules.version.to_string(),
        }
    }

    /// Checks the form.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self) -> Result<Rules, FieldErrors> {
        let mut check = Check::new();
        let interest_quota = check.int("interest_quota", &self.interest_quota, 1..=500);
        let meeting_quota = check.int("meeting_quota", &self.meeting_quota, 1..=500);
        let slot_minutes = check.int("slot_minutes", &self.slot_minutes, 5..=120);
        let gap_minutes = check.int("gap_minutes", &self.gap_minutes, 0..=60);
        let interest_days = check.int("interest_days", &self.interest_days, 1..=365);
        let version = check.int("version", &self.version, 0..=i64::MAX);
        check.finish(|| {
            Some(Rules {
                interest_quota: interest_quota?,
                meeting_quota: meeting_quota?,
                slot_minutes: slot_minutes?,
                gap_minutes: gap_minutes?,
                interest_days: interest_days?,
                version: version?,
            })
        })
    }
}

/// `/organizer/projects/rules`.
#[derive(Template)]
#[template(path = "pairing/rules.html")]
pub struct RulesPage {
    /// The frame.
    pub page: Page,
    /// What was typed.
    pub form: RulesForm,
    /// What is wrong.
    pub errors: FieldErrors,
}
