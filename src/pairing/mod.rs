//! Project Pairing: projects that are offered or asked for, and those who look for their counterpart.
//!
//! Used by `app` (routes, files, the panel of a booth's page), by the search and by the lobby. One noun a
//! folder; every write passes the zone's gate inside its own transaction. What a reader may see of a project
//! is said in one place, [`projects::find_step`].

pub mod codes;
pub mod projects;
pub mod reviews;
pub mod suggestions;
pub mod workspace;

use actix_web::web::ServiceConfig;

/// Every address of the zone.
pub fn routes(cfg: &mut ServiceConfig) {
    projects::routes(cfg);
    workspace::routes(cfg);
    reviews::routes(cfg);
    suggestions::routes(cfg);
}
