//! What is asked of the list.

use serde::Deserialize;

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Words of the name.
    pub q: String,
    /// `duty` for those on duty; everybody otherwise.
    pub show: String,
    /// The number of the page.
    pub page: String,
}
