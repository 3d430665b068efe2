//! What others see of somebody who is connected.
//!
//! Each seat of every node carries its person's choice; the hub changes it on every seat of a person at once.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU8, Ordering};

use super::hub::{Hub, lock};
use super::others;
use super::relay::Word;
use super::room::Here;
use crate::ids::{PersonId, RoomId};

crate::text_enum! {
    /// What a person wants others to see of their being here.
    pub enum Presence {
        /// Their name; they may be spoken to.
        Available = "available",
        /// Their name; they are busy.
        Busy = "busy",
        /// Their name; they are not at the screen.
        Away = "away",
        /// Nothing: they count, without a name, and read and write unannounced.
        Hidden = "hidden",
    }
}

/// A presence that changes under those who hold it.
#[derive(Debug)]
pub(super) struct Shown(AtomicU8);

impl Shown {
    pub fn new(presence: Presence) -> Self {
        Self(AtomicU8::new(presence as u8))
    }

    pub fn get(&self) -> Presence {
        let number = usize::from(self.0.load(Ordering::Relaxed));
        Presence::ALL.get(number).copied().unwrap_or(Presence::Hidden)
    }

    pub fn set(&self, presence: Presence) {
        self.0.store(presence as u8, Ordering::Relaxed);
    }
}

impl Hub {
    /// How many are in a room, on all nodes: each person once, each visitor's socket once.
    pub fn present(&self, id: &RoomId) -> usize {
        let room = self.room(id);
        let room = room.as_deref().map(lock);
        let others = lock(&self.0.others);
        let elsewhere = others.of(id);
        match room {
            Some(room) => room.count(&elsewhere),
            None => others::count(0, HashSet::new(), &elsewhere),
        }
    }

    /// Who is in a room, on any node, and shows it, in no order.
    pub fn list_present(&self, id: &RoomId) -> Vec<Here> {
        let room = self.room(id);
        let room = room.as_deref().map(lock);
        let others = lock(&self.0.others);
        let elsewhere = others.of(id);
        match room {
            Some(room) => room.shown(&elsewhere),
            None => others::shown(&elsewhere),
        }
    }

    /// Those of [`list_present`](Self::list_present) whom a text calls by name, `@Name`.
    pub fn list_called(&self, id: &RoomId, text: &str) -> Vec<Here> {
        if !text.contains('@') {
            return Vec::new();
        }
        let mut here = self.list_present(id);
        here.retain(|one| text.contains(&format!("@{}", one.name)));
        here
    }

    /// The rooms where anybody may be, on any node, in no order.
    pub fn list_occupied(&self) -> Vec<RoomId> {
        let mut rooms: HashSet<RoomId> = self.room_ids().into_iter().collect();
        rooms.extend(lock(&self.0.others).room_ids().cloned());
        rooms.into_iter().collect()
    }

    /// How many are in any of these rooms, on all nodes: each person once, each visitor once a room.
    pub fn count_in(&self, ids: &[RoomId]) -> usize {
        let (mut visitors, mut people) = (0, HashSet::new());
        for id in ids {
            if let Some(room) = self.room(id) {
                let room = lock(&room);
                visitors += room.count_visitors();
                people.extend(room.people(&[]).into_keys().cloned());
            }
            for part in lock(&self.0.others).of(id) {
                visitors += part.visitors;
                people.extend(part.people.keys().cloned());
            }
        }
        visitors + people.len()
    }

    /// How many are connected, on all nodes: each person once a node, each visitor's socket once.
    pub fn count_here(&self) -> usize {
        self.count_at_node() + lock(&self.0.others).count_connected()
    }

    pub(super) fn count_at_node(&self) -> usize {
        let seats = lock(&self.0.seats);
        let signed_in: usize = seats.of_person.values().map(Vec::len).sum();
        seats.by_number.len() - signed_in + seats.of_person.len()
    }

    /// Shows another presence of a person from now on; every room they are in is told.
    pub fn show_presence(&self, person: &PersonId, presence: Presence) {
        self.show_presence_here(person, presence);
        self.say(&Word::Presence { person: person.clone(), presence }, "");
    }

    pub(super) fn show_presence_here(&self, person: &PersonId, presence: Presence) {
        for seat in self.seats_of(person) {
            seat.shown.set(presence);
            let rooms = lock(&seat.rooms).clone();
            rooms.iter().for_each(|id| self.tell_present_in(id));
        }
    }

    /// Tells a room who is present, where anybody is on this node.
    pub(super) fn tell_present_in(&self, id: &RoomId) {
        if let Some(room) = self.room(id) {
            self.tell_present(&mut lock(&room), id);
        }
    }
}
