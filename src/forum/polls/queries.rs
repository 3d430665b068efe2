//! Statements about polls.

use diesel::prelude::*;

use super::model::{Poll, PollOption, PollState};
use super::views::PollView;
use crate::clock::Instant;
use crate::db::schema::{poll_options, poll_votes, polls};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, PollId, PollOptionId, RowId, SessionId};
use crate::lifecycle::{self, Mover};

/// The most polls of a session.
pub const POLLS_MOST: i64 = 30;

/// A poll.
///
/// # Errors
/// 404 where there is none.
pub fn find_poll(conn: &mut Conn, id: &PollId) -> QueryResult<Poll> {
    polls::table.find(id).select(Poll::as_select()).first(conn)
}

/// What a poll offers, in its order.
///
/// # Errors
/// What the database said.
pub fn list_options(conn: &mut Conn, of: &[PollId]) -> QueryResult<Vec<PollOption>> {
    poll_options::table
        .filter(poll_options::poll_id.eq_any(of))
        .order((poll_options::poll_id, poll_options::position))
        .select(PollOption::as_select())
        .load(conn)
}

/// The polls of a session as this reader sees them, the newest first: the audience those that are open or
/// closed, who moderates all.
///
/// # Errors
/// What the database said.
pub fn list_polls(
    conn: &mut Conn,
    session: &SessionId,
    reader: Option<&PersonId>,
    is_host: bool,
) -> QueryResult<Vec<PollView>> {
    let states: &[PollState] = if is_host { PollState::ALL } else { &PollState::SHOWN };
    let rows: Vec<Poll> = polls::table
        .filter(polls::session_id.eq(session))
        .filter(polls::state.eq_any(states))
        .order(polls::id.desc())
        .limit(POLLS_MOST)
        .select(Poll::as_select())
        .load(conn)?;
    let ids: Vec<PollId> = rows.iter().map(|poll| poll.id.clone()).collect();
    let options = list_options(conn, &ids)?;
    let own: Vec<(PollId, PollOptionId)> = match reader {
        Some(person) => poll_votes::table
            .filter(poll_votes::person_id.eq(person))
            .filter(poll_votes::poll_id.eq_any(&ids))
            .select((poll_votes::poll_id, poll_votes::option_id))
            .load(conn)?,
        None => Vec::new(),
    };
    let view = |poll: Poll| {
        let options = options.iter().filter(|option| option.poll_id == poll.id).cloned().collect();
        let chosen = own.iter().find(|vote| vote.0 == poll.id).map(|vote| vote.1.clone());
        PollView::new(poll, options, chosen, is_host)
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Makes a poll, a draft.
///
/// # Errors
/// Refused where the session has too many.
pub fn insert_poll(conn: &mut Conn, poll: &Poll, options: &[String], mover: Mover<'_>) -> AppResult<()> {
    let there: i64 = polls::table.filter(polls::session_id.eq(&poll.session_id)).count().get_result(conn)?;
    if there >= POLLS_MOST {
        return Err(AppError::Refused("error-poll-many"));
    }
    diesel::insert_into(polls::table).values(poll).execute(conn)?;
    lifecycle::record_beginning(conn, poll.id.as_str(), poll.state, mover)?;
    save_options(conn, &poll.id, options, mover.at)
}

fn save_options(conn: &mut Conn, poll: &PollId, options: &[String], now: Instant) -> AppResult<()> {
    diesel::delete(poll_options::table.filter(poll_options::poll_id.eq(poll))).execute(conn)?;
    for (position, text) in (1_i64..).zip(options) {
        let row = (
            poll_options::id.eq(PollOptionId::new()),
            poll_options::poll_id.eq(poll),
            poll_options::position.eq(position),
            poll_options::text.eq(text),
            poll_options::votes.eq(0_i64),
            poll_options::created_at.eq(now),
        );
        diesel::insert_into(poll_options::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Sets a draft to what was typed.
///
/// # Errors
/// 409 where it is no draft any more, or somebody was faster.
pub fn update_poll(conn: &mut Conn, poll: &Poll, typed: &(String, Vec<String>), now: Instant) -> AppResult<()> {
    let seen = polls::table.find(&poll.id).filter(polls::version.eq(poll.version));
    let draft = seen.filter(polls::state.eq(PollState::Draft));
    let changes = (polls::question.eq(&typed.0), polls::version.eq(polls::version + 1), polls::updated_at.eq(now));
    changed_one(diesel::update(draft).set(changes).execute(conn)?)?;
    save_options(conn, &poll.id, &typed.1, now)
}

/// Moves a poll that was read in this version, and records it.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn move_poll(conn: &mut Conn, poll: &Poll, to: PollState, mover: Mover<'_>) -> AppResult<()> {
    lifecycle::record_move(conn, poll.id.as_str(), poll.state, to, mover)?;
    let seen = polls::table.find(&poll.id).filter(polls::version.eq(poll.version));
    let changes = (polls::state.eq(to), polls::version.eq(polls::version + 1), polls::updated_at.eq(mover.at));
    changed_one(diesel::update(seen).set(changes).execute(conn)?)
}

/// Counts a vote, once a person. The poll is held until the end of the transaction, so that nothing is counted
/// once it is closed.
///
/// # Errors
/// 409 where it is not open, or this person has voted; 404 for an answer that it does not offer.
pub fn insert_vote(
    conn: &mut Conn,
    (poll, option): (&PollId, &PollOptionId),
    person: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let open = polls::table.find(poll).filter(polls::state.eq(PollState::Open));
    if diesel::update(open).set(polls::version.eq(polls::version)).execute(conn)? == 0 {
        return Err(AppError::Conflict("error-poll-closed"));
    }
    let chosen = poll_options::table.find(option).filter(poll_options::poll_id.eq(poll));
    if diesel::update(chosen).set(poll_options::votes.eq(poll_options::votes + 1)).execute(conn)? == 0 {
        return Err(AppError::NotFound);
    }
    let row = (
        poll_votes::id.eq(RowId::new()),
        poll_votes::poll_id.eq(poll),
        poll_votes::option_id.eq(option),
        poll_votes::person_id.eq(person),
        poll_votes::created_at.eq(now),
    );
    let done = diesel::insert_into(poll_votes::table).values(row).execute(conn);
    unique(done, AppError::Conflict("error-poll-voted"))?;
    Ok(())
}
