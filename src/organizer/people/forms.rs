//! What the list of people is narrowed to, and the form that gives a role.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::site::{StaffRole, ZoneKind};
use crate::web::check::Check;
use crate::web::text;

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

crate::text_enum! {
    /// A sanction in force that people are looked for by.
    pub enum OfSanction {
        /// No access.
        Banned = "banned",
        /// Reads, cannot write.
        Silenced = "silenced",
    }
}

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Words of a name or an address.
    pub q: String,
    /// A [`StaffRole`], [`STAFF`] for any, [`NONE`] for people without one, or nothing.
    pub role: String,
    /// `yes`, `no`, or nothing.
    pub verified: String,
    /// An [`OfSanction`], or nothing.
    pub sanction: String,
    /// Words of the name of an organization.
    pub organization: String,
    /// Page number.
    pub page: String,
}

/// Whoever has a role.
pub const STAFF: &str = "staff";
/// Whoever has none.
pub const NONE: &str = "none";

impl Wanted {
    /// What was asked, without what no name is as long as.
    pub fn clipped(mut self) -> Self {
        self.q = text::clip(self.q.trim(), 100);
        self.organization = text::clip(self.organization.trim(), 100);
        self
    }

    /// The roles asked for: of no importance, or one of these; none of them when the list is empty.
    pub fn roles(&self) -> Option<Vec<StaffRole>> {
        match self.role.as_str() {
            STAFF => Some(StaffRole::ALL.to_vec()),
            NONE => Some(Vec::new()),
            other => other.parse().ok().map(|role| vec![role]),
        }
    }

    /// Whether the address is to be verified.
    pub fn is_verified(&self) -> Option<bool> {
        match self.verified.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    /// The sanction asked for.
    pub fn sanction(&self) -> Option<OfSanction> {
        self.sanction.parse().ok()
    }

    /// Whether anything is asked for.
    pub fn is_narrow(&self) -> bool {
        [&self.q, &self.role, &self.verified, &self.sanction, &self.organization].iter().any(|part| !part.is_empty())
    }

    /// What the addresses of other pages keep.
    pub fn kept(&self) -> [(&'static str, &str); 5] {
        [
            ("q", &self.q),
            ("role", &self.role),
            ("verified", &self.verified),
            ("sanction", &self.sanction),
            ("organization", &self.organization),
        ]
    }
}
