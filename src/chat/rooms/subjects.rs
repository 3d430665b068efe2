//! Private rooms about something that somebody from outside (the guest) and an organization (the team)
//! have between them: an application with the recruiters, a project with those who answer for it.
//! Called by the zones, which open and close them. Whoever of the team may, reads and writes there by the
//! rights of the moment; who wrote there has a row in `room_people` that ends with their membership.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::people::bring_in;
use super::queries::{NewRoom, Place, RoomKind, find_room_of, insert_room};
use crate::accounts::organizations::MemberRole;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{applications, members, organizations, people, postings, projects, room_people, rooms};
use crate::error::AppResult;
use crate::ids::{ApplicationId, EditionId, MemberId, OrganizationId, PersonId, ProjectId, RoomId, RowId};

/// The most people of a team who hear of a message.
const TEAM_MOST: i64 = 100;

/// What a room is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// An application: its applicant and the recruiters of the posting's organization.
    Application(ApplicationId),
    /// A project and somebody who deals with its organization about it: the contact, owners and editors.
    Project {
        /// The project.
        project: ProjectId,
        /// The person from outside.
        guest: PersonId,
    },
}

impl Subject {
    fn kind(&self) -> RoomKind {
        match self {
            Self::Application(_) => RoomKind::Application,
            Self::Project { .. } => RoomKind::Project,
        }
    }

    fn thing(&self) -> String {
        match self {
            Self::Application(id) => id.to_string(),
            Self::Project { project, guest } => format!("{project}:{guest}"),
        }
    }

    /// Reads what [`thing`](Self::thing) wrote.
    ///
    /// # Errors
    /// Not found for rooms of other kinds.
    fn of_room(kind: RoomKind, thing: &str) -> QueryResult<Self> {
        let read = || match kind {
            RoomKind::Application => Some(Self::Application(thing.parse().ok()?)),
            RoomKind::Project => {
                let (project, guest) = thing.split_once(':')?;
                Some(Self::Project { project: project.parse().ok()?, guest: guest.parse().ok()? })
            }
            _ => None,
        };
        read().ok_or(diesel::result::Error::NotFound)
    }

    fn find_sides(&self, conn: &mut Conn) -> QueryResult<Sides> {
        match self {
            Self::Application(id) => find_sides_of_application(conn, id),
            Self::Project { project, guest } => find_sides_of_project(conn, project, guest),
        }
    }
}

/// The room of a subject, open to be written in: made where there is none, opened again where it was
/// closed. Safe to repeat; runs inside a write.
///
/// # Errors
/// 404 where there is no such thing; busy where somebody makes the room at the same moment.
pub fn open(conn: &mut Conn, edition: &EditionId, subject: &Subject, at: Instant) -> AppResult<RoomId> {
    let (kind, thing) = (subject.kind(), subject.thing());
    if let Some(room) = reopen(conn, subject)? {
        return Ok(room);
    }
    let (room, sides) = (RoomId::new(), subject.find_sides(conn)?);
    let organization = Some(&sides.organization);
    insert_room(conn, NewRoom { id: &room, edition, kind, thing: &thing, name: "", organization }, at)?;
    bring_in(conn, &room, &[sides.guest], at)?;
    Ok(room)
}

/// Opens the room of a subject again, where it has one; gives it.
///
/// # Errors
/// What the database said.
pub fn reopen(conn: &mut Conn, subject: &Subject) -> QueryResult<Option<RoomId>> {
    let Some(room) = find(conn, subject)? else { return Ok(None) };
    diesel::update(rooms::table.find(&room)).set(rooms::closed_at.eq(None::<Instant>)).execute(conn)?;
    Ok(Some(room))
}

/// Closes the room of a subject: it stays readable, nobody writes. Gives whether one was open.
///
/// # Errors
/// What the database said.
pub fn close(conn: &mut Conn, subject: &Subject, at: Instant) -> QueryResult<bool> {
    let of_subject = rooms::table.filter(rooms::kind.eq(subject.kind())).filter(rooms::thing_id.eq(subject.thing()));
    let open = of_subject.filter(rooms::closed_at.is_null());
    Ok(diesel::update(open).set(rooms::closed_at.eq(Some(at))).execute(conn)? == 1)
}

/// The room of a subject, where it has one.
///
/// # Errors
/// What the database said.
pub fn find(conn: &mut Conn, subject: &Subject) -> QueryResult<Option<RoomId>> {
    find_room_of(conn, subject.kind(), &subject.thing())
}

/// As [`join`], for a zone that knows the subject; any member is brought in where the subject takes others.
///
/// # Errors
/// What the database said.
pub fn join_subject(
    conn: &mut Conn,
    room: &RoomId,
    subject: &Subject,
    person: &PersonId,
    at: Instant,
) -> AppResult<()> {
    join(conn, (room, subject.kind(), &subject.thing()), person, at)
}

/// Brings somebody of the team into a room, so that it stands among their messages and they hear of
/// what the guest says. Whoever is of the other side, or of neither, is not. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn join(
    conn: &mut Conn,
    (room, kind, thing): (&RoomId, RoomKind, &str),
    person: &PersonId,
    at: Instant,
) -> AppResult<()> {
    let sides = Subject::of_room(kind, thing)?.find_sides(conn)?;
    let Some((member, _)) = sides.find_member(conn, person)? else { return Ok(()) };
    let row = (
        room_people::id.eq(RowId::new()),
        room_people::room_id.eq(room),
        room_people::person_id.eq(person),
        room_people::member_id.eq(Some(&member)),
        room_people::created_at.eq(at),
    );
    let unique = (room_people::room_id, room_people::person_id);
    // The guest, who may be of the team as well, keeps the row that says so.
    crate::upsert!(conn, room_people::table, row, unique, room_people::room_id.eq(room))?;
    Ok(())
}

/// The two sides of a room.
struct Sides {
    guest: PersonId,
    organization: OrganizationId,
    /// Who answers whatever their role; an application has nobody in particular.
    contact: Option<PersonId>,
    /// Which roles are of the team.
    is_of_team: fn(MemberRole) -> bool,
    /// Whether other members who were brought in are of it too.
    takes_others: bool,
    /// The pages of the thing: the guest's, the team's.
    pages: (String, String),
}

fn find_sides_of_application(conn: &mut Conn, id: &ApplicationId) -> QueryResult<Sides> {
    let (guest, organization, slug): (PersonId, OrganizationId, String) = applications::table
        .inner_join(postings::table.inner_join(organizations::table))
        .filter(applications::id.eq(id))
        .select((applications::person_id, organizations::id, organizations::slug))
        .first(conn)?;
    let pages = (format!("/me/applications/{id}"), format!("/organizations/{slug}/applications/{id}"));
    Ok(Sides { guest, organization, contact: None, is_of_team: MemberRole::may_recruit, takes_others: false, pages })
}

fn find_sides_of_project(conn: &mut Conn, id: &ProjectId, guest: &PersonId) -> QueryResult<Sides> {
    let (organization, slug, contact): (OrganizationId, String, Option<PersonId>) = projects::table
        .find(id)
        .select((projects::organization_id, projects::slug, projects::contact_id))
        .first(conn)?;
    let (guest, page) = (guest.clone(), format!("/pairing/projects/{slug}"));
    let pages = (page.clone(), page);
    Ok(Sides { guest, organization, contact, is_of_team: MemberRole::may_pair, takes_others: true, pages })
}

impl Sides {
    fn find_member(&self, conn: &mut Conn, person: &PersonId) -> QueryResult<Option<(MemberId, MemberRole)>> {
        members::table
            .filter(members::organization_id.eq(&self.organization))
            .filter(members::person_id.eq(person))
            .select((members::id, members::role))
            .first(conn)
            .optional()
    }

    fn answers(&self, person: &PersonId, role: MemberRole) -> bool {
        self.contact.as_ref() == Some(person) || (self.is_of_team)(role)
    }

    /// Whether somebody is of the team now.
    fn has_in_team(&self, conn: &mut Conn, room: &RoomId, person: &PersonId) -> QueryResult<bool> {
        let Some((member, role)) = self.find_member(conn, person)? else { return Ok(false) };
        if self.answers(person, role) {
            return Ok(true);
        }
        let row = room_people::table.filter(room_people::room_id.eq(room)).filter(room_people::member_id.eq(&member));
        Ok(self.takes_others && diesel::select(exists(row)).get_result(conn)?)
    }

    /// Who of the team hears of what the guest says: the contact and those who joined, else all of it.
    fn list_listening(&self, conn: &mut Conn, room: &RoomId) -> QueryResult<Vec<PersonId>> {
        let joined = room_people::member_id.eq(members::id.nullable()).and(room_people::room_id.eq(room));
        let all: Vec<(PersonId, MemberRole, Option<RoomId>)> = members::table
            .left_join(room_people::table.on(joined))
            .filter(members::organization_id.eq(&self.organization))
            .order(members::id)
            .limit(TEAM_MOST)
            .select((members::person_id, members::role, room_people::room_id.nullable()))
            .load(conn)?;
        let answers = |person: &PersonId, role| self.answers(person, role);
        let is_listening = |(person, role, row): &&(PersonId, MemberRole, Option<RoomId>)| {
            let is_contact = self.contact.as_ref() == Some(person);
            is_contact || (row.is_some() && (self.takes_others || answers(person, *role)))
        };
        let listening: Vec<PersonId> = all.iter().filter(is_listening).map(|row| row.0.clone()).collect();
        match listening.is_empty() {
            true => Ok(all.into_iter().filter(|row| answers(&row.0, row.1)).map(|row| row.0).collect()),
            false => Ok(listening),
        }
    }
}

/// The room of a subject as this person finds it: to the guest it has the organization's name, to the
/// team the guest's.
///
/// # Errors
/// What the database said; not found for rooms of other kinds.
pub(super) fn find_subject_place(
    conn: &mut Conn,
    (room, kind, thing): (&RoomId, RoomKind, &str),
    reader: Option<&PersonId>,
) -> QueryResult<Place> {
    let sides = Subject::of_room(kind, thing)?.find_sides(conn)?;
    if reader == Some(&sides.guest) {
        let names =
            organizations::table.find(&sides.organization).select((organizations::name, organizations::name_zh));
        let (name, name_zh) = names.first(conn)?;
        return Ok(Place { name, name_zh, href: sides.pages.0, is_readable: true });
    }
    let is_readable = match reader {
        Some(reader) => sides.has_in_team(conn, room, reader)?,
        None => false,
    };
    let name = people::table.find(&sides.guest).select(people::name).first(conn)?;
    Ok(Place { name, name_zh: String::new(), href: sides.pages.1, is_readable })
}

/// Who hears of a message in a subject's room: the other side.
///
/// # Errors
/// What the database said.
pub(super) fn list_other_side(
    conn: &mut Conn,
    (room, kind, thing): (&RoomId, RoomKind, &str),
    author: &PersonId,
) -> QueryResult<Vec<PersonId>> {
    let sides = Subject::of_room(kind, thing)?.find_sides(conn)?;
    match sides.guest == *author {
        true => sides.list_listening(conn, room),
        false => Ok(vec![sides.guest]),
    }
}
