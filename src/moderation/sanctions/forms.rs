//! What the forms of sanctions send.

use serde::Deserialize;

use super::model::{NewSanction, Standing, Term};
use crate::error::FieldErrors;
use crate::ids::{PersonId, ReportId, SanctionId};
use crate::moderation::messages::forms::REASON_MAX;
use crate::site::ZoneKind;
use crate::site::sanctions::SanctionKind;
use crate::web::check::Check;

/// What the form says for every zone; an empty value would be no choice to a browser.
pub const ALL_ZONES: &str = "all";

/// The form of a new sanction; its first part is the search for the person.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SanctionForm {
    /// Words of a name, or a mail address.
    pub q: String,
    /// The person, once chosen.
    pub person: String,
    /// The report it follows, where there is one.
    pub report: String,
    /// `silenced` or `banned`.
    pub kind: String,
    /// A zone, or [`ALL_ZONES`].
    pub zone: String,
    /// A [`Term`].
    pub term: String,
    /// Why.
    pub reason: String,
}

impl SanctionForm {
    /// Reads the form.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<NewSanction, FieldErrors> {
        let mut check = Check::new();
        let person = check.choice::<PersonId>("person", &self.person);
        let report = check.optional_choice::<ReportId>("report", &self.report);
        let kind = check.choice::<SanctionKind>("kind", &self.kind);
        let zone = match self.zone.as_str() {
            ALL_ZONES => Some(None),
            typed => check.choice::<ZoneKind>("zone", typed).map(Some),
        };
        let term = check.choice::<Term>("term", &self.term);
        let reason = check.text("reason", &self.reason, 1, REASON_MAX);
        if kind == Some(SanctionKind::Banned) && zone.flatten().is_some() {
            check.error("zone", "error-ban-everywhere");
        }
        check.finish(|| {
            let id = SanctionId::new();
            Some(NewSanction { id, person: person?, kind: kind?, zone: zone?, reason, term: term?, report })
        })
    }
}

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Words of the person's name or of the reason, or the mail address.
    pub q: String,
    /// A [`Standing`], `all`, or nothing for those in force.
    pub state: String,
    /// A [`SanctionKind`], or nothing.
    pub kind: String,
    /// A zone, or nothing.
    pub zone: String,
    /// The number of the page.
    pub page: String,
}

impl Wanted {
    /// The state asked for; none for all of them.
    pub fn standing(&self) -> Option<Standing> {
        match self.state.as_str() {
            "all" => None,
            other => Some(other.parse().unwrap_or(Standing::InForce)),
        }
    }
}
