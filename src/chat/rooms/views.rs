//! A room with finished values, for its own page and for pages of other zones.

use askama::Template;
use uuid::Uuid;

use super::queries::{self, Barred, RoomKind, RoomRow};
use crate::chat::messages::queries as messages;
use crate::chat::messages::views::MessageView;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::RoomId;
use crate::live::Hub;
use crate::site::{Visit, initials};
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::page::Page;

/// Messages on a page.
const PAGE_SIZE: i64 = 50;

/// What `templates/shared/room.html` draws.
#[derive(Debug, Clone)]
pub struct RoomPanel {
    /// The room.
    pub id: RoomId,
    /// Whose it is.
    pub title: String,
    /// Number of the last message.
    pub last_seq: i64,
    /// Number of the last change.
    pub rev: i64,
    /// Whether the reader may write.
    pub may_post: bool,
    /// The name that the next message by form goes under: sent twice, it is one.
    pub say_key: Uuid,
    /// How many are in it; the hub knows.
    pub present: i64,
    /// The reader, or empty.
    pub me: String,
    /// Their name.
    pub my_name: String,
    /// Their initials.
    pub my_initials: String,
    /// The messages, oldest first.
    pub messages: Vec<MessageView>,
    /// Where to sign in; empty when signed in.
    pub sign_in_href: String,
    /// Why one may not write, or empty.
    pub notice: String,
    /// Whether the reader moderates here.
    pub can_moderate: bool,
    /// Address of the earlier messages.
    pub earlier: Option<String>,
    /// The page of the place it belongs to.
    pub place_href: String,
    /// The Fluent key of the words that lead there.
    pub place_key: &'static str,
}

/// A room for a page: the last messages, or those before a number.
///
/// # Errors
/// 404 when the room is not before the public.
pub fn load_panel(conn: &mut Conn, visit: &Visit, room: &RoomId, before: Option<i64>) -> AppResult<RoomPanel> {
    let row = queries::find_room(conn, room)?;
    let viewer = visit.viewer.as_ref();
    let bar = match viewer {
        Some(viewer) => queries::find_bar(conn, &row, &viewer.person, visit.now)?,
        None => None,
    };
    let up_to = before.map_or(row.last_seq, |before| before.saturating_sub(1)).clamp(0, row.last_seq);
    let list = messages::list_between(conn, room, (up_to - PAGE_SIZE).max(0), up_to, PAGE_SIZE)?;
    let reader = (visit.locale, visit.time_zone());
    let first = list.first().map_or(1, |message| message.seq);
    Ok(RoomPanel {
        id: row.id.clone(),
        title: title(&row, visit.locale),
        last_seq: up_to,
        rev: row.last_rev,
        may_post: viewer.is_some() && bar.is_none(),
        say_key: Uuid::now_v7(),
        present: 0,
        me: viewer.map(|viewer| viewer.person.to_string()).unwrap_or_default(),
        my_name: viewer.map(|viewer| viewer.name.clone()).unwrap_or_default(),
        my_initials: viewer.map(|viewer| initials(&viewer.name)).unwrap_or_default(),
        messages: list.iter().map(|message| MessageView::of(message, Some(reader))).collect(),
        sign_in_href: if viewer.is_none() { format!("/login?next=/rooms/{}", row.id) } else { String::new() },
        notice: bar.map(|bar| sentence(visit.locale, &bar)).unwrap_or_default(),
        can_moderate: viewer.is_some_and(|viewer| viewer.may_moderate_in(row.kind.zone())),
        earlier: (first > 1).then(|| format!("/rooms/{}?before={first}", row.id)),
        place_key: match row.kind {
            RoomKind::Lobby => "chat-to-lobby",
            RoomKind::Hall => "chat-to-hall",
            RoomKind::Booth => "chat-to-booth",
        },
        place_href: row.place.href,
    })
}

fn title(row: &RoomRow, locale: Locale) -> String {
    locale.name(&row.place.name, &row.place.name_zh).to_owned()
}

/// Why somebody may not write, in words.
pub fn sentence(locale: Locale, bar: &Barred) -> String {
    match bar {
        Barred::For(key) => locale.t(key).to_owned(),
        Barred::Sanctioned(note, zone) => {
            let until = dates::date_time_there(locale, note.ends_at, *zone);
            locale.tf("chat-silenced", &[("until", &until), ("reason", &note.reason)])
        }
    }
}

/// The way into a room from the page of its place, with how many are in it.
#[derive(Debug, Clone)]
pub struct RoomDoor {
    /// The room.
    pub id: RoomId,
    /// Who is in it on this node.
    pub present: i64,
}

impl RoomDoor {
    /// To a room as the hub knows it now.
    pub fn of(hub: &Hub, room: &RoomId) -> Self {
        Self { id: room.clone(), present: i64::try_from(hub.present(room)).unwrap_or(0) }
    }
}

/// The page of a room.
#[derive(Template)]
#[template(path = "chat/room.html")]
pub struct RoomPage {
    /// The frame.
    pub page: Page,
    /// The room.
    pub room: RoomPanel,
}

/// A room within a page of another zone.
#[derive(Template)]
#[template(path = "chat/panel.html")]
pub struct RoomFragment<'a> {
    /// The frame of that page.
    pub page: &'a Page,
    /// The room.
    pub room: RoomPanel,
}
