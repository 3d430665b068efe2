//! Answers what the socket asks: who enters, what they missed, what they may say. Called by
//! `live` alone; decides every time anew from the database and keeps nothing.

use std::sync::Arc;

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::messages::queries::{self as messages, NewMessage};
use super::messages::saying::{Saying, say};
use super::messages::views::{changed_frames, message_frames};
use super::rooms::bars::{Barred, find_bar};
use super::rooms::queries as rooms;
use super::rooms::views::sentence;
use crate::clock::Clock;
use crate::db::schema::{logins, people};
use crate::db::{Conn, Db};
use crate::error::AppError;
use crate::ids::RoomId;
use crate::live::{
    Answer, Attendee, Code, Conversations, Entrance, Head, LiveError, Missed, Numbered, Opened, Said, SignedIn, Spoken,
    Standing, Unread,
};
use crate::site::asker::{LOCALE_COOKIE, LOGIN_COOKIE, LOGIN_COOKIE_PLAIN};
use crate::site::sanctions::bans_of_login;
use crate::site::viewer;
use crate::web::i18n::Locale;
use crate::web::limits::{LOGIN_IDLE_DAYS, RateLimits};

/// Messages that a reader gets who has none.
const FIRST: i64 = 50;
/// The most frames in one answer.
const MOST: i64 = 200;

/// The rooms of the database, for the socket.
pub struct Rooms {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The rate limits, shared with the forms.
    pub limits: Arc<RateLimits>,
    /// Whether cookies are Secure here, which decides the name of the login's.
    pub has_secure_cookies: bool,
}

fn locale_of(language: &str) -> Locale {
    Locale::from_tag(language).unwrap_or(Locale::En)
}

fn live_error(language: &str, error: &AppError) -> LiveError {
    let locale = locale_of(language);
    match error {
        AppError::NotFound => LiveError::refused(Code::UnknownRoom, locale.t("chat-unknown-room")),
        AppError::Refused(key) => LiveError::refused(Code::Forbidden, locale.t(key)),
        AppError::Invalid(_) => LiveError::refused(Code::BadFrame, locale.t("error-reply")),
        AppError::NotSignedIn => LiveError::refused(Code::Forbidden, locale.t("room-members-only")),
        AppError::TooMany(_) => LiveError::refused(Code::TooFast, locale.t("room-error-too-fast")),
        other => LiveError::broken(other),
    }
}

fn barred(language: &str, bar: &Barred) -> LiveError {
    let code = match bar {
        Barred::For(_) => Code::Forbidden,
        Barred::Sanctioned(..) => Code::Silenced,
        Barred::Paused(_) => Code::TooFast,
    };
    LiveError::refused(code, sentence(locale_of(language), bar))
}

impl Rooms {
    async fn find_attendee(&self, entrance: Entrance) -> Result<Attendee, LiveError> {
        let name = if self.has_secure_cookies { LOGIN_COOKIE } else { LOGIN_COOKIE_PLAIN };
        let chosen = entrance.cookie(LOCALE_COOKIE).map(str::to_owned);
        let header = entrance.accept_language.clone();
        let language =
            move |own: Option<&str>| Locale::negotiate(None, chosen.as_deref(), own, header.as_deref()).tag();
        let Some(token) = entrance.cookie(name) else {
            return Ok(Attendee { signed_in: None, language: language(None) });
        };
        let (hash, now) = (viewer::hash_token(token), self.clock.now());
        let find = move |conn: &mut Conn| {
            let Some(viewer) = viewer::find_viewer(conn, &hash, None, now)? else { return Ok(None) };
            let presence = people::table.find(&viewer.person).select(people::presence).first(conn)?;
            Ok(Some((viewer, presence)))
        };
        let found = self.db.read(find).await;
        let (viewer, presence) = found.map_err(LiveError::broken)?.ok_or(LiveError::NoLogin)?;
        Ok(Attendee {
            language: language(Some(viewer.locale.tag())),
            signed_in: Some(SignedIn { person: viewer.person, login: viewer.login, name: viewer.name, presence }),
        })
    }

    async fn find_missed(&self, who: &Attendee, room: &RoomId, missed: Missed) -> Result<Opened, LiveError> {
        let (person, room, now) = (who.person().cloned(), room.clone(), self.clock.now());
        let read = self.db.read(move |conn| {
            let row = rooms::find_room(conn, &room, person.as_ref())?;
            let may_post = match &person {
                Some(person) => find_bar(conn, &row, person, now)?.is_none(),
                None => false,
            };
            let after = missed.after.unwrap_or(row.last_seq - FIRST).max(0);
            let mut said = messages::list_between(conn, &room, after, row.last_seq, MOST + 1)?;
            let changed_after = missed.changed_after.unwrap_or(row.last_rev);
            let mut changed = messages::list_changed(conn, &room, changed_after, row.last_rev, MOST + 1)?;
            let most = usize::try_from(MOST).unwrap_or(usize::MAX);
            let more = said.len() + changed.len() > most;
            said.truncate(most);
            changed.truncate(most - said.len());
            Ok(Opened {
                seq: row.last_seq,
                rev: row.last_rev,
                may_post,
                messages: message_frames(conn, &said)?,
                changes: changed_frames(conn, &changed)?,
                more,
            })
        });
        read.await.map_err(|error| live_error(who.language, &error))
    }

    async fn store(&self, who: &Attendee, room: &RoomId, spoken: Spoken) -> Result<Said, LiveError> {
        let Some(person) = who.person().cloned() else {
            let text = locale_of(who.language).t("room-read-only");
            return Err(LiveError::refused(Code::Forbidden, text));
        };
        let (limits, now) = (self.limits.clone(), self.clock.now());
        let Spoken { client_id, body, reply_to, around } = spoken;
        let new = NewMessage { reply_to, around, ..NewMessage::of(room, client_id, body) };
        let written = self.db.write(move |conn| say(conn, &new, &person, now, &limits));
        match written.await.map_err(|error| live_error(who.language, &error))? {
            Saying::Stored(fresh) => {
                let frame = fresh.frame().map_err(LiveError::broken)?;
                Ok(Said { id: fresh.row.id, seq: fresh.row.seq, frame: Some(frame) })
            }
            Saying::Repeated(row) => Ok(Said { id: row.id, seq: row.seq, frame: None }),
            Saying::Barred(bar) => Err(barred(who.language, &bar)),
        }
    }

    async fn find_standing(&self, who: &Attendee, room: &RoomId) -> Result<Standing, LiveError> {
        let (person, room, now) = (who.person().cloned(), room.clone(), self.clock.now());
        let read = self.db.read(move |conn| {
            let row = match rooms::find_room(conn, &room, person.as_ref()) {
                Err(AppError::NotFound | AppError::NotSignedIn) => {
                    return Ok(Standing { may_read: false, may_post: false });
                }
                found => found?,
            };
            let may_post = match &person {
                Some(person) => find_bar(conn, &row, person, now)?.is_none(),
                None => false,
            };
            Ok(Standing { may_read: true, may_post })
        });
        read.await.map_err(LiveError::broken)
    }

    async fn is_login_alive(&self, who: &Attendee) -> Result<bool, LiveError> {
        let Some(login) = who.signed_in.as_ref().map(|one| one.login.clone()) else { return Ok(true) };
        let now = self.clock.now();
        let idle_since = now - chrono::Duration::days(LOGIN_IDLE_DAYS);
        let read = self.db.read(move |conn| {
            let alive = logins::table.find(&login).filter(logins::expires_at.gt(now));
            let kept = alive.filter(logins::seen_at.gt(idle_since)).filter(not(exists(bans_of_login(now))));
            let count: i64 = kept.count().get_result(conn)?;
            Ok(count > 0)
        });
        read.await.map_err(LiveError::broken)
    }
}

impl Conversations for Rooms {
    fn enter(&self, entrance: Entrance) -> Answer<'_, Attendee> {
        Box::pin(self.find_attendee(entrance))
    }

    fn is_still_in<'a>(&'a self, who: &'a Attendee) -> Answer<'a, bool> {
        Box::pin(self.is_login_alive(who))
    }

    fn open<'a>(&'a self, who: &'a Attendee, room: &'a RoomId, missed: Missed) -> Answer<'a, Opened> {
        Box::pin(self.find_missed(who, room, missed))
    }

    fn standing<'a>(&'a self, who: &'a Attendee, room: &'a RoomId) -> Answer<'a, Standing> {
        Box::pin(self.find_standing(who, room))
    }

    fn say<'a>(&'a self, who: &'a Attendee, room: &'a RoomId, spoken: Spoken) -> Answer<'a, Said> {
        Box::pin(self.store(who, room, spoken))
    }

    fn count_unread<'a>(&'a self, who: &'a Attendee) -> Answer<'a, Unread> {
        Box::pin(async move {
            let Some(person) = who.person().cloned() else { return Ok(Unread::default()) };
            let read = self.db.read(move |conn| Ok(viewer::count_unread(conn, &person)?)).await;
            let count = read.map_err(LiveError::broken)?;
            Ok(Unread { count, text: locale_of(who.language).tn("notifications-unread", count) })
        })
    }

    fn read<'a>(&'a self, who: &'a Attendee, room: &'a RoomId, seq: i64) -> Answer<'a, bool> {
        Box::pin(async move {
            let Some(person) = who.person().cloned() else { return Ok(false) };
            let (room, now) = (room.clone(), self.clock.now());
            let written = self.db.write(move |conn| {
                let row = rooms::find_room(conn, &room, Some(&person))?;
                Ok(rooms::mark_read(conn, &row, &person, seq, now)? > 0)
            });
            written.await.map_err(|error| live_error(who.language, &error))
        })
    }

    fn messages_between<'a>(&'a self, room: &'a RoomId, after: i64, up_to: i64) -> Answer<'a, Vec<Numbered>> {
        let room = room.clone();
        Box::pin(async move {
            let read = self.db.read(move |conn| {
                let rows = messages::list_between(conn, &room, after, up_to, MOST)?;
                message_frames(conn, &rows)
            });
            read.await.map_err(LiveError::broken)
        })
    }

    fn changes_between<'a>(&'a self, room: &'a RoomId, after: i64, up_to: i64) -> Answer<'a, Vec<Numbered>> {
        let room = room.clone();
        Box::pin(async move {
            let read = self.db.read(move |conn| {
                let rows = messages::list_changed(conn, &room, after, up_to, MOST)?;
                changed_frames(conn, &rows)
            });
            read.await.map_err(LiveError::broken)
        })
    }

    fn heads(&self, rooms: Vec<RoomId>) -> Answer<'_, Vec<Head>> {
        Box::pin(async move {
            let read = self.db.read(move |conn| Ok(rooms::list_heads(conn, &rooms)?)).await;
            read.map_err(LiveError::broken)
        })
    }

    fn sentence(&self, language: &'static str, code: Code) -> String {
        let key = match code {
            Code::Forbidden => "room-error-forbidden",
            Code::Silenced => "room-error-silenced",
            Code::TooLong => "room-error-too-long",
            Code::TooFast => "room-error-too-fast",
            Code::BadFrame => "chat-bad-frame",
            Code::UnknownRoom => "chat-unknown-room",
        };
        locale_of(language).t(key).to_owned()
    }
}
