//! What the lobby counts and lists.

use diesel::dsl::count;
use diesel::prelude::*;

use super::model::{Announcement, Figures, in_language};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{announcements, booths, organizations, postings};
use crate::error::AppResult;
use crate::ids::EditionId;
use crate::web::i18n::Locale;

/// Counts what is open to everybody.
///
/// # Errors
/// What the database said.
pub fn count_figures(conn: &mut Conn, edition: &EditionId, now: Instant) -> AppResult<Figures> {
    let (booths, countries) = booths::table
        .inner_join(organizations::table)
        .filter(booths::edition_id.eq(edition))
        .filter(booths::state.eq("published"))
        .select((diesel::dsl::count_star(), count(organizations::country).aggregate_distinct()))
        .first(conn)?;
    let positions = postings::table
        .filter(postings::edition_id.eq(edition))
        .filter(postings::state.eq_any(["live", "scheduled"]))
        .filter(postings::opens_at.le(now))
        .filter(postings::closes_at.gt(now))
        .count()
        .get_result(conn)?;
    Ok(Figures { booths, positions, countries })
}

/// The announcements of now, newest first, at most five.
///
/// # Errors
/// What the database said.
pub fn list_announcements(
    conn: &mut Conn,
    edition: &EditionId,
    locale: Locale,
    now: Instant,
) -> AppResult<Vec<Announcement>> {
    let rows: Vec<(String, String)> = announcements::table
        .filter(announcements::edition_id.eq(edition))
        .filter(announcements::state.eq("active"))
        .filter(announcements::shown_until.gt(now))
        .order(announcements::id.desc())
        .limit(5)
        .select((announcements::text_en, announcements::text_zh))
        .load(conn)?;
    Ok(rows.into_iter().map(|(en, zh)| Announcement { text: in_language(locale, en, zh) }).collect())
}
