//! The rooms that one socket follows, and how far it has come in each.
//!
//! The socket registers for a room first and reads its history then; what arrives live meanwhile
//! waits here, so that the client gets everything in order and nothing twice.

use bytestring::ByteString;

use super::conversations::Opened;
use super::room::Push;
use crate::ids::RoomId;

/// How many rooms one socket may follow.
pub(super) const MAX_ROOMS: usize = 32;
/// What may arrive live while the history is read.
pub(super) const MAX_HELD: usize = 256;

#[derive(Debug, Default)]
pub(super) struct Following(Vec<Followed>);

#[derive(Debug)]
struct Followed {
    id: RoomId,
    number: u64,
    may_post: bool,
    seq: i64,
    rev: i64,
    /// What waits for the history; `None` once that has been written.
    held: Option<Vec<Push>>,
}

/// What the socket is to do with something handed over.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    Write(ByteString),
    Nothing,
    /// Too much arrived before the history.
    Behind,
    CheckLogin,
    CountUnread,
    Close(u16),
    Expelled(RoomId),
}

impl Following {
    /// Takes what the hub hands over.
    pub fn take(&mut self, push: Push) -> Step {
        match push {
            Push::Frame(frame) => Step::Write(frame),
            Push::CheckLogin => Step::CheckLogin,
            Push::Unread => Step::CountUnread,
            Push::Close(code) => Step::Close(code),
            Push::Standing { room, may_read, may_post } => self.stand(room, may_read, may_post),
            Push::Message { room, .. } | Push::Change { room, .. } => match self.by_number(room) {
                Some(followed) => followed.take(push),
                None => Step::Nothing,
            },
        }
    }

    /// Whether this room is followed already or one more may be.
    pub fn has_place_for(&self, id: &RoomId) -> bool {
        self.0.len() < MAX_ROOMS || self.0.iter().any(|followed| followed.id == *id)
    }

    /// Begins to follow a room, or begins anew.
    pub fn begin(&mut self, id: &RoomId, number: u64) {
        self.end(id);
        self.0.push(Followed { id: id.clone(), number, may_post: false, seq: 0, rev: 0, held: Some(Vec::new()) });
    }

    /// The history has been read: gives everything to be written, in order.
    pub fn open(&mut self, id: &RoomId, opened: Opened) -> Vec<ByteString> {
        let Some(followed) = self.0.iter_mut().find(|followed| followed.id == *id) else { return Vec::new() };
        followed.may_post = opened.may_post;
        followed.seq = opened.messages.last().map_or(opened.seq, |(seq, _)| opened.seq.max(*seq));
        followed.rev = opened.changes.last().map_or(opened.rev, |(rev, _)| opened.rev.max(*rev));
        let mut frames: Vec<ByteString> =
            opened.messages.into_iter().chain(opened.changes).map(|(_, frame)| frame).collect();
        let held = followed.held.take().unwrap_or_default();
        // What was missed is not complete yet: what came live meanwhile would leave a gap.
        for push in held.into_iter().filter(|_| !opened.more) {
            if let Step::Write(frame) = followed.take(push) {
                frames.push(frame);
            }
        }
        frames
    }

    pub fn end(&mut self, id: &RoomId) {
        self.0.retain(|followed| followed.id != *id);
    }

    pub fn may_post(&self, id: &RoomId) -> bool {
        self.0.iter().any(|followed| followed.id == *id && followed.may_post)
    }

    fn stand(&mut self, number: u64, may_read: bool, may_post: bool) -> Step {
        let Some(followed) = self.by_number(number) else { return Step::Nothing };
        followed.may_post = may_post;
        if may_read {
            return Step::Nothing;
        }
        let id = followed.id.clone();
        self.end(&id);
        Step::Expelled(id)
    }

    fn by_number(&mut self, number: u64) -> Option<&mut Followed> {
        self.0.iter_mut().find(|followed| followed.number == number)
    }
}

impl Followed {
    fn take(&mut self, push: Push) -> Step {
        if let Some(held) = &mut self.held {
            held.push(push);
            return if held.len() > MAX_HELD { Step::Behind } else { Step::Nothing };
        }
        let (last, number, frame) = match push {
            // Something was lost on the way from the hub: the client asks for it.
            Push::Message { seq, .. } if seq > self.seq + 1 => return Step::Behind,
            Push::Message { seq, frame, .. } => (&mut self.seq, seq, frame),
            Push::Change { rev, frame, .. } => (&mut self.rev, rev, frame),
            Push::Frame(_) | Push::Standing { .. } | Push::CheckLogin | Push::Unread | Push::Close(_) => {
                return Step::Nothing;
            }
        };
        if number <= *last {
            return Step::Nothing;
        }
        *last = number;
        Step::Write(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(seq: i64) -> Push {
        Push::Message { room: 1, seq, frame: ByteString::from(seq.to_string()) }
    }

    fn opened(seqs: std::ops::RangeInclusive<i64>, more: bool) -> Opened {
        let messages = seqs.map(|seq| (seq, ByteString::from(seq.to_string()))).collect();
        Opened { seq: 7, rev: 0, may_post: true, messages, changes: Vec::new(), more }
    }

    #[test]
    fn what_comes_live_before_a_first_part_leaves_no_gap() {
        let (mut following, room) = (Following::default(), RoomId::new());
        following.begin(&room, 1);
        assert_eq!(following.take(message(8)), Step::Nothing);
        assert_eq!(following.open(&room, opened(1..=4, true)), ["1", "2", "3", "4"]);
        following.begin(&room, 1);
        assert_eq!(following.take(message(8)), Step::Nothing);
        assert_eq!(following.open(&room, opened(5..=7, false)), ["5", "6", "7", "8"]);
    }

    #[test]
    fn whoever_would_miss_a_message_is_to_ask_for_it() {
        let (mut following, room) = (Following::default(), RoomId::new());
        following.begin(&room, 1);
        following.open(&room, opened(5..=7, false));
        assert_eq!(following.take(message(7)), Step::Nothing);
        assert_eq!(following.take(message(8)), Step::Write("8".into()));
        assert_eq!(following.take(message(10)), Step::Behind);
    }
}
