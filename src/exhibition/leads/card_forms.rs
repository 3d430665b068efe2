//! The form with which somebody leaves a card, and the one that says what a card may say.

use serde::Deserialize;

use super::model::{Card, CardField, CardRules, Lead};
use crate::error::FieldErrors;
use crate::site::Viewer;
use crate::web::check::Check;
use crate::web::i18n::Locale;
use crate::web::standards;

/// A card as it was typed. Name and address are those of the account.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CardForm {
    /// Ticked to share the address of mail.
    pub with_email: String,
    /// Where one works, and as what.
    pub affiliation: String,
    /// Telephone number.
    pub phone: String,
    /// ISO 3166-1 code.
    pub country: String,
    /// A few words.
    pub note: String,
}

impl CardForm {
    /// What the form begins with: the card that is there.
    pub fn of(lead: &Lead) -> Self {
        Self {
            with_email: if lead.email.is_empty() { String::new() } else { "yes".to_owned() },
            affiliation: lead.affiliation.clone(),
            phone: lead.phone.clone(),
            country: lead.country.clone(),
            note: lead.note.clone(),
        }
    }

    /// What it begins with where there is none yet: what the profile says.
    pub fn first(headline: String, country: Option<String>) -> Self {
        let country = country.unwrap_or_default();
        Self { with_email: "yes".to_owned(), affiliation: headline, country, ..Self::default() }
    }

    /// Checks what is allowed on a card; the rest is left out.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self, rules: &CardRules, viewer: &Viewer) -> Result<Card, FieldErrors> {
        let mut check = Check::new();
        let allowed = |field: CardField, typed: &str| {
            if rules.allows(field) { typed.to_owned() } else { String::new() }
        };
        let affiliation = check.line("affiliation", &allowed(CardField::Affiliation, &self.affiliation), 0, 160);
        let phone = check.line("phone", &allowed(CardField::Phone, &self.phone), 0, 40);
        if !phone.chars().all(|c| c.is_ascii_digit() || " +-()./x#*".contains(c)) {
            check.error("phone", "error-phone");
        }
        let country = allowed(CardField::Country, self.country.trim());
        if !country.is_empty() && !standards::holds(standards::countries(Locale::En), &country) {
            check.error("country", "error-choice");
        }
        let note = check.text("note", &allowed(CardField::Note, &self.note), 0, 500);
        let is_mailed = rules.allows(CardField::Email) && !self.with_email.is_empty();
        let email = if is_mailed { viewer.email.clone() } else { String::new() };
        check.finish(|| Some(Card { name: viewer.name.clone(), email, affiliation, phone, country, note }))
    }
}

/// What the organizer allows, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RulesForm {
    /// The fields that are ticked.
    pub fields: Vec<String>,
    /// The version that was seen.
    pub version: String,
}

impl RulesForm {
    /// The form of what stands.
    pub fn of(rules: &CardRules) -> Self {
        let fields = rules.fields.iter().map(|field| field.as_str().to_owned()).collect();
        Self { fields, version: rules.version.to_string() }
    }

    /// Checks the form.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self) -> Result<CardRules, FieldErrors> {
        let mut check = Check::new();
        let fields: Vec<CardField> = self.fields.iter().filter_map(|word| check.choice("fields", word)).collect();
        let version = check.int("version", &self.version, 0..=i64::MAX);
        let is_named = |field: &&CardField| fields.contains(field);
        let fields = CardField::ALL.iter().filter(is_named).copied().collect();
        check.finish(|| Some(CardRules { fields, version: version? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_known_fields_each_once() {
        let form = |fields: &[&str]| RulesForm {
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            version: "0".to_owned(),
        };
        let read = form(&["note", "email", "note"]).parse().map(|rules| rules.fields);
        assert_eq!(read, Ok(vec![CardField::Email, CardField::Note]));
        assert_eq!(form(&[]).parse().map(|rules| rules.fields), Ok(vec![]), "a name alone is a card");
        assert!(form(&["password"]).parse().is_err());
    }
}
