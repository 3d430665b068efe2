//! What can be saved, and what a reader has saved.

use std::collections::HashSet;

use crate::clock::Instant;
use crate::ids::{PersonId, SaveId};

crate::text_enum! {
    /// What can be saved.
    pub enum SaveKind {
        /// A job posting.
        Posting = "posting",
        /// A booth.
        Booth = "booth",
        /// A project.
        Project = "project",
    }
}

impl SaveKind {
    /// The Fluent key of its tab.
    pub fn key(self) -> &'static str {
        match self {
            Self::Posting => "saved-postings",
            Self::Booth => "saved-booths",
            Self::Project => "saved-projects",
        }
    }

    /// Where there is more of it.
    pub fn found_at(self) -> &'static str {
        match self {
            Self::Posting => "/recruitment",
            Self::Booth => "/exhibition",
            Self::Project => "/pairing",
        }
    }
}

/// What of one kind a reader has saved; of a visitor, and in the archive, nothing is known.
#[derive(Debug, Clone, Default)]
pub struct Saved(pub(super) Option<HashSet<String>>);

impl Saved {
    /// Whether they saved this; none where they cannot save.
    pub fn of(&self, thing: impl AsRef<str>) -> Option<bool> {
        self.0.as_ref().map(|things| things.contains(thing.as_ref()))
    }
}

/// Something that was saved.
#[derive(Debug, Clone, diesel::Queryable)]
pub struct Save {
    /// Its id.
    pub id: SaveId,
    /// Who saved it.
    pub person: PersonId,
    /// What it is.
    pub kind: SaveKind,
    /// The id of the thing.
    pub thing: String,
    /// The end that its person was told of.
    pub told_for: Option<Instant>,
    /// When.
    pub created_at: Instant,
}

/// A saved thing as its zone shows it to one reader.
#[derive(Debug, Clone)]
pub struct SavedThing {
    /// Its id.
    pub id: String,
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub lang: &'static str,
    /// Whose it is and where.
    pub detail: String,
    /// The kind and the Fluent key of the badge of its state; none where there is nothing to say.
    pub badge: Option<(&'static str, &'static str)>,
    /// When it ends, while it has not.
    pub ends_at: Option<Instant>,
}
