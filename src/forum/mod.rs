//! Forum: the programme of an edition, its sessions and speakers, and what people do around them.
//!
//! Used by `app` (routes, tasks, files, calendars), by the search, the lobby and the console. One noun a
//! folder. What the public sees is a session that is confirmed, or was and is cancelled; whether it is live
//! or past the clock says ([`sessions::Phase`]). Who manages the zone makes the programme; a speaker with an
//! account confirms or withdraws what is theirs and moderates its questions.

pub mod attending;
pub mod held_queries;
pub mod parts;
pub mod polls;
pub mod programme;
pub mod questions;
pub mod sessions;
pub mod speakers;
pub mod streams;
mod taking_part;
pub mod talk;

use actix_web::web::ServiceConfig;

/// Every address of the zone.
pub fn routes(cfg: &mut ServiceConfig) {
    sessions::routes(cfg);
    speakers::routes(cfg);
    attending::routes(cfg);
    questions::routes(cfg);
    polls::routes(cfg);
    talk::routes(cfg);
    // Before the sessions of the programme, which have an id at the same place.
    parts::routes(cfg);
    streams::routes(cfg);
    programme::routes(cfg);
}
