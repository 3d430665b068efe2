//! Who is connected to this node and which room they follow; passes on what was committed.
//!
//! Sockets sit down here; `chat`, `accounts` and `moderation` publish and end logins here, after
//! their commit. Nothing authoritative lives in it: whoever misses something reads it from the
//! database. Frames to a room go out from the crier's task (`crier.rs`), never from a
//! connection's own, and nothing here ever waits for a socket.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytestring::ByteString;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::conversations::{Attendee, Conversations};
use super::crier::{self, Cry};
use super::frames::{ServerFrame, text_of};
use super::others::Others;
use super::pace::Pace;
use super::presence::{Presence, Shown};
use super::relay::Word;
use super::room::{Kind, Outlet, Push, Room, Seat};
use super::talk::Talk;
use crate::bus::Bus;
use crate::ids::{LoginId, PersonId, RoomId};

/// Close codes of the protocol that the hub gives; see RFC 6455, 7.4.2 for 4000 and above.
const RESTARTING: u16 = 1012;
const LOGIN_ENDED: u16 = 4001;
const BANNED: u16 = 4003;

/// Why all sockets of a person end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Their logins ended: signed out everywhere, password changed, account gone. 4001.
    LoginsEnded,
    /// They were banned. 4003.
    Banned,
}

/// The hub of this node. Clones are the same hub.
#[derive(Clone)]
pub struct Hub(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub conversations: Arc<dyn Conversations>,
    pub pace: Pace,
    rooms: Mutex<HashMap<RoomId, Arc<Mutex<Room>>>>,
    pub seats: Mutex<Seats>,
    // Unbounded, because what is cried was committed first: the bounded queue of the database's
    // writer and the rates of the sockets are its bound.
    cries: UnboundedSender<Cry>,
    next_number: AtomicU64,
    is_draining: AtomicBool,
    /// The way to the other nodes, where there may be any.
    pub bus: Option<Bus>,
    pub others: Mutex<Others>,
    /// Topics of the database that the other nodes are to be told of.
    pub topics: AtomicU32,
    /// What is being collected before rooms are told.
    pub talks: Mutex<HashSet<(RoomId, Talk)>>,
}

#[derive(Default)]
pub(super) struct Seats {
    pub by_number: HashMap<u64, Arc<Seat>>,
    pub of_person: HashMap<PersonId, Vec<Arc<Seat>>>,
}

/// Locks; a panic elsewhere must not end every socket.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hub {
    /// A hub, alone or on a bus that [`super::follow`] runs; starts its crier, so it must be called
    /// inside the runtime that lives as long as the program does.
    pub fn new(conversations: Arc<dyn Conversations>, pace: Pace, bus: Option<Bus>) -> Self {
        let (cries, heard) = unbounded_channel();
        let hub = Self(Arc::new(Inner {
            conversations,
            pace,
            rooms: Mutex::default(),
            seats: Mutex::default(),
            cries,
            next_number: AtomicU64::new(1),
            is_draining: AtomicBool::new(false),
            bus,
            others: Mutex::default(),
            topics: AtomicU32::new(0),
            talks: Mutex::default(),
        }));
        tokio::spawn(crier::cry_out(Arc::downgrade(&hub.0), heard));
        hub
    }

    /// Passes a committed message on to everyone in the room, in the order of `seq`. Safe to
    /// repeat. May be called from any thread.
    pub fn publish_message(&self, room: &RoomId, seq: i64, frame: ByteString) {
        self.publish(room, Kind::Message, seq, frame);
    }

    /// Passes a committed change of a message on, in the order of `rev`. Safe to repeat.
    pub fn publish_change(&self, room: &RoomId, rev: i64, frame: ByteString) {
        self.publish(room, Kind::Change, rev, frame);
    }

    fn publish(&self, room: &RoomId, kind: Kind, number: i64, frame: ByteString) {
        self.say(&Word::Numbered { room: room.clone(), kind, number }, &frame);
        self.cry(Cry::Numbered { room: room.clone(), kind, number, frame });
    }

    /// Makes every socket of a person count their notifications anew and tell the number. Call it
    /// after the commit that wrote or read one; safe to repeat.
    pub fn tell_unread(&self, person: &PersonId) {
        self.tell_unread_here(person);
        self.say(&Word::Unread { person: person.clone() }, "");
    }

    /// The same on this node alone: for who does it on every node.
    pub fn tell_unread_here(&self, person: &PersonId) {
        self.push(self.seats_of(person).into_iter(), &Push::Unread);
    }

    /// Tells every socket of a person on this node how a live request stands, with its position in
    /// the queue and about how many minutes it takes, where it stands in one.
    pub fn tell_request(&self, person: &PersonId, room: &RoomId, state: &str, place: Option<(i64, Option<i64>)>) {
        let (position, minutes) = (place.map(|place| place.0), place.and_then(|place| place.1));
        match text_of(&ServerFrame::Request { room, state, position, minutes }) {
            Ok(frame) => self.push_to_person(person, &Push::Frame(frame)),
            Err(error) => tracing::error!(%error, "frame"),
        }
    }

    /// Sends a frame to every socket of a person but to this seat.
    pub(super) fn publish_to_others(&self, person: &PersonId, seat: u64, frame: ByteString) {
        self.say(&Word::Person { person: person.clone() }, &frame);
        let seats = self.seats_of(person);
        self.push(seats.into_iter().filter(|other| other.number != seat), &Push::Frame(frame));
    }

    /// How many sockets a person has open on this node.
    pub fn count_sockets_of(&self, person: &PersonId) -> usize {
        lock(&self.0.seats).of_person.get(person).map_or(0, Vec::len)
    }

    /// How many sockets are open on this node.
    pub fn count_sockets(&self) -> usize {
        lock(&self.0.seats).by_number.len()
    }

    /// Closes every socket of a login that has ended, with 4001.
    pub fn end_login(&self, login: &LoginId) {
        self.end_login_here(login);
        self.say(&Word::LoginEnded { login: login.clone() }, "");
    }

    pub(super) fn end_login_here(&self, login: &LoginId) {
        let is_of = |seat: &&Arc<Seat>| seat.who.signed_in.as_ref().is_some_and(|one| one.login == *login);
        let ended: Vec<_> = lock(&self.0.seats).by_number.values().filter(is_of).cloned().collect();
        self.push(ended.into_iter(), &Push::Close(LOGIN_ENDED));
    }

    /// Closes every socket of a person.
    pub fn end_person(&self, person: &PersonId, ending: Ending) {
        self.end_person_here(person, ending);
        self.say(&Word::PersonEnded { person: person.clone(), ending }, "");
    }

    pub(super) fn end_person_here(&self, person: &PersonId, ending: Ending) {
        let code = match ending {
            Ending::LoginsEnded => LOGIN_ENDED,
            Ending::Banned => BANNED,
        };
        self.push_to_person(person, &Push::Close(code));
    }

    /// Asks anew what everyone in a room may do there; who may not read it any more leaves it.
    pub fn recheck_room(&self, room: &RoomId) {
        self.cry(Cry::RecheckRoom(room.clone()));
        self.say(&Word::RecheckRoom { room: room.clone() }, "");
    }

    /// Asks anew what a person may do in the rooms they follow.
    pub fn recheck_person(&self, person: &PersonId) {
        self.cry(Cry::RecheckPerson(person.clone()));
        self.say(&Word::RecheckPerson { person: person.clone() }, "");
    }

    /// Closes every socket with 1012 and lets no new one in: before the program stops.
    pub fn drain(&self) {
        self.0.is_draining.store(true, Ordering::SeqCst);
        self.push(self.seats().into_iter(), &Push::Close(RESTARTING));
        if let Some(bus) = &self.0.bus {
            bus.say_goodbye();
        }
    }

    /// Whether there may be other nodes.
    pub(super) fn has_bus(&self) -> bool {
        self.0.bus.is_some()
    }

    pub(super) fn is_draining(&self) -> bool {
        self.0.is_draining.load(Ordering::SeqCst)
    }

    pub(super) fn cry(&self, cry: Cry) {
        if self.0.cries.send(cry).is_err() {
            tracing::error!("the crier's task has ended; sockets get nothing new");
        }
    }

    /// Gives a socket its seat; it is left when the returned value is dropped.
    pub(super) fn sit_down(&self, who: Arc<Attendee>, outlet: Box<dyn Outlet>) -> Seated {
        let number = self.next_number();
        let presence = who.signed_in.as_ref().map_or(Presence::Available, |one| one.presence);
        let seat = Arc::new(Seat { number, who, outlet, rooms: Mutex::default(), shown: Shown::new(presence) });
        let mut seats = lock(&self.0.seats);
        if let Some(person) = seat.who.person() {
            seats.of_person.entry(person.clone()).or_default().push(seat.clone());
        }
        seats.by_number.insert(number, seat.clone());
        drop(seats);
        if self.is_draining() {
            self.push(std::iter::once(seat), &Push::Close(RESTARTING));
        }
        Seated { hub: self.clone(), number }
    }

    fn next_number(&self) -> u64 {
        self.0.next_number.fetch_add(1, Ordering::Relaxed)
    }

    /// Makes a seat follow a room; gives the room's number. Safe to repeat.
    fn join(&self, seat: u64, id: &RoomId) -> Option<u64> {
        let seat = lock(&self.0.seats).by_number.get(&seat).cloned()?;
        loop {
            let room = self.room_or_new(id);
            let mut room = lock(&room);
            if room.is_closed {
                continue;
            }
            if room.seats.insert(seat.number, seat.clone()).is_none() {
                lock(&seat.rooms).push(id.clone());
                self.tell_present(&mut room, id);
            }
            return Some(room.number);
        }
    }

    /// Makes a seat follow a room no longer. Safe to repeat.
    pub(super) fn leave(&self, seat: &Seat, id: &RoomId) {
        lock(&seat.rooms).retain(|other| other != id);
        let Some(shared) = self.room(id) else { return };
        let mut room = lock(&shared);
        if room.seats.remove(&seat.number).is_some() {
            self.tell_present(&mut room, id);
        }
        room.is_closed = room.seats.is_empty();
        if !room.is_closed {
            return;
        }
        drop(room);
        let mut rooms = lock(&self.0.rooms);
        if rooms.get(id).is_some_and(|known| Arc::ptr_eq(known, &shared)) {
            rooms.remove(id);
        }
    }

    /// Forgets a seat everywhere. Safe to repeat.
    fn forget(&self, number: u64) {
        let mut seats = lock(&self.0.seats);
        let Some(seat) = seats.by_number.remove(&number) else { return };
        if let Some(person) = seat.who.person() {
            let others = seats.of_person.entry(person.clone()).or_default();
            others.retain(|other| other.number != number);
            if others.is_empty() {
                seats.of_person.remove(person);
            }
        }
        drop(seats);
        let rooms = std::mem::take(&mut *lock(&seat.rooms));
        rooms.iter().for_each(|room| self.leave(&seat, room));
    }

    /// Forgets those who do not read, then cuts their connections: their own task does not run.
    pub(super) fn cut(&self, slow: Vec<Arc<Seat>>) {
        for seat in slow {
            self.forget(seat.number);
            seat.outlet.cut();
        }
    }

    fn push(&self, seats: impl Iterator<Item = Arc<Seat>>, push: &Push) {
        self.cut(seats.filter(|seat| !seat.outlet.try_push(push.clone())).collect());
    }

    pub(super) fn push_to_person(&self, person: &PersonId, push: &Push) {
        self.push(self.seats_of(person).into_iter(), push);
    }

    pub(super) fn push_to_seat(&self, seat: &Arc<Seat>, pushes: &[Push]) {
        pushes.iter().for_each(|push| self.push(std::iter::once(seat.clone()), push));
    }

    pub(super) fn seats(&self) -> Vec<Arc<Seat>> {
        lock(&self.0.seats).by_number.values().cloned().collect()
    }

    pub(super) fn seats_of(&self, person: &PersonId) -> Vec<Arc<Seat>> {
        lock(&self.0.seats).of_person.get(person).cloned().unwrap_or_default()
    }

    pub(super) fn room(&self, id: &RoomId) -> Option<Arc<Mutex<Room>>> {
        lock(&self.0.rooms).get(id).cloned()
    }

    pub(super) fn room_ids(&self) -> Vec<RoomId> {
        lock(&self.0.rooms).keys().cloned().collect()
    }

    fn room_or_new(&self, id: &RoomId) -> Arc<Mutex<Room>> {
        let mut rooms = lock(&self.0.rooms);
        // A closed one is about to be removed by whoever closed it: take its place.
        if let Some(room) = rooms.get(id).filter(|room| room.try_lock().map_or(true, |room| !room.is_closed)) {
            return room.clone();
        }
        let room = Arc::new(Mutex::new(Room::new(self.next_number())));
        rooms.insert(id.clone(), room.clone());
        room
    }

    pub(super) fn tell_present(&self, room: &mut Room, id: &RoomId) {
        if !std::mem::replace(&mut room.present_is_due, true) {
            self.cry(Cry::Present(id.clone()));
        }
    }
}

/// A socket's hold on its seat.
pub(super) struct Seated {
    hub: Hub,
    pub number: u64,
}

impl Seated {
    /// Follows a room; gives its number, or `None` when the hub has already let go of this seat.
    pub fn join(&self, room: &RoomId) -> Option<u64> {
        self.hub.join(self.number, room)
    }

    /// Follows a room no longer.
    pub fn leave(&self, room: &RoomId) {
        let seat = lock(&self.hub.0.seats).by_number.get(&self.number).cloned();
        if let Some(seat) = seat {
            self.hub.leave(&seat, room);
        }
    }
}

impl Drop for Seated {
    fn drop(&mut self) {
        self.hub.forget(self.number);
    }
}
