//! The forms of organizations and members.

use serde::Deserialize;

use super::model::{MemberRole, OrganizationRow, OrganizationState};
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::ids::OrganizationId;
use crate::web::check::Check;
use crate::web::standards;
use crate::web::{i18n::Locale, text};

/// A new organization, or the details of one that stands.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct OrganizationForm {
    /// Its name.
    pub name: String,
    /// Its Chinese name.
    pub name_zh: String,
    /// ISO 3166-1 code.
    pub country: String,
    /// City.
    pub city: String,
    /// Address on the web.
    pub website: String,
    /// A few sentences, for the organizer.
    pub about: String,
    /// The version that was edited; 0 of a new one.
    pub version: i64,
}

impl From<&OrganizationRow> for OrganizationForm {
    fn from(row: &OrganizationRow) -> Self {
        Self {
            name: row.name.clone(),
            name_zh: row.name_zh.clone(),
            country: row.country.clone(),
            city: row.city.clone(),
            website: row.website.clone(),
            about: row.about.clone(),
            version: row.version,
        }
    }
}

impl OrganizationForm {
    /// Checks every field. The row is that of a new organization, pending; of one that stands only
    /// its details and version are taken.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self, now: Instant) -> Result<OrganizationRow, FieldErrors> {
        let mut check = Check::new();
        let name = check.line("name", &self.name, 2, 120);
        let name_zh = check.line("name_zh", &self.name_zh, 0, 60);
        let city = check.line("city", &self.city, 0, 80);
        let website = check.url("website", &self.website).unwrap_or_default();
        let about = check.text("about", &self.about, 0, 600);
        if !standards::holds(standards::countries(Locale::En), &self.country) {
            check.error("country", "error-choice");
        }
        check.finish(|| {
            Some(OrganizationRow {
                id: OrganizationId::new(),
                slug: text::slug(&name),
                name_key: text::fold(&format!("{name} {name_zh}")),
                name,
                name_zh,
                country: self.country.clone(),
                city,
                website,
                about,
                state: OrganizationState::Pending,
                version: self.version.saturating_add(1),
                created_at: now,
                updated_at: now,
            })
        })
    }
}

/// A role to give, and for an invitation the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MemberForm {
    /// The mail address.
    pub email: String,
    /// The role.
    pub role: String,
}

impl MemberForm {
    /// The role.
    ///
    /// # Errors
    /// The field `role`.
    pub fn parse_role(&self) -> Result<MemberRole, FieldErrors> {
        let mut check = Check::new();
        let role = check.choice("role", &self.role);
        check.finish(|| role)
    }

    /// Address and role.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<(String, MemberRole), FieldErrors> {
        let mut check = Check::new();
        let email = check.email("email", &self.email);
        let role = check.choice("role", &self.role);
        check.finish(|| Some((email, role?)))
    }
}
