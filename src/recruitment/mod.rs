//! Online Recruitment: postings of organizations, the applications of people to them, and job fairs.
//!
//! Used by `app` (routes), by the booth page (open positions) and by the lobby. One noun a folder;
//! every write passes the zone's gate inside its own transaction.

pub mod applications;
pub mod candidates;
pub mod fairs;
pub mod held_queries;
pub mod interviews;
pub mod offers;
pub mod postings;
pub mod reviews;
pub mod screening;
pub mod searches;
pub mod waiting_queries;
pub mod workspace;

use actix_web::web::ServiceConfig;
use chrono_tz::Tz;

use crate::site::Visit;

/// Every address of the zone.
pub fn routes(cfg: &mut ServiceConfig) {
    searches::routes(cfg);
    applications::routes(cfg);
    candidates::routes(cfg);
    fairs::routes(cfg);
    interviews::routes(cfg);
    offers::routes(cfg);
    postings::routes(cfg);
    workspace::routes(cfg);
    reviews::routes(cfg);
    screening::routes(cfg);
}

/// The time zone that times are typed and shown in: the viewer's, else the event's.
pub fn time_zone(visit: &Visit) -> Tz {
    let own = visit.viewer.as_ref().and_then(|viewer| viewer.time_zone.parse().ok());
    let event = visit.snapshot.edition.as_ref().map(|edition| edition.time_zone);
    own.or(event).unwrap_or(chrono_tz::UTC)
}
