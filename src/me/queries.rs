//! What a person's overview shows of their last applications.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::ids::{ApplicationId, PersonId};
use crate::recruitment::applications::ApplicationState;
use crate::recruitment::applications::queries::{OwnRow, list_hidden_decisions, list_own_applications, visible_state};
use crate::recruitment::postings::model::{PostingText, text_in};
use crate::recruitment::postings::queries::list_texts;
use crate::web::i18n::Locale;

/// How many applications the overview shows.
const APPLICATIONS: usize = 4;

/// An application as the overview shows it.
#[derive(Debug, Clone)]
pub struct OwnApplication {
    /// Its id.
    pub id: ApplicationId,
    /// The posting's title.
    pub title: String,
    /// The organization.
    pub organization: String,
    /// The state as the applicant may see it.
    pub state: ApplicationState,
    /// When it was sent.
    pub submitted_at: Instant,
}

/// The last applications of a person.
///
/// # Errors
/// What the database said.
pub fn list_applications(conn: &mut Conn, person: &PersonId, locale: Locale) -> QueryResult<Vec<OwnApplication>> {
    let mut rows = list_own_applications(conn, person)?;
    rows.truncate(APPLICATIONS);
    let ids: Vec<_> = rows.iter().map(|row| row.0.id.clone()).collect();
    let decisions = list_hidden_decisions(conn, &ids)?;
    let revisions: Vec<_> = rows.iter().filter_map(|row| row.1.published_revision_id.clone()).collect();
    let texts = list_texts(conn, &revisions)?;
    let own = |(application, posting, employer): &OwnRow| {
        let is_its = |text: &&PostingText| Some(&text.revision) == posting.published_revision_id.as_ref();
        let its: Vec<PostingText> = texts.iter().filter(is_its).cloned().collect();
        OwnApplication {
            id: application.id.clone(),
            title: text_in(&its, locale).map(|text| text.title.clone()).unwrap_or_default(),
            organization: employer.name_in(locale).to_owned(),
            state: visible_state(application, &decisions),
            submitted_at: application.submitted_at,
        }
    };
    Ok(rows.iter().map(own).collect())
}
