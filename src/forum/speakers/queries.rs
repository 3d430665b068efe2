//! Statements about speakers.

use diesel::prelude::*;

use super::forms::ValidSpeaker;
use super::model::{SPEAKER, Speaker};
use crate::clock::Instant;
use crate::db::schema::{people, session_speakers, speakers};
use crate::db::{Conn, changed_one};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EditionId, FileId, PersonId, SessionId, SpeakerId};
use crate::lifecycle::require_version;
use crate::search::record_change;
use crate::site::slugs;
use crate::web::paging::{Page, PageNumber};
use crate::web::text;

/// The most speakers that can be chosen from.
pub const SPEAKERS_MOST: i64 = 500;

/// The speaker at an address, where there is one.
///
/// # Errors
/// What the database said.
pub fn find_at(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<Speaker>> {
    speakers::table
        .filter(speakers::edition_id.eq(edition))
        .filter(speakers::slug.eq(slug))
        .select(Speaker::as_select())
        .first(conn)
        .optional()
}

/// The present address of the speaker who once had this one.
///
/// # Errors
/// What the database said.
pub fn find_moved_slug(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<String>> {
    let Some(id) = slugs::find_thing(conn, edition, SPEAKER, slug)? else { return Ok(None) };
    speakers::table.filter(speakers::id.eq(id)).select(speakers::slug).first(conn).optional()
}

/// A speaker of this edition, with the mail address of their account.
///
/// # Errors
/// 404 where there is none.
pub fn find_speaker(conn: &mut Conn, edition: &EditionId, id: &SpeakerId) -> QueryResult<(Speaker, Option<String>)> {
    speakers::table
        .left_join(people::table)
        .filter(speakers::id.eq(id))
        .filter(speakers::edition_id.eq(edition))
        .select((Speaker::as_select(), people::email.nullable()))
        .first(conn)
}

/// Everybody who speaks, by name, at most [`SPEAKERS_MOST`].
///
/// # Errors
/// What the database said.
pub fn list_all(conn: &mut Conn, edition: &EditionId) -> QueryResult<Vec<Speaker>> {
    speakers::table
        .filter(speakers::edition_id.eq(edition))
        .order((speakers::name, speakers::id))
        .limit(SPEAKERS_MOST)
        .select(Speaker::as_select())
        .load(conn)
}

/// A page of the speakers whom the words find, by name.
///
/// # Errors
/// What the database said.
pub fn list_speakers(conn: &mut Conn, edition: &EditionId, q: &str, at: PageNumber) -> QueryResult<Page<Speaker>> {
    let narrow = || {
        let mut query = speakers::table.filter(speakers::edition_id.eq(edition)).into_boxed();
        for word in text::word_patterns(q) {
            query = query.filter(speakers::search_key.like(word).escape('\\'));
        }
        query
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(25));
    let page = narrow().order((speakers::name, speakers::id)).offset(offset).limit(limit);
    let rows = page.select(Speaker::as_select()).load(conn)?;
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

fn find_account(conn: &mut Conn, email_key: &str) -> AppResult<Option<PersonId>> {
    if email_key.is_empty() {
        return Ok(None);
    }
    let found = people::table.filter(people::email_key.eq(email_key)).select(people::id).first(conn).optional()?;
    found.map(Some).ok_or_else(|| AppError::Invalid(FieldErrors::one("email", "error-speaker-account")))
}

fn free_slug(conn: &mut Conn, edition: &EditionId, id: &SpeakerId, name: &str) -> QueryResult<String> {
    let base = text::slug(name);
    let mut taken: Vec<String> = speakers::table
        .filter(speakers::edition_id.eq(edition))
        .filter(speakers::id.ne(id))
        .filter(speakers::slug.like(format!("{base}%")))
        .select(speakers::slug)
        .load(conn)?;
    taken.extend(slugs::list_old(conn, edition, SPEAKER, id.as_str(), &base)?);
    Ok(slugs::free(name, &taken))
}

/// Makes a speaker.
///
/// # Errors
/// The field `email` where nobody has an account with it.
pub fn insert_speaker(
    conn: &mut Conn,
    id: &SpeakerId,
    edition: &EditionId,
    (valid, photo): (&ValidSpeaker, Option<&FileId>),
    now: Instant,
) -> AppResult<()> {
    let person = find_account(conn, &valid.email_key)?;
    let row = (
        speakers::id.eq(id),
        speakers::edition_id.eq(edition),
        speakers::person_id.eq(person),
        speakers::slug.eq(free_slug(conn, edition, id, &valid.name)?),
        speakers::name.eq(&valid.name),
        speakers::affiliation.eq(&valid.affiliation.0),
        speakers::affiliation_zh.eq(&valid.affiliation.1),
        speakers::biography.eq(&valid.biography.0),
        speakers::biography_zh.eq(&valid.biography.1),
        speakers::photo_file_id.eq(photo),
        speakers::search_key.eq(valid.search_key()),
        speakers::version.eq(1_i64),
        speakers::created_at.eq(now),
        speakers::updated_at.eq(now),
    );
    diesel::insert_into(speakers::table).values(row).execute(conn)?;
    Ok(())
}

/// Sets a speaker to what was typed; a new name is a new address. Their sessions are found by it.
///
/// # Errors
/// 409 where somebody was faster; the field `email` where nobody has an account with it.
pub fn update_speaker(
    conn: &mut Conn,
    speaker: &Speaker,
    seen: &str,
    (valid, photo): (&ValidSpeaker, Option<&FileId>),
    now: Instant,
) -> AppResult<()> {
    require_version(speaker.version, seen)?;
    let person = find_account(conn, &valid.email_key)?;
    let slug = match slugs::is_of(&speaker.slug, &valid.name) {
        true => speaker.slug.clone(),
        false => free_slug(conn, &speaker.edition_id, &speaker.id, &valid.name)?,
    };
    if slug != speaker.slug {
        let thing = (SPEAKER, speaker.id.as_str());
        slugs::record_old(conn, &speaker.edition_id, thing, (&speaker.slug, &slug), now)?;
    }
    let own = speakers::table.find(&speaker.id).filter(speakers::version.eq(speaker.version));
    let changes = (
        speakers::person_id.eq(person),
        speakers::slug.eq(slug),
        speakers::name.eq(&valid.name),
        speakers::affiliation.eq(&valid.affiliation.0),
        speakers::affiliation_zh.eq(&valid.affiliation.1),
        speakers::biography.eq(&valid.biography.0),
        speakers::biography_zh.eq(&valid.biography.1),
        speakers::photo_file_id.eq(photo.or(speaker.photo_file_id.as_ref())),
        speakers::search_key.eq(valid.search_key()),
        speakers::version.eq(speakers::version + 1),
        speakers::updated_at.eq(now),
    );
    changed_one(diesel::update(own).set(changes).execute(conn)?)?;
    record_change(conn, SPEAKER, speaker.id.as_str(), now)?;
    let sessions: Vec<SessionId> = session_speakers::table
        .filter(session_speakers::speaker_id.eq(&speaker.id))
        .select(session_speakers::session_id)
        .load(conn)?;
    for session in sessions {
        record_change(conn, crate::forum::sessions::model::SESSION, session.as_str(), now)?;
    }
    Ok(())
}
