//! Every statement about canned replies.

use diesel::prelude::*;

use super::forms::ValidReply;
use crate::clock::Instant;
use crate::db::schema::canned_replies;
use crate::db::{Conn, changed_one};
use crate::error::AppResult;
use crate::ids::{CannedReplyId, EditionId};
use crate::service::topics::Topic;
use crate::web::i18n::Locale;

/// The most replies of an edition that are listed.
const MOST: i64 = 500;

/// A canned reply.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = canned_replies)]
pub struct CannedReply {
    /// Its id.
    pub id: CannedReplyId,
    /// The edition.
    pub edition_id: EditionId,
    /// What it is about.
    pub topic: Topic,
    /// What agents find it by.
    pub title: String,
    /// The text in English, or empty.
    pub body_en: String,
    /// The text in Chinese, or empty.
    pub body_zh: String,
    /// Counts its changes.
    pub version: i64,
    /// When it was written.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl CannedReply {
    /// The text in this language or, failing that, the other.
    pub fn text(&self, locale: Locale) -> &str {
        match (locale, self.body_en.is_empty(), self.body_zh.is_empty()) {
            (Locale::ZhCn, _, false) | (Locale::En, true, _) => &self.body_zh,
            _ => &self.body_en,
        }
    }
}

/// The replies of an edition by topic and title, at most 500.
///
/// # Errors
/// What the database said.
pub fn list_replies(conn: &mut Conn, edition: &EditionId) -> QueryResult<Vec<CannedReply>> {
    canned_replies::table
        .filter(canned_replies::edition_id.eq(edition))
        .order((canned_replies::topic, canned_replies::title, canned_replies::id))
        .limit(MOST)
        .select(CannedReply::as_select())
        .load(conn)
}

/// A reply of an edition.
///
/// # Errors
/// 404 where there is none.
pub fn find_reply(conn: &mut Conn, edition: &EditionId, id: &CannedReplyId) -> QueryResult<CannedReply> {
    canned_replies::table
        .filter(canned_replies::edition_id.eq(edition))
        .filter(canned_replies::id.eq(id))
        .select(CannedReply::as_select())
        .first(conn)
}

/// Stores a new reply. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn insert_reply(
    conn: &mut Conn,
    id: &CannedReplyId,
    edition: &EditionId,
    valid: ValidReply,
    now: Instant,
) -> QueryResult<()> {
    if find_reply(conn, edition, id).optional()?.is_some() {
        return Ok(());
    }
    let ValidReply { topic, title, body_en, body_zh } = valid;
    let (id, edition_id) = (id.clone(), edition.clone());
    let reply =
        CannedReply { id, edition_id, topic, title, body_en, body_zh, version: 1, created_at: now, updated_at: now };
    diesel::insert_into(canned_replies::table).values(&reply).execute(conn)?;
    Ok(())
}

/// Changes a reply that was read in this version.
///
/// # Errors
/// 409 when somebody was faster.
pub fn update_reply(conn: &mut Conn, reply: &CannedReply, valid: &ValidReply, now: Instant) -> AppResult<()> {
    let seen = canned_replies::table
        .filter(canned_replies::id.eq(&reply.id))
        .filter(canned_replies::version.eq(reply.version));
    let changes = (
        canned_replies::topic.eq(valid.topic),
        canned_replies::title.eq(&valid.title),
        canned_replies::body_en.eq(&valid.body_en),
        canned_replies::body_zh.eq(&valid.body_zh),
        canned_replies::version.eq(canned_replies::version + 1),
        canned_replies::updated_at.eq(now),
    );
    changed_one(diesel::update(seen).set(changes).execute(conn)?)
}

/// Removes a reply.
///
/// # Errors
/// What the database said.
pub fn delete_reply(conn: &mut Conn, id: &CannedReplyId) -> QueryResult<usize> {
    diesel::delete(canned_replies::table.find(id)).execute(conn)
}
