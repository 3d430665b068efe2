//! The form of a saved search.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::outbox::searches::Rhythm;
use crate::web::check::Check;

/// Longest name, in characters.
const NAME_CHARS: usize = 80;

/// What arrived, or what stands.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SavedForm {
    /// What its person calls it.
    pub name: String,
    /// See [`Rhythm`].
    pub rhythm: String,
    /// The query of the search's address; only of a new one.
    pub query: String,
    /// The id of the fair whose postings are searched, or empty; only of a new one.
    pub fair: String,
    /// The version that was edited.
    pub version: i64,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidSearch {
    /// What its person calls it.
    pub name: String,
    /// How often it tells.
    pub rhythm: Rhythm,
}

impl SavedForm {
    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<ValidSearch, FieldErrors> {
        let mut check = Check::new();
        let name = check.line("name", &self.name, 1, NAME_CHARS);
        let rhythm = check.choice::<Rhythm>("rhythm", &self.rhythm);
        check.finish(|| Some(ValidSearch { name, rhythm: rhythm? }))
    }
}
