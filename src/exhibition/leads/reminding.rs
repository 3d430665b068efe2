//! The reminder of a follow-up, to whoever planned it. A task: it finds for itself whether there is still anything to
//! remind of, see [`crate::outbox::tasks`].

use diesel::prelude::*;

use super::model::Lead;
use super::telling::{TOLD_CHARS, address, list_told};
use crate::chat::rooms::desks::{Desk, DeskKind, is_staff};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{booths, leads, organizations};
use crate::error::AppResult;
use crate::ids::{EditionId, LeadId};
use crate::outbox::{Notice, notify};
use crate::web::text::{clip, one_line};

/// The kind of the task.
pub const LEAD_REMINDER: &str = "lead-reminder";

/// Reminds the one who planned it, once, if the time has come; all of the booth where they are of it no more.
///
/// # Errors
/// What the database said.
pub fn remind(conn: &mut Conn, lead: &str, now: Instant) -> AppResult<()> {
    let Ok(id) = lead.parse::<LeadId>() else { return Ok(()) };
    let due = leads::table
        .inner_join(booths::table)
        .inner_join(organizations::table)
        .filter(leads::id.eq(&id))
        .filter(leads::follow_up_at.le(now))
        .filter(leads::reminded_at.is_null());
    let found: Option<(Lead, EditionId, String)> =
        due.select((Lead::as_select(), booths::edition_id, organizations::slug)).first(conn).optional()?;
    let Some((lead, edition, slug)) = found else { return Ok(()) };
    diesel::update(leads::table.find(&id)).set(leads::reminded_at.eq(Some(now))).execute(conn)?;
    let desk = Desk::of(&edition, DeskKind::Booth, &lead.organization_id);
    let reminded = match &lead.follow_up_by {
        Some(person) if is_staff(conn, &desk, person)? => vec![person.clone()],
        _ => list_told(conn, &edition, &lead.organization_id, &lead.person_id)?,
    };
    for person in reminded {
        notify(conn, &person, "lead.reminder", &address(&slug, &id), now, |locale| Notice {
            subject: locale.tf("notice-lead-reminder", &[("name", &lead.name)]),
            detail: clip(&one_line(&lead.remark), TOLD_CHARS),
        })?;
    }
    Ok(())
}
