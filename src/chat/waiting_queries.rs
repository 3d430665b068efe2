//! What of the chat waits for a person: conversations with something new, rooms where they were named.

use diesel::prelude::*;

use super::direct::queries::list_conversations;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::notifications;
use crate::error::AppResult;
use crate::site::waiting::WaitingItem;
use crate::site::{Viewer, Visit};
use crate::web::paging::PageNumber;

/// Mentions that are named one by one.
const MENTIONS_MOST: i64 = 3;

/// Conversations with something unread, counted; where they were named and have not looked yet.
///
/// # Errors
/// What the database said.
pub fn list_waiting(conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> AppResult<Vec<WaitingItem>> {
    let locale = visit.locale;
    let mut items = Vec::new();
    if let Some(edition) = &visit.snapshot.edition {
        let whose = (&edition.id, &viewer.person, locale);
        let unread = list_conversations(conn, whose, true, PageNumber::read("", 1))?.total.unwrap_or(0);
        if unread > 0 {
            let title = locale.tn("waiting-messages", i64::try_from(unread).unwrap_or(i64::MAX));
            items.push(WaitingItem::to_see(title, locale.t("waiting-read"), "/me/messages?show=unread"));
        }
    }
    let named: Vec<(String, String, Instant)> = notifications::table
        .filter(notifications::person_id.eq(&viewer.person))
        .filter(notifications::kind.eq("message.mentioned"))
        .filter(notifications::read_at.is_null())
        .order(notifications::id.desc())
        .limit(MENTIONS_MOST)
        .select((notifications::subject, notifications::link, notifications::created_at))
        .load(conn)?;
    items.extend(
        named
            .into_iter()
            .map(|(subject, link, at)| WaitingItem::to_see(subject, locale.t("waiting-answer"), link).since(at)),
    );
    Ok(items)
}
