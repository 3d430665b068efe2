//! The demo's job fairs with the postings of their fields and what was said in their rooms. Called by
//! [`super::fill`] after the postings.

use chrono::Duration;
use diesel::prelude::*;

use super::chat::{add_lines, insert_messages};
use super::{BATCH, Moved, Seed, days, record_moves};
use crate::chat::rooms::{RoomKind, find_or_make_room};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{fair_postings, fair_texts, fairs};
use crate::demo::content::{FairSeed, PostingSeed};
use crate::error::AppResult;
use crate::ids::{FairId, FairPostingId, PostingId, RowId};
use crate::insert_many;
use crate::outbox::tasks::enqueue_task;
use crate::recruitment::fairs::FAIR_BEGIN;
use crate::web::text::{search_key, slug};

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    for (id, fair) in &seed.fairs {
        let at = seed.now - days(14);
        let (starts_at, ends_at) = span(seed, fair);
        insert_fair(conn, seed, (id, fair), at)?;
        insert_postings(conn, seed, (id, fair), at)?;
        if starts_at > seed.now {
            enqueue_task(conn, FAIR_BEGIN, id.as_str(), starts_at, seed.now)?;
        }
        let room = find_or_make_room(conn, &seed.edition, (RoomKind::Fair, id.as_str()), at)?;
        let mut said = Vec::new();
        let latest = (seed.now - Duration::hours(2)).min(ends_at - Duration::hours(4));
        add_lines(seed, &mut said, &fair.lines, latest)?;
        insert_messages(conn, &room, RoomKind::Fair, &said)?;
    }
    Ok(())
}

fn span(seed: &Seed, fair: &FairSeed) -> (Instant, Instant) {
    let at = |hours: i64| seed.today() + Duration::hours(hours);
    (at(fair.starts_in_hours), at(fair.ends_in_hours))
}

fn insert_fair(conn: &mut Conn, seed: &Seed, (id, fair): (&FairId, &FairSeed), at: Instant) -> AppResult<()> {
    let (starts_at, ends_at) = span(seed, fair);
    let texts = [&fair.title, &fair.introduction];
    let row = (
        fairs::id.eq(id),
        fairs::edition_id.eq(&seed.edition),
        fairs::slug.eq(slug(&fair.title.en)),
        fairs::state.eq("published"),
        fairs::starts_at.eq(starts_at),
        fairs::ends_at.eq(ends_at),
        fairs::picture_file_id.eq(seed.pictures.of_title("fair", &fair.title.en)),
        fairs::begun_at.eq((starts_at <= seed.now).then_some(starts_at)),
        fairs::search_key.eq(search_key(texts.iter().flat_map(|text| [text.en.as_str(), text.zh.as_str()]))),
        fairs::version.eq(1_i64),
        fairs::created_at.eq(at),
        fairs::updated_at.eq(at),
    );
    diesel::insert_into(fairs::table).values(row).execute(conn)?;
    let row = |(locale, title, introduction)| {
        (
            fair_texts::id.eq(RowId::new()),
            fair_texts::fair_id.eq(id),
            fair_texts::locale.eq(locale),
            fair_texts::title.eq(title),
            fair_texts::introduction.eq(introduction),
            fair_texts::created_at.eq(at),
        )
    };
    let rows: Vec<_> = super::edition::in_both(&fair.title, &fair.introduction).map(row).into();
    insert_many!(conn, fair_texts::table, rows)?;
    let organizer = seed.person("organizer")?;
    let moved = |from, to, at| Moved { kind: "fair", thing: id.as_str(), from, to, person: organizer, reason: "", at };
    record_moves(conn, &[moved("", "draft", at - days(1)), moved("draft", "published", at)])
}

/// Every posting of the fair's fields, brought by the owner of its organization.
fn insert_postings(conn: &mut Conn, seed: &Seed, (id, fair): (&FairId, &FairSeed), at: Instant) -> AppResult<()> {
    let fits = |posting: &PostingSeed| fair.fields.contains(&posting.field);
    let chosen: Vec<(&PostingId, &PostingSeed, FairPostingId)> = seed
        .postings
        .iter()
        .filter(|(_, posting)| fits(posting))
        .map(|(posting, of)| (posting, of, FairPostingId::new()))
        .collect();
    let row = |(posting, _, part): &(&PostingId, &PostingSeed, FairPostingId)| {
        (
            fair_postings::id.eq(part.clone()),
            fair_postings::fair_id.eq(id),
            fair_postings::posting_id.eq((*posting).clone()),
            fair_postings::state.eq("listed"),
            fair_postings::reason.eq(""),
            fair_postings::created_at.eq(at),
            fair_postings::updated_at.eq(at),
        )
    };
    for some in chosen.chunks(BATCH) {
        let rows: Vec<_> = some.iter().map(row).collect();
        insert_many!(conn, fair_postings::table, rows)?;
    }
    let mut moves = Vec::new();
    for (_, of, part) in &chosen {
        let person = seed.owner_of(&of.organization)?;
        moves.push(Moved {
            kind: "fair_posting",
            thing: part.as_str(),
            from: "",
            to: "listed",
            person,
            reason: "",
            at,
        });
    }
    record_moves(conn, &moves)
}
