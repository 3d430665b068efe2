//! Many people with sockets: what is made of them before a run, and what they hear.

use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use fairhall::clock::Clock;
use fairhall::db::schema::{logins, people, rooms};
use fairhall::db::{Address, Conn};
use fairhall::ids::{LoginId, PersonId};
use fairhall::live::Presence;
use fairhall::site::viewer::hash_token;
use futures_util::stream::{self, StreamExt as _};

use crate::Outcome;
use crate::load::Figures;
use crate::wire::{PATIENCE, Wire, number_behind};

/// Sockets that one person opens; the server allows 64.
const SOCKETS_EACH: usize = 60;
/// Handshakes under way at once.
const AT_ONCE: usize = 64;

/// People who are signed in, and rooms for them.
pub struct Crowd {
    cookies: Vec<String>,
    people: Vec<PersonId>,
    /// Rooms of booths.
    pub rooms: Vec<String>,
}

impl Crowd {
    /// Makes so many people in a database that no server has open.
    pub fn gather(database: &str, count: usize) -> Outcome<Self> {
        let mut conn = database.parse::<Address>()?.connect()?;
        let people: Vec<PersonId> = (0..count).map(|_| PersonId::new()).collect();
        let cookies = conn.transaction(|conn| {
            let signed_in = |(number, person)| sign_up(conn, number, person);
            (0..).zip(&people).map(signed_in).collect::<QueryResult<Vec<String>>>()
        })?;
        Ok(Self { cookies, people, rooms: list_rooms(&mut conn)? })
    }

    /// The people.
    pub fn people(&self) -> &[PersonId] {
        &self.people
    }

    /// The cookie of the socket with this number.
    pub fn cookie(&self, number: usize) -> &str {
        self.cookies.get(number / SOCKETS_EACH % self.cookies.len().max(1)).map_or("", String::as_str)
    }

    /// The cookies, one a person.
    pub fn cookies(&self) -> &[String] {
        &self.cookies
    }

    /// Opens so many sockets that follow a room.
    pub async fn follow(&self, address: SocketAddr, room: &str, count: usize) -> Outcome<Vec<Wire>> {
        let opening = (0..count).map(|number| Wire::follow(address, self.cookie(number), room, None));
        stream::iter(opening).buffer_unordered(AT_ONCE).collect::<Vec<_>>().await.into_iter().collect()
    }
}

/// Somebody with an account who is signed in; gives the cookie.
fn sign_up(conn: &mut Conn, number: usize, person: &PersonId) -> QueryResult<String> {
    let (now, token) = (Clock::new().now(), format!("bench-{number}"));
    let email = format!("crowd-{number}@bench.example");
    let row = (
        (people::id.eq(person), people::email.eq(&email), people::email_key.eq(&email)),
        (people::name.eq(format!("Guest {number}")), people::password_hash.eq(""), people::headline.eq("")),
        (people::locale.eq("en"), people::time_zone.eq("UTC"), people::verified_at.eq(Some(now))),
        (people::presence.eq(Presence::Available), people::version.eq(1_i64)),
        (people::created_at.eq(now), people::updated_at.eq(now)),
    );
    diesel::insert_into(people::table).values(row).execute(conn)?;
    let login = (
        (logins::id.eq(LoginId::new()), logins::person_id.eq(person), logins::token_hash.eq(hash_token(&token))),
        (logins::user_agent.eq("bench"), logins::address.eq("127.0.0.1"), logins::seen_at.eq(now)),
        (logins::expires_at.eq(now + chrono::Duration::days(1)), logins::created_at.eq(now)),
    );
    diesel::insert_into(logins::table).values(login).execute(conn)?;
    Ok(format!("__Host-login={token}"))
}

fn list_rooms(conn: &mut Conn) -> Outcome<Vec<String>> {
    Ok(rooms::table.filter(rooms::kind.eq("booth")).order(rooms::id).select(rooms::id).load(conn)?)
}

/// What is said to a room: so many messages, so many a second.
#[derive(Clone, Copy)]
pub struct Talk {
    pub messages: u64,
    pub each_second: u64,
    /// The length of a text, in characters.
    pub chars: usize,
}

/// What one socket heard until the deadline: waits in microseconds, and what was missing, twice or out of order.
async fn hear(mut wire: Wire, begin: Instant, until: Instant, messages: u64) -> (Vec<u64>, u64, Wire) {
    let (mut waits, mut errors, mut last) = (Vec::new(), 0, None);
    let hearing = async {
        while (waits.len() as u64) < messages {
            let heard =
                wire.read_with(|text| number_behind(text, r#""seq":"#).zip(number_behind(text, "said at "))).await;
            let Ok((seq, said)) = heard else { return };
            errors += u64::from(last.is_some_and(|last| seq != last + 1));
            last = Some(seq);
            let now = u64::try_from(begin.elapsed().as_micros()).unwrap_or(u64::MAX);
            waits.push(now.saturating_sub(said));
        }
    };
    let _in_time = tokio::time::timeout_at(until.into(), hearing).await;
    (waits, errors, wire)
}

/// Says something to all of these sockets from another; `word` makes the frame of a number and a text.
pub async fn talk(
    wires: Vec<Wire>,
    mut speaker: Wire,
    talk: Talk,
    word: impl Fn(u64, &str) -> String,
) -> Outcome<(Figures, Vec<Wire>)> {
    let (begin, count) = (Instant::now(), wires.len() as u64);
    let until = begin + Duration::from_secs(talk.messages / talk.each_second) + PATIENCE;
    let listening: Vec<_> =
        wires.into_iter().map(|wire| actix_web::rt::spawn(hear(wire, begin, until, talk.messages))).collect();
    for number in 1..=talk.messages {
        let at = Duration::from_micros(number * 1_000_000 / talk.each_second);
        tokio::time::sleep(at.saturating_sub(begin.elapsed())).await;
        let text = format!("said at {}", begin.elapsed().as_micros());
        speaker.drain();
        speaker.send(&word(number, &format!("{text} {}", "x".repeat(talk.chars.saturating_sub(text.len()))))).await?;
    }
    let mut all = Figures::default();
    let mut left = Vec::new();
    for one in listening {
        let (waits, errors, wire) = one.await?;
        all.waits.extend(waits);
        all.errors += errors;
        left.push(wire);
    }
    all.seconds = begin.elapsed().as_secs_f64();
    all.errors += (count * talk.messages).saturating_sub(all.waits.len() as u64);
    all.waits.sort_unstable();
    drop(speaker);
    Ok((all, left))
}

/// The frame that says something in a room of the server under test.
pub fn say(room: &str) -> impl Fn(u64, &str) -> String + use<> {
    let room: Rc<str> = room.into();
    move |_, text| {
        let id = uuid::Uuid::now_v7();
        format!(r#"{{"type":"say","room":"{room}","client_id":"{id}","body":"{text}"}}"#)
    }
}
