//! The form of the settings.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::site::settings::{Languages, SignupPolicy};
use crate::site::{Edition, Snapshot, ZoneKind};
use crate::web::check::Check;

/// The zones whose submissions may be reviewed, each with its field.
pub const REVIEWED: [(ZoneKind, &str); 3] = [
    (ZoneKind::Exhibition, "review_exhibition"),
    (ZoneKind::Pairing, "review_pairing"),
    (ZoneKind::Recruitment, "review_recruitment"),
];

crate::text_enum! {
    /// Whose submissions wait for a reviewer; those of an organization that is not verified always do.
    pub enum ReviewPolicy {
        /// Everybody's.
        Always = "always",
        /// Those of organizations that are not verified.
        Unverified = "unverified",
    }
}

/// What arrived.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    /// A [`SignupPolicy`].
    pub signup: String,
    /// A [`Languages`].
    pub languages: String,
    /// A [`ReviewPolicy`] for booths.
    pub review_exhibition: String,
    /// The same for projects.
    pub review_pairing: String,
    /// The same for postings.
    pub review_recruitment: String,
    /// Ticked to take the logo away.
    pub remove_logo: String,
    /// What stood there when the form was given out, see [`SettingsForm::mark`].
    pub seen: String,
}

/// Settings that hold what they promise.
#[derive(Debug, Clone)]
pub struct Valid {
    /// Who may sign up.
    pub signup: SignupPolicy,
    /// The languages.
    pub languages: Languages,
    /// Which zones review what verified organizations submit, in the order of [`REVIEWED`].
    pub reviewed: [bool; 3],
    /// Whether the logo goes.
    pub removes_logo: bool,
    /// What the sender had seen.
    pub seen: String,
}

impl SettingsForm {
    /// The form filled in with what stands there.
    pub fn of(snapshot: &Snapshot, edition: &Edition) -> Self {
        let policy = |kind| {
            let always = edition.zone(kind).is_some_and(|zone| zone.review_required);
            if always { ReviewPolicy::Always } else { ReviewPolicy::Unverified }.to_string()
        };
        let mut form = Self {
            signup: snapshot.settings.signup.to_string(),
            languages: snapshot.settings.languages.to_string(),
            review_exhibition: policy(ZoneKind::Exhibition),
            review_pairing: policy(ZoneKind::Pairing),
            review_recruitment: policy(ZoneKind::Recruitment),
            ..Self::default()
        };
        form.seen = format!("{} {}", form.mark(), snapshot.settings.logo.as_deref().unwrap_or("-"));
        form
    }

    /// What is chosen, in a word a field: for the trail, and to see whether somebody else was faster.
    pub fn mark(&self) -> String {
        let parts =
            [&self.signup, &self.languages, &self.review_exhibition, &self.review_pairing, &self.review_recruitment];
        parts.map(String::as_str).join(" ")
    }

    /// The policy typed for a zone.
    pub fn policy(&self, kind: ZoneKind) -> &str {
        match kind {
            ZoneKind::Exhibition => &self.review_exhibition,
            ZoneKind::Pairing => &self.review_pairing,
            ZoneKind::Recruitment => &self.review_recruitment,
            ZoneKind::Service | ZoneKind::Forum => "",
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<Valid, FieldErrors> {
        let mut check = Check::new();
        let signup = check.choice::<SignupPolicy>("signup", &self.signup);
        let languages = check.choice::<Languages>("languages", &self.languages);
        let reviewed = REVIEWED.map(|(kind, field)| check.choice::<ReviewPolicy>(field, self.policy(kind)));
        check.finish(|| {
            let [exhibition, pairing, recruitment] = reviewed;
            let reviewed = [exhibition?, pairing?, recruitment?].map(|policy| policy == ReviewPolicy::Always);
            let removes_logo = !self.remove_logo.is_empty();
            Some(Valid { signup: signup?, languages: languages?, reviewed, removes_logo, seen: self.seen.clone() })
        })
    }
}
