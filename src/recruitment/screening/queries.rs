//! Statements about questions and answers.

use diesel::prelude::*;

use super::forms::ValidQuestion;
use super::model::{QUESTIONS_MOST, Question};
use crate::clock::Instant;
use crate::db::schema::{application_answers, applications, postings, screening_questions};
use crate::db::{Conn, changed_one};
use crate::error::{AppError, AppResult};
use crate::ids::{ApplicationId, PersonId, PostingId, RowId, ScreeningQuestionId};

/// An answer.
#[derive(Debug, Clone, Queryable)]
pub struct Answer {
    /// The application.
    pub application_id: ApplicationId,
    /// The question.
    pub question_id: ScreeningQuestionId,
    /// What was answered, as it is stored.
    pub answer: String,
}

/// The questions of a posting, in their order.
///
/// # Errors
/// What the database said.
pub fn list_questions(conn: &mut Conn, posting: &PostingId) -> QueryResult<Vec<Question>> {
    screening_questions::table
        .filter(screening_questions::posting_id.eq(posting))
        .order((screening_questions::position, screening_questions::id))
        .limit(100)
        .select(Question::as_select())
        .load(conn)
}

/// Holds a posting until the end of the transaction: who adds a question meanwhile waits.
fn hold_posting(conn: &mut Conn, posting: &PostingId) -> QueryResult<()> {
    let held = postings::table.find(posting);
    diesel::update(held).set(postings::version.eq(postings::version)).execute(conn)?;
    Ok(())
}

/// Stores a question behind the others. The same again changes nothing.
///
/// # Errors
/// 409 when there are as many as there may be.
pub fn insert_question(
    conn: &mut Conn,
    id: &ScreeningQuestionId,
    posting: &PostingId,
    valid: &ValidQuestion,
    now: Instant,
) -> AppResult<()> {
    hold_posting(conn, posting)?;
    let all = list_questions(conn, posting)?;
    if all.iter().any(|question| question.id == *id) {
        return Ok(());
    }
    if all.len() >= QUESTIONS_MOST {
        return Err(AppError::Conflict("error-question-most"));
    }
    let row = Question {
        id: id.clone(),
        posting_id: posting.clone(),
        position: all.last().map_or(1, |last| last.position + 1),
        kind: valid.kind,
        label: valid.label.clone(),
        label_zh: valid.label_zh.clone(),
        options: valid.options.clone(),
        wanted: valid.wanted.clone(),
        is_required: valid.is_required,
        created_at: now,
        updated_at: now,
    };
    diesel::insert_into(screening_questions::table).values(&row).execute(conn)?;
    Ok(())
}

/// A question of a posting.
///
/// # Errors
/// 404 where the posting has none with this id.
pub fn find_question(conn: &mut Conn, posting: &PostingId, id: &str) -> QueryResult<Question> {
    screening_questions::table
        .filter(screening_questions::posting_id.eq(posting))
        .filter(screening_questions::id.eq(id))
        .select(Question::as_select())
        .first(conn)
}

/// Stores a question anew.
///
/// # Errors
/// 409 when it is gone.
pub fn update_question(conn: &mut Conn, question: &Question, valid: &ValidQuestion, now: Instant) -> AppResult<()> {
    let row = Question {
        kind: valid.kind,
        label: valid.label.clone(),
        label_zh: valid.label_zh.clone(),
        options: valid.options.clone(),
        wanted: valid.wanted.clone(),
        is_required: valid.is_required,
        updated_at: now,
        ..question.clone()
    };
    changed_one(diesel::update(screening_questions::table.find(&question.id)).set(&row).execute(conn)?)
}

/// Takes a question out.
///
/// # Errors
/// What the database said.
pub fn delete_question(conn: &mut Conn, question: &ScreeningQuestionId) -> QueryResult<()> {
    diesel::delete(screening_questions::table.find(question)).execute(conn)?;
    Ok(())
}

/// Gives another posting the same questions.
///
/// # Errors
/// What the database said.
pub fn copy_questions(conn: &mut Conn, from: &PostingId, to: &PostingId, now: Instant) -> QueryResult<()> {
    let anew = |question: Question| Question {
        id: ScreeningQuestionId::new(),
        posting_id: to.clone(),
        created_at: now,
        updated_at: now,
        ..question
    };
    let rows: Vec<Question> = list_questions(conn, from)?.into_iter().map(anew).collect();
    crate::insert_many!(conn, screening_questions::table, rows)?;
    Ok(())
}

/// Stores what an application answers.
///
/// # Errors
/// What the database said.
pub fn insert_answers(
    conn: &mut Conn,
    application: &ApplicationId,
    answers: &[(ScreeningQuestionId, String)],
    now: Instant,
) -> QueryResult<()> {
    let row = |(question, answer): &(ScreeningQuestionId, String)| {
        (
            application_answers::id.eq(RowId::new()),
            application_answers::application_id.eq(application.clone()),
            application_answers::question_id.eq(question.clone()),
            application_answers::answer.eq(answer.clone()),
            application_answers::created_at.eq(now),
        )
    };
    let rows: Vec<_> = answers.iter().map(row).collect();
    crate::insert_many!(conn, application_answers::table, rows)?;
    Ok(())
}

/// The answers of an application.
///
/// # Errors
/// What the database said.
pub fn list_answers(conn: &mut Conn, application: &ApplicationId) -> QueryResult<Vec<Answer>> {
    application_answers::table
        .filter(application_answers::application_id.eq(application))
        .limit(100)
        .select((application_answers::application_id, application_answers::question_id, application_answers::answer))
        .load(conn)
}

/// The answers of all applications to a posting that were not taken back, at most 50,000: ten of each of 5,000.
///
/// # Errors
/// What the database said.
pub fn list_answers_of_posting(conn: &mut Conn, posting: &PostingId) -> QueryResult<Vec<Answer>> {
    application_answers::table
        .inner_join(applications::table)
        .filter(applications::posting_id.eq(posting))
        .filter(applications::state.ne("withdrawn"))
        .order(application_answers::id)
        .limit(50_000)
        .select((application_answers::application_id, application_answers::question_id, application_answers::answer))
        .load(conn)
}

/// Most different answers to the questions of a posting that a list can be narrowed by.
const DIFFERENT_MOST: i64 = 20_000;

/// The different answers that were given to the questions of a posting.
///
/// # Errors
/// What the database said.
pub fn list_different_answers(conn: &mut Conn, posting: &PostingId) -> QueryResult<Vec<(ScreeningQuestionId, String)>> {
    application_answers::table
        .inner_join(applications::table)
        .filter(applications::posting_id.eq(posting))
        .select((application_answers::question_id, application_answers::answer))
        .distinct()
        .limit(DIFFERENT_MOST)
        .load(conn)
}

/// What a person answered, each with its question, oldest first.
///
/// # Errors
/// What the database said.
pub fn list_answers_of_person(
    conn: &mut Conn,
    person: &PersonId,
) -> QueryResult<Vec<(ApplicationId, String, String, String)>> {
    application_answers::table
        .inner_join(applications::table)
        .inner_join(screening_questions::table)
        .filter(applications::person_id.eq(person))
        .order(application_answers::id)
        .limit(5_000)
        .select((
            application_answers::application_id,
            screening_questions::label,
            screening_questions::label_zh,
            application_answers::answer,
        ))
        .load(conn)
}
