//! One room as this node sees it: who sits in it and what has been passed on.
//!
//! The hub owns the rooms, each behind its own lock. A room never waits for anything: whom a
//! frame cannot be handed to at once is given back to the hub, which cuts them.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytestring::ByteString;
use tokio::time::Instant;

use super::conversations::{Attendee, Numbered};
use super::frames::{PresentPerson, ServerFrame, text_of};
use super::lane::Lane;
use super::others::{self, Movement, Part};
use super::presence::{Presence, Shown};
use crate::ids::{PersonId, RoomId};

/// How many people a `present` frame names; the count tells of the rest. With 50 the frame took a second
/// page of every socket's buffer, 4 KiB each.
const MAX_NAMED: usize = 20;

/// What is handed to a seat.
#[derive(Debug, Clone)]
pub(super) enum Push {
    /// A frame that belongs to no order.
    Frame(ByteString),
    /// A message, in the order of the room with this number.
    Message { room: u64, seq: i64, frame: ByteString },
    /// A change, in the order of the room with this number.
    Change { room: u64, rev: i64, frame: ByteString },
    /// What its reader may do in a room has been asked anew.
    Standing { room: u64, may_read: bool, may_post: bool },
    /// Their login may have ended: it is to be asked for.
    CheckLogin,
    /// Their notifications changed: they are to be counted anew.
    Unread,
    /// The end, with a close code.
    Close(u16),
}

/// The bounded way to one socket.
pub(super) trait Outlet: Send + Sync {
    /// Hands over without waiting; `false` when there is no room or nobody left.
    fn try_push(&self, push: Push) -> bool;
    /// Ends the connection from outside.
    fn cut(&self);
}

/// One socket's place in the hub.
pub(super) struct Seat {
    pub number: u64,
    pub who: Arc<Attendee>,
    pub outlet: Box<dyn Outlet>,
    pub rooms: Mutex<Vec<RoomId>>,
    pub shown: Shown,
}

/// Somebody who is in a room and shows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Here {
    /// The person.
    pub person: PersonId,
    /// The name they show.
    pub name: String,
    /// What they say of themselves.
    pub presence: Presence,
}

impl Here {
    fn of((person, (name, presence)): (&PersonId, (&str, Presence))) -> (PersonId, Self) {
        (person.clone(), Self { person: person.clone(), name: name.to_owned(), presence })
    }
}

/// The two orders of a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Message,
    Change,
}

/// One room.
pub(super) struct Room {
    pub number: u64,
    pub seats: HashMap<u64, Arc<Seat>>,
    /// Nobody is left and the hub is about to forget it; nobody may sit down any more.
    pub is_closed: bool,
    /// A count of those present is already under way.
    pub present_is_due: bool,
    /// A gap of messages, of changes is being read.
    pub is_filling: (bool, bool),
    messages: Lane,
    changes: Lane,
    typed_at: HashMap<PersonId, Instant>,
    /// Whom the other nodes know to be here: so many visitors, these people.
    told: Option<(usize, HashMap<PersonId, Presence>)>,
}

impl Room {
    pub fn new(number: u64) -> Self {
        Self {
            number,
            seats: HashMap::new(),
            is_closed: false,
            present_is_due: false,
            is_filling: (false, false),
            messages: Lane::default(),
            changes: Lane::default(),
            typed_at: HashMap::new(),
            told: None,
        }
    }

    pub fn lane(&mut self, kind: Kind) -> &mut Lane {
        match kind {
            Kind::Message => &mut self.messages,
            Kind::Change => &mut self.changes,
        }
    }

    /// Whether a gap is open that nobody is filling; marks it as being filled.
    pub fn start_filling(&mut self, kind: Kind) -> bool {
        let is_open = self.lane(kind).gap().is_some();
        let is_filling = match kind {
            Kind::Message => &mut self.is_filling.0,
            Kind::Change => &mut self.is_filling.1,
        };
        is_open && !std::mem::replace(is_filling, true)
    }

    pub fn stop_filling(&mut self, kind: Kind) {
        match kind {
            Kind::Message => self.is_filling.0 = false,
            Kind::Change => self.is_filling.1 = false,
        }
    }

    /// Hands frames to everyone, in order; gives back the seats that could not take one.
    pub fn pass(&self, kind: Kind, frames: Vec<Numbered>) -> Vec<Arc<Seat>> {
        let mut slow: Vec<Arc<Seat>> = Vec::new();
        for (number, frame) in frames {
            // Who could not take one gets no later one: there would be a gap.
            let lost: HashSet<u64> = slow.iter().map(|seat| seat.number).collect();
            let push = match kind {
                Kind::Message => Push::Message { room: self.number, seq: number, frame },
                Kind::Change => Push::Change { room: self.number, rev: number, frame },
            };
            slow.extend(self.push_to(push, |seat| !lost.contains(&seat.number)));
        }
        slow
    }

    /// Hands one thing to those seats that are meant; gives back those that could not take it.
    pub fn push_to(&self, push: Push, is_meant: impl Fn(&Seat) -> bool) -> Vec<Arc<Seat>> {
        let meant = self.seats.values().filter(|seat| is_meant(seat));
        meant.filter(|seat| !seat.outlet.try_push(push.clone())).cloned().collect()
    }

    /// Whether this person's typing is to be told now; at most once in `every`.
    pub fn may_tell_typing(&mut self, person: &PersonId, every: Duration) -> bool {
        let now = Instant::now();
        self.typed_at.retain(|_, at| now.duration_since(*at) < every);
        match self.typed_at.contains_key(person) {
            true => false,
            false => self.typed_at.insert(person.clone(), now).is_none(),
        }
    }

    /// How many are here and on the other nodes: each person once, each visitor's socket once.
    pub fn count(&self, elsewhere: &[&Part]) -> usize {
        others::count(self.count_visitors(), self.people(&[]).into_keys().collect(), elsewhere)
    }

    /// How many of those who are here are not signed in.
    pub fn count_visitors(&self) -> usize {
        self.seats.values().filter(|seat| seat.who.signed_in.is_none()).count()
    }

    /// What the other nodes do not know yet of who is here; everything, where they may know nothing.
    pub fn movement(&mut self, is_all: bool) -> Option<Movement> {
        let told = self.told.take().filter(|_| !is_all);
        let (is_anew, visitors) = (told.is_none(), self.count_visitors());
        let (had, knew) = told.unwrap_or_default();
        let here: HashMap<PersonId, Here> = self.people(&[]).into_iter().map(Here::of).collect();
        let is_new = |one: &&Here| knew.get(&one.person) != Some(&one.presence);
        let came: Vec<Here> = here.values().filter(is_new).cloned().collect();
        let left: Vec<_> = knew.keys().filter(|person| !here.contains_key(person)).cloned().collect();
        let is_news = is_anew || had != visitors || !came.is_empty() || !left.is_empty();
        self.told = Some((visitors, here.into_iter().map(|(person, one)| (person, one.presence)).collect()));
        is_news.then_some(Movement { is_anew, visitors, came, left })
    }

    /// The frame that tells who is here.
    pub fn present_frame(&self, id: &RoomId, elsewhere: &[&Part]) -> Option<ByteString> {
        let shown = self.people(elsewhere).into_iter().filter(|(_, (_, presence))| *presence != Presence::Hidden);
        let named = shown.take(MAX_NAMED).map(|(id, (name, state))| PresentPerson { id, name, state });
        let frame = ServerFrame::Present { room: id, count: self.count(elsewhere), people: named.collect() };
        text_of(&frame).inspect_err(|error| tracing::error!(%error, "frame")).ok()
    }

    /// Who is here or on another node and shows it, in no order.
    pub fn shown(&self, elsewhere: &[&Part]) -> Vec<Here> {
        let everybody = self.people(elsewhere).into_iter().map(|one| Here::of(one).1);
        everybody.filter(|one| one.presence != Presence::Hidden).collect()
    }

    /// Those who are here, each once, with the name and what they show.
    pub fn people<'a>(&'a self, elsewhere: &'a [&Part]) -> HashMap<&'a PersonId, (&'a str, Presence)> {
        let there = elsewhere.iter().flat_map(|part| part.people.values());
        let there = there.map(|one| (&one.person, (one.name.as_str(), one.presence)));
        let here = self.seats.values().filter_map(|seat| Some((seat.who.signed_in.as_ref()?, seat.shown.get())));
        there.chain(here.map(|(one, presence)| (&one.person, (one.name.as_str(), presence)))).collect()
    }
}
