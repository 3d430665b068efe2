//! The statements of the desk.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::forms::{Order, Wanted, Whose};
use crate::accounts::people::queries::list_names;
use crate::db::Conn;
use crate::db::schema::{enquiries, enquiry_entries, live_requests, people};
use crate::error::AppResult;
use crate::ids::{EditionId, EnquiryId, PersonId};
use crate::service::enquiries::model::{Enquiry, EnquiryState, Priority};
use crate::site::helpdesk::list_desk_people;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::word_patterns;

/// Other enquiries of the same requester that are shown, at most.
const OTHERS_MOST: i64 = 20;

/// A page of the queue, each enquiry with the name of who looks after it.
///
/// # Errors
/// What the database said.
pub fn list_queue(
    conn: &mut Conn,
    (edition, me): (&EditionId, &PersonId),
    wanted: &Wanted,
    at: PageNumber,
) -> QueryResult<Page<(Enquiry, Option<String>)>> {
    let narrow = || {
        let mut found = enquiries::table.filter(enquiries::edition_id.eq(edition)).into_boxed();
        if !wanted.states.is_empty() {
            found = found.filter(enquiries::state.eq_any(wanted.states.iter().copied()));
        }
        if let Some(topic) = wanted.topic {
            found = found.filter(enquiries::topic.eq(topic));
        }
        if let Some(language) = wanted.language {
            found = found.filter(enquiries::locale.eq(language.tag()));
        }
        if let Some(priority) = wanted.priority {
            found = found.filter(enquiries::priority.eq(priority));
        }
        found = match wanted.whose {
            Whose::All => found,
            Whose::Mine => found.filter(enquiries::agent_id.eq(me)),
            Whose::Nobody => found.filter(enquiries::agent_id.is_null()),
        };
        for word in word_patterns(&wanted.words) {
            let has_word = enquiry_entries::table
                .filter(enquiry_entries::enquiry_id.eq(enquiries::id))
                .filter(enquiry_entries::search_key.like(word).escape('\\'));
            found = found.filter(exists(has_word));
        }
        found
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let waits_longest = (enquiries::waiting_since.is_null(), enquiries::waiting_since, enquiries::id);
    let ordered = match wanted.order {
        Order::Waiting => narrow().order(waits_longest),
        Order::Newest => narrow().order((enquiries::created_at.desc(), enquiries::id.desc())),
        Order::Priority => narrow().order((
            enquiries::priority.eq(Priority::Urgent).desc(),
            enquiries::priority.eq(Priority::High).desc(),
            enquiries::priority.eq(Priority::Low),
            waits_longest,
        )),
    };
    let rows: Vec<Enquiry> = ordered
        .offset(i64::try_from(at.offset()).unwrap_or(0))
        .limit(i64::try_from(at.size).unwrap_or(25))
        .select(Enquiry::as_select())
        .load(conn)?;
    let agents: Vec<PersonId> = rows.iter().filter_map(|one| one.agent_id.clone()).collect();
    let names = list_names(conn, &agents)?;
    let with_name = |one: Enquiry| {
        let name = one.agent_id.as_ref().and_then(|agent| names.get(agent)).cloned();
        (one, name)
    };
    Ok(at.page(rows.into_iter().map(with_name).collect(), u64::try_from(total).unwrap_or(0)))
}

/// How many enquiries of an edition wait for the desk.
///
/// # Errors
/// What the database said.
pub fn count_waiting(conn: &mut Conn, edition: &EditionId) -> QueryResult<i64> {
    enquiries::table
        .filter(enquiries::edition_id.eq(edition))
        .filter(enquiries::state.eq_any(EnquiryState::IN_QUEUE))
        .count()
        .get_result(conn)
}

/// An enquiry of this edition.
///
/// # Errors
/// 404 where there is none.
pub fn find_of_edition(conn: &mut Conn, edition: &EditionId, id: &EnquiryId) -> QueryResult<Enquiry> {
    enquiries::table
        .filter(enquiries::edition_id.eq(edition))
        .filter(enquiries::id.eq(id))
        .select(Enquiry::as_select())
        .first(conn)
}

/// Other enquiries of whoever asked this one, the newest first.
///
/// # Errors
/// What the database said.
pub fn list_others(conn: &mut Conn, enquiry: &Enquiry) -> QueryResult<Vec<Enquiry>> {
    let others = enquiries::table
        .filter(enquiries::edition_id.eq(&enquiry.edition_id))
        .filter(enquiries::id.ne(&enquiry.id))
        .filter(enquiries::state.ne(EnquiryState::Merged))
        .into_boxed();
    let own = match &enquiry.person_id {
        Some(person) => others.filter(enquiries::person_id.eq(person)),
        None if enquiry.email_key.is_empty() => return Ok(Vec::new()),
        None => others.filter(enquiries::person_id.is_null()).filter(enquiries::email_key.eq(&enquiry.email_key)),
    };
    own.order(enquiries::id.desc()).limit(OTHERS_MOST).select(Enquiry::as_select()).load(conn)
}

/// Whether two enquiries are of one requester: the same account, or the same address of mail without one.
pub fn is_of_same(one: &Enquiry, other: &Enquiry) -> bool {
    match (&one.person_id, &other.person_id) {
        (Some(one), Some(other)) => one == other,
        (None, None) => !one.email_key.is_empty() && one.email_key == other.email_key,
        _ => false,
    }
}

/// Those who work at the desk with their names, by name.
///
/// # Errors
/// What the database said.
pub fn list_colleagues(conn: &mut Conn, edition: &EditionId) -> AppResult<Vec<(PersonId, String)>> {
    let ids = list_desk_people(conn, edition)?;
    let named = people::table.filter(people::id.eq_any(ids)).order((people::name, people::id));
    Ok(named.select((people::id, people::name)).load(conn)?)
}

/// The enquiries that a person looks after and that are not over, by id; of one edition, or of all.
///
/// # Errors
/// What the database said.
pub fn list_ids_of_agent(
    conn: &mut Conn,
    agent: &PersonId,
    edition: Option<&EditionId>,
) -> QueryResult<Vec<EnquiryId>> {
    let mut query = enquiries::table
        .filter(enquiries::agent_id.eq(agent))
        .filter(enquiries::state.ne_all([EnquiryState::Closed, EnquiryState::Merged]))
        .order(enquiries::id)
        .select(enquiries::id)
        .into_boxed();
    if let Some(edition) = edition {
        query = query.filter(enquiries::edition_id.eq(edition));
    }
    query.load(conn)
}

/// Lets entries of one enquiry, and what was merged into it, belong to another.
///
/// # Errors
/// What the database said.
pub fn move_history(conn: &mut Conn, from: &EnquiryId, to: &EnquiryId) -> QueryResult<()> {
    let entries = enquiry_entries::table.filter(enquiry_entries::enquiry_id.eq(from));
    diesel::update(entries).set(enquiry_entries::enquiry_id.eq(to)).execute(conn)?;
    let merged = enquiries::table.filter(enquiries::merged_into_id.eq(from));
    diesel::update(merged).set(enquiries::merged_into_id.eq(Some(to))).execute(conn)?;
    let talks = live_requests::table.filter(live_requests::enquiry_id.eq(from));
    diesel::update(talks).set(live_requests::enquiry_id.eq(Some(to))).execute(conn)?;
    Ok(())
}
