//! The form of a track or a stage.

use serde::Deserialize;

use super::model::{Part, PartKind};
use crate::error::FieldErrors;
use crate::web::check::Check;

/// What arrived.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PartForm {
    /// See [`PartKind`]; read only for a new one.
    pub kind: String,
    /// Name in English.
    pub name: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Its place in the order.
    pub position: String,
    /// The version that was seen; empty for a new one.
    pub version: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidPart {
    /// Which of both it is.
    pub kind: PartKind,
    /// Name in English.
    pub name: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Its place in the order.
    pub position: i64,
}

impl PartForm {
    /// The form filled in with what stands there.
    pub fn of(part: &Part) -> Self {
        Self {
            kind: part.kind.to_string(),
            name: part.name.clone(),
            name_zh: part.name_zh.clone(),
            position: part.position.to_string(),
            version: part.version.to_string(),
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<ValidPart, FieldErrors> {
        let mut check = Check::new();
        let kind = check.choice("kind", &self.kind);
        let name = check.line("name", &self.name, 1, 80);
        let name_zh = check.line("name_zh", &self.name_zh, 0, 40);
        let position = check.int("position", &self.position, 1..=999);
        check.finish(|| Some(ValidPart { kind: kind?, name, name_zh, position: position? }))
    }
}
