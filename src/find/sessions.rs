//! What sessions are found by: their texts, who speaks, track, stage and tags; only what is in the programme.

use diesel::prelude::*;

use super::documents::joined;
use super::kinds::{Row, Wanted, narrowed};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{programme_parts, sessions};
use crate::error::AppResult;
use crate::forum::parts::queries::name_parts;
use crate::forum::sessions::model::{SESSION, Session, SessionState};
use crate::forum::sessions::queries::{list_speakers, list_texts};
use crate::search::{Document, Source, Text};
use crate::web::i18n::Locale;
use crate::web::{markdown, standards};

/// How much of a text is read, in characters.
const BODY_MAX: usize = 20_000;

/// The source of sessions.
pub(super) struct Sessions;

impl Source for Sessions {
    fn kind(&self) -> &'static str {
        SESSION
    }

    fn document(&self, conn: &mut Conn, id: &str) -> AppResult<Option<Document>> {
        let found: Option<Session> = sessions::table
            .filter(sessions::id.eq(id))
            .filter(sessions::state.eq(SessionState::Confirmed))
            .select(Session::as_select())
            .first(conn)
            .optional()?;
        let Some(session) = found else { return Ok(None) };
        let of_one = std::slice::from_ref(&session.id);
        let speakers = list_speakers(conn, of_one)?.remove(&session.id).unwrap_or_default();
        let (tags, mut texts) = (session.tag_list(), Vec::new());
        for text in list_texts(conn, of_one)? {
            let Some(locale) = Locale::from_tag(&text.locale) else { continue };
            let parts = name_parts(conn, &session.edition_id, locale)?;
            let of_part = [&session.track_id, &session.stage_id].into_iter().flatten();
            let names = of_part.filter_map(|part| parts.get(part)).map(String::as_str);
            let people = speakers.iter().flat_map(|one| [one.name.as_str(), &one.affiliation, &one.affiliation_zh]);
            let facts = [standards::language_name(locale, &session.language), locale.t(session.level.key())];
            let all = people.chain(names).chain(tags.iter().map(String::as_str)).chain(facts);
            let body = format!("{} {}", markdown::plain(&text.body, BODY_MAX), joined(all));
            texts.push(Text { locale, title: text.title, body });
        }
        Ok(Some(Document {
            texts,
            facets: Vec::new(),
            numbers: Vec::new(),
            dated: session.starts_at.unwrap_or(session.created_at),
            from: None,
            until: None,
            edition: session.edition_id.to_string(),
        }))
    }

    fn all_ids(&self, conn: &mut Conn) -> AppResult<Vec<String>> {
        let public = sessions::table.filter(sessions::state.eq(SessionState::Confirmed));
        Ok(public.select(sessions::id).load(conn)?)
    }
}

/// The sessions in the programme, each with its track.
///
/// # Errors
/// What the database said.
pub(super) fn list_public_sessions(conn: &mut Conn, wanted: Wanted<'_>) -> QueryResult<Vec<Row>> {
    type Found = (String, String, Option<String>, Option<String>, Instant);
    let public = sessions::table
        .left_join(programme_parts::table.on(sessions::track_id.eq(programme_parts::id.nullable())))
        .filter(sessions::state.eq(SessionState::Confirmed))
        .select((
            sessions::id,
            sessions::slug,
            programme_parts::name.nullable(),
            programme_parts::name_zh.nullable(),
            sessions::updated_at,
        ));
    let rows: Vec<Found> = narrowed!(public, sessions, wanted).load(conn)?;
    let row = |(id, slug, name, name_zh, changed_at): Found| Row {
        id,
        slug,
        organization: name.unwrap_or_default(),
        organization_zh: name_zh.unwrap_or_default(),
        changed_at,
    };
    Ok(rows.into_iter().map(row).collect())
}
