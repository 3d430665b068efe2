//! What an applicant and the recruiters write to each other about an application, as its two pages
//! show it. What is said, and who reads it, is the room's (`chat::rooms::subjects`).
//!
//! Either side begins it. When the application ends for good the room is closed with it; the
//! organization may write even then, which opens it again.

use serde::Deserialize;
use uuid::Uuid;

use super::model::Application;
use crate::chat::rooms::queries::{RoomRow, find_read, find_room};
use crate::chat::rooms::subjects::{self, Subject};
use crate::db::Conn;
use crate::error::{AppResult, FieldErrors};
use crate::ids::{PersonId, RoomId};
use crate::live::MAX_BODY_CHARS;
use crate::web::check::Check;

/// The form under an application.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SayForm {
    body: String,
    /// What the page calls it: the same words sent twice are one message.
    key: String,
}

impl SayForm {
    /// The name and the text of the message.
    ///
    /// # Errors
    /// The wrong fields.
    pub(super) fn parse(&self) -> Result<(Uuid, String), FieldErrors> {
        let mut check = Check::new();
        let body = check.text("body", &self.body, 1, MAX_BODY_CHARS);
        check.finish(|| Some((self.key.parse().unwrap_or_else(|_| Uuid::now_v7()), body)))
    }
}

/// What was typed and could not be said.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The form.
    pub form: SayForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

/// The conversation on a page of an application.
#[derive(Debug, Clone)]
pub struct Conversation {
    /// The room; none while nobody has written.
    pub room: Option<RoomId>,
    /// Messages that the reader has not read.
    pub unread: i64,
    /// Whether it ended with the application.
    pub is_closed: bool,
    /// Whether the reader may write, or begin.
    pub may_write: bool,
    /// Where the form goes.
    pub action: String,
    /// The name of what is typed: sent twice, it is one message.
    pub key: String,
    /// What was typed.
    pub typed: String,
    /// What is wrong with it.
    pub errors: FieldErrors,
}

impl Conversation {
    /// As the applicant finds it; `has_ended` by the state that they may see.
    pub(super) fn of_applicant(
        conn: &mut Conn,
        person: &PersonId,
        application: &Application,
        has_ended: bool,
        typed: Typed,
    ) -> AppResult<Self> {
        let action = format!("/me/applications/{}/messages", application.id);
        let found = Self::load(conn, person, application, (action, typed))?;
        let is_closed = if found.room.is_some() { found.is_closed } else { has_ended };
        Ok(Self { is_closed, may_write: !is_closed, ..found })
    }

    /// As an owner or recruiter of the posting's organization finds it.
    pub(super) fn of_team(
        conn: &mut Conn,
        person: &PersonId,
        application: &Application,
        slug: &str,
        typed: Typed,
    ) -> AppResult<Self> {
        let action = format!("/organizations/{slug}/applications/{}/messages", application.id);
        Self::load(conn, person, application, (action, typed))
    }

    fn load(
        conn: &mut Conn,
        person: &PersonId,
        application: &Application,
        (action, Typed { form, errors }): (String, Typed),
    ) -> AppResult<Self> {
        let room = find_conversation(conn, person, application)?;
        let unread = match &room {
            Some(room) => (room.last_seq - find_read(conn, &room.id, person)?).max(0),
            None => 0,
        };
        let is_closed = room.as_ref().is_some_and(|room| room.is_closed);
        let key = if form.key.is_empty() { Uuid::now_v7().to_string() } else { form.key };
        let room = room.map(|room| room.id);
        Ok(Self { room, unread, is_closed, may_write: true, action, key, typed: form.body, errors })
    }
}

fn find_conversation(conn: &mut Conn, person: &PersonId, application: &Application) -> AppResult<Option<RoomRow>> {
    let Some(room) = subjects::find(conn, &Subject::Application(application.id.clone()))? else { return Ok(None) };
    find_room(conn, &room, Some(person)).map(Some)
}
