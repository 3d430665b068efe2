//! What is asked and voted in the demo's sessions. Called by [`super::programme`].

use chrono::Duration;
use diesel::prelude::*;

use super::Seed;
use crate::db::Conn;
use crate::db::schema::{poll_options, poll_votes, polls, question_votes, questions};
use crate::error::AppResult;
use crate::forum::polls::model::{Poll, PollState};
use crate::forum::questions::model::{Question, QuestionState};
use crate::forum::sessions::model::{Session, SessionState};
use crate::ids::{PersonId, PollId, PollOptionId, QuestionId, RowId};
use crate::insert_many;

/// Questions in each session that has begun.
const EACH: usize = 3;

/// Questions in every state in the sessions that have begun, and a poll in each: closed where it is over.
pub(super) fn insert(conn: &mut Conn, seed: &Seed, sessions: &[Session]) -> AppResult<()> {
    let people: Vec<&PersonId> = seed
        .content
        .people
        .iter()
        .filter(|one| matches!(one.part.as_str(), "owner" | "partner" | "seeker"))
        .map(|one| seed.person(&one.slug))
        .collect::<AppResult<_>>()?;
    let has_begun = |session: &&Session| {
        session.state == SessionState::Confirmed && session.starts_at.is_some_and(|at| at <= seed.now)
    };
    for (n, session) in sessions.iter().filter(has_begun).enumerate() {
        for turn in 0..EACH {
            insert_question(conn, seed, (session, &people), n * EACH + turn)?;
        }
        insert_poll(conn, seed, (session, &people), n)?;
    }
    Ok(())
}

/// People in turn: as many as there are votes.
fn voters<'a>(people: &[&'a PersonId], turn: usize, count: usize) -> Vec<&'a PersonId> {
    people.iter().cycle().skip(turn * 7).take(count.min(people.len())).copied().collect()
}

fn insert_question(
    conn: &mut Conn,
    seed: &Seed,
    (session, people): (&Session, &[&PersonId]),
    turn: usize,
) -> AppResult<()> {
    let (Some(person), Some(at)) = (people.get(turn % people.len().max(1)), session.starts_at) else { return Ok(()) };
    let states = [QuestionState::Visible, QuestionState::Answered, QuestionState::Queued, QuestionState::Visible];
    let state = states.get(turn % states.len()).copied().unwrap_or(QuestionState::Visible);
    let text = seed.content.programme.questions.get(turn % seed.content.programme.questions.len().max(1));
    let is_chinese = session.language == "zh";
    let body = text.map_or("", |text| if is_chinese { text.zh.as_str() } else { text.en.as_str() }).to_owned();
    let voting = if state == QuestionState::Queued { Vec::new() } else { voters(people, turn, 2 + turn % 9) };
    let at = at + Duration::minutes(i64::try_from(3 + turn % 7).unwrap_or(3));
    let question = Question {
        id: QuestionId::new(),
        session_id: session.id.clone(),
        person_id: (*person).clone(),
        state,
        is_pinned: state == QuestionState::Visible && turn.is_multiple_of(6),
        body,
        votes: i64::try_from(voting.len()).unwrap_or(0),
        version: 1,
        created_at: at.min(seed.now),
        updated_at: at.min(seed.now),
    };
    diesel::insert_into(questions::table).values(&question).execute(conn)?;
    let vote = |person: &PersonId| {
        (
            question_votes::id.eq(RowId::new()),
            question_votes::question_id.eq(&question.id),
            question_votes::person_id.eq(person.clone()),
            question_votes::created_at.eq(question.created_at),
        )
    };
    let rows: Vec<_> = voting.into_iter().map(vote).collect();
    insert_many!(conn, question_votes::table, rows)?;
    Ok(())
}

fn insert_poll(conn: &mut Conn, seed: &Seed, (session, people): (&Session, &[&PersonId]), n: usize) -> AppResult<()> {
    let all = &seed.content.programme.polls;
    let (Some(poll), Some(at)) = (all.get(n % all.len().max(1)), session.starts_at) else { return Ok(()) };
    let is_over = session.ends_at.is_some_and(|at| at <= seed.now);
    let is_chinese = session.language == "zh";
    let words = |text: &crate::demo::content::Bilingual| if is_chinese { text.zh.clone() } else { text.en.clone() };
    let row = Poll {
        id: PollId::new(),
        session_id: session.id.clone(),
        state: if is_over { PollState::Closed } else { PollState::Open },
        question: words(&poll.question),
        version: 2,
        created_at: at,
        updated_at: at,
    };
    diesel::insert_into(polls::table).values(&row).execute(conn)?;
    let voting = voters(people, n, 12 + n % 10);
    let options: Vec<PollOptionId> = poll.options.iter().map(|_| PollOptionId::new()).collect();
    for (place, (id, text)) in options.iter().zip(&poll.options).enumerate() {
        let votes = (0..voting.len()).filter(|turn| (turn * turn + n) % options.len() == place).count();
        let option = (
            poll_options::id.eq(id),
            poll_options::poll_id.eq(&row.id),
            poll_options::position.eq(i64::try_from(place + 1).unwrap_or(1)),
            poll_options::text.eq(words(text)),
            poll_options::votes.eq(i64::try_from(votes).unwrap_or(0)),
            poll_options::created_at.eq(at),
        );
        diesel::insert_into(poll_options::table).values(option).execute(conn)?;
    }
    let vote = |(turn, person): (usize, &PersonId)| {
        let option = options.get((turn * turn + n) % options.len().max(1))?;
        Some((
            poll_votes::id.eq(RowId::new()),
            poll_votes::poll_id.eq(&row.id),
            poll_votes::option_id.eq(option.clone()),
            poll_votes::person_id.eq(person.clone()),
            poll_votes::created_at.eq(at),
        ))
    };
    let rows: Vec<_> = voting.into_iter().enumerate().filter_map(vote).collect();
    insert_many!(conn, poll_votes::table, rows)?;
    Ok(())
}
