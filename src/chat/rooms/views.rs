//! A room with finished values, for its own page and for pages of other zones.

use askama::Template;
use uuid::Uuid;

use super::bars::{Barred, find_bar};
use super::news::{News, find_news};
use super::people::{self, Companion};
use super::queries::{self, RoomKind, RoomRow, Rules};
use crate::chat::messages::attached::Attached;
use crate::chat::messages::queries as messages;
use crate::chat::messages::views::{MessageView, Quote, ReactionView, Reader};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{MessageId, PersonId, RoomId};
use crate::live::Hub;
use crate::outbox;
use crate::site::{Visit, initials};
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::limits::DELETE_HOURS;
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
    /// The message that the form answers, with its id.
    pub reply: Option<(MessageId, Quote)>,
    /// What was typed and could not be said, or empty.
    pub typed: String,
    /// Why not, or empty.
    pub problem: String,
    /// The messages, oldest first.
    pub messages: Vec<MessageView>,
    /// The signs with which the reader may answer a message.
    pub reactions: Vec<ReactionView>,
    /// What others said since the reader was here last, if anything.
    pub news: Option<News>,
    /// Where to sign in; empty when signed in.
    pub sign_in_href: String,
    /// Why one may not write, or empty.
    pub notice: String,
    /// The words that lead a moderator to a message; empty for everybody else.
    pub moderate_label: &'static str,
    /// The words that lead to a private room with an author; empty where that cannot be.
    pub write_label: &'static str,
    /// For how many hours an author may change a message.
    pub change_hours: i64,
    /// Address of the earlier messages.
    pub earlier: Option<String>,
    /// The address of the page where it is read.
    pub address: String,
    /// Address of the later ones, where the page does not end with the last.
    pub later: Option<String>,
    /// The page of the place it belongs to.
    pub place_href: String,
    /// The Fluent key of the words that lead there.
    pub place_key: &'static str,
    /// Whether the reader sees something here for the first time, or was told of it.
    pub is_unread: bool,
    /// Whether only its people read it.
    pub is_private: bool,
    /// Whether the reader sees nothing of it before they sign in.
    pub is_shut: bool,
    /// What a moderator set, in words.
    pub rules: Vec<String>,
    /// Where a moderator sets it; none for everybody else.
    pub rules_href: Option<String>,
    /// Who else is in it; none for rooms that are before the public.
    pub circle: Option<Circle>,
}

/// The others of a private room, and what the reader may do about them.
#[derive(Debug, Clone)]
pub struct Circle {
    /// The others, by name.
    pub people: Vec<Companion>,
    /// Whether it is a group, which one may leave.
    pub is_group: bool,
    /// Of two people: whether the reader does not want to hear from the other.
    pub is_blocked: bool,
}

impl Circle {
    /// The other, in a room of two.
    pub fn other(&self) -> Option<&Companion> {
        self.people.first().filter(|_| !self.is_group)
    }
}

fn load_circle(conn: &mut Conn, room: &RoomRow, me: &PersonId) -> AppResult<Circle> {
    let people = people::list_companions(conn, &room.id, me)?;
    let is_blocked = match (room.is_group, people.first()) {
        (false, Some(other)) => people::has_blocked(conn, me, &other.id)?,
        _ => false,
    };
    Ok(Circle { people, is_group: room.is_group, is_blocked })
}

/// Which messages a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The last ones.
    Last,
    /// Those before a number.
    Before(i64),
    /// Those around a number.
    At(i64),
}

impl Part {
    /// The last number on the page, in a room with this last number.
    fn last_seq(self, last: i64) -> i64 {
        match self {
            Self::At(seq) if seq <= last - PAGE_SIZE => seq.saturating_add(PAGE_SIZE / 2).clamp(0, last),
            Self::Last | Self::At(_) => last,
            Self::Before(seq) => seq.saturating_sub(1).clamp(0, last),
        }
    }
}

/// What a room is to its reader.
struct Own {
    read_seq: i64,
    has_news: bool,
    bar: Option<Barred>,
    circle: Option<Circle>,
}

fn load_own(conn: &mut Conn, visit: &Visit, row: &RoomRow) -> AppResult<Own> {
    let Some(viewer) = &visit.viewer else {
        return Ok(Own { read_seq: row.last_seq, has_news: false, bar: None, circle: None });
    };
    let me = &viewer.person;
    Ok(Own {
        read_seq: queries::find_read(conn, &row.id, me)?,
        has_news: row.kind.is_private() && outbox::has_unseen(conn, me, &row.address())?,
        bar: find_bar(conn, row, me, visit.now)?,
        circle: if row.kind == RoomKind::Direct { Some(load_circle(conn, row, me)?) } else { None },
    })
}

fn find_readable(conn: &mut Conn, visit: &Visit, room: &RoomId) -> AppResult<RoomRow> {
    let viewer = visit.viewer.as_ref();
    let row = queries::find_any_room(conn, room, viewer.map(|viewer| &viewer.person))?;
    match (row.place.is_readable, viewer) {
        (true, _) => Ok(row),
        (false, None) if row.kind.is_private() => Err(AppError::NotSignedIn),
        (false, _) => Err(AppError::NotFound),
    }
}

/// The room of a thing for the thing's page. In the archive it is read where something was said, and nothing is
/// written or followed.
///
/// # Errors
/// As [`load_panel`].
pub fn find_panel(conn: &mut Conn, visit: &Visit, (kind, thing): (RoomKind, &str)) -> AppResult<Option<RoomPanel>> {
    let Some(room) = queries::find_room_of(conn, kind, thing)? else { return Ok(None) };
    let panel = load_panel(conn, visit, &room, Part::Last)?;
    if visit.archive.is_none() {
        return Ok(Some(panel));
    }
    let notice = visit.locale.t("room-archive").to_owned();
    let past = RoomPanel { may_post: false, sign_in_href: String::new(), is_shut: true, notice, ..panel };
    Ok((past.last_seq > 0).then_some(past))
}

/// A room for a page.
///
/// # Errors
/// 404 when the reader may not read the room; not signed in, when it is a private one.
pub fn load_panel(conn: &mut Conn, visit: &Visit, room: &RoomId, part: Part) -> AppResult<RoomPanel> {
    let viewer = visit.viewer.as_ref();
    let row = find_readable(conn, visit, room)?;
    let Own { read_seq, has_news, bar, circle } = load_own(conn, visit, &row)?;
    let up_to = part.last_seq(row.last_seq);
    let is_shut = viewer.is_none() && row.rules.members_only;
    let shown = if is_shut { 0 } else { PAGE_SIZE };
    let list = messages::list_between(conn, room, (up_to - PAGE_SIZE).max(0), up_to, shown)?;
    let person = viewer.map(|viewer| viewer.person.clone());
    let may_post = viewer.is_some() && bar.is_none();
    let reader = Reader { locale: visit.locale, zone: visit.time_zone(), person, now: visit.now, may_post };
    let attached = Attached::load(conn, &list, viewer.map(|viewer| &viewer.person))?;
    let is_moderator = !row.kind.is_private() && visit.may(|viewer| viewer.may_moderate_in(row.kind.zone()));
    let first = list.first().map_or(1, |message| message.seq);
    Ok(RoomPanel {
        id: row.id.clone(),
        title: title(&row, visit.locale),
        last_seq: up_to,
        rev: row.last_rev,
        may_post,
        say_key: Uuid::now_v7(),
        present: 0,
        me: viewer.map(|viewer| viewer.person.to_string()).unwrap_or_default(),
        my_name: viewer.map(|viewer| viewer.name.clone()).unwrap_or_default(),
        my_initials: viewer.map(|viewer| initials(&viewer.name)).unwrap_or_default(),
        reply: None,
        typed: String::new(),
        problem: String::new(),
        messages: MessageView::list(&list, &attached, &reader),
        reactions: ReactionView::blank(visit.locale),
        news: find_news(conn, &row, viewer.map(|viewer| &viewer.person), read_seq, (first, up_to))?,
        sign_in_href: if viewer.is_none() { format!("/login?next=/rooms/{}", row.id) } else { String::new() },
        notice: bar.map(|bar| sentence(visit.locale, &bar)).unwrap_or_default(),
        moderate_label: if is_moderator { visit.locale.t("room-moderate") } else { "" },
        rules: rules_in_words(&row.rules, visit.locale),
        rules_href: is_moderator.then(|| format!("/organizer/rooms/{}", row.id)),
        is_shut,
        write_label: if viewer.is_some() && !row.kind.is_private() { visit.locale.t("room-write-to") } else { "" },
        change_hours: DELETE_HOURS,
        later: (up_to < row.last_seq).then(|| format!("/rooms/{}?at={}", row.id, up_to + PAGE_SIZE / 2)),
        earlier: (first > 1).then(|| format!("/rooms/{}?before={first}", row.id)),
        place_key: match row.kind {
            RoomKind::Lobby => "chat-to-lobby",
            RoomKind::Hall => "chat-to-hall",
            RoomKind::Booth => "chat-to-booth",
            RoomKind::Fair => "chat-to-fair",
            RoomKind::Direct => "direct-to-list",
            RoomKind::Desk => "request-to-list",
            RoomKind::Application => "room-to-application",
            RoomKind::Project => "room-to-project",
            RoomKind::Session => "room-to-session",
            RoomKind::Activity => "room-to-activity",
            RoomKind::News => "room-to-news",
        },
        is_unread: has_news || read_seq < up_to,
        is_private: row.kind.is_private(),
        address: row.address(),
        circle,
        place_href: row.place.href,
    })
}

/// The message of a room that is to be answered; none when it is not there or its words are gone.
///
/// # Errors
/// What the database said.
pub fn find_reply(
    conn: &mut Conn,
    visit: &Visit,
    room: &RoomId,
    id: &MessageId,
) -> AppResult<Option<(MessageId, Quote)>> {
    let row = match messages::find_message(conn, id) {
        Err(AppError::NotFound) => return Ok(None),
        found => found?,
    };
    let can_quote = row.room == *room && !row.is_removed();
    Ok(can_quote.then(|| (row.id.clone(), Quote::of(&row, Some(visit.locale)))))
}

fn rules_in_words(rules: &Rules, locale: Locale) -> Vec<String> {
    let pause = (rules.pause > 0).then(|| locale.tn("room-pause", rules.pause));
    let members = rules.members_only.then(|| locale.t("room-members-only").to_owned());
    pause.into_iter().chain(members).collect()
}

/// The name of a room in a language.
pub fn title(row: &RoomRow, locale: Locale) -> String {
    name_or_gone(locale, locale.name(&row.place.name, &row.place.name_zh))
}

/// The name of a room; of one whose other person has no account any more, words that say so.
pub fn name_or_gone(locale: Locale, name: &str) -> String {
    if name.is_empty() { locale.t("direct-gone").to_owned() } else { name.to_owned() }
}

/// Why somebody may not write, in words.
pub fn sentence(locale: Locale, bar: &Barred) -> String {
    match bar {
        Barred::For(key) => locale.t(key).to_owned(),
        Barred::Paused(left) => locale.tn("room-pause-left", *left),
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

impl RoomPage {
    /// The page of a room; that of a private one is in no zone.
    pub fn new(mut page: Page, room: RoomPanel) -> Self {
        if room.is_private {
            page.leave_zones();
        }
        Self { page, room }
    }
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
