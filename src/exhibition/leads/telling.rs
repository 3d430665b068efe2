//! Who hears of a card: the staff of its booth when it is left, renewed or taken back.

use super::card_queries::list_member_ids;
use super::model::Lead;
use crate::chat::rooms::desks::{Desk, DeskKind, find_desk_names, list_staff};
use crate::chat::rooms::people::has_blocked;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::{EditionId, LeadId, OrganizationId, PersonId};
use crate::outbox::{Notice, forget_details, notify, notify_unless_seen, withdraw};
use crate::web::i18n::Locale;
use crate::web::text::{clip, one_line};

/// How much of a person's words a notification shows, in characters.
pub const TOLD_CHARS: usize = 200;

/// Where those who hold cards find them; `slug` is the organization's.
pub fn list_address(slug: &str) -> String {
    format!("/organizations/{slug}/leads")
}

/// Where they find one.
pub fn address(slug: &str, lead: &LeadId) -> String {
    format!("/organizations/{slug}/leads/{lead}")
}

/// The booth's people, without the one it is about.
///
/// # Errors
/// What the database said.
pub fn list_told(
    conn: &mut Conn,
    edition: &EditionId,
    organization: &OrganizationId,
    of: &PersonId,
) -> AppResult<Vec<PersonId>> {
    let staff = list_staff(conn, &Desk::of(edition, DeskKind::Booth, organization))?;
    Ok(staff.into_iter().filter(|person| person != of).collect())
}

/// A card that was left or renewed, as those who are told need it.
pub struct Left<'a> {
    /// Its id.
    pub id: &'a LeadId,
    /// The edition.
    pub edition: &'a EditionId,
    /// Whose booth it was left at.
    pub organization: &'a OrganizationId,
    /// The organization's part of the address.
    pub slug: &'a str,
    /// Who left it.
    pub person: &'a PersonId,
    /// Their name.
    pub name: &'a str,
    /// Their words.
    pub note: &'a str,
    /// Whether it takes the place of an earlier one.
    pub is_renewed: bool,
}

/// Tells the booth's people of a card that was left or renewed; of one renewed over and over once until they look. The
/// card is the booth's, whoever of it has blocked its person; they alone do not hear of it, as in rooms.
///
/// # Errors
/// What the database said.
pub fn tell_left(conn: &mut Conn, left: &Left<'_>, now: Instant) -> AppResult<()> {
    let link = address(left.slug, left.id);
    let key = if left.is_renewed { "notice-lead-renewed" } else { "notice-lead-received" };
    let detail = clip(&one_line(left.note), TOLD_CHARS);
    let word = |locale: Locale| Notice { subject: locale.tf(key, &[("name", left.name)]), detail: detail.clone() };
    for person in list_told(conn, left.edition, left.organization, left.person)? {
        if has_blocked(conn, &person, left.person)? {
            continue;
        }
        match left.is_renewed {
            true => drop(notify_unless_seen(conn, &person, "lead.renewed", &link, now, word)?),
            false => notify(conn, &person, "lead.received", &link, now, word)?,
        }
    }
    Ok(())
}

/// Tells the booth's people that a card was taken back; there is nothing to look at any more, and what they were told
/// says no longer what stood on the card or was noted to it.
///
/// # Errors
/// What the database said.
pub fn tell_withdrawn(
    conn: &mut Conn,
    edition: &EditionId,
    (lead, slug): (&Lead, &str),
    now: Instant,
) -> AppResult<()> {
    let told = list_told(conn, edition, &lead.organization_id, &lead.person_id)?;
    let link = address(slug, &lead.id);
    // Members who stood at the booth before were told too.
    let members = list_member_ids(conn, &lead.organization_id)?;
    withdraw(conn, &members, &link, now)?;
    forget_details(conn, &members, &link)?;
    let (name, name_zh) = find_desk_names(conn, &Desk::of(edition, DeskKind::Booth, &lead.organization_id))?;
    for person in told {
        if has_blocked(conn, &person, &lead.person_id)? {
            continue;
        }
        notify(conn, &person, "lead.withdrawn", &list_address(slug), now, |locale| {
            let values = [("name", lead.name.as_str()), ("organization", locale.name(&name, &name_zh))];
            Notice { subject: locale.tf("notice-lead-withdrawn", &values), detail: String::new() }
        })?;
    }
    Ok(())
}
