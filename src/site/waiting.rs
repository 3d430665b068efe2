//! What waits for a person, on the first page of their own place. Each zone lists its own; `app` puts the lists
//! together, one line a zone. A list asks few questions, however much waits.

use std::sync::Arc;

use super::{Viewer, Visit};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;

/// Something that waits, worded in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingItem {
    /// What it is, one line.
    pub title: String,
    /// With whom or about what, one line; may be empty.
    pub detail: String,
    /// What there is to do.
    pub action: String,
    /// The page where it is done, or, where `is_done_here`, the address that does it.
    pub link: String,
    /// Whether pressing the button does it.
    pub is_done_here: bool,
    /// Since when.
    pub at: Option<Instant>,
}

impl WaitingItem {
    /// Something to be looked at on another page.
    pub fn to_see(title: String, action: &str, link: impl Into<String>) -> Self {
        let (detail, action, link) = (String::new(), action.to_owned(), link.into());
        Self { title, detail, action, link, is_done_here: false, at: None }
    }

    /// The same with a line about it.
    #[must_use]
    pub fn about(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    /// The same with an instant.
    #[must_use]
    pub fn since(self, at: Instant) -> Self {
        Self { at: Some(at), ..self }
    }
}

/// Lists what waits in one zone for this person.
pub type Load = fn(&mut Conn, &Visit, &Viewer) -> AppResult<Vec<WaitingItem>>;

/// Every list; put into the app data by `app`.
#[derive(Clone, Default)]
pub struct Waiting(Arc<Vec<Load>>);

impl Waiting {
    /// With one list more.
    #[must_use]
    pub fn with(mut self, load: Load) -> Self {
        Arc::make_mut(&mut self.0).push(load);
        self
    }

    /// What waits for this person, list by list.
    ///
    /// # Errors
    /// What the database said.
    pub fn list(&self, conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> AppResult<Vec<WaitingItem>> {
        let mut items = Vec::new();
        for load in self.0.iter() {
            items.extend(load(conn, visit, viewer)?);
        }
        Ok(items)
    }
}
