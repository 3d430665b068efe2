//! Who was not seen for six months is found no more, and is told so two weeks before. They come back when they
//! say that their profile still holds. A task a candidate; an older one finds that it is not its turn.

use chrono::Duration;

use super::model::CandidateState;
use super::queries;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;
use crate::lifecycle::Mover;
use crate::outbox::{self, Notice};
use crate::web::dates;
use crate::web::i18n::Locale;

/// The kind of the task that looks whether a candidate was seen.
pub const CANDIDATE_IDLE: &str = "candidate-idle";
/// After how many days that nobody saw them they are warned; six months are 182.
pub const LOOK_DAYS: i64 = 182 - WARNED_DAYS;
/// How many days after the warning they are hidden.
const WARNED_DAYS: i64 = 14;
/// Their own page.
const LINK: &str = "/me/candidate";

/// Warns or hides a candidate who was not seen for long, if it is their turn.
///
/// # Errors
/// What the database said.
pub fn look(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Some(candidate) = queries::take_due(conn, id, now)? else { return Ok(()) };
    let seen = queries::last_seen(conn, &candidate)?;
    let due = seen + Duration::days(LOOK_DAYS);
    if due > now {
        return Ok(queries::await_look(conn, &candidate.id, due, now)?);
    }
    let Some(warned) = candidate.warned_at.filter(|warned| *warned > seen) else {
        queries::mark_warned(conn, &candidate.id, now)?;
        let hidden = now + Duration::days(WARNED_DAYS);
        queries::await_look(conn, &candidate.id, hidden, now)?;
        let zone = outbox::settings::find_wish(conn, &candidate.person_id)?.zone;
        return outbox::notify(conn, &candidate.person_id, "candidate.idle", LINK, now, |locale: Locale| Notice {
            subject: locale.tf("notice-candidate-idle", &[("day", &dates::date(locale, hidden, zone))]),
            detail: locale.t("notice-candidate-idle-text").to_owned(),
        });
    };
    let hidden = warned + Duration::days(WARNED_DAYS);
    if hidden > now {
        return Ok(queries::await_look(conn, &candidate.id, hidden, now)?);
    }
    let mover = Mover { person: None, at: now, reason: "" };
    queries::move_candidate(conn, &candidate, CandidateState::Dormant, mover)?;
    outbox::notify(conn, &candidate.person_id, "candidate.hidden", LINK, now, |locale: Locale| Notice {
        subject: locale.t("notice-candidate-hidden").to_owned(),
        detail: locale.t("notice-candidate-hidden-text").to_owned(),
    })
}
