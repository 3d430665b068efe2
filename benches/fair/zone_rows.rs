//! The yardsticks of the forum and the online service: a page of the programme and of the queue.

use actix_web::{HttpResponse, web};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use fairhall::db::Db;
use fairhall::db::schema::{
    editions, enquiries, people, programme_parts, session_speakers, session_texts, sessions, speakers,
};
use fairhall::error::AppResult;

use crate::yardstick::{Cells, draw};

/// Rows on a page of each.
const SESSIONS: i64 = 60;
const ENQUIRIES: i64 = 25;

/// `GET /rows/programme`: the first sessions with their stages and speakers.
pub async fn programme(db: web::Data<Db>) -> AppResult<HttpResponse> {
    type Facts = (String, String, String, String, Option<NaiveDateTime>, Option<NaiveDateTime>, Option<String>);
    type Row = (Facts, (String, String), Option<(String, String)>);
    let read = db.read(|conn| {
        let edition: String = editions::table.filter(editions::is_current.eq(true)).select(editions::id).first(conn)?;
        let rows: Vec<Row> = sessions::table
            .inner_join(session_texts::table.on(session_texts::session_id.eq(sessions::id)))
            .left_join(programme_parts::table.on(sessions::stage_id.eq(programme_parts::id.nullable())))
            .filter(sessions::edition_id.eq(edition))
            .filter(sessions::state.eq("confirmed"))
            .filter(session_texts::locale.eq("en"))
            .order((sessions::starts_at, sessions::stage_id, sessions::id))
            .limit(SESSIONS)
            .select((
                (
                    sessions::id,
                    sessions::slug,
                    sessions::language,
                    sessions::level,
                    sessions::starts_at,
                    sessions::ends_at,
                    sessions::track_id,
                ),
                (session_texts::title, session_texts::body),
                (programme_parts::name, programme_parts::name_zh).nullable(),
            ))
            .load(conn)?;
        let ids: Vec<&String> = rows.iter().map(|(facts, ..)| &facts.0).collect();
        let speaking: Vec<(String, String, String)> = session_speakers::table
            .inner_join(speakers::table.on(session_speakers::speaker_id.eq(speakers::id)))
            .filter(session_speakers::session_id.eq_any(ids))
            .order(session_speakers::position)
            .select((session_speakers::session_id, speakers::slug, speakers::name))
            .load(conn)?;
        Ok((rows, speaking))
    });
    let (rows, speaking) = read.await?;
    let cells = |((id, slug, language, level, from, until, track), (title, body), stage): Row| -> Cells {
        let names = speaking.iter().filter(|one| one.0 == id).map(|one| format!("{} {}", one.1, one.2));
        let time = [from, until].map(|at| at.map_or_else(String::new, |at| at.to_string()));
        let (stage, stage_zh) = stage.unwrap_or_default();
        let facts = [slug, language, level, track.unwrap_or_default(), title, body, stage, stage_zh];
        facts.into_iter().chain(time).chain([names.collect::<Vec<_>>().join(", ")]).collect()
    };
    draw(rows.into_iter().map(cells).collect())
}

/// `GET /rows/queue`: the enquiries that have waited longest, with who looks after them, and how many there are.
pub async fn queue(db: web::Data<Db>) -> AppResult<HttpResponse> {
    type Row = ((String, String, String, String), (String, String, String), Option<NaiveDateTime>, Option<String>);
    let read = db.read(|conn| {
        let edition: String = editions::table.filter(editions::is_current.eq(true)).select(editions::id).first(conn)?;
        let waiting = || enquiries::edition_id.eq(edition.as_str()).and(enquiries::state.eq_any(["new", "open"]));
        let total: i64 = enquiries::table.filter(waiting()).count().get_result(conn)?;
        let rows: Vec<Row> = enquiries::table
            .left_join(people::table.on(enquiries::agent_id.eq(people::id.nullable())))
            .filter(waiting())
            .order((enquiries::waiting_since.is_null(), enquiries::waiting_since, enquiries::id))
            .limit(ENQUIRIES)
            .select((
                (enquiries::id, enquiries::name, enquiries::subject, enquiries::locale),
                (enquiries::topic, enquiries::priority, enquiries::state),
                enquiries::waiting_since,
                people::name.nullable(),
            ))
            .load(conn)?;
        Ok((total, rows))
    });
    let (total, rows) = read.await?;
    let cells = |((id, name, subject, locale), (topic, priority, state), since, agent): Row| -> Cells {
        let since = since.map_or_else(String::new, |at| at.to_string());
        vec![id, name, subject, locale, topic, priority, state, since, agent.unwrap_or_default()]
    };
    draw(std::iter::once(vec![total.to_string()]).chain(rows.into_iter().map(cells)).collect())
}
