//! Online Service: articles of the help, enquiries to the help desk, the desk of its agents.
//!
//! Used by `app` (routes, tasks), by the search and by `requests`, where people talk with the desk at once. One
//! noun a folder; what agents may do is asked in the closure of what they do.

pub mod articles;
pub mod desk;
pub mod duty;
pub mod enquiries;
pub mod figures;
pub mod held_queries;
pub mod hours;
pub mod replies;
pub mod topics;
pub mod waiting_queries;

use actix_web::web::ServiceConfig;

/// Every address of the zone.
pub fn routes(cfg: &mut ServiceConfig) {
    articles::routes(cfg);
    enquiries::routes(cfg);
    desk::routes(cfg);
    replies::routes(cfg);
    hours::routes(cfg);
    figures::routes(cfg);
    duty::routes(cfg);
}
