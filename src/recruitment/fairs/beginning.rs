//! What the clock does to a fair: when it begins, everybody whose organization takes part is told.
//! Also the words of everything that they are told.

use super::model::{Fair, FairStage, text_in};
use super::{part_queries, queries};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;
use crate::outbox::{self, Notice};
use crate::web::dates;
use crate::web::i18n::Locale;

/// The task that is due when a fair begins.
pub const FAIR_BEGIN: &str = "fair-begin";

/// Sees to it that those who take part are told once a fair begins.
///
/// # Errors
/// What the database said.
pub(super) fn await_beginning(conn: &mut Conn, fair: &Fair, now: Instant) -> AppResult<()> {
    Ok(outbox::tasks::enqueue_task(conn, FAIR_BEGIN, fair.id.as_str(), fair.starts_at, now)?)
}

/// Tells everybody whose organization takes part that a fair begins. A task: a fair that was called off,
/// moved to later, or is over by now begins no more; of one beginning they are told once.
///
/// # Errors
/// What the database said.
pub fn begin(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Some(fair) = queries::find_any_fair(conn, id)? else { return Ok(()) };
    if fair.stage(now) != FairStage::Running || fair.begun_at == Some(fair.starts_at) {
        return Ok(());
    }
    queries::mark_begun(conn, &fair)?;
    tell_all(conn, &fair, ("fair.begun", "notice-fair-begun"), "", now)
}

/// Tells everybody whose organization takes part what has become of a fair; its times are those of each
/// reader's zone, which is named.
///
/// # Errors
/// What the database said.
pub(super) fn tell_all(
    conn: &mut Conn,
    fair: &Fair,
    (kind, key): (&'static str, &'static str),
    detail: &str,
    now: Instant,
) -> AppResult<()> {
    let texts = queries::list_texts(conn, std::slice::from_ref(&fair.id))?;
    for person in part_queries::list_people(conn, &fair.id)? {
        let zone = outbox::settings::find_wish(conn, &person)?.zone;
        outbox::notify(conn, &person, kind, &fair.href(), now, |locale: Locale| {
            let title = text_in(&texts, &fair.id, locale).map_or("", |text| text.title.as_str());
            let starts_at = dates::date_time_there(locale, fair.starts_at, zone);
            let ends_at = dates::date_time_there(locale, fair.ends_at, zone);
            let values = [("fair", title), ("from", starts_at.as_str()), ("until", ends_at.as_str())];
            Notice { subject: locale.tf(key, &values), detail: detail.to_owned() }
        })?;
    }
    Ok(())
}
