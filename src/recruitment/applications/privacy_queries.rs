//! What is held about a person as an applicant: all of it for themselves, and its erasure. Called by the pages
//! of a person's privacy.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::{Value, json};

use super::queries::{list_hidden_decisions, list_own_applications, visible_state};
use crate::calendar::{EntryKind, release};
use crate::chat::rooms::subjects::{self, Subject};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{applications, files, interviews, offers, transitions};
use crate::ids::{ApplicationId, FileId, PersonId};
use crate::recruitment::interviews::queries::{list_of_applicant, list_titles};
use crate::recruitment::offers::queries::list_offers;
use crate::recruitment::postings::model::Posting;
use crate::recruitment::screening::queries::list_answers_of_person;
use crate::site::files::remove_later;
use crate::web::dates;
use crate::web::i18n::Locale;

fn when(at: Option<Instant>) -> Value {
    at.map_or(Value::Null, |at| Value::String(dates::machine(at)))
}

/// A person's applications with answers, interviews and offers. A decision that they were not told of is not in it.
///
/// # Errors
/// What the database said.
pub fn export_person(conn: &mut Conn, person: &PersonId) -> QueryResult<Value> {
    let rows = list_own_applications(conn, person)?;
    let ids: Vec<ApplicationId> = rows.iter().map(|row| row.0.id.clone()).collect();
    let decisions = list_hidden_decisions(conn, &ids)?;
    let postings: Vec<Posting> = rows.iter().map(|row| row.1.clone()).collect();
    let titles = list_titles(conn, &postings, Locale::En)?;
    let names = list_file_names(conn, person)?;
    let answers = list_answers_of_person(conn, person)?;
    let held = list_of_applicant(conn, person)?;
    let made = list_offers(conn, &ids)?;
    let application = |row: &super::queries::OwnRow| {
        let id = &row.0.id;
        let own_answers = answers.iter().filter(|one| one.0 == *id).map(|(_, label, label_zh, answer)| {
            let question = if label.is_empty() { label_zh } else { label };
            json!({ "question": question, "answer": answer })
        });
        let own_interviews = held.iter().filter(|one| one.1.id == *id).map(|(one, ..)| {
            json!({
                "state": one.state.as_str(), "starts_at": when(one.starts_at), "ends_at": when(one.ends_at),
                "place": one.place, "message": one.message, "reason": one.reason,
            })
        });
        let own_offers = made.iter().filter(|one| one.application_id == *id).map(|one| {
            json!({
                "state": one.state.as_str(), "terms": one.terms, "starts_on": one.starts_on, "salary": one.salary,
                "salary_currency": one.salary_currency, "salary_unit": one.salary_unit,
                "answer_by": when(Some(one.answer_by)),
            })
        });
        json!({
            "id": id.as_str(),
            "posting": titles.get(row.1.id.as_str()),
            "organization": row.2.name,
            "state": visible_state(&row.0, &decisions).as_str(),
            "letter": row.0.letter,
            "resume": names.get(row.0.resume_file_id.as_str()),
            "submitted_at": when(Some(row.0.submitted_at)),
            "answers": own_answers.collect::<Vec<_>>(),
            "interviews": own_interviews.collect::<Vec<_>>(),
            "offers": own_offers.collect::<Vec<_>>(),
        })
    };
    Ok(Value::Array(rows.iter().map(application).collect()))
}

fn list_file_names(conn: &mut Conn, person: &PersonId) -> QueryResult<HashMap<String, String>> {
    let rows: Vec<(String, String)> = applications::table
        .inner_join(files::table.on(applications::resume_file_id.eq(files::id)))
        .filter(applications::person_id.eq(person))
        .select((files::id, files::name))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Erases a person's applications with everything that hangs on them: letters, answers, interviews (out of both
/// calendars), offers, what was recorded of them, and the résumés with their files. Rooms are closed; what was
/// written there is the chat's. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn erase_person(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<()> {
    let own: Vec<(ApplicationId, FileId)> = applications::table
        .filter(applications::person_id.eq(person))
        .select((applications::id, applications::resume_file_id))
        .load(conn)?;
    let mut things: Vec<String> = Vec::new();
    for (id, _) in &own {
        subjects::close(conn, &Subject::Application(id.clone()), now)?;
        things.push(id.to_string());
        let of_interviews: Vec<String> =
            interviews::table.filter(interviews::application_id.eq(id)).select(interviews::id).load(conn)?;
        for interview in &of_interviews {
            release(conn, EntryKind::Interview, interview)?;
        }
        things.extend(of_interviews);
        things.extend(offers::table.filter(offers::application_id.eq(id)).select(offers::id).load::<String>(conn)?);
    }
    for some in things.chunks(500) {
        diesel::delete(transitions::table.filter(transitions::thing_id.eq_any(some))).execute(conn)?;
    }
    diesel::delete(applications::table.filter(applications::person_id.eq(person))).execute(conn)?;
    let resumes: Vec<FileId> = own.into_iter().map(|(_, file)| file).collect();
    remove_later(conn, &resumes, now)
}
