//! The form that gives a role.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::site::{StaffRole, ZoneKind};
use crate::web::check::Check;

/// What arrived.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// The role.
    pub role: String,
    /// The zone; empty for every zone.
    pub zone: String,
}

impl RoleForm {
    /// Checks both. An administrator has every zone anyway.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<(StaffRole, Option<ZoneKind>), FieldErrors> {
        let mut check = Check::new();
        let role = check.choice::<StaffRole>("role", &self.role);
        let zone = check.optional_choice::<ZoneKind>("zone", &self.zone);
        if role == Some(StaffRole::Administrator) && zone.is_some() {
            check.error("zone", "error-administrator-zone");
        }
        check.finish(|| Some((role?, zone)))
    }
}
