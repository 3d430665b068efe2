//! Desks: those of an organization who answer at its booth or about its postings, and the help desk of the
//! organizer. A desk and somebody who asks have one private room; who is of the desk reads and writes there.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::queries::Place;
use crate::accounts::organizations::MemberRole;
use crate::db::Conn;
use crate::db::schema::{booth_staff, booths, live_requests, members, organizations, people};
use crate::ids::{EditionId, OrganizationId, PersonId, RoomId};
use crate::site::ZoneKind;
use crate::site::helpdesk::{list_watchers, serves};
use crate::web::i18n::Locale;

/// The most people of one desk.
pub const STAFF_MOST: i64 = 100;

crate::text_enum! {
    /// What a desk is for.
    pub enum DeskKind {
        /// What stands at the booth: its staff and the owners answer.
        Booth = "booth",
        /// The postings: recruiters and owners answer.
        Recruitment = "recruitment",
        /// The help desk of the organizer: agents, who manages the service zone, administrators.
        Service = "service",
    }
}

impl DeskKind {
    /// The desks that an organization has.
    pub const OF_ORGANIZATIONS: [Self; 2] = [Self::Booth, Self::Recruitment];

    /// The zone that it stands in.
    pub fn zone(self) -> ZoneKind {
        match self {
            Self::Booth => ZoneKind::Exhibition,
            Self::Recruitment => ZoneKind::Recruitment,
            Self::Service => ZoneKind::Service,
        }
    }
}

/// A desk in an edition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Desk {
    /// The edition.
    pub edition: EditionId,
    /// What it is for.
    pub kind: DeskKind,
    /// Whose it is; none for the help desk, which is the organizer's.
    pub organization: Option<OrganizationId>,
}

impl Desk {
    /// The desk of an organization.
    pub fn of(edition: &EditionId, kind: DeskKind, organization: &OrganizationId) -> Self {
        Self { edition: edition.clone(), kind, organization: Some(organization.clone()) }
    }

    /// The help desk.
    pub fn of_organizer(edition: &EditionId) -> Self {
        Self { edition: edition.clone(), kind: DeskKind::Service, organization: None }
    }

    /// The id of the organization, or nothing.
    fn owner(&self) -> &str {
        self.organization.as_ref().map_or("", OrganizationId::as_str)
    }

    /// What the room of this desk and a person belongs to.
    pub fn thing(&self, person: &PersonId) -> String {
        format!("{}:{}:{}:{person}", self.edition, self.kind.as_str(), self.owner())
    }

    /// The address where those of the desk find who waits there; `slug` is the organization's.
    pub fn address(&self, slug: &str) -> String {
        match self.kind {
            DeskKind::Service => "/service/desk#live".to_owned(),
            kind => format!("/organizations/{slug}/desk#{}", kind.as_str()),
        }
    }

    /// Reads what [`thing`](Self::thing) wrote.
    fn of_thing(thing: &str) -> Option<(Self, PersonId)> {
        let mut parts = thing.split(':');
        let edition = parts.next()?.parse().ok()?;
        let kind = parts.next()?.parse().ok()?;
        let organization = match parts.next()? {
            "" => None,
            owner => Some(owner.parse().ok()?),
        };
        Some((Self { edition, kind, organization }, parts.next()?.parse().ok()?))
    }
}

/// What a desk is called to who asks: by the name of its organization, in English and Chinese.
///
/// # Errors
/// What the database said.
pub fn find_desk_names(conn: &mut Conn, desk: &Desk) -> QueryResult<(String, String)> {
    match &desk.organization {
        Some(organization) => {
            organizations::table.find(organization).select((organizations::name, organizations::name_zh)).first(conn)
        }
        None => Ok((Locale::En.t("enquiry-desk").to_owned(), Locale::ZhCn.t("enquiry-desk").to_owned())),
    }
}

/// The page where those of a desk find who waits there.
///
/// # Errors
/// What the database said.
pub fn find_desk_address(conn: &mut Conn, desk: &Desk) -> QueryResult<String> {
    let slug: String = match &desk.organization {
        Some(organization) => organizations::table.find(organization).select(organizations::slug).first(conn)?,
        None => String::new(),
    };
    Ok(desk.address(&slug))
}

/// The room of a desk as this person finds it: to the one who asked it has the desk's name,
/// to the desk the name of who asked.
///
/// # Errors
/// What the database said; not found for what is no desk.
pub(super) fn find_desk_place(conn: &mut Conn, thing: &str, reader: Option<&PersonId>) -> QueryResult<Place> {
    let (desk, person) = Desk::of_thing(thing).ok_or(diesel::result::Error::NotFound)?;
    if reader == Some(&person) {
        let (name, name_zh) = find_desk_names(conn, &desk)?;
        return Ok(Place { name, name_zh, href: "/me/requests".to_owned(), is_readable: true });
    }
    let is_readable = match reader {
        Some(reader) => is_staff(conn, &desk, reader)?,
        None => false,
    };
    let name = people::table.find(&person).select(people::name).first(conn)?;
    let address = find_desk_address(conn, &desk)?;
    let href = address.split('#').next().unwrap_or_default().to_owned();
    Ok(Place { name, name_zh: String::new(), href, is_readable })
}

/// Whether a person answers at a desk.
///
/// # Errors
/// What the database said.
pub fn is_staff(conn: &mut Conn, desk: &Desk, person: &PersonId) -> QueryResult<bool> {
    let Some(organization) = &desk.organization else { return serves(conn, &desk.edition, person) };
    let role: Option<MemberRole> = members::table
        .filter(members::organization_id.eq(organization))
        .filter(members::person_id.eq(person))
        .select(members::role)
        .first(conn)
        .optional()?;
    match role {
        None => Ok(false),
        Some(role) if answers_at(desk.kind, role) => Ok(true),
        Some(_) if desk.kind == DeskKind::Booth => {
            let of_booth = of_booth(&desk.edition, organization);
            diesel::select(exists(of_booth.filter(booth_staff::person_id.eq(person)))).get_result(conn)
        }
        Some(_) => Ok(false),
    }
}

/// Everybody who answers at a desk, at most [`STAFF_MOST`]; at the help desk those who are told of who waits.
///
/// # Errors
/// What the database said.
pub fn list_staff(conn: &mut Conn, desk: &Desk) -> QueryResult<Vec<PersonId>> {
    let Some(organization) = &desk.organization else { return list_watchers(conn, &desk.edition) };
    let team: Vec<(PersonId, MemberRole)> = members::table
        .filter(members::organization_id.eq(organization))
        .order(members::id)
        .limit(STAFF_MOST)
        .select((members::person_id, members::role))
        .load(conn)?;
    let at_booth: Vec<PersonId> = match desk.kind {
        DeskKind::Booth => {
            of_booth(&desk.edition, organization).limit(STAFF_MOST).select(booth_staff::person_id).load(conn)?
        }
        DeskKind::Recruitment | DeskKind::Service => Vec::new(),
    };
    let answers = |(person, role): &(PersonId, MemberRole)| answers_at(desk.kind, *role) || at_booth.contains(person);
    Ok(team.into_iter().filter(answers).map(|(person, _)| person).collect())
}

/// Whether a member answers at a desk by their role alone.
fn answers_at(kind: DeskKind, role: MemberRole) -> bool {
    match kind {
        DeskKind::Booth => role == MemberRole::Owner,
        DeskKind::Recruitment => role.may_recruit(),
        DeskKind::Service => false,
    }
}

#[diesel::dsl::auto_type]
fn of_booth<'a>(edition: &'a EditionId, organization: &'a OrganizationId) -> _ {
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
