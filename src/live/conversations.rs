//! What the socket asks of whoever knows people and rooms, as one trait.
//!
//! `chat` implements it and `app` hands it to the hub; the socket and the hub call it. Nothing
//! here knows a database, a zone or a language: sentences arrive ready for the reader.

use std::future::Future;
use std::pin::Pin;

use bytestring::ByteString;
use uuid::Uuid;

use super::presence::Presence;
use super::room::Here;
use crate::ids::{LoginId, MessageId, PersonId, RoomId};

/// An answer that may take a trip to the database.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, LiveError>> + Send + 'a>>;

/// A frame with its number in a room: the `seq` of a message or the `rev` of a change.
pub type Numbered = (i64, ByteString);

/// A room with the `seq` of its last message and the `rev` of its last change.
pub type Head = (RoomId, i64, i64);

/// Who may enter, see, say and mark what. Every method checks the right anew; the socket keeps
/// none of the answers for longer than it takes to send them.
pub trait Conversations: Send + Sync + 'static {
    /// Who stands at the door. Without a login cookie: a visitor, who may read public rooms.
    ///
    /// # Errors
    /// [`LiveError::NoLogin`] for a cookie that is no live login.
    fn enter(&self, entrance: Entrance) -> Answer<'_, Attendee>;

    /// Whether the login this socket came with is still alive and its person not banned. Asked
    /// right after the seat is taken (the login may have ended meanwhile) and now and then later.
    fn is_still_in<'a>(&'a self, who: &'a Attendee) -> Answer<'a, bool>;

    /// The state of a room and what this reader has missed: messages with `seq > after` (the
    /// last 50 without `after`) and changes with `rev > changed_after`, oldest first, at most 200
    /// together.
    ///
    /// # Errors
    /// `unknown_room` where there is none for this reader; `forbidden`.
    fn open<'a>(&'a self, who: &'a Attendee, room: &'a RoomId, missed: Missed) -> Answer<'a, Opened>;

    /// What this reader may do in a room now.
    fn standing<'a>(&'a self, who: &'a Attendee, room: &'a RoomId) -> Answer<'a, Standing>;

    /// Stores a message; answers after the commit. The same `client_id` in the same room again
    /// gives the same answer and stores nothing. The body holds 1 to 4,000 characters.
    ///
    /// # Errors
    /// `unknown_room`, `forbidden`, `silenced`, `too_long`, `too_fast`; `bad_frame` for an answer to
    /// what is not in the room.
    fn say<'a>(&'a self, who: &'a Attendee, room: &'a RoomId, spoken: Spoken) -> Answer<'a, Said>;

    /// How many notifications this reader has not read; none for a visitor.
    fn count_unread<'a>(&'a self, who: &'a Attendee) -> Answer<'a, Unread>;

    /// Marks a room as read up to and including `seq`. Never moves the mark back. True when the
    /// number of unread notifications changed with it.
    fn read<'a>(&'a self, who: &'a Attendee, room: &'a RoomId, seq: i64) -> Answer<'a, bool>;

    /// The `message` frames of a room with `after < seq <= up_to`, oldest first, as everyone in
    /// the room may see them.
    fn messages_between<'a>(&'a self, room: &'a RoomId, after: i64, up_to: i64) -> Answer<'a, Vec<Numbered>>;

    /// The `changed` frames of a room with `after < rev <= up_to`, oldest first; a message
    /// changed twice may appear once.
    fn changes_between<'a>(&'a self, room: &'a RoomId, after: i64, up_to: i64) -> Answer<'a, Vec<Numbered>>;

    /// The last numbers of these rooms: of the messages and of the changes. One that is gone is left out.
    fn heads(&self, rooms: Vec<RoomId>) -> Answer<'_, Vec<Head>>;

    /// The sentence for a refusal that the socket itself pronounces.
    fn sentence(&self, language: &'static str, code: Code) -> String;
}

/// What somebody at the door brought along.
#[derive(Debug, Clone, Default)]
pub struct Entrance {
    /// The cookies, by name, in the order they were sent.
    pub cookies: Vec<(String, String)>,
    /// The header `Accept-Language`.
    pub accept_language: Option<String>,
}

impl Entrance {
    /// The first cookie of this name.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Whoever sits at a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// The person, if one is signed in; a visitor otherwise.
    pub signed_in: Option<SignedIn>,
    /// The tag of the language that sentences are written in: `en`, `zh-CN`.
    pub language: &'static str,
}

/// The person at a socket and the login they came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The person.
    pub person: PersonId,
    /// The login; when it ends, so does the socket.
    pub login: LoginId,
    /// The name that others see.
    pub name: String,
    /// What others see of their being here, when the socket opens.
    pub presence: Presence,
}

impl Attendee {
    /// The person, if one is signed in.
    pub fn person(&self) -> Option<&PersonId> {
        self.signed_in.as_ref().map(|signed_in| &signed_in.person)
    }
}

/// From where on a reader has missed something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Missed {
    /// The last message that the reader has; `None`: none, the last 50 are enough.
    pub after: Option<i64>,
    /// The last change that the reader has; `None`: none are wanted.
    pub changed_after: Option<i64>,
}

/// A room as a reader finds it.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The number of the last message in the room, 0 for none.
    pub seq: i64,
    /// The number of the last change in the room, 0 for none.
    pub rev: i64,
    /// Whether this reader may say something.
    pub may_post: bool,
    /// The missed `message` frames, oldest first.
    pub messages: Vec<Numbered>,
    /// The missed `changed` frames, oldest first.
    pub changes: Vec<Numbered>,
    /// Whether more was missed than is given here; the reader asks again.
    pub more: bool,
}

/// What a reader may do in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Read it.
    pub may_read: bool,
    /// Say something in it.
    pub may_post: bool,
}

/// A message that is to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// What the client calls it.
    pub client_id: Uuid,
    /// The text.
    pub body: String,
    /// The message of the same room that it answers.
    pub reply_to: Option<MessageId>,
    /// Who is in the room and shown there, where the text may call somebody by name.
    pub around: Vec<Here>,
}

/// A message that has been committed.
#[derive(Debug, Clone)]
pub struct Said {
    /// The message.
    pub id: MessageId,
    /// Its number in the room.
    pub seq: i64,
    /// Its frame, to be published; `None` when this was a repetition of an earlier request.
    pub frame: Option<ByteString>,
}

/// The notifications that somebody has not read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread {
    /// How many.
    pub count: i64,
    /// The same in words, in the reader's language.
    pub text: String,
}

/// Why a frame was not carried out.
#[derive(Debug, Clone, thiserror::Error)]
pub enum LiveError {
    /// Refused; the sentence is in the reader's language and goes to them as it is.
    #[error("refused: {code:?}")]
    Refused {
        /// The code that programs read.
        code: Code,
        /// The sentence that people read.
        message: String,
    },
    /// The cookie is no live login. 401 at the door, close code 4001 later.
    #[error("no login")]
    NoLogin,
    /// Our fault; goes to the log. The socket closes with 1011 and the browser tries again.
    #[error("internal: {0}")]
    Broken(String),
}

impl LiveError {
    /// A refusal with its sentence.
    pub fn refused(code: Code, message: impl Into<String>) -> Self {
        Self::Refused { code, message: message.into() }
    }

    /// Our fault, from anything that can be written to the log.
    pub fn broken(cause: impl std::fmt::Display) -> Self {
        Self::Broken(cause.to_string())
    }
}

/// The refusals of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// This reader may not.
    Forbidden,
    /// This person may not speak for now.
    Silenced,
    /// More than 4,000 characters.
    TooLong,
    /// More often than is allowed.
    TooFast,
    /// No frame of this protocol.
    BadFrame,
    /// No such room for this reader.
    UnknownRoom,
}
