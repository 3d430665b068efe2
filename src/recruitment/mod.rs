//! Online Recruitment: postings of organizations and the applications of people to them.
//!
//! Used by `app` (routes), by the booth page (open positions) and by the lobby. One noun a folder;
//! every write passes the zone's gate inside its own transaction.

pub mod postings;

use actix_web::web::ServiceConfig;

/// Every address of the zone.
pub fn routes(cfg: &mut ServiceConfig) {
    postings::routes(cfg);
}
