//! Which enquiry somebody may talk about with the help desk, and what is said first. Called by `requests`.

use super::model::{Enquiry, EntryKind};
use super::queries::{find_enquiry, list_entries};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::EnquiryId;
use crate::site::{Visit, ZoneKind, gate};
use crate::web::text::clip;

/// How much of a question is said in the room, in characters.
const SAID_CHARS: usize = 3_800;

/// An enquiry of the viewer's own that goes on, with what is to be said about it first.
///
/// # Errors
/// Not signed in or not verified; 404 for another's; 409 where it is over.
pub fn find_to_talk(conn: &mut Conn, visit: &Visit, id: &EnquiryId) -> AppResult<(Enquiry, String)> {
    let me = &visit.writer()?.person;
    let enquiry = find_enquiry(conn, id)?;
    if enquiry.person_id.as_ref() != Some(me) {
        return Err(AppError::NotFound);
    }
    gate::require_not_shut(conn, &enquiry.edition_id, ZoneKind::Service)?;
    if enquiry.state.is_over() {
        return Err(AppError::Conflict("error-enquiry-closed"));
    }
    let entries = list_entries(conn, &enquiry.id, false)?;
    let last = entries.iter().rev().find(|(entry, _)| entry.kind == EntryKind::Message);
    let words = last.map_or("", |(entry, _)| entry.body.as_str());
    let said = clip(&format!("{}\n\n{words}", enquiry.subject), SAID_CHARS);
    Ok((enquiry, said))
}
