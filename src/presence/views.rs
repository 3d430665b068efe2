//! The pages about who is where.

use askama::Template;

use super::forms::Wanted;
use super::queries;
use crate::chat::rooms::queries::{RoomRow, find_room};
use crate::chat::rooms::views::title;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::{PersonId, RoomId};
use crate::live::{Here, Presence};
use crate::site::{Visit, initials};
use crate::web::page::Page;
use crate::web::paging::{self, PageNumber, address};
use crate::web::text::{clip, fold};

/// Longest search, in characters.
const SEARCH_CHARS: usize = 100;

/// Who is in a room, as the hub knows it.
#[derive(Debug, Clone)]
pub struct Gathering {
    /// Those who show it, in no order.
    pub people: Vec<Here>,
    /// All of them.
    pub count: usize,
}

/// Somebody in the list.
#[derive(Debug, Clone)]
pub struct Row {
    name: String,
    initials: String,
    badge: (&'static str, &'static str),
    /// Of which organization they are, where they are on duty at its booth.
    desk: String,
    headline: String,
    /// The way to write to them; none to oneself and for visitors.
    write_href: Option<String>,
}

/// The list of a room.
#[derive(Debug)]
pub struct PeopleView {
    room: RoomRow,
    rows: paging::Page<Row>,
    /// How many are here without showing it, and visitors.
    unnamed: i64,
}

impl PeopleView {
    /// Reads what there is to say of those who are in a room: those on duty come first.
    ///
    /// # Errors
    /// 404 for who may not read the room.
    pub fn load(
        conn: &mut Conn,
        visit: &Visit,
        (room, here): (&RoomId, &Gathering),
        wanted: &Wanted,
        at: PageNumber,
    ) -> AppResult<Self> {
        let me = visit.viewer.as_ref().map(|viewer| &viewer.person);
        let room = find_room(conn, room, me)?;
        let duty = queries::list_on_duty(conn, &room.edition, visit.now)?;
        let words = fold(&clip(&wanted.q, SEARCH_CHARS));
        let fits = |one: &&Here| {
            let name = fold(&one.name);
            (wanted.show != "duty" || duty.contains_key(&one.person))
                && words.split(' ').all(|word| name.contains(word))
        };
        let mut found: Vec<&Here> = here.people.iter().filter(fits).collect();
        found.sort_by_cached_key(|one| (!duty.contains_key(&one.person), fold(&one.name), one.person.clone()));
        let total = found.len() as u64;
        let shown: Vec<&Here> = found.into_iter().skip(at.offset()).take(at.size).collect();
        let ids: Vec<&PersonId> = shown.iter().map(|one| &one.person).collect();
        let talking = queries::list_talking(conn, &ids)?;
        let mut headlines = queries::list_headlines(conn, &ids)?;
        let rows = shown.into_iter().map(|one| Row {
            name: one.name.clone(),
            initials: initials(&one.name),
            badge: badge(one.presence, duty.contains_key(&one.person), talking.contains(&one.person)),
            desk: duty.get(&one.person).map_or_else(String::new, |(name, zh)| visit.locale.name(name, zh).to_owned()),
            headline: headlines.remove(&one.person).unwrap_or_default(),
            write_href: me.filter(|me| **me != one.person).map(|_| format!("/rooms/new?person={}", one.person)),
        });
        let rows = at.page(rows.collect(), total);
        Ok(Self { room, rows, unnamed: i64::try_from(here.count.saturating_sub(here.people.len())).unwrap_or(0) })
    }
}

/// What is said of somebody. What they say themselves comes before their duty.
fn badge(presence: Presence, is_on_duty: bool, is_talking: bool) -> (&'static str, &'static str) {
    match presence {
        Presence::Away => ("off", "presence-away"),
        Presence::Busy => ("wait", "presence-busy"),
        _ if is_talking => ("wait", "presence-talking"),
        _ if is_on_duty => ("ok", "presence-on-duty"),
        Presence::Available | Presence::Hidden => ("info", "presence-here"),
    }
}

/// `/rooms/{room}/people`.
#[derive(Template)]
#[template(path = "presence/people.html")]
pub struct PeoplePage {
    page: Page,
    wanted: Wanted,
    room: RoomId,
    title: String,
    path: String,
    back_href: String,
    rows: Vec<Row>,
    unnamed: i64,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl PeoplePage {
    /// The page.
    pub fn new(mut page: Page, wanted: Wanted, view: PeopleView) -> Self {
        if view.room.kind.is_private() {
            page.leave_zones();
        }
        let path = format!("/rooms/{}/people", view.room.id);
        let link = |number: &String| address(&path, &[("q", &wanted.q), ("show", &wanted.show)], number);
        Self {
            prev: view.rows.prev.as_ref().map(link),
            next: view.rows.next.as_ref().map(link),
            total: view.rows.total.and_then(|total| i64::try_from(total).ok()).unwrap_or(0),
            title: title(&view.room, page.locale),
            back_href: view.room.address(),
            room: view.room.id,
            rows: view.rows.items,
            unnamed: view.unnamed,
            path,
            page,
            wanted,
        }
    }

    fn is_narrow(&self) -> bool {
        !self.wanted.q.trim().is_empty() || self.wanted.show == "duty"
    }
}
