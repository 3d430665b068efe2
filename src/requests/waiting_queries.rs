//! Who waits at the desks of a person to be talked to.

use diesel::dsl::{count_star, min};
use diesel::prelude::*;

use super::model::RequestState;
use crate::chat::rooms::desks::{Desk, DeskKind, is_staff};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{live_requests, members, organizations};
use crate::error::AppResult;
use crate::ids::OrganizationId;
use crate::site::waiting::WaitingItem;
use crate::site::{Viewer, Visit};

/// Most requests that are counted.
const COUNTED_MOST: i64 = 1_000;

/// A request that stands in the queue of a desk: whose desk, its organization, since when.
type Queued = ((OrganizationId, DeskKind), (String, String, String), Instant);

/// The desks where somebody waits, each with how many and since when.
///
/// # Errors
/// What the database said.
pub fn list_waiting(conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> AppResult<Vec<WaitingItem>> {
    let Some(edition) = &visit.snapshot.edition else { return Ok(Vec::new()) };
    let locale = visit.locale;
    let queued = || {
        live_requests::table
            .filter(live_requests::edition_id.eq(&edition.id))
            .filter(live_requests::state.eq_any(RequestState::QUEUED))
    };
    let rows: Vec<Queued> = queued()
        .inner_join(organizations::table.inner_join(members::table))
        .filter(members::person_id.eq(&viewer.person))
        .order(live_requests::created_at)
        .limit(COUNTED_MOST)
        .select((
            (organizations::id, live_requests::desk),
            (organizations::slug, organizations::name, organizations::name_zh),
            live_requests::created_at,
        ))
        .load(conn)?;
    let item = |count: i64, since: Option<Instant>, link: String| {
        let item = WaitingItem::to_see(locale.tn("waiting-live", count), locale.t("request-to-desk"), link);
        WaitingItem { at: since, ..item }
    };
    let mut items = Vec::new();
    let mut seen: Vec<&(OrganizationId, DeskKind)> = Vec::new();
    for (desk, (slug, name, name_zh), since) in &rows {
        if seen.contains(&desk) {
            continue;
        }
        seen.push(desk);
        if is_staff(conn, &Desk::of(&edition.id, desk.1, &desk.0), &viewer.person)? {
            let count = rows.iter().filter(|row| row.0 == *desk).count();
            let item = item(i64::try_from(count).unwrap_or(0), Some(*since), format!("/organizations/{slug}/desk"));
            items.push(item.about(locale.name(name, name_zh)));
        }
    }
    if viewer.may_serve() {
        let at_helpdesk = queued().filter(live_requests::organization_id.is_null());
        let (count, since) = at_helpdesk.select((count_star(), min(live_requests::created_at))).first(conn)?;
        if count > 0 {
            items.push(item(count, since, "/service/desk".to_owned()).about(locale.t("enquiry-desk")));
        }
    }
    Ok(items)
}
