//! When saved searches tell what is new: begun and ended by `recruitment::searches`, and from the links at the
//! foot of their mails. Each search that tells has one row of the outbox that counts, the one for its `next_at`;
//! an older one finds that it is not its turn.

use chrono::Duration;
use diesel::prelude::*;

use super::settings::find_wish;
use super::tasks::enqueue_task;
use super::times::next_hour;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::saved_searches;
use crate::ids::{PersonId, SearchId};

/// The kind of the task that looks for what is new in a search.
pub const SEARCH_ALERT: &str = "search-alert";

crate::text_enum! {
    /// How often a search tells what is new.
    pub enum Rhythm {
        /// Soon after it is published.
        AtOnce = "at_once",
        /// Once a day.
        Daily = "daily",
        /// Once a week.
        Weekly = "weekly",
        /// Never.
        None = "none",
    }
}

impl Rhythm {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::AtOnce => "search-rhythm-at-once",
            Self::Daily => "search-rhythm-daily",
            Self::Weekly => "search-rhythm-weekly",
            Self::None => "search-rhythm-none",
        }
    }
}

/// When a search of a person is looked at next: at the hour of their digest. What tells at once is looked at as
/// soon as something is published, and then too, should that have been missed.
///
/// # Errors
/// 404 when there is no such person.
pub fn next_look(conn: &mut Conn, person: &PersonId, rhythm: Rhythm, now: Instant) -> QueryResult<Option<Instant>> {
    let days = match rhythm {
        Rhythm::None => return Ok(None),
        Rhythm::AtOnce | Rhythm::Daily => 0,
        Rhythm::Weekly => 6,
    };
    let (wish, after) = (find_wish(conn, person)?, now + Duration::days(days));
    Ok(Some(next_hour(after, wish.hours.digest_hour, wish.zone).unwrap_or(after + Duration::days(1))))
}

/// Lets a search of a person tell in a rhythm what is published from now on, or nothing. A search that is not
/// theirs is left alone.
///
/// # Errors
/// What the database said.
pub fn set_rhythm(
    conn: &mut Conn,
    (person, search): (&PersonId, &SearchId),
    rhythm: Rhythm,
    now: Instant,
) -> QueryResult<()> {
    let next = next_look(conn, person, rhythm, now)?;
    let own = saved_searches::table.filter(saved_searches::id.eq(search)).filter(saved_searches::person_id.eq(person));
    let changed = diesel::update(own)
        .set((
            saved_searches::rhythm.eq(rhythm),
            saved_searches::begins_at.eq(now),
            saved_searches::checked_at.eq(now),
            saved_searches::next_at.eq(next),
            saved_searches::version.eq(saved_searches::version + 1),
            saved_searches::updated_at.eq(now),
        ))
        .execute(conn)?;
    match next {
        Some(next) if changed == 1 => enqueue_task(conn, SEARCH_ALERT, search.as_str(), next, now),
        _ => Ok(()),
    }
}

/// The rhythm of a search of a person; none where it is gone.
pub(super) fn find_rhythm(conn: &mut Conn, person: &PersonId, search: &SearchId) -> QueryResult<Option<Rhythm>> {
    saved_searches::table
        .filter(saved_searches::id.eq(search))
        .filter(saved_searches::person_id.eq(person))
        .select(saved_searches::rhythm)
        .first(conn)
        .optional()
}
