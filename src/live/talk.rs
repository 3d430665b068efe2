//! Tells those who follow a room that what stands beside its messages has changed: questions and polls. The
//! frame says no more; whoever shows them asks for them anew. What changes in a while is told once, however
//! often it changes, so that a hall in which everybody votes is not flooded.

use super::crier::Cry;
use super::frames::{ServerFrame, text_of};
use super::hub::{Hub, lock};
use super::relay::Word;
use super::room::Push;
use crate::ids::RoomId;

/// Whose page changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Talk {
    /// Everybody's.
    Shown,
    /// Only that of who moderates: something waits, or is being made.
    Desk,
}

impl Hub {
    /// Tells a room, on every node, that its questions or polls have changed. Call it after the commit; safe
    /// to repeat. May be called from any thread.
    pub fn tell_talk(&self, room: &RoomId, talk: Talk) {
        if lock(&self.0.talks).insert((room.clone(), talk)) {
            self.cry(Cry::Talk(room.clone(), talk));
        }
    }

    /// Tells what was collected.
    pub(super) async fn say_talk(self, room: RoomId, talk: Talk) {
        tokio::time::sleep(self.0.pace.talk_after).await;
        // What changes from now on is told of again.
        lock(&self.0.talks).remove(&(room.clone(), talk));
        self.tell_talk_here(&room, talk);
        self.say(&Word::Talk { room, talk }, "");
    }

    /// The same on this node alone.
    pub(super) fn tell_talk_here(&self, id: &RoomId, talk: Talk) {
        let Some(room) = self.room(id) else { return };
        let frame = match talk {
            Talk::Shown => ServerFrame::Talk { room: id },
            Talk::Desk => ServerFrame::TalkDesk { room: id },
        };
        match text_of(&frame) {
            Ok(frame) => {
                let slow = lock(&room).push_to(Push::Frame(frame), |_| true);
                self.cut(slow);
            }
            Err(error) => tracing::error!(%error, "frame"),
        }
    }
}
