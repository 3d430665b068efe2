//! What of the console waits for its staff: what was submitted, reports, appeals, organizations, queue by queue.

use super::queries::{self, Queue, Waiting};
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::waiting::WaitingItem;
use crate::site::{Viewer, Visit};
use crate::web::dates;

/// The queues of a member of the staff in which something waits.
///
/// # Errors
/// What the database said.
pub fn list_waiting(conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> AppResult<Vec<WaitingItem>> {
    let Some(edition) = &visit.snapshot.edition else { return Ok(Vec::new()) };
    let locale = visit.locale;
    // Of the help desk its own list tells.
    let waits = |one: &Waiting| one.count > 0 && one.queue != Queue::Enquiries;
    let item = |one: Waiting| {
        let (key, href) = one.queue.place();
        let title = format!("{} {}", dates::number(one.count), locale.tn(key, one.count));
        let item = WaitingItem::to_see(title, locale.t("waiting-look"), href);
        WaitingItem { at: one.oldest, ..item }
    };
    let found = queries::list_waiting(conn, &edition.id, viewer)?;
    Ok(found.into_iter().filter(waits).map(item).collect())
}
