//! A saved search.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::saved_searches;
use crate::ids::{EditionId, FairId, PersonId, SearchId};
use crate::outbox::searches::Rhythm;
use crate::recruitment::postings::forms::{Search, SearchForm};

/// Its row.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = saved_searches)]
pub struct SavedSearch {
    /// Its id.
    pub id: SearchId,
    /// Whose it is.
    pub person_id: PersonId,
    /// The edition whose postings it searches.
    pub edition_id: EditionId,
    /// What its person calls it.
    pub name: String,
    /// The query of the search's address.
    pub query: String,
    /// The fair whose postings it searches; none for all.
    pub fair_id: Option<FairId>,
    /// How often it tells.
    pub rhythm: Rhythm,
    /// What was published before is not told.
    pub begins_at: Instant,
    /// Up to when was looked.
    pub checked_at: Instant,
    /// When is looked next.
    pub next_at: Option<Instant>,
    /// Counts its changes.
    pub version: i64,
    /// When it was saved.
    pub created_at: Instant,
    /// When it was changed.
    pub updated_at: Instant,
}

impl SavedSearch {
    /// What it asks for, as the page's form says it.
    pub fn form(&self) -> SearchForm {
        SearchForm::of_query(&self.query)
    }

    /// What it asks for.
    pub fn wanted(&self) -> Search {
        Search { fair: self.fair_id.clone(), ..self.form().read() }
    }
}
