//! The task that hands frames to rooms, so that no connection's own task pays for the others.
//!
//! The hub starts it and sends it cries. It never waits for a socket or for the database: what
//! takes time (a pause, a read) runs in a task of its own.

use std::sync::{Arc, Weak};

use bytestring::ByteString;
use tokio::sync::mpsc::UnboundedReceiver;

use super::conversations::{Numbered, Standing};
use super::frames::{Person, ServerFrame, text_of};
use super::hub::{Hub, Inner, lock};
use super::others::Movement;
use super::presence::Presence;
use super::relay::Word;
use super::room::{Kind, Push, Room, Seat};
use super::talk::Talk;
use crate::ids::{PersonId, RoomId};

/// How many missing frames are read at once; see `lane.rs`.
const READ_AT_ONCE: i64 = 100;
/// How often a failing read is tried, each pause twice the one before: about 3 s in all. Then the
/// room's sockets close with 1012 and their browsers fetch what they miss themselves.
const TRIES: u32 = 6;
const RESTARTING: u16 = 1012;

/// What is to be told to a room.
#[derive(Debug)]
pub(super) enum Cry {
    /// A message or a change was committed.
    Numbered { room: RoomId, kind: Kind, number: i64, frame: ByteString },
    /// A reader's history told where the room stands.
    Begin { room: RoomId, seq: i64, rev: i64 },
    /// Somebody types; in this seat, or on another node.
    Typing { room: RoomId, person: PersonId, name: String, seat: Option<u64> },
    /// A room stands here by the database, whatever was heard of it.
    Head { room: RoomId, seq: i64, rev: i64 },
    /// Topics of the database were raised, which other nodes are to know.
    Topics,
    /// Questions or polls of a room have changed.
    Talk(RoomId, Talk),
    /// Somebody came or went.
    Present(RoomId),
    /// The rights in a room changed.
    RecheckRoom(RoomId),
    /// The rights of a person changed.
    RecheckPerson(PersonId),
}

/// Carries out cries until the hub is gone.
pub(super) async fn cry_out(hub: Weak<Inner>, mut heard: UnboundedReceiver<Cry>) {
    while let Some(cry) = heard.recv().await {
        let Some(inner) = hub.upgrade() else { return };
        let hub = Hub(inner);
        match cry {
            Cry::Numbered { room, kind, number, frame } => hub.pass_on(&room, kind, number, frame),
            Cry::Begin { room, seq, rev } => {
                hub.begin(&room, Kind::Message, seq);
                hub.begin(&room, Kind::Change, rev);
            }
            Cry::Typing { room, person, name, seat } => hub.tell_typing(&room, &person, name, seat),
            Cry::Head { room, seq, rev } => {
                hub.hear_of(&room, Kind::Message, seq);
                hub.hear_of(&room, Kind::Change, rev);
            }
            Cry::Topics => drop(tokio::spawn(hub.say_topics())),
            Cry::Talk(room, talk) => drop(tokio::spawn(hub.say_talk(room, talk))),
            Cry::Present(room) => drop(tokio::spawn(async move { hub.count_present(&room).await })),
            Cry::RecheckRoom(room) => drop(tokio::spawn(async move { hub.recheck_seats_in(&room).await })),
            Cry::RecheckPerson(person) => drop(tokio::spawn(async move { hub.recheck_rooms_of(&person).await })),
        }
    }
}

impl Hub {
    fn pass_on(&self, id: &RoomId, kind: Kind, number: i64, frame: ByteString) {
        self.move_lane(id, kind, |room| room.lane(kind).take(number, frame));
    }

    fn begin(&self, id: &RoomId, kind: Kind, at: i64) {
        self.move_lane(id, kind, |room| room.lane(kind).begin(at));
    }

    fn hear_of(&self, id: &RoomId, kind: Kind, number: i64) {
        self.move_lane(id, kind, |room| {
            room.lane(kind).hear_of(number);
            Vec::new()
        });
    }

    /// Passes on what a lane lets through after a step; reads what is missing then.
    fn move_lane(&self, id: &RoomId, kind: Kind, step: impl FnOnce(&mut Room) -> Vec<Numbered>) {
        let Some(room) = self.room(id) else { return };
        let mut room = lock(&room);
        let frames = step(&mut room);
        let slow = room.pass(kind, frames);
        let is_open = room.start_filling(kind);
        drop(room);
        self.cut(slow);
        self.fill_if(is_open, id, kind);
    }

    fn fill_if(&self, is_open: bool, id: &RoomId, kind: Kind) {
        if is_open {
            let (hub, id) = (self.clone(), id.clone());
            tokio::spawn(async move { hub.fill_gap(&id, kind).await });
        }
    }

    /// Waits for the missing frame, then reads it, until nothing is missing.
    async fn fill_gap(&self, id: &RoomId, kind: Kind) {
        let mut pause = self.0.pace.gap_wait;
        for _ in 0..TRIES {
            match self.read_gap(id, kind).await {
                Ok(()) => return,
                Err(error) => tracing::warn!(%error, room = %id, "cannot read what is missing in a room"),
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        let Some(room) = self.room(id) else { return };
        let mut room = lock(&room);
        room.stop_filling(kind);
        let slow = room.push_to(Push::Close(RESTARTING), |_| true);
        drop(room);
        self.cut(slow);
    }

    /// Under load there is always some gap, since nodes hear of each other's messages a moment later:
    /// one is read only when it is still there after the wait.
    async fn read_gap(&self, id: &RoomId, kind: Kind) -> Result<(), super::LiveError> {
        let mut waited_after = None;
        loop {
            let Some(shared) = self.room(id) else { return Ok(()) };
            let Some((after, highest)) = ({
                let mut room = lock(&shared);
                let gap = room.lane(kind).gap();
                if gap.is_none() {
                    room.stop_filling(kind);
                }
                gap
            }) else {
                return Ok(());
            };
            if waited_after != Some(after) {
                tokio::time::sleep(self.0.pace.gap_wait).await;
                waited_after = Some(after);
                continue;
            }
            let up_to = highest.min(after + READ_AT_ONCE);
            waited_after = Some(up_to);
            let read = match kind {
                Kind::Message => self.0.conversations.messages_between(id, after, up_to).await?,
                Kind::Change => self.0.conversations.changes_between(id, after, up_to).await?,
            };
            let mut room = lock(&shared);
            let frames = room.lane(kind).fill(up_to, read);
            let slow = room.pass(kind, frames);
            drop(room);
            self.cut(slow);
        }
    }

    fn tell_typing(&self, id: &RoomId, person: &PersonId, name: String, seat: Option<u64>) {
        let Some(room) = self.room(id) else { return };
        let mut room = lock(&room);
        let is_hidden = |seat: &u64| room.seats.get(seat).is_none_or(|seat| seat.shown.get() == Presence::Hidden);
        if seat.as_ref().is_some_and(is_hidden) {
            return;
        }
        if !room.may_tell_typing(person, self.0.pace.typing_every) {
            return;
        }
        let who = Person { id: person, name: &name };
        let Ok(frame) = text_of(&ServerFrame::Typing { room: id, person: who }) else { return };
        let is_other = |other: &Seat| Some(other.number) != seat && other.who.person() != Some(person);
        let slow = room.push_to(Push::Frame(frame), is_other);
        drop(room);
        self.cut(slow);
        if seat.is_some() {
            self.say(&Word::Typing { room: id.clone(), person: person.clone(), name }, "");
        }
    }

    /// Tells a room who is present, once for all who came and went in the meantime.
    async fn count_present(&self, id: &RoomId) {
        tokio::time::sleep(self.0.pace.present_after).await;
        let Some(room) = self.room(id) else {
            let movement = Movement { is_anew: true, ..Movement::default() };
            return self.say(&Word::Present { room: id.clone(), movement }, "");
        };
        let mut room = lock(&room);
        room.present_is_due = false;
        if self.has_bus()
            && let Some(movement) = room.movement(false)
        {
            self.say(&Word::Present { room: id.clone(), movement }, "");
        }
        let frame = room.present_frame(id, &lock(&self.0.others).of(id));
        let Some(frame) = frame else { return };
        let slow = room.push_to(Push::Frame(frame), |_| true);
        drop(room);
        self.cut(slow);
    }

    async fn recheck_seats_in(&self, id: &RoomId) {
        let Some(room) = self.room(id) else { return };
        let seats: Vec<Arc<Seat>> = lock(&room).seats.values().cloned().collect();
        for seat in seats {
            self.recheck(&seat, id).await;
        }
    }

    async fn recheck_rooms_of(&self, person: &PersonId) {
        for seat in self.seats_of(person) {
            let rooms = lock(&seat.rooms).clone();
            for room in rooms {
                self.recheck(&seat, &room).await;
            }
        }
    }

    /// Without an answer nobody may read: a right is not kept because the database is away.
    pub(super) async fn recheck(&self, seat: &Arc<Seat>, id: &RoomId) {
        let asked = self.0.conversations.standing(&seat.who, id).await;
        let none = Standing { may_read: false, may_post: false };
        let Standing { may_read, may_post } = asked.unwrap_or(none);
        let Some(number) = self.room(id).map(|room| lock(&room).number) else { return };
        if !may_read {
            self.leave(seat, id);
        }
        if !seat.outlet.try_push(Push::Standing { room: number, may_read, may_post }) {
            self.cut(vec![seat.clone()]);
        }
    }
}
