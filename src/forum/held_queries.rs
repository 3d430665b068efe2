//! What the forum holds of a person: the sessions they keep, their questions and votes, the entry of the programme
//! that names their account. That entry is the organizer's and stays; the account is taken out of it.

use diesel::prelude::*;

use super::attending::moves::let_go;
use super::sessions::model::{Session, text_in};
use super::sessions::queries::list_texts;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{poll_options, poll_votes, question_votes, questions, session_attendances, sessions, speakers};
use crate::error::AppResult;
use crate::ids::{PersonId, QuestionId, RowId, SessionId};
use crate::site::holdings::{Ending, Leaving, Named, Part};
use crate::web::i18n::Locale;
use crate::{forget_name, forget_rows, held_rows};

/// The parts of the forum.
pub const HELD: &[Part] = &[
    Part {
        name: "sessions-kept",
        given: &["session_attendances.person_id"],
        load: held_rows!(session_attendances.person_id, { session_id: String, kind: String, created_at: Instant }),
        erased: &["session_attendances.person_id"],
        erase: forget_rows!(session_attendances.person_id),
    },
    Part {
        name: "questions",
        given: &["questions.person_id"],
        load: held_rows!(questions.person_id, { session_id: String, state: String, body: String, votes: i64, created_at: Instant }),
        erased: &["questions.person_id"],
        erase: erase_questions,
    },
    Part {
        name: "question-votes",
        given: &["question_votes.person_id"],
        load: held_rows!(question_votes.person_id, { question_id: String, created_at: Instant }),
        erased: &["question_votes.person_id"],
        erase: erase_question_votes,
    },
    Part {
        name: "poll-votes",
        given: &["poll_votes.person_id"],
        load: held_rows!(poll_votes.person_id, { poll_id: String, option_id: String, created_at: Instant }),
        erased: &["poll_votes.person_id"],
        erase: erase_poll_votes,
    },
    Part {
        name: "speaker",
        given: &["speakers.person_id"],
        load: held_rows!(speakers.person_id, { slug: String, name: String, affiliation: String, affiliation_zh: String, biography: String, biography_zh: String, created_at: Instant }),
        erased: &["speakers.person_id"],
        erase: forget_name!(speakers.person_id),
    },
];

/// What of the forum ends with a person.
pub const ENDINGS: &[Ending] = &[
    Ending { key: "leaving-sessions", list: list_sessions, end: let_go_all },
    Ending { key: "leaving-speaker", list: list_speakers, end: forget_name!(speakers.person_id) },
];

fn list_ahead(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<Vec<Session>> {
    sessions::table
        .inner_join(session_attendances::table)
        .filter(session_attendances::person_id.eq(person))
        .filter(sessions::ends_at.gt(now))
        .order((sessions::starts_at, sessions::id))
        .select(Session::as_select())
        .load(conn)
}

fn list_sessions(conn: &mut Conn, person: &PersonId, locale: Locale, now: Instant) -> AppResult<Vec<Named>> {
    let rows = list_ahead(conn, person, now)?;
    let ids: Vec<SessionId> = rows.iter().map(|row| row.id.clone()).collect();
    let texts = list_texts(conn, &ids)?;
    let named = |row: &Session| Named {
        name: text_in(&texts, &row.id, locale).map(|text| text.title.clone()).unwrap_or_default(),
        link: row.link(),
    };
    Ok(rows.iter().map(named).collect())
}

fn let_go_all(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    for session in list_ahead(conn, &leaving.person, leaving.now)? {
        let_go(conn, &session, &leaving.person)?;
    }
    Ok(())
}

fn list_speakers(conn: &mut Conn, person: &PersonId, _: Locale, _: Instant) -> AppResult<Vec<Named>> {
    let rows: Vec<(String, String)> = speakers::table
        .filter(speakers::person_id.eq(person))
        .order(speakers::id)
        .select((speakers::name, speakers::slug))
        .load(conn)?;
    Ok(rows.into_iter().map(|(name, slug)| Named { name, link: format!("/forum/speakers/{slug}") }).collect())
}

/// Their questions go, with the votes for them, and what the speakers were told of them.
fn erase_questions(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = questions::table.filter(questions::person_id.eq(&leaving.person));
    let ids: Vec<QuestionId> = own.select(questions::id).load(conn)?;
    let asked: Vec<(String, String)> =
        own.inner_join(sessions::table).select((sessions::slug, questions::body)).load(conn)?;
    leaving.quotes.extend(asked.into_iter().map(|(slug, body)| (format!("/forum/sessions/{slug}/desk"), body)));
    diesel::delete(own).execute(conn)?;
    leaving.things.extend(ids.into_iter().map(String::from));
    Ok(())
}

/// Their votes go, and are counted no more.
fn erase_question_votes(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = question_votes::table.filter(question_votes::person_id.eq(&leaving.person));
    let voted = questions::table.filter(questions::id.eq_any(own.select(question_votes::question_id)));
    diesel::update(voted).set(questions::votes.eq(questions::votes - 1)).execute(conn)?;
    diesel::delete(own).execute(conn)?;
    Ok(())
}

/// Votes in polls that go on are counted no more; results of closed ones are frozen and name nobody.
fn erase_poll_votes(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = poll_votes::table.filter(poll_votes::person_id.eq(&leaving.person));
    let open: Vec<RowId> = own
        .inner_join(crate::db::schema::polls::table)
        .filter(crate::db::schema::polls::state.eq("open"))
        .select(poll_votes::option_id)
        .load(conn)?;
    diesel::update(poll_options::table.filter(poll_options::id.eq_any(&open)))
        .set(poll_options::votes.eq(poll_options::votes - 1))
        .execute(conn)?;
    diesel::delete(own).execute(conn)?;
    Ok(())
}
