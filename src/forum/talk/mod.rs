//! Questions and polls as they stand beside the room of a session: drawn on its page, and alone for pages that
//! are open when they change. Whoever changes them tells the room after the commit.

mod handlers;
mod views;

use actix_web::web::{self, ServiceConfig};
use diesel::prelude::*;

pub use views::TalkView;

use crate::chat::rooms::{RoomKind, find_room_of};
use crate::db::Conn;
use crate::forum::polls::queries::list_polls;
use crate::forum::questions::QuestionView;
use crate::forum::questions::model::QuestionState;
use crate::forum::questions::queries::list_questions;
use crate::forum::sessions::queries::hosts;
use crate::forum::sessions::{Session, SessionState};
use crate::ids::RoomId;
use crate::live::Talk;
use crate::site::{Site, Visit, ZoneKind};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/forum/sessions/{slug}/talk", web::get().to(handlers::show));
}

/// The questions and polls of a session as this reader sees them.
///
/// # Errors
/// What the database said.
pub fn load_talk(conn: &mut Conn, visit: &Visit, session: &Session) -> QueryResult<TalkView> {
    let viewer = visit.viewer.as_ref();
    let person = viewer.map(|viewer| &viewer.person);
    let questions = list_questions(conn, &session.id, &QuestionState::SHOWN, person)?;
    Ok(TalkView {
        link: session.link(),
        questions: questions.into_iter().map(QuestionView::of).collect(),
        polls: list_polls(conn, &session.id, person, false)?,
        is_host: match viewer.filter(|_| visit.archive.is_none()) {
            Some(viewer) => hosts(conn, viewer, &session.id)?,
            None => false,
        },
        is_on: session.state == SessionState::Confirmed && is_open(visit),
    })
}

/// Whether the zone takes questions and votes now.
fn is_open(visit: &Visit) -> bool {
    visit.snapshot.edition.as_ref().is_some_and(|edition| edition.is_open(ZoneKind::Forum, visit.now))
}

/// The room whose people see the questions and polls of a session, once there is one.
///
/// # Errors
/// What the database said.
pub fn find_talk_room(conn: &mut Conn, session: &Session) -> QueryResult<Option<RoomId>> {
    find_room_of(conn, RoomKind::Session, session.id.as_str())
}

/// Tells the room of a session that its questions or polls have changed. After the commit.
pub fn tell(site: &Site, room: Option<&RoomId>, talk: Talk) {
    if let Some(room) = room {
        site.hub.tell_talk(room, talk);
    }
}

/// Whose page changes, by whether the audience saw it before or sees it now.
pub fn audience(is_shown: bool) -> Talk {
    if is_shown { Talk::Shown } else { Talk::Desk }
}
