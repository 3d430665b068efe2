//! What of the help desk waits for a person: their enquiries that the desk has answered, and, for agents, the queue.

use diesel::prelude::*;

use super::desk::queries::count_waiting;
use super::enquiries::EnquiryState;
use super::enquiries::telling::own_link;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::enquiries;
use crate::error::AppResult;
use crate::ids::EnquiryId;
use crate::site::waiting::WaitingItem;
use crate::site::{Viewer, Visit};

/// Enquiries that wait for their reply, one by one; the queue of the desk, counted.
///
/// # Errors
/// What the database said.
pub fn list_waiting(conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> AppResult<Vec<WaitingItem>> {
    let Some(edition) = &visit.snapshot.edition else { return Ok(Vec::new()) };
    let locale = visit.locale;
    let pending: Vec<(EnquiryId, String, Instant)> = enquiries::table
        .filter(enquiries::person_id.eq(&viewer.person))
        .filter(enquiries::state.eq(EnquiryState::Pending))
        .order(enquiries::updated_at)
        .limit(5)
        .select((enquiries::id, enquiries::subject, enquiries::updated_at))
        .load(conn)?;
    let mut items: Vec<WaitingItem> = pending
        .into_iter()
        .map(|(id, subject, at)| {
            let title = locale.t("waiting-enquiry").to_owned();
            WaitingItem::to_see(title, locale.t("waiting-reply"), own_link(&id)).about(subject).since(at)
        })
        .collect();
    if viewer.may_serve() {
        let n = count_waiting(conn, &edition.id)?;
        if n > 0 {
            let title = locale.tn("waiting-desk", n);
            items.push(WaitingItem::to_see(title, locale.t("waiting-look"), "/service/desk"));
        }
    }
    Ok(items)
}
