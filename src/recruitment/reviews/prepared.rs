//! Postings, as their decisions are prepared and announced together.

use super::handlers::{carry_out, require_reviewer};
use super::queries::{find_review, list_reviews};
use super::views::{QUEUE, queue_row};
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::PersonId;
use crate::lifecycle::RevisionState;
use crate::recruitment::postings::model::text_in;
use crate::recruitment::postings::queries::list_texts;
use crate::recruitment::postings::views::card;
use crate::reviews::{Choice, Decision, PreparedKind, QueueForm, QueueRow, QueueWords, Reviewable, Submitted};
use crate::site::Visit;
use crate::web::paging::Page;

/// The zone's part.
pub struct Postings;

impl Reviewable for Postings {
    const KIND: PreparedKind = PreparedKind::Posting;
    const WORDS: QueueWords = QUEUE;

    fn require(visit: &Visit) -> AppResult<PersonId> {
        require_reviewer(visit)
    }

    fn list(conn: &mut Conn, visit: &Visit, form: &QueueForm) -> AppResult<Page<QueueRow>> {
        let found = list_reviews(conn, &visit.edition()?.id, form.state(), &form.needle(), form.number())?;
        let revisions: Vec<_> = found.items.iter().map(|row| row.1.id.clone()).collect();
        let texts = list_texts(conn, &revisions)?;
        Ok(found.map(|row| queue_row(&row.0.id, card(&row, &texts, visit.locale, visit.now))))
    }

    fn find(conn: &mut Conn, visit: &Visit, id: &str) -> AppResult<Submitted> {
        let (row, (state, version, _)) = find_review(conn, &visit.edition()?.id, id)?;
        let texts = list_texts(conn, std::slice::from_ref(&row.1.id))?;
        let title = text_in(&texts, visit.locale).map_or_else(String::new, |text| text.title.clone());
        Ok(Submitted { is_waiting: state == RevisionState::Submitted, version, title })
    }

    fn carry_out(conn: &mut Conn, visit: &Visit, id: &str, choice: &Choice) -> AppResult<()> {
        let row = find_review(conn, &visit.edition()?.id, id)?;
        let decision = Decision { version: choice.version, to: choice.to, comment: choice.comment.clone() };
        carry_out(conn, visit, &row, &decision, &require_reviewer(visit)?)
    }
}
