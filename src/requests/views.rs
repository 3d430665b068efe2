//! The pages of live requests, and the panel that a booth's page shows.

use askama::Template;
use diesel::prelude::*;
use uuid::Uuid;

use super::duty;
use super::forms::RequestForm;
use super::model::{Place, RequestRow, RequestState};
use super::{places, queries};
use crate::accounts::people::queries::find_name;
use crate::chat::rooms::RoomPanel;
use crate::chat::rooms::desks::{Desk, DeskKind, is_staff, list_staff};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::exhibition::booths::model::BoothView;
use crate::exhibition::booths::panels::{Drawing, Fragment};
use crate::ids::{PersonId, RoomId};
use crate::service::enquiries::telling::{desk_link, own_link};
use crate::site::{Visit, initials};
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::paging::{PageNumber, address};

/// What somebody reads before they ask.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Which desk.
    pub kind: DeskKind,
    /// The organization's part of the address.
    pub slug: String,
    /// Its name.
    pub organization: String,
    /// How many are on duty.
    pub on_duty: i64,
    /// How many wait.
    pub waiting: i64,
    /// The reader's own request, where one goes on.
    pub open: Option<RoomId>,
    /// Whether the reader is of the desk.
    pub is_own: bool,
    /// Whether its zone takes requests now.
    pub is_open: bool,
    /// Whether they are signed in.
    pub is_signed_in: bool,
}

impl Invitation {
    /// Whether there is anything to do: to ask, to go on where one has asked, or to go to one's own desk.
    pub fn leads(&self) -> bool {
        self.is_open || self.open.is_some() || self.is_own
    }

    fn title_key(&self) -> &'static str {
        match self.kind {
            DeskKind::Booth => "request-title-booth",
            DeskKind::Recruitment => "request-title-recruitment",
            DeskKind::Service => "service-desk",
        }
    }

    fn submit_key(&self) -> &'static str {
        if self.on_duty > 0 { "request-send" } else { "request-leave" }
    }
}

/// What everybody may know of a desk.
struct Busyness {
    desk: Desk,
    name: String,
    name_zh: String,
    on_duty: i64,
    waiting: i64,
    /// Who asked and goes on, with their room.
    open: Vec<(PersonId, RoomId)>,
}

fn load_busyness(conn: &mut Conn, visit: &Visit, kind: DeskKind, slug: &str) -> AppResult<Busyness> {
    if !DeskKind::OF_ORGANIZATIONS.contains(&kind) {
        return Err(AppError::NotFound);
    }
    let (organization, name, name_zh) = queries::find_organization(conn, slug)?;
    let desk = Desk::of(&visit.edition()?.id, kind, &organization);
    let queued = queries::list_of_desk(conn, &desk, &RequestState::OPEN)?;
    let on_duty = duty::list_agents(conn, &desk, visit.now)?.len();
    let waiting = queued.iter().filter(|row| row.state != RequestState::Active).count();
    Ok(Busyness {
        on_duty: i64::try_from(on_duty).unwrap_or(0),
        waiting: i64::try_from(waiting).unwrap_or(0),
        open: queued.into_iter().map(|row| (row.person, row.room)).collect(),
        desk,
        name,
        name_zh,
    })
}

/// Reads what somebody should know before they ask a desk.
///
/// # Errors
/// 404 for an organization that cannot be asked.
pub fn load_invitation(conn: &mut Conn, visit: &Visit, kind: DeskKind, slug: &str) -> AppResult<Invitation> {
    let of = format!("{}:{slug}", kind.as_str());
    let known = visit.shared(conn, "desk", &of, |conn| load_busyness(conn, visit, kind, slug))?;
    let me = visit.viewer.as_ref().map(|viewer| &viewer.person);
    Ok(Invitation {
        kind,
        slug: slug.to_owned(),
        organization: visit.locale.name(&known.name, &known.name_zh).to_owned(),
        on_duty: known.on_duty,
        waiting: known.waiting,
        open: known.open.iter().find(|(person, _)| Some(person) == me).map(|(_, room)| room.clone()),
        is_own: match me {
            Some(me) => is_staff(conn, &known.desk, me)?,
            None => false,
        },
        is_open: visit.archive.is_none() && visit.edition()?.is_open(kind.zone(), visit.now),
        is_signed_in: me.is_some(),
    })
}

#[derive(Template)]
#[template(path = "requests/booth_panel.html")]
struct BoothPanel<'a> {
    page: &'a Page,
    invitation: Invitation,
    form: RequestForm,
    errors: FieldErrors,
}

/// The way to talk with a booth, on its page; none where its organization cannot be asked, and where it leads nowhere
/// while the zone is not open. Registered by `app`.
///
/// # Errors
/// What the database said.
pub fn load_booth_panel(conn: &mut Conn, visit: &Visit, booth: &BoothView) -> AppResult<Option<Drawing>> {
    let invitation = match load_invitation(conn, visit, DeskKind::Booth, &booth.organization.slug) {
        Err(AppError::NotFound) => return Ok(None),
        found => found?,
    };
    if !invitation.leads() {
        return Ok(None);
    }
    let form = RequestForm { key: Uuid::now_v7().to_string(), ..RequestForm::default() };
    let draw = move |page: &Page| Fragment::draw(&BoothPanel { page, invitation, form, errors: FieldErrors::new() });
    Ok(Some(Box::new(draw)))
}

/// `/requests/new`.
#[derive(Template)]
#[template(path = "requests/new.html")]
pub struct NewRequestPage {
    /// The frame.
    pub page: Page,
    /// The form as typed.
    pub form: RequestForm,
    /// Whom it goes to.
    pub invitation: Invitation,
    /// What is wrong in it.
    pub errors: FieldErrors,
}

/// How a request stands, to one of the two sides.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The request.
    pub row: RequestRow,
    /// Its place in the queue.
    pub place: Option<Place>,
    /// Whether the reader is of the desk.
    pub is_staff: bool,
    /// Whether the reader may take it.
    pub may_accept: bool,
    /// Whether the reader may hand it over.
    pub may_hand_over: bool,
    /// Who talks with the person, or is to take over; empty for nobody.
    pub agent: String,
    /// The colleagues it may be handed to.
    pub colleagues: Vec<Choice>,
    /// When it was made.
    pub created_at: crate::clock::Instant,
}

impl Standing {
    /// Reads it.
    ///
    /// # Errors
    /// Not signed in; what the database said.
    pub fn load(conn: &mut Conn, visit: &Visit, row: RequestRow) -> AppResult<Self> {
        let me = &visit.viewer()?.person;
        let is_staff = row.person != *me && is_staff(conn, &row.desk(), me)?;
        let is_mine = row.agent.as_ref() == Some(me);
        let may_hand_over = is_staff && is_mine && row.state == RequestState::Active;
        let colleagues = if may_hand_over { list_colleagues(conn, &row, me)? } else { Vec::new() };
        let agent = match &row.agent {
            Some(agent) => find_name(conn, agent)?,
            None => String::new(),
        };
        Ok(Self {
            place: places::find_place(conn, &row, visit.now)?,
            is_staff,
            may_accept: is_staff && RequestState::QUEUED.contains(&row.state) && (row.agent.is_none() || is_mine),
            may_hand_over,
            agent,
            colleagues: choices(colleagues, ""),
            created_at: row.created_at,
            row,
        })
    }

    /// The enquiry that it is about, as the reader finds it.
    pub fn enquiry_href(&self) -> Option<String> {
        let enquiry = self.row.enquiry.as_ref()?;
        Some(if self.is_staff { desk_link(enquiry) } else { own_link(enquiry) })
    }

    /// Whether it waits to be taken.
    pub fn is_queued(&self) -> bool {
        RequestState::QUEUED.contains(&self.row.state)
    }

    /// Whether two talk.
    pub fn is_active(&self) -> bool {
        self.row.state == RequestState::Active
    }

    /// Where it stands, in a sentence to the reader.
    pub fn sentence(&self, page: &Page) -> String {
        match (self.row.state, self.place) {
            (RequestState::Waiting | RequestState::Offered, Some(place)) if !self.is_staff => place_text(page, place),
            (RequestState::Active, _) => page.tf("request-talking", &[("name", &self.agent)]),
            (state, _) if self.is_staff => page.t(state.badge_and_key().1).to_owned(),
            (RequestState::Converted | RequestState::Missed, _) => page.t("request-later").to_owned(),
            (RequestState::Cancelled, _) => page.t("request-cancelled-text").to_owned(),
            _ => page.t("request-over").to_owned(),
        }
    }
}

/// A place in a queue, in words.
fn place_text(page: &Page, place: Place) -> String {
    let position = page.tn("request-position", place.position);
    match place.minutes {
        Some(minutes) => format!("{position} {}", page.tn("request-minutes", minutes)),
        None => position,
    }
}

fn list_colleagues(conn: &mut Conn, row: &RequestRow, me: &PersonId) -> QueryResult<Vec<(String, String)>> {
    let mut named = Vec::new();
    for person in list_staff(conn, &row.desk())?.into_iter().filter(|one| one != me) {
        named.push((person.to_string(), find_name(conn, &person)?));
    }
    Ok(named)
}

/// `/requests/{room}`.
#[derive(Template)]
#[template(path = "requests/show.html")]
pub struct RequestPage {
    /// The frame.
    pub page: Page,
    /// How it stands.
    pub standing: Standing,
    /// What is said.
    pub room: RoomPanel,
}

/// A request in the list of who asked.
#[derive(Debug)]
pub struct OwnRow {
    href: String,
    organization: String,
    initials: String,
    badge: (&'static str, &'static str),
    text: String,
    at: String,
}

/// `/me/requests`.
#[derive(Template)]
#[template(path = "requests/index.html")]
pub struct OwnRequestsPage {
    page: Page,
    only_open: bool,
    rows: Vec<OwnRow>,
    prev: Option<String>,
    next: Option<String>,
}

impl OwnRequestsPage {
    /// The page of these; one more than fits says that more follow.
    pub fn new(
        page: Page,
        only_open: bool,
        mut found: Vec<(RequestRow, String, Option<Place>)>,
        at: PageNumber,
    ) -> Self {
        let show = if only_open { "open" } else { "" };
        let link = |number: u64| address("/me/requests", &[("show", show)], &number.to_string());
        let next = (found.len() > at.size).then(|| link(at.number + 1));
        let prev = (at.number > 1).then(|| link(at.number - 1));
        found.truncate(at.size);
        let row = |(row, organization, place): (RequestRow, String, Option<Place>)| OwnRow {
            href: queries::address(&row.room),
            initials: initials(&organization),
            organization,
            badge: row.state.badge_and_key(),
            text: place.map(|place| place_text(&page, place)).unwrap_or_default(),
            at: page.relative(&row.created_at),
        };
        let rows = found.into_iter().map(row).collect();
        Self { rows, only_open, prev, next, page }
    }
}
