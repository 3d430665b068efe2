//! Every statement about saved searches and what they told.

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::forms::ValidSearch;
use super::model::SavedSearch;
use crate::clock::Instant;
use crate::db::schema::{
    organizations, people, posting_revisions, postings, saved_searches, search_alerts, transitions,
};
use crate::db::{Conn, changed_one};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EditionId, PersonId, PostingId, RowId, SearchId};
use crate::insert_many;
use crate::outbox::hold_person;
use crate::outbox::searches::Rhythm;
use crate::outbox::searches::{SEARCH_ALERT, set_rhythm};
use crate::outbox::tasks::enqueue_task;
use crate::recruitment::postings::queries::{is_live, published};
use crate::site::sanctions::find_ban;

/// Most searches of a person in an edition.
pub const SEARCHES_MOST: i64 = 20;
/// Most postings that are looked at as new in one look.
const NEW_MOST: i64 = 2_000;
/// Rows a statement.
const BATCH: usize = 500;

/// The searches of a person, the latest first.
///
/// # Errors
/// What the database said.
pub fn list_searches(conn: &mut Conn, edition: &EditionId, person: &PersonId) -> QueryResult<Vec<SavedSearch>> {
    saved_searches::table
        .filter(saved_searches::person_id.eq(person))
        .filter(saved_searches::edition_id.eq(edition))
        .order(saved_searches::id.desc())
        .limit(SEARCHES_MOST)
        .select(SavedSearch::as_select())
        .load(conn)
}

/// A search of this person.
///
/// # Errors
/// 404 when it is another's.
pub fn find_own(conn: &mut Conn, person: &PersonId, id: &str) -> QueryResult<SavedSearch> {
    saved_searches::table
        .filter(saved_searches::id.eq(id))
        .filter(saved_searches::person_id.eq(person))
        .select(SavedSearch::as_select())
        .first(conn)
}

/// Stores a search and lets it tell. Sent twice, the second does nothing.
///
/// # Errors
/// A field error on `name` where there are as many as there may be.
pub fn insert_search(conn: &mut Conn, search: &SavedSearch) -> AppResult<()> {
    hold_person(conn, &search.person_id)?;
    let own = list_searches(conn, &search.edition_id, &search.person_id)?;
    let is_same = |other: &SavedSearch| {
        other.query == search.query && other.fair_id == search.fair_id && other.name == search.name
    };
    if own.iter().any(is_same) {
        return Ok(());
    }
    if i64::try_from(own.len()).unwrap_or(i64::MAX) >= SEARCHES_MOST {
        let mut errors = FieldErrors::new();
        errors.add_n("name", "error-searches-full", SEARCHES_MOST);
        return Err(AppError::Invalid(errors));
    }
    diesel::insert_into(saved_searches::table).values(search).execute(conn)?;
    Ok(set_rhythm(conn, (&search.person_id, &search.id), search.rhythm, search.created_at)?)
}

/// Changes the name and the rhythm of a search that was read in this version. Another rhythm tells what is
/// published from now on.
///
/// # Errors
/// 409 when another window changed it meanwhile.
pub fn update_search(
    conn: &mut Conn,
    search: &SavedSearch,
    valid: &ValidSearch,
    version: i64,
    now: Instant,
) -> AppResult<()> {
    let seen = saved_searches::table.find(&search.id).filter(saved_searches::version.eq(version));
    let rows = diesel::update(seen)
        .set((
            saved_searches::name.eq(&valid.name),
            saved_searches::version.eq(saved_searches::version + 1),
            saved_searches::updated_at.eq(now),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    if valid.rhythm != search.rhythm {
        set_rhythm(conn, (&search.person_id, &search.id), valid.rhythm, now)?;
    }
    Ok(())
}

/// Deletes a search of this person. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn delete_search(conn: &mut Conn, person: &PersonId, id: &str) -> QueryResult<()> {
    let own = saved_searches::table.filter(saved_searches::id.eq(id)).filter(saved_searches::person_id.eq(person));
    diesel::delete(own).execute(conn)?;
    Ok(())
}

/// Takes a search whose time to look has come, and holds it until the end of the transaction; none where it is
/// gone, tells nothing or is looked at later.
///
/// # Errors
/// What the database said.
pub fn take_due(conn: &mut Conn, id: &str, now: Instant) -> QueryResult<Option<SavedSearch>> {
    let due = saved_searches::table.filter(saved_searches::id.eq(id)).filter(saved_searches::next_at.le(now));
    if diesel::update(due).set(saved_searches::version.eq(saved_searches::version)).execute(conn)? == 0 {
        return Ok(None);
    }
    // Another worker may have looked while this one waited for the row.
    let due = saved_searches::table.filter(saved_searches::id.eq(id)).filter(saved_searches::next_at.le(now));
    due.select(SavedSearch::as_select()).first(conn).optional()
}

/// Notes up to when was looked, and when is looked next.
///
/// # Errors
/// What the database said.
pub fn put_off(conn: &mut Conn, id: &SearchId, next: Option<Instant>, now: Instant) -> QueryResult<()> {
    diesel::update(saved_searches::table.find(id))
        .set((saved_searches::checked_at.eq(now), saved_searches::next_at.eq(next)))
        .execute(conn)?;
    match next {
        Some(next) => enqueue_task(conn, SEARCH_ALERT, id.as_str(), next, now),
        None => Ok(()),
    }
}

/// Has every search of an edition that tells at once looked at by then.
///
/// # Errors
/// What the database said.
pub fn hurry_all(conn: &mut Conn, edition: &EditionId, by: Instant, now: Instant) -> QueryResult<()> {
    let later = saved_searches::table
        .filter(saved_searches::edition_id.eq(edition))
        .filter(saved_searches::rhythm.eq(Rhythm::AtOnce))
        .filter(saved_searches::next_at.gt(by));
    let ids: Vec<SearchId> = later.order(saved_searches::id).select(saved_searches::id).load(conn)?;
    for some in ids.chunks(BATCH) {
        diesel::update(saved_searches::table.filter(saved_searches::id.eq_any(some)))
            .set(saved_searches::next_at.eq(Some(by)))
            .execute(conn)?;
    }
    ids.iter().try_for_each(|id| enqueue_task(conn, SEARCH_ALERT, id.as_str(), by, now))
}

/// The live postings that were first published after an instant and that a search has not told of, newest first.
/// A posting is published when it opens, or when it is approved after that.
///
/// # Errors
/// What the database said.
pub fn list_new_postings(
    conn: &mut Conn,
    search: &SavedSearch,
    after: Instant,
    now: Instant,
) -> QueryResult<Vec<String>> {
    let approved = transitions::table
        .filter(transitions::thing_kind.eq("posting"))
        .filter(transitions::thing_id.eq(postings::id))
        .filter(transitions::to_state.eq("scheduled"))
        .filter(transitions::created_at.gt(after));
    let told = search_alerts::table
        .filter(search_alerts::search_id.eq(&search.id))
        .filter(search_alerts::posting_id.eq(postings::id));
    published!()
        .filter(postings::edition_id.eq(&search.edition_id).and(is_live!(now)))
        .filter(postings::opens_at.gt(after).or(exists(approved)))
        .filter(not(exists(told)))
        .order((postings::opens_at.desc(), postings::id.desc()))
        .limit(NEW_MOST)
        .select(postings::id)
        .load(conn)
}

/// Notes what a search tells of.
///
/// # Errors
/// What the database said.
pub fn note_told(conn: &mut Conn, search: &SearchId, told: &[PostingId], now: Instant) -> QueryResult<()> {
    for some in told.chunks(BATCH) {
        let row = |posting: &PostingId| {
            (
                search_alerts::id.eq(RowId::new()),
                search_alerts::search_id.eq(search.clone()),
                search_alerts::posting_id.eq(posting.clone()),
                search_alerts::created_at.eq(now),
            )
        };
        let rows: Vec<_> = some.iter().map(row).collect();
        insert_many!(conn, search_alerts::table, rows)?;
    }
    Ok(())
}

/// Whether a person is told of anything: their address is verified and they are not banned.
///
/// # Errors
/// What the database said.
pub fn may_be_told(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<bool> {
    let verified = people::table.find(person).filter(people::verified_at.is_not_null());
    Ok(diesel::select(exists(verified)).get_result(conn)? && find_ban(conn, person, now)?.is_none())
}

/// Every search a person saved, in every edition.
///
/// # Errors
/// What the database said.
pub fn export_person(conn: &mut Conn, person: &PersonId) -> QueryResult<serde_json::Value> {
    let all: Vec<SavedSearch> = saved_searches::table
        .filter(saved_searches::person_id.eq(person))
        .order(saved_searches::id)
        .select(SavedSearch::as_select())
        .load(conn)?;
    let entry = |search: SavedSearch| {
        serde_json::json!({
            "name": search.name,
            "query": search.query,
            "fair": search.fair_id,
            "rhythm": search.rhythm,
            "saved_at": search.created_at.and_utc().to_rfc3339(),
        })
    };
    Ok(all.into_iter().map(entry).collect())
}

/// Forgets every search of a person, and what they told.
///
/// # Errors
/// What the database said.
pub fn erase_person(conn: &mut Conn, person: &PersonId, _: Instant) -> QueryResult<()> {
    diesel::delete(saved_searches::table.filter(saved_searches::person_id.eq(person))).execute(conn)?;
    Ok(())
}
