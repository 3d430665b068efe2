//! Desks: those of an organization who answer at its booth or about its postings. A desk and
//! somebody who asks have one private room; who is of the desk reads and writes there.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::queries::Place;
use crate::accounts::organizations::MemberRole;
use crate::db::Conn;
use crate::db::schema::{booth_staff, booths, live_requests, members, organizations, people};
use crate::ids::{EditionId, OrganizationId, PersonId, RoomId};

/// The most people of one desk.
pub const STAFF_MOST: i64 = 100;

crate::text_enum! {
    /// What a desk is for.
    pub enum DeskKind {
        /// What stands at the booth: its staff and the owners answer.
        Booth = "booth",
        /// The postings: recruiters and owners answer.
        Recruitment = "recruitment",
    }
}

/// A desk of an organization in an edition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Desk {
    /// The edition.
    pub edition: EditionId,
    /// What it is for.
    pub kind: DeskKind,
    /// Whose it is.
    pub organization: OrganizationId,
}

impl Desk {
    /// What the room of this desk and a person belongs to.
    pub fn thing(&self, person: &PersonId) -> String {
        format!("{}:{}:{}:{person}", self.edition, self.kind.as_str(), self.organization)
    }

    /// The address where those of the desk find who waits there; `slug` is the organization's.
    pub fn address(&self, slug: &str) -> String {
        format!("/organizations/{slug}/desk#{}", self.kind.as_str())
    }

    /// Reads what [`thing`](Self::thing) wrote.
    fn of_thing(thing: &str) -> Option<(Self, PersonId)> {
        let mut parts = thing.split(':');
        let edition = parts.next()?.parse().ok()?;
        let kind = parts.next()?.parse().ok()?;
        let organization = parts.next()?.parse().ok()?;
        Some((Self { edition, kind, organization }, parts.next()?.parse().ok()?))
    }
}

/// The room of a desk as this person finds it: to the one who asked it has the organization's name,
/// to the desk the name of who asked.
///
/// # Errors
/// What the database said; not found for what is no desk.
pub(super) fn find_desk_place(conn: &mut Conn, thing: &str, reader: Option<&PersonId>) -> QueryResult<Place> {
    let (desk, person) = Desk::of_thing(thing).ok_or(diesel::result::Error::NotFound)?;
    let (slug, name, name_zh): (String, String, String) = organizations::table
        .find(&desk.organization)
        .select((organizations::slug, organizations::name, organizations::name_zh))
        .first(conn)?;
    if reader == Some(&person) {
        return Ok(Place { name, name_zh, href: "/me/requests".to_owned(), is_readable: true });
    }
    let is_readable = match reader {
        Some(reader) => is_staff(conn, &desk, reader)?,
        None => false,
    };
    let name = people::table.find(&person).select(people::name).first(conn)?;
    Ok(Place { name, name_zh: String::new(), href: format!("/organizations/{slug}/desk"), is_readable })
}

/// Whether a person answers at a desk.
///
/// # Errors
/// What the database said.
pub fn is_staff(conn: &mut Conn, desk: &Desk, person: &PersonId) -> QueryResult<bool> {
    let role: Option<MemberRole> = members::table
        .filter(members::organization_id.eq(&desk.organization))
        .filter(members::person_id.eq(person))
        .select(members::role)
        .first(conn)
        .optional()?;
    match role {
        None => Ok(false),
        Some(role) if answers_at(desk.kind, role) => Ok(true),
        Some(_) if desk.kind == DeskKind::Booth => {
            diesel::select(exists(of_booth(desk).filter(booth_staff::person_id.eq(person)))).get_result(conn)
        }
        Some(_) => Ok(false),
    }
}

/// Everybody who answers at a desk, at most [`STAFF_MOST`].
///
/// # Errors
/// What the database said.
pub fn list_staff(conn: &mut Conn, desk: &Desk) -> QueryResult<Vec<PersonId>> {
    let team: Vec<(PersonId, MemberRole)> = members::table
        .filter(members::organization_id.eq(&desk.organization))
        .order(members::id)
        .limit(STAFF_MOST)
        .select((members::person_id, members::role))
        .load(conn)?;
    let at_booth: Vec<PersonId> = match desk.kind {
        DeskKind::Booth => of_booth(desk).limit(STAFF_MOST).select(booth_staff::person_id).load(conn)?,
        DeskKind::Recruitment => Vec::new(),
    };
    let answers = |(person, role): &(PersonId, MemberRole)| answers_at(desk.kind, *role) || at_booth.contains(person);
    Ok(team.into_iter().filter(answers).map(|(person, _)| person).collect())
}

/// Whether a member answers at a desk by their role alone.
fn answers_at(kind: DeskKind, role: MemberRole) -> bool {
    match kind {
        DeskKind::Booth => role == MemberRole::Owner,
        DeskKind::Recruitment => role.may_recruit(),
    }
}

#[diesel::dsl::auto_type]
fn of_booth<'a>(desk: &'a Desk) -> _ {
    let organization: &'a OrganizationId = &desk.organization;
    let edition: &'a EditionId = &desk.edition;
    booth_staff::table
        .inner_join(booths::table)
        .filter(booths::organization_id.eq(organization))
        .filter(booths::edition_id.eq(edition))
}

/// Who hears of a message in a desk's room: the one who asked, of what the desk says; of what they
/// say the one they talk with, or the whole desk while they talk with nobody.
///
/// # Errors
/// What the database said.
pub(super) fn list_listeners(
    conn: &mut Conn,
    (room, thing): (&RoomId, &str),
    author: &PersonId,
) -> QueryResult<Vec<PersonId>> {
    let (desk, person) = Desk::of_thing(thing).ok_or(diesel::result::Error::NotFound)?;
    if *author != person {
        return Ok(vec![person]);
    }
    let open: Option<Option<PersonId>> = live_requests::table
        .filter(live_requests::room_id.eq(room))
        .filter(live_requests::state.eq_any(["waiting", "offered", "active"]))
        .select(live_requests::agent_id)
        .first(conn)
        .optional()?;
    match open {
        Some(agent) => Ok(agent.into_iter().collect()),
        None => list_staff(conn, &desk),
    }
}
