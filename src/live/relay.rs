//! What the hub says to the other nodes and hears from them, so that a person may sit at any.
//!
//! `app` starts [`follow`]. What was committed is said after it was told here; what comes from another
//! node is told here and never said again. A word may be lost: then everything is read from the
//! database that a word could have told (the rooms, the logins, the rights, the numbers of
//! notifications), and who is present is told anew.

use std::sync::Arc;
use std::time::Duration;

use bytes::{BufMut, Bytes, BytesMut};
use bytestring::ByteString;
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;
use uuid::Uuid;

use super::LiveError;
use super::crier::Cry;
use super::hub::{Ending, Hub, lock};
use super::others::Movement;
use super::presence::Presence;
use super::room::{Kind, Push};
use super::talk::Talk;
use crate::bus::Ear;
use crate::ids::{LoginId, PersonId, RoomId};

/// The least between two rounds of catching up, or of telling who is present.
const PAUSE: Duration = Duration::from_secs(1);
/// Rooms whose numbers are read at once; and that are told before others may speak.
const ROOMS_AT_ONCE: usize = 100;
/// How often the others are told how many are connected, where that has changed.
const COUNT_EVERY: Duration = Duration::from_secs(2);
/// Sockets that ask for their login and their notifications at once, about 2,500 a second.
const SEATS_AT_ONCE: usize = 50;
/// Between two such parts of a round.
const BETWEEN: Duration = Duration::from_millis(20);
/// How long raised topics are collected before the others are told.
const TOPICS_AFTER: Duration = Duration::from_millis(20);

/// One word between nodes: this as a line of JSON, then the frame, if any.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "word", rename_all = "snake_case")]
pub(super) enum Word {
    /// A message or a change was committed; with its frame.
    Numbered {
        room: RoomId,
        kind: Kind,
        number: i64,
    },
    /// A frame for every socket of a person.
    Person {
        person: PersonId,
    },
    /// Somebody's notifications changed.
    Unread {
        person: PersonId,
    },
    LoginEnded {
        login: LoginId,
    },
    PersonEnded {
        person: PersonId,
        ending: Ending,
    },
    RecheckRoom {
        room: RoomId,
    },
    RecheckPerson {
        person: PersonId,
    },
    Typing {
        room: RoomId,
        person: PersonId,
        name: String,
    },
    /// Who came and went in a room of the node that says it.
    Present {
        room: RoomId,
        movement: Movement,
    },
    /// A person shows another presence.
    Presence {
        person: PersonId,
        presence: Presence,
    },
    /// So many are connected to the node that says it.
    Connected {
        count: usize,
    },
    /// Nobody is in any room of the node that says it, but for what it tells next.
    Nobody,
    /// Questions or polls of a room have changed.
    Talk {
        room: RoomId,
        talk: Talk,
    },
    /// Topics of the database were raised.
    Topics {
        bits: u32,
    },
}

impl Word {
    fn pack(&self, frame: &str) -> serde_json::Result<Bytes> {
        let mut packed = BytesMut::from(serde_json::to_vec(self)?.as_slice());
        packed.put_u8(b'\n');
        packed.put_slice(frame.as_bytes());
        Ok(packed.freeze())
    }

    fn unpack(packed: &Bytes) -> Option<(Self, ByteString)> {
        let end = packed.iter().position(|byte| *byte == b'\n')?;
        let word = serde_json::from_slice(packed.get(..end)?).ok()?;
        Some((word, ByteString::try_from(packed.slice(end + 1..)).ok()?))
    }
}

/// Speaks with the other nodes as long as the program runs; ends at once where there are none.
/// `wake` is called with the topics that another node has raised, with all where some may have been
/// missed.
pub async fn follow(hub: Hub, wake: impl Fn(u32) + Send + Sync + 'static) {
    let Some(bus) = hub.0.bus.clone() else { return };
    let wake: Arc<dyn Fn(u32) + Send + Sync> = Arc::new(wake);
    let (behind, untold) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let listener = Listener { hub: hub.clone(), wake: wake.clone(), behind: behind.clone(), untold: untold.clone() };
    tokio::join!(bus.run(listener), hub.catch_up(&behind, &*wake), hub.tell_everything(&untold));
}

struct Listener {
    hub: Hub,
    wake: Arc<dyn Fn(u32) + Send + Sync>,
    behind: Arc<Notify>,
    untold: Arc<Notify>,
}

impl Ear for Listener {
    fn hear(&self, node: Uuid, packed: Bytes) {
        match Word::unpack(&packed) {
            Some((Word::Topics { bits }, _)) => (self.wake)(bits),
            Some((word, frame)) => self.hub.obey(node, word, frame),
            // Of another version of this program.
            None => tracing::warn!(%node, "a word of another node cannot be read"),
        }
    }

    fn catch_up(&self) {
        self.behind.notify_one();
    }

    fn tell_all(&self) {
        self.untold.notify_one();
    }

    fn gone(&self, node: Uuid) {
        self.hub.forget_node(node);
    }
}

impl Hub {
    /// Says a word to the other nodes, if there may be any.
    pub(super) fn say(&self, word: &Word, frame: &str) {
        let Some(bus) = &self.0.bus else { return };
        match word.pack(frame) {
            Ok(packed) => bus.say(&packed),
            Err(error) => tracing::error!(%error, "a word has no text"),
        }
    }

    /// Tells the other nodes that topics of the database were raised here.
    pub fn tell_topics(&self, bits: u32) {
        let was = self.0.topics.fetch_or(bits, std::sync::atomic::Ordering::SeqCst);
        if was == 0 && bits != 0 {
            self.cry(Cry::Topics);
        }
    }

    pub(super) async fn say_topics(self) {
        tokio::time::sleep(TOPICS_AFTER).await;
        let bits = self.0.topics.swap(0, std::sync::atomic::Ordering::SeqCst);
        self.say(&Word::Topics { bits }, "");
    }

    /// Does here what another node has done there.
    fn obey(&self, node: Uuid, word: Word, frame: ByteString) {
        match word {
            Word::Numbered { room, kind, number } => self.cry(Cry::Numbered { room, kind, number, frame }),
            Word::Person { person } => self.push_to_person(&person, &Push::Frame(frame)),
            Word::Unread { person } => self.tell_unread_here(&person),
            Word::LoginEnded { login } => self.end_login_here(&login),
            Word::PersonEnded { person, ending } => self.end_person_here(&person, ending),
            Word::RecheckRoom { room } => self.cry(Cry::RecheckRoom(room)),
            Word::RecheckPerson { person } => self.cry(Cry::RecheckPerson(person)),
            Word::Typing { room, person, name } => self.cry(Cry::Typing { room, person, name, seat: None }),
            Word::Present { room, movement } => {
                lock(&self.0.others).take(node, &room, movement);
                self.tell_present_in(&room);
            }
            Word::Talk { room, talk } => self.tell_talk_here(&room, talk),
            Word::Presence { person, presence } => self.show_presence_here(&person, presence),
            Word::Connected { count } => lock(&self.0.others).take_connected(node, count),
            Word::Nobody => self.forget_node(node),
            Word::Topics { .. } => {}
        }
    }

    fn forget_node(&self, node: Uuid) {
        let rooms = lock(&self.0.others).forget(node);
        rooms.iter().for_each(|room| self.tell_present_in(room));
    }

    /// Reads what may have been missed, whenever that is said, until it has been read.
    async fn catch_up(&self, behind: &Notify, wake: &(dyn Fn(u32) + Send + Sync)) {
        loop {
            behind.notified().await;
            wake(u32::MAX);
            while let Err(error) = self.catch_up_rooms().await {
                tracing::warn!(%error, "cannot read what another node has said");
                tokio::time::sleep(PAUSE).await;
            }
            self.check_everybody().await;
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn catch_up_rooms(&self) -> Result<(), LiveError> {
        for some in self.room_ids().chunks(ROOMS_AT_ONCE) {
            for (room, seq, rev) in self.0.conversations.heads(some.to_vec()).await? {
                [Talk::Shown, Talk::Desk].into_iter().for_each(|talk| self.tell_talk_here(&room, talk));
                self.cry(Cry::Head { room, seq, rev });
            }
        }
        Ok(())
    }

    /// Each socket asks for its login and its notifications, each room for the rights; one after the
    /// other, so that the database answers others too.
    async fn check_everybody(&self) {
        for some in self.seats().chunks(SEATS_AT_ONCE) {
            for seat in some {
                self.push_to_seat(seat, &[Push::CheckLogin, Push::Unread]);
                let rooms = lock(&seat.rooms).clone();
                for room in rooms {
                    self.recheck(seat, &room).await;
                }
            }
            tokio::time::sleep(BETWEEN).await;
        }
    }

    /// Tells the other nodes who is present here, whenever one may not know it, and how many are
    /// connected.
    async fn tell_everything(&self, untold: &Notify) {
        let mut told = 0;
        loop {
            let is_untold = tokio::time::timeout(COUNT_EVERY, untold.notified()).await.is_ok();
            let count = self.count_at_node();
            if is_untold {
                self.tell_rooms().await;
            }
            if is_untold || count != told {
                self.say(&Word::Connected { count }, "");
                told = count;
            }
        }
    }

    async fn tell_rooms(&self) {
        self.say(&Word::Nobody, "");
        for some in self.room_ids().chunks(ROOMS_AT_ONCE) {
            for id in some {
                let Some(room) = self.room(id) else { continue };
                if let Some(movement) = lock(&room).movement(true) {
                    self.say(&Word::Present { room: id.clone(), movement }, "");
                }
            }
            tokio::time::sleep(BETWEEN).await;
        }
        tokio::time::sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_as_it_was_said() {
        let room = RoomId::new();
        let words = [
            (Word::Numbered { room: room.clone(), kind: Kind::Change, number: 7 }, "{\"body\":\"a\\nb\"}"),
            (Word::Typing { room: room.clone(), person: PersonId::new(), name: "Ada\n阿达".into() }, ""),
            (Word::PersonEnded { person: PersonId::new(), ending: Ending::Banned }, ""),
            (Word::Present { room, movement: Movement { visitors: 2, ..Movement::default() } }, ""),
        ];
        for (word, frame) in words {
            let read = word.pack(frame).ok().as_ref().and_then(Word::unpack);
            assert_eq!(read, Some((word, ByteString::from(frame))));
        }
        assert_eq!(Word::unpack(&Bytes::from_static(b"{\"word\":\"of a later version\"}\n")), None);
    }
}
