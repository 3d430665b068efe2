//! The page of what one keeps.

use askama::Template;
use chrono_tz::Tz;

use super::forms::{ListForm, Tab};
use crate::clock::Instant;
use crate::forum::attending::model::AttendanceKind;
use crate::forum::attending::queries::Shown;
use crate::forum::sessions::SessionCard;
use crate::saves::{SaveKind, SavedThing};
use crate::web::page::Page;
use crate::web::{paging, text};

/// A thing in the list.
#[derive(Debug, Clone)]
pub struct SavedEntry {
    /// What it is.
    pub kind: SaveKind,
    /// Its id.
    pub thing_id: String,
    /// When it was saved.
    pub saved_at: Instant,
    /// What its reader may see of it; none while it is not public.
    pub thing: Option<SavedThing>,
}

impl SavedEntry {
    /// Whether it holds all of these words.
    pub fn holds(&self, words: &str) -> bool {
        match &self.thing {
            Some(thing) => text::has_all_words(&format!("{} {}", thing.title, thing.detail), words),
            None => words.trim().is_empty(),
        }
    }
}

/// One piece of the list.
#[derive(Debug)]
pub enum Shelf {
    /// Things of a kind.
    Things(paging::Page<SavedEntry>),
    /// Sessions with how one keeps them.
    Sessions(paging::Page<()>, Vec<(SessionCard, AttendanceKind)>),
}

/// `/me/saved`.
#[derive(Template)]
#[template(path = "me/saved.html")]
pub struct SavedPage {
    page: Page,
    tab: Tab,
    words: String,
    counts: Vec<(SaveKind, i64)>,
    entries: Vec<SavedEntry>,
    sessions: Vec<(SessionCard, AttendanceKind)>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
    event_zone: &'static str,
}

impl SavedPage {
    /// One piece of the list.
    pub fn new(page: Page, (tab, form): (Tab, ListForm), counts: Vec<(SaveKind, i64)>, shelf: Shelf, zone: Tz) -> Self {
        let (found, entries, sessions) = match shelf {
            Shelf::Things(mut found) => {
                let entries = std::mem::take(&mut found.items);
                (found.map(drop), entries, Vec::new())
            }
            Shelf::Sessions(found, sessions) => (found, Vec::new(), sessions),
        };
        let words = form.q.trim().to_owned();
        let turn = |number: String| tab.address(&words, &number);
        Self {
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(turn),
            next: found.next.map(turn),
            event_zone: zone.name(),
            page,
            tab,
            words,
            counts,
            entries,
            sessions,
        }
    }

    /// The kinds: address, words, whether it is this one.
    fn tabs(&self) -> Vec<(String, String, bool)> {
        let things = SaveKind::ALL.iter().map(|kind| {
            let n = self.counts.iter().find(|(counted, _)| counted == kind).map_or(0, |(_, n)| *n);
            let name = format!("{} {}", self.page.t(kind.key()), self.page.number(n));
            (Tab::Things(*kind).address("", ""), name, self.tab == Tab::Things(*kind))
        });
        let sessions = Tab::Sessions(None, Shown::Coming);
        let last = (sessions.address("", ""), self.page.t("saved-sessions").to_owned(), self.is_of_sessions());
        things.chain([last]).collect()
    }

    /// What of the sessions is shown: address, words, whether it is this one.
    fn session_tabs(&self) -> Vec<(String, &'static str, bool)> {
        let kinds = [None, Some(AttendanceKind::Attending), Some(AttendanceKind::Bookmarked)];
        let coming = kinds.map(|kind| {
            let tab = Tab::Sessions(kind, Shown::Coming);
            (tab.address("", ""), self.page.t(kind.map_or("saved-all", AttendanceKind::key)), self.tab == tab)
        });
        let past = Tab::Sessions(None, Shown::Past);
        let is_past = matches!(self.tab, Tab::Sessions(_, Shown::Past));
        coming.into_iter().chain([(past.address("", ""), self.page.t("saved-past"), is_past)]).collect()
    }

    fn is_of_sessions(&self) -> bool {
        matches!(self.tab, Tab::Sessions(..))
    }

    fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.sessions.is_empty()
    }

    /// What the search keeps beside its words.
    fn kept(&self) -> Vec<(&'static str, &'static str)> {
        match self.tab {
            Tab::Things(kind) => vec![("kind", kind.as_str())],
            Tab::Sessions(_, Shown::Past) => vec![("kind", "sessions"), ("show", "past")],
            Tab::Sessions(kind, Shown::Coming) => vec![("kind", kind.map_or("sessions", AttendanceKind::as_str))],
        }
    }

    /// Where there is more to be saved, and the words of the way there.
    fn found_at(&self) -> (&'static str, &'static str) {
        match self.tab {
            Tab::Things(kind) => (kind.found_at(), self.page.t("saved-look-around")),
            Tab::Sessions(..) => ("/forum", self.page.t("session-back")),
        }
    }

    /// This list without words.
    fn whole(&self) -> String {
        self.tab.address("", "")
    }
}
