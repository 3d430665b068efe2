//! The page of an organization's desks.

use askama::Template;

use super::desk_queries::{self, DeskLine, LaterRow};
use super::duty::{self, Duty};
use super::forms::Wanted;
use super::model::RequestState;
use super::queries;
use crate::accounts::organizations::{Rights, find_membership};
use crate::chat::messages::queries::shown_or_key;
use crate::chat::rooms::desks::{Desk, DeskKind, is_staff};
use crate::db::Conn;
use crate::error::AppResult;
use crate::outbox::has_unseen;
use crate::site::{Visit, initials};
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::paging::{self, PageNumber, address};
use crate::web::text::{clip, one_line};

/// How much of a message a list shows, in characters.
const SHOWN_CHARS: usize = 160;

/// A request as the desk sees it.
#[derive(Debug)]
pub struct DeskRow {
    href: String,
    name: String,
    initials: String,
    badge: (&'static str, &'static str),
    agent: String,
    question: String,
    at: String,
    may_accept: bool,
}

/// What the page of a desk is drawn from.
#[derive(Debug)]
pub struct DeskView {
    slug: String,
    name: String,
    rights: Rights,
    duty: Duty,
    is_at_booth: bool,
    may_recruit: bool,
    open: Vec<(DeskKind, Vec<DeskLine>)>,
    /// The addresses under which the reader was told of what the page shows.
    pub(super) news: Vec<String>,
    later: paging::Page<LaterRow>,
}

impl DeskView {
    /// Reads the desks of an organization that the reader answers at.
    ///
    /// # Errors
    /// Not signed in; 404 for who is no member.
    pub fn load(conn: &mut Conn, visit: &Visit, slug: &str, wanted: &Wanted, at: PageNumber) -> AppResult<Self> {
        let me = &visit.viewer()?.person;
        let edition = &visit.edition()?.id;
        let membership = find_membership(conn, me, slug)?;
        let organization = &membership.organization.id;
        let booth = duty::find_booth(conn, edition, organization)?;
        let (mut open, mut kinds, mut news) = (Vec::new(), Vec::new(), Vec::new());
        for kind in DeskKind::OF_ORGANIZATIONS {
            let desk = Desk::of(edition, kind, organization);
            if is_staff(conn, &desk, me)? {
                open.push((kind, desk_queries::list_lines(conn, &desk)?));
                let link = desk.address(slug);
                if has_unseen(conn, me, &link)? {
                    news.push(link);
                }
                kinds.push(kind);
            }
        }
        Ok(Self {
            duty: duty::find_duty(conn, (organization, booth.as_ref()), me, visit.now)?,
            is_at_booth: duty::is_booth_staff(conn, booth.as_ref(), me)?,
            may_recruit: membership.role.may_recruit(),
            later: desk_queries::list_later(conn, (edition, organization, &kinds), wanted, at)?,
            rights: membership.rights(),
            name: visit.locale.name(&membership.organization.name, &membership.organization.name_zh).to_owned(),
            slug: slug.to_owned(),
            open,
            news,
        })
    }
}

/// `/organizations/{slug}/desk`.
#[derive(Template)]
#[template(path = "requests/desk.html")]
pub struct DeskPage {
    page: Page,
    wanted: Wanted,
    org_slug: String,
    name: String,
    rights: Rights,
    duty: Duty,
    is_at_booth: bool,
    may_recruit: bool,
    most: Vec<Choice>,
    /// The part of the address, the Fluent key of the title, the requests.
    desks: Vec<(&'static str, &'static str, Vec<DeskRow>)>,
    later: Vec<LaterRow>,
    prev: Option<String>,
    next: Option<String>,
    total: i64,
}

impl DeskPage {
    /// The page.
    pub fn new(page: Page, wanted: Wanted, desk: DeskView) -> Self {
        let path = format!("/organizations/{}/desk", desk.slug);
        let link = |number: &String| address(&path, &[("show", &wanted.show), ("q", &wanted.q)], number);
        let title = |kind: DeskKind| match kind {
            DeskKind::Booth => "desk-booth",
            DeskKind::Recruitment => "desk-recruitment",
            DeskKind::Service => "service-desk",
        };
        let rows = |lines: Vec<DeskLine>| lines.into_iter().map(|line| desk_row(&page, line)).collect();
        let numbers = (1..=duty::MOST_AT_ONCE).map(|number| (number.to_string(), number.to_string()));
        Self {
            prev: desk.later.prev.as_ref().map(link),
            next: desk.later.next.as_ref().map(link),
            total: desk.later.total.and_then(|total| i64::try_from(total).ok()).unwrap_or(0),
            desks: desk.open.into_iter().map(|(kind, lines)| (kind.as_str(), title(kind), rows(lines))).collect(),
            later: desk.later.items,
            most: choices(numbers, &desk.duty.most.to_string()),
            org_slug: desk.slug,
            name: desk.name,
            rights: desk.rights,
            duty: desk.duty,
            is_at_booth: desk.is_at_booth,
            may_recruit: desk.may_recruit,
            page,
            wanted,
        }
    }
}

impl DeskPage {
    fn excerpt(&self, row: &LaterRow) -> String {
        match shown_or_key(&row.state, &row.body, row.file_count) {
            Ok(body) => clip(&one_line(body), SHOWN_CHARS),
            Err(key) => self.page.t(key).to_owned(),
        }
    }
}

fn desk_row(page: &Page, line: DeskLine) -> DeskRow {
    DeskRow {
        href: queries::address(&line.row.room),
        initials: initials(&line.name),
        badge: line.row.state.badge_and_key(),
        at: page.relative(&line.row.created_at),
        may_accept: RequestState::QUEUED.contains(&line.row.state),
        name: line.name,
        agent: line.agent,
        question: line.question,
    }
}
