//! Decisions that are made and not announced: several are prepared in one go, looked at together, and released
//! together; only then anything changes and anybody is told. Each zone says through [`Reviewable`] what it decides.

use serde::Deserialize;

use super::{QueueForm, QueueRow, QueueWords, read_decision};
use crate::db::Conn;
use crate::error::{AppResult, FieldErrors};
use crate::ids::PersonId;
use crate::lifecycle::RevisionState;
use crate::site::Visit;
use crate::web::check::Check;
use crate::web::paging;

crate::text_enum! {
    /// What is decided about.
    pub enum PreparedKind {
        /// Booths.
        Booth = "booth",
        /// Postings.
        Posting = "posting",
        /// Projects.
        Project = "project",
    }
}

/// Something that was submitted, as it stands.
#[derive(Debug, Clone)]
pub struct Submitted {
    /// Whether it waits for a decision: it was submitted, and what it belongs to was not taken back.
    pub is_waiting: bool,
    /// Its version.
    pub version: i64,
    /// What it is called, in the reviewer's language.
    pub title: String,
}

/// A zone whose decisions can be prepared.
pub trait Reviewable: 'static {
    /// What it decides about.
    const KIND: PreparedKind;
    /// The words of its queue.
    const WORDS: QueueWords;

    /// The reviewer who asks.
    ///
    /// # Errors
    /// Not signed in, or 404.
    fn require(visit: &Visit) -> AppResult<PersonId>;

    /// A page of the queue.
    ///
    /// # Errors
    /// What the database said.
    fn list(conn: &mut Conn, visit: &Visit, form: &QueueForm) -> AppResult<paging::Page<QueueRow>>;

    /// What stands at an address of the queue.
    ///
    /// # Errors
    /// 404 when there is nothing of this edition.
    fn find(conn: &mut Conn, visit: &Visit, id: &str) -> AppResult<Submitted>;

    /// Decides and tells, as a decision made alone does.
    ///
    /// # Errors
    /// A conflict when it is another version by now.
    fn carry_out(conn: &mut Conn, visit: &Visit, id: &str, choice: &Choice) -> AppResult<()>;
}

/// A decision about one thing.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The version that was seen.
    pub version: i64,
    /// What becomes of it.
    pub to: RevisionState,
    /// What the organization is told.
    pub comment: String,
}

/// The form under a queue.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PrepareForm {
    /// What was ticked.
    pub id: Vec<String>,
    /// `approved`, `changes_requested` or `rejected`.
    pub decision: String,
    /// What the organizations are told.
    pub comment: String,
    /// The words that the queue above it is narrowed to.
    pub q: String,
    /// The page of the queue.
    pub page: String,
}

/// The most that is prepared in one go: a page of a queue.
const IDS_MOST: usize = 100;

impl PrepareForm {
    /// The piece of the queue that it stands under.
    pub fn queue(&self) -> QueueForm {
        QueueForm { q: self.q.clone(), page: self.page.clone(), ..QueueForm::default() }
    }

    /// What is decided, and about what.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<(Vec<String>, RevisionState, String), FieldErrors> {
        let mut check = Check::new();
        if self.id.is_empty() || self.id.len() > IDS_MOST {
            check.error("id", "error-prepare-none");
        }
        // The versions are read when it is stored.
        let (_, to) = read_decision(&mut check, "0", &self.decision);
        let least = if to == Some(RevisionState::Approved) { 0 } else { 10 };
        let comment = check.text("comment", &self.comment, least, 1_000);
        check.finish(|| Some((self.id.clone(), to?, comment)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_wants_words_and_nothing_is_prepared_about_nothing() {
        let form = |ids: usize, decision: &str, comment: &str| PrepareForm {
            id: vec!["x".to_owned(); ids],
            decision: decision.to_owned(),
            comment: comment.to_owned(),
            ..PrepareForm::default()
        };
        assert!(form(2, "approved", "").parse().is_ok());
        assert!(form(1, "rejected", "Not of this conference.").parse().is_ok());
        for (ids, decision, comment) in
            [(0, "approved", ""), (1, "rejected", ""), (1, "draft", ""), (101, "approved", "")]
        {
            assert!(form(ids, decision, comment).parse().is_err(), "{ids} {decision}");
        }
    }
}
