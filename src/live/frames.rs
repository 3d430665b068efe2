//! The frames of the protocol `fairhall.v1`, as they go over the wire.
//!
//! The socket reads [`ClientFrame`] and writes the rest; `chat` builds [`MessageFrame`] and
//! [`ChangedFrame`], once for all subscribers. Nothing here decides who may do what.

use bytestring::ByteString;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::conversations::Code;
use super::presence::Presence;
use crate::clock::Instant;
use crate::ids::{MessageId, PersonId, RoomId};

/// The most characters in the body of a message.
pub const MAX_BODY_CHARS: usize = 4_000;

/// The most bytes in a frame and in all fragments of a message: a body of 4,000 characters, each
/// escaped as `\uXXXX\uXXXX`, is 48 KB.
pub const MAX_FRAME_BYTES: usize = 64 * 1024;

/// What a client may send. JSON deeper than 128 levels is refused by serde_json itself.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum ClientFrame {
    Subscribe { room: RoomId, after: Option<i64>, changed_after: Option<i64> },
    Unsubscribe { room: RoomId },
    Say { room: RoomId, client_id: Uuid, body: String, reply_to: Option<MessageId> },
    Read { room: RoomId, seq: i64 },
    Typing { room: RoomId },
    Ping {},
}

/// A frame that was refused, with what could still be made out of it, so that the client knows
/// which of its requests failed.
#[derive(Debug, PartialEq)]
pub(super) struct BadFrame {
    pub code: Code,
    pub room: Option<String>,
    pub client_id: Option<Uuid>,
}

impl ClientFrame {
    /// Reads a text frame.
    pub fn read(text: &str) -> Result<Self, BadFrame> {
        serde_json::from_str(text).map_err(|_| BadFrame::of(text))
    }
}

impl BadFrame {
    fn of(text: &str) -> Self {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct Remains {
            room: Option<String>,
            client_id: Option<Uuid>,
        }
        let remains: Remains = serde_json::from_str(text).unwrap_or_default();
        // Only what could be an id is sent back: 36 characters.
        let room = remains.room.filter(|room| room.len() <= 36);
        let is_room = room.as_ref().is_none_or(|room| room.parse::<RoomId>().is_ok());
        let code = if is_room { Code::BadFrame } else { Code::UnknownRoom };
        Self { code, room, client_id: remains.client_id }
    }
}

/// What the server itself sends.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum ServerFrame<'a> {
    Subscribed {
        room: &'a RoomId,
        seq: i64,
        rev: i64,
        may_post: bool,
        present: usize,
        more: bool,
    },
    Said {
        room: &'a RoomId,
        client_id: Uuid,
        id: &'a MessageId,
        seq: i64,
    },
    Read {
        room: &'a RoomId,
        seq: i64,
    },
    Typing {
        room: &'a RoomId,
        person: Person<'a>,
    },
    Present {
        room: &'a RoomId,
        count: usize,
        people: Vec<PresentPerson<'a>>,
    },
    Notification {
        unread: i64,
        text: &'a str,
    },
    Request {
        room: &'a RoomId,
        state: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        position: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        minutes: Option<i64>,
    },
    /// Questions or polls have changed.
    Talk {
        room: &'a RoomId,
    },
    /// The same where only those see it who moderate them.
    TalkDesk {
        room: &'a RoomId,
    },
    Pong,
    Error {
        code: Code,
        #[serde(skip_serializing_if = "Option::is_none")]
        room: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        client_id: Option<Uuid>,
        message: &'a str,
    },
}

/// A person as others see them.
#[derive(Debug, Clone, Serialize)]
pub struct Person<'a> {
    /// The person.
    pub id: &'a PersonId,
    /// The name they show.
    pub name: &'a str,
}

/// Somebody who is in a room.
#[derive(Debug, Serialize)]
pub(super) struct PresentPerson<'a> {
    pub id: &'a PersonId,
    pub name: &'a str,
    pub state: Presence,
}

/// `message`: something was said.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "message")]
pub struct MessageFrame<'a> {
    /// The room.
    pub room: &'a RoomId,
    /// The message's number in the room, from 1, without gaps.
    pub seq: i64,
    /// The message.
    pub id: &'a MessageId,
    /// What the author's browser called it.
    pub client_id: &'a str,
    /// Who said it.
    pub author: Person<'a>,
    /// When, in UTC; on the wire as RFC 3339 with `Z`.
    #[serde(serialize_with = "as_utc")]
    pub at: Instant,
    /// The text as typed; empty where it was hidden or deleted.
    pub body: &'a str,
    /// The fragment that a page shows, the same as in the room's history.
    pub html: &'a str,
}

/// `changed`: a message was edited, hidden, deleted or reacted to.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "changed")]
pub struct ChangedFrame<'a> {
    /// The room.
    pub room: &'a RoomId,
    /// The change's number in the room, from 1, without gaps.
    pub rev: i64,
    /// The message.
    pub id: &'a MessageId,
    /// The fragment that takes the place of the old one.
    pub html: &'a str,
}

fn as_utc<S: serde::Serializer>(at: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{}Z", at.format("%Y-%m-%dT%H:%M:%S%.6f")))
}

/// The text of a frame, made once and shared by all who get it.
///
/// # Errors
/// When the value has no JSON form, as a map with keys that are no text.
pub fn text_of(frame: &impl Serialize) -> Result<ByteString, serde_json::Error> {
    serde_json::to_string(frame).map(ByteString::from)
}
