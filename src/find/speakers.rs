//! What speakers are found by: name, affiliation and biography, as long as something of theirs is in the programme.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::documents::{BODY_MAX, joined};
use super::kinds::{Row, Wanted, narrowed};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{session_speakers, sessions, speakers};
use crate::error::AppResult;
use crate::forum::sessions::model::SessionState;
use crate::forum::speakers::model::{SPEAKER, Speaker};
use crate::search::{Document, Source, Text};
use crate::web::i18n::Locale;
use crate::web::markdown;

/// The source of speakers.
pub(super) struct Speakers;

/// That something of a speaker's is in the programme.
macro_rules! is_heard {
    () => {
        exists(
            session_speakers::table
                .inner_join(sessions::table)
                .filter(session_speakers::speaker_id.eq(speakers::id))
                .filter(sessions::state.eq(SessionState::Confirmed)),
        )
    };
}

impl Source for Speakers {
    fn kind(&self) -> &'static str {
        SPEAKER
    }

    fn document(&self, conn: &mut Conn, id: &str) -> AppResult<Option<Document>> {
        let found: Option<(Speaker, Instant)> = speakers::table
            .filter(speakers::id.eq(id))
            .filter(is_heard!())
            .select((Speaker::as_select(), speakers::updated_at))
            .first(conn)
            .optional()?;
        let Some((speaker, updated_at)) = found else { return Ok(None) };
        let text = |locale: Locale| Text {
            locale,
            title: speaker.name.clone(),
            body: joined([
                locale.name(&speaker.affiliation, &speaker.affiliation_zh),
                &markdown::plain(locale.name(&speaker.biography, &speaker.biography_zh), BODY_MAX),
            ]),
        };
        Ok(Some(Document {
            texts: Locale::ALL.iter().map(|locale| text(*locale)).collect(),
            facets: Vec::new(),
            numbers: Vec::new(),
            dated: updated_at,
            from: None,
            until: None,
            edition: speaker.edition_id.to_string(),
        }))
    }

    fn all_ids(&self, conn: &mut Conn) -> AppResult<Vec<String>> {
        Ok(speakers::table.filter(is_heard!()).select(speakers::id).load(conn)?)
    }
}

/// The speakers of whom something is in the programme, each with the affiliation.
///
/// # Errors
/// What the database said.
pub(super) fn list_public_speakers(conn: &mut Conn, wanted: Wanted<'_>) -> QueryResult<Vec<Row>> {
    let public = speakers::table.filter(is_heard!()).select((
        speakers::id,
        speakers::slug,
        speakers::affiliation,
        speakers::affiliation_zh,
        speakers::updated_at,
    ));
    narrowed!(public, speakers, wanted).load(conn)
}
