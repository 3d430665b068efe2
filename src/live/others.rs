//! Who is in which room on the other nodes, as they tell it. Kept by the hub; forgotten with a node
//! that is heard no more.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::presence::Presence;
use super::room::Here;
use crate::ids::{PersonId, RoomId};

/// Who came into a room of a node and who left it since it last told.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Movement {
    /// What was told before does not count any more.
    pub is_anew: bool,
    pub visitors: usize,
    pub came: Vec<Here>,
    pub left: Vec<PersonId>,
}

/// Those who are in a room on one other node.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub visitors: usize,
    pub people: HashMap<PersonId, Here>,
}

/// The parts of all other nodes.
#[derive(Debug, Default)]
pub(super) struct Others {
    rooms: HashMap<RoomId, HashMap<Uuid, Part>>,
    /// How many are connected to each node.
    connected: HashMap<Uuid, usize>,
}

impl Others {
    pub fn take(&mut self, node: Uuid, room: &RoomId, movement: Movement) {
        let parts = self.rooms.entry(room.clone()).or_default();
        let part = parts.entry(node).or_default();
        if movement.is_anew {
            part.people.clear();
        }
        part.visitors = movement.visitors;
        part.people.extend(movement.came.into_iter().map(|one| (one.person.clone(), one)));
        movement.left.iter().for_each(|person| drop(part.people.remove(person)));
        if part.visitors == 0 && part.people.is_empty() {
            parts.remove(&node);
        }
        if parts.is_empty() {
            self.rooms.remove(room);
        }
    }

    pub fn take_connected(&mut self, node: Uuid, count: usize) {
        self.connected.insert(node, count);
    }

    pub fn count_connected(&self) -> usize {
        self.connected.values().sum()
    }

    /// Forgets a node; gives the rooms where somebody was on it.
    pub fn forget(&mut self, node: Uuid) -> Vec<RoomId> {
        self.connected.remove(&node);
        let was_in = self.rooms.iter_mut().filter_map(|(room, parts)| parts.remove(&node).map(|_| room.clone()));
        let rooms = was_in.collect();
        self.rooms.retain(|_, parts| !parts.is_empty());
        rooms
    }

    /// The rooms where somebody is elsewhere.
    pub fn room_ids(&self) -> impl Iterator<Item = &RoomId> {
        self.rooms.keys()
    }

    /// Those who are in a room elsewhere, a part for each node.
    pub fn of(&self, room: &RoomId) -> Vec<&Part> {
        self.rooms.get(room).map(|parts| parts.values().collect()).unwrap_or_default()
    }
}

/// How many there are, with those who are here: each person once, each visitor's socket once.
pub(super) fn count(visitors: usize, here: HashSet<&PersonId>, parts: &[&Part]) -> usize {
    let mut people = here;
    people.extend(parts.iter().flat_map(|part| part.people.keys()));
    visitors + parts.iter().map(|part| part.visitors).sum::<usize>() + people.len()
}

/// Those who show that they are there, each once.
pub(super) fn shown(parts: &[&Part]) -> Vec<Here> {
    let people: HashMap<_, _> = parts.iter().flat_map(|part| &part.people).collect();
    people.into_values().filter(|one| one.presence != Presence::Hidden).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_on_two_nodes_counts_once_and_leaves_with_the_last() {
        let (mut others, room, ada) = (Others::default(), RoomId::new(), PersonId::new());
        let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
        let here = Here { person: ada.clone(), name: "Ada".into(), presence: Presence::Busy };
        let came = |visitors| Movement { visitors, came: vec![here.clone()], ..Movement::default() };
        others.take(one, &room, came(2));
        others.take(two, &room, came(0));
        assert_eq!(count(1, HashSet::new(), &others.of(&room)), 4);
        assert_eq!(count(1, HashSet::from([&ada]), &others.of(&room)), 4);
        assert_eq!(shown(&others.of(&room)), vec![here.clone()]);
        others.take(one, &room, Movement { visitors: 1, left: vec![ada.clone()], ..Movement::default() });
        assert_eq!(count(0, HashSet::new(), &others.of(&room)), 2);
        assert_eq!(others.forget(two), vec![room.clone()]);
        others.take(one, &room, Movement { is_anew: true, ..Movement::default() });
        assert!(others.of(&room).is_empty() && others.rooms.is_empty());
    }
}
