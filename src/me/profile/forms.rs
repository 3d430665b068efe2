//! The form of a profile.

use chrono_tz::Tz;
use serde::Deserialize;

use crate::error::FieldErrors;
use crate::web::check::Check;
use crate::web::i18n::Locale;
use crate::web::standards;

/// What arrived, or what stands.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    /// Full name.
    pub name: String,
    /// What they do and where, in a line.
    pub headline: String,
    /// ISO 3166-1 code; may be empty.
    pub country: String,
    /// The language's tag.
    pub locale: String,
    /// IANA time zone.
    pub time_zone: String,
    /// Ticked to take the photo away.
    pub no_photo: String,
    /// The version that was edited.
    pub version: i64,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidProfile {
    /// Full name.
    pub name: String,
    /// What they do and where; may be empty.
    pub headline: String,
    /// ISO 3166-1 code.
    pub country: Option<String>,
    /// The language of pages and mails.
    pub locale: Locale,
    /// The zone of every date they see.
    pub time_zone: Tz,
    /// Whether the photo is to go.
    pub no_photo: bool,
    /// The version that was edited.
    pub version: i64,
}

impl ProfileForm {
    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<ValidProfile, FieldErrors> {
        let mut check = Check::new();
        let name = check.line("name", &self.name, 1, 80);
        let headline = check.line("headline", &self.headline, 0, 120);
        if !self.country.is_empty() && !standards::holds(standards::countries(Locale::En), &self.country) {
            check.error("country", "error-choice");
        }
        let locale = Locale::from_tag(&self.locale);
        if locale.is_none() {
            check.error("locale", "error-choice");
        }
        let time_zone = check.choice::<Tz>("time_zone", &self.time_zone);
        check.finish(|| {
            Some(ValidProfile {
                name,
                headline,
                country: (!self.country.is_empty()).then(|| self.country.clone()),
                locale: locale?,
                time_zone: time_zone?,
                no_photo: !self.no_photo.is_empty(),
                version: self.version,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::ProfileForm;

    #[test]
    fn what_is_on_no_list_is_refused() {
        let form = ProfileForm {
            name: "Lin Mei".into(),
            country: "XX".into(),
            locale: "tlh".into(),
            time_zone: "Asia/Atlantis".into(),
            ..ProfileForm::default()
        };
        let errors = form.parse().err().unwrap_or_default();
        let wrong: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(wrong, ["country", "locale", "time_zone"]);
    }
}
