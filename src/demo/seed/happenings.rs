//! The demo's activities in every state, who comes and who waits, and its news. Called by [`super::fill`] after
//! the calendars of meetings.

use chrono::Duration;
use diesel::prelude::*;

use super::{Moved, Seed, record_moves};
use crate::activities::model::{ACTIVITY, Activity, ActivityState};
use crate::activities::seats::{Seat, sign_up};
use crate::activities::{ACTIVITY_BEGIN, ACTIVITY_END, ACTIVITY_REMINDER, REMIND_MINUTES};
use crate::chat::rooms::RoomKind;
use crate::chat::rooms::queries::find_or_make_room;
use crate::db::Conn;
use crate::db::schema::{activities, activity_texts, news_items, news_texts};
use crate::demo::content::{ActivitySeed, NewsSeed};
use crate::error::{AppError, AppResult};
use crate::ids::{ActivityId, NewsItemId, PersonId, RowId};
use crate::news::model::{NEWS, NewsItem, NewsState};
use crate::outbox::tasks::enqueue_task;
use crate::search::record_change;
use crate::site::ZoneKind;
use crate::web::text;

/// How many sign up for each activity that takes them; more than the smallest has seats.
const SIGNUPS: usize = 6;

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    for one in &seed.content.happenings.activities {
        insert_activity(conn, seed, one)?;
    }
    for one in &seed.content.happenings.news {
        insert_news(conn, seed, one)?;
    }
    Ok(())
}

fn wrong(what: &str) -> AppError {
    AppError::internal(format!("the demo content names a wrong {what} of an activity"))
}

fn insert_activity(conn: &mut Conn, seed: &Seed, one: &ActivitySeed) -> AppResult<()> {
    let state: ActivityState = one.state.parse().map_err(|()| wrong("state"))?;
    let zone: ZoneKind = one.zone.parse().map_err(|()| wrong("zone"))?;
    let starts_at = seed.today() + Duration::days(one.day) + Duration::hours(one.hour);
    let host = one.host.as_ref();
    // Who signs up finds it open; the seats say whether it is full.
    let takes = state.takes_signups();
    let row = Activity {
        id: ActivityId::new(),
        edition_id: seed.edition.clone(),
        slug: text::slug(&one.title.en),
        state: if takes { ActivityState::Open } else { state },
        kind: one.kind.parse().map_err(|()| wrong("kind"))?,
        zone,
        organization_id: match one.organization.as_str() {
            "" => None,
            slug => Some(seed.organization(slug)?.clone()),
        },
        host: host.map(|host| host.en.clone()).unwrap_or_default(),
        host_zh: host.map(|host| host.zh.clone()).unwrap_or_default(),
        place: String::new(),
        place_zh: String::new(),
        starts_at,
        ends_at: starts_at + Duration::hours(one.hours),
        seats: one.seats,
        reminded_for: None,
        search_key: text::search_key(
            [&one.title].into_iter().chain(host).flat_map(|both| [both.en.as_str(), &both.zh]),
        ),
        version: 1,
        created_at: seed.now - super::days(70),
        updated_at: seed.now - super::days(5),
    };
    diesel::insert_into(activities::table).values(&row).execute(conn)?;
    insert_texts(conn, seed, &row.id, one)?;
    record(conn, seed, &row, one)?;
    if state.is_public() {
        let room = (RoomKind::Activity, row.id.as_str());
        find_or_make_room(conn, &seed.edition, room, seed.now - super::days(30))?;
        record_change(conn, ACTIVITY, row.id.as_str(), seed.now)?;
    }
    // What goes on while the demo is shown has no end.
    if takes || state == ActivityState::Published {
        enqueue_task(conn, ACTIVITY_BEGIN, row.id.as_str(), row.starts_at, seed.now)?;
        enqueue_task(conn, ACTIVITY_END, row.id.as_str(), row.ends_at, seed.now)?;
    }
    if takes { sign_up_people(conn, seed, &row) } else { Ok(()) }
}

fn insert_texts(conn: &mut Conn, seed: &Seed, activity: &ActivityId, one: &ActivitySeed) -> AppResult<()> {
    for is_chinese in [false, true] {
        let words = |text: &crate::demo::content::Bilingual| if is_chinese { text.zh.clone() } else { text.en.clone() };
        let text = (
            activity_texts::id.eq(RowId::new()),
            activity_texts::activity_id.eq(activity),
            activity_texts::locale.eq(if is_chinese { "zh-CN" } else { "en" }),
            activity_texts::title.eq(words(&one.title)),
            activity_texts::body.eq(words(&one.body)),
            activity_texts::recap.eq(one.recap.as_ref().map(words).unwrap_or_default()),
            activity_texts::outcome.eq(one.outcome.as_ref().map(words).unwrap_or_default()),
            activity_texts::created_at.eq(seed.now),
        );
        diesel::insert_into(activity_texts::table).values(text).execute(conn)?;
    }
    Ok(())
}

fn sign_up_people(conn: &mut Conn, seed: &Seed, activity: &Activity) -> AppResult<()> {
    let id = &activity.id;
    let due_at = activity.starts_at - Duration::minutes(REMIND_MINUTES);
    enqueue_task(conn, ACTIVITY_REMINDER, id.as_str(), due_at, seed.now)?;
    let mut signed = 0;
    for person in everybody(seed)? {
        // Who is busy then does not come.
        if !matches!(sign_up(conn, id, person, seed.now)?, Seat::Busy(_)) {
            signed += 1;
        }
        if signed == SIGNUPS {
            break;
        }
    }
    Ok(())
}

fn everybody(seed: &Seed) -> AppResult<Vec<&PersonId>> {
    let first = ["seeker", "partner", "exhibitor"];
    let others = seed.content.people.iter().filter(|one| one.part == "owner").map(|one| one.slug.as_str());
    first.into_iter().chain(others.filter(|slug| !first.contains(slug))).map(|slug| seed.person(slug)).collect()
}

fn record(conn: &mut Conn, seed: &Seed, row: &Activity, one: &ActivitySeed) -> AppResult<()> {
    let path: &[&'static str] = match row.state {
        ActivityState::Draft => &["draft"],
        ActivityState::Published => &["draft", "published"],
        ActivityState::Open | ActivityState::Full => &["draft", "published", "open"],
        ActivityState::Running => &["draft", "published", "open", "running"],
        ActivityState::Held => &["draft", "published", "open", "running", "held"],
        ActivityState::Cancelled => &["draft", "published", "cancelled"],
    };
    let (person, mut moves, mut from) = (seed.person("organizer")?, Vec::new(), "");
    for (n, &to) in (0_u32..).zip(path) {
        let reason = if to == "cancelled" { one.reason.as_ref().map_or("", |reason| reason.en.as_str()) } else { "" };
        let at = seed.now - super::days(70 - n * 5);
        moves.push(Moved { kind: "activity", thing: row.id.as_str(), from, to, person, reason, at });
        from = to;
    }
    record_moves(conn, &moves)
}

fn insert_news(conn: &mut Conn, seed: &Seed, one: &NewsSeed) -> AppResult<()> {
    let state = one.state.parse().unwrap_or(NewsState::Published);
    let at = seed.today() + Duration::days(one.day) + Duration::hours(one.hour);
    let row = NewsItem {
        id: NewsItemId::new(),
        edition_id: seed.edition.clone(),
        slug: text::slug(&one.title.en),
        state,
        published_at: at,
        picture_file_id: seed.pictures.of_title("news", &one.title.en).cloned(),
        has_room: one.room,
        search_key: text::search_key(
            [&one.title, &one.summary].into_iter().flat_map(|both| [both.en.as_str(), &both.zh]),
        ),
        version: 1,
        created_at: at.min(seed.now),
        updated_at: at.min(seed.now),
    };
    diesel::insert_into(news_items::table).values(&row).execute(conn)?;
    let both =
        [("en", &one.title.en, &one.summary.en, &one.body.en), ("zh-CN", &one.title.zh, &one.summary.zh, &one.body.zh)];
    for (locale, title, summary, body) in both {
        let text = (
            news_texts::id.eq(RowId::new()),
            news_texts::item_id.eq(&row.id),
            news_texts::locale.eq(locale),
            news_texts::title.eq(title),
            news_texts::summary.eq(summary),
            news_texts::body.eq(body),
            news_texts::created_at.eq(seed.now),
        );
        diesel::insert_into(news_texts::table).values(text).execute(conn)?;
    }
    if one.room && state == NewsState::Published {
        find_or_make_room(conn, &seed.edition, (RoomKind::News, row.id.as_str()), at.min(seed.now))?;
    }
    Ok(record_change(conn, NEWS, row.id.as_str(), seed.now)?)
}
