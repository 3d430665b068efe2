//! Statements about questions.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::model::{Question, QuestionState};
use crate::clock::Instant;
use crate::db::schema::{people, question_votes, questions};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, QuestionId, RowId, SessionId};
use crate::lifecycle::{self, Mover};
use crate::outbox::hold_person;

/// The most questions of a session that are shown.
const SHOWN_MOST: i64 = 200;
/// The most questions of one person in a session that wait or are to be answered.
pub const OPEN_MOST: i64 = 5;

/// A question with who asks and whether the reader has voted for it.
pub type Listed = (Question, String, bool);

/// A question.
///
/// # Errors
/// 404 where there is none.
pub fn find_question(conn: &mut Conn, id: &QuestionId) -> QueryResult<Question> {
    questions::table.find(id).select(Question::as_select()).first(conn)
}

/// The questions of a session in some states, after those of the reader that wait to be let through: pinned ones
/// first, then by votes, then as they were asked.
///
/// # Errors
/// What the database said.
pub fn list_questions(
    conn: &mut Conn,
    session: &SessionId,
    states: &[QuestionState],
    reader: Option<&PersonId>,
) -> QueryResult<Vec<Listed>> {
    let (among, waits) = (questions::state.eq_any(states), questions::state.eq(QuestionState::Queued));
    let mut query = questions::table.inner_join(people::table).filter(questions::session_id.eq(session)).into_boxed();
    query = match reader {
        Some(person) => query.filter(among.or(waits.and(questions::person_id.eq(person)))),
        None => query.filter(among),
    };
    let rows: Vec<(Question, String)> = query
        .order((waits.desc(), questions::is_pinned.desc(), questions::votes.desc(), questions::id))
        .limit(SHOWN_MOST)
        .select((Question::as_select(), people::name))
        .load(conn)?;
    let voted: Vec<QuestionId> = match reader {
        Some(person) => question_votes::table
            .filter(question_votes::person_id.eq(person))
            .filter(question_votes::question_id.eq_any(rows.iter().map(|row| &row.0.id)))
            .select(question_votes::question_id)
            .load(conn)?,
        None => Vec::new(),
    };
    let listed = |(question, name): (Question, String)| {
        let has_voted = voted.contains(&question.id);
        (question, name, has_voted)
    };
    Ok(rows.into_iter().map(listed).collect())
}

/// Stores a question, once however often it is sent; the person is held, so that their questions are counted
/// one after the other. Gives whether it is new.
///
/// # Errors
/// Refused where too many of theirs wait.
pub fn insert_question(conn: &mut Conn, question: &Question) -> AppResult<bool> {
    hold_person(conn, &question.person_id)?;
    let known = questions::table.find(&question.id).filter(questions::person_id.eq(&question.person_id));
    if diesel::select(exists(known)).get_result::<bool>(conn)? {
        return Ok(false);
    }
    let open: i64 = questions::table
        .filter(questions::session_id.eq(&question.session_id))
        .filter(questions::person_id.eq(&question.person_id))
        .filter(questions::state.eq_any([QuestionState::Queued, QuestionState::Visible]))
        .count()
        .get_result(conn)?;
    if open >= OPEN_MOST {
        return Err(AppError::Refused("error-question-many"));
    }
    let done = diesel::insert_into(questions::table).values(question).execute(conn);
    unique(done, AppError::Conflict("error-changed-meanwhile"))?;
    let mover = Mover { person: Some(&question.person_id), at: question.created_at, reason: "" };
    lifecycle::record_beginning(conn, question.id.as_str(), question.state, mover)?;
    Ok(true)
}

/// Counts a vote, once a person. The question is held until the end of the transaction.
///
/// # Errors
/// 409 where it is not to be voted for, or this person has.
pub fn insert_vote(conn: &mut Conn, question: &QuestionId, person: &PersonId, now: Instant) -> AppResult<()> {
    let open = questions::table.find(question).filter(questions::state.eq(QuestionState::Visible));
    let rows = diesel::update(open).set(questions::votes.eq(questions::votes + 1)).execute(conn)?;
    if rows == 0 {
        return Err(AppError::Conflict("error-question-closed"));
    }
    let row = (
        question_votes::id.eq(RowId::new()),
        question_votes::question_id.eq(question),
        question_votes::person_id.eq(person),
        question_votes::created_at.eq(now),
    );
    let done = diesel::insert_into(question_votes::table).values(row).execute(conn);
    unique(done, AppError::Conflict("error-question-voted"))?;
    Ok(())
}

/// Moves a question that was read in this version, and records it. What is no longer to be answered stands
/// first no more.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn move_question(conn: &mut Conn, question: &Question, to: QuestionState, mover: Mover<'_>) -> AppResult<()> {
    lifecycle::record_move(conn, question.id.as_str(), question.state, to, mover)?;
    let seen = questions::table.find(&question.id).filter(questions::version.eq(question.version));
    let changes = (
        questions::state.eq(to),
        questions::is_pinned.eq(question.is_pinned && to == QuestionState::Visible),
        questions::version.eq(questions::version + 1),
        questions::updated_at.eq(mover.at),
    );
    changed_one(diesel::update(seen).set(changes).execute(conn)?)
}

/// Puts a visible question first, or back. Safe to repeat.
///
/// # Errors
/// 409 where it is not visible.
pub fn pin_question(conn: &mut Conn, question: &QuestionId, is_pinned: bool, now: Instant) -> AppResult<()> {
    let visible = questions::table.find(question).filter(questions::state.eq(QuestionState::Visible));
    let changes = (questions::is_pinned.eq(is_pinned), questions::updated_at.eq(now));
    let rows = diesel::update(visible).set(changes).execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(AppError::Conflict("error-question-closed")) }
}
