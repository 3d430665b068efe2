//! A track or a stage.

use diesel::prelude::*;

use crate::db::schema::programme_parts;
use crate::ids::{EditionId, PartId};
use crate::web::i18n::Locale;

crate::text_enum! {
    /// What a part of the programme is.
    pub enum PartKind {
        /// A line of sessions on one theme.
        Track = "track",
        /// A place where sessions take place, one at a time.
        Stage = "stage",
    }
}

impl PartKind {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Track => "session-track",
            Self::Stage => "session-stage",
        }
    }
}

/// A track or a stage.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = programme_parts)]
pub struct Part {
    /// Its id.
    pub id: PartId,
    /// The edition.
    pub edition_id: EditionId,
    /// Which of both it is.
    pub kind: PartKind,
    /// Its name in English.
    pub name: String,
    /// Its name in Chinese; may be empty.
    pub name_zh: String,
    /// Its place in the order, from 1.
    pub position: i64,
    /// Counts its changes.
    pub version: i64,
}

impl Part {
    /// Its name in a language or, failing that, in English.
    pub fn name_in(&self, locale: Locale) -> &str {
        locale.name(&self.name, &self.name_zh)
    }
}
