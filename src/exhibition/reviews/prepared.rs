//! Booths, as their decisions are prepared and announced together. A place is given as on submitting without
//! review: the one the booth wishes for, while it is free.

use super::forms::Decision;
use super::handlers::{carry_out, may_review};
use super::queries::{find_place_of, find_review, list_revisions};
use super::views::{QUEUE, queue_row};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::exhibition::booths::model::BoothState;
use crate::exhibition::revisions::queries::list_free_places;
use crate::ids::{BoothRevisionId, PersonId};
use crate::lifecycle::RevisionState;
use crate::reviews::{Choice, PreparedKind, QueueForm, QueueRow, QueueWords, Reviewable, Submitted};
use crate::site::Visit;
use crate::web::paging::Page;

/// The zone's part.
pub struct Booths;

impl Reviewable for Booths {
    const KIND: PreparedKind = PreparedKind::Booth;
    const WORDS: QueueWords = QUEUE;

    fn require(visit: &Visit) -> AppResult<PersonId> {
        visit.staff(may_review).map(|viewer| viewer.person.clone())
    }

    fn list(conn: &mut Conn, visit: &Visit, form: &QueueForm) -> AppResult<Page<QueueRow>> {
        let found = list_revisions(conn, &visit.edition()?.id, form.state(), &form.needle(), form.number())?;
        Ok(found.map(|row| queue_row(row, visit)))
    }

    fn find(conn: &mut Conn, visit: &Visit, id: &str) -> AppResult<Submitted> {
        let id: BoothRevisionId = id.parse().map_err(|_| AppError::NotFound)?;
        let row = find_review(conn, &visit.edition()?.id, &id)?;
        let is_over = matches!(row.booth_state, BoothState::Withdrawn | BoothState::Archived);
        let is_waiting = row.state == RevisionState::Submitted && !is_over;
        Ok(Submitted { is_waiting, version: row.version, title: row.name_in(visit.locale).to_owned() })
    }

    fn carry_out(conn: &mut Conn, visit: &Visit, id: &str, choice: &Choice) -> AppResult<()> {
        let (id, edition): (BoothRevisionId, _) = (id.parse().map_err(|_| AppError::NotFound)?, &visit.edition()?.id);
        let row = find_review(conn, edition, &id)?;
        let place = match (choice.to, find_place_of(conn, &row.booth_id)?) {
            (RevisionState::Approved, None) => {
                let free = list_free_places(conn, edition, &row.booth_id, visit.locale)?;
                row.wish.clone().filter(|wish| free.iter().any(|place| place.0 == *wish))
            }
            (_, place) => place,
        };
        let decision = Decision { version: choice.version, to: choice.to, place, comment: choice.comment.clone() };
        carry_out(conn, visit, &row, &decision)
    }
}
