//! Project Pairing: projects that are offered or asked for, and those who look for their counterpart.
//!
//! Used by `app` (routes, files, the panel of a booth's page), by the search and by the lobby. One noun a
//! folder; every write passes the zone's gate inside its own transaction. What a reader may see of a project
//! is said in one place, [`projects::find_step`].
//!
//! Of each dealing a project has a team, who answer for it, and a guest: the person from outside. They have
//! interest, meetings, outcomes; one "no thanks" of either side ends everything between the two until whoever
//! said it takes it back ([`refusals`]).

pub mod ending;
pub mod held_queries;
pub mod interests;
pub mod meetings;
pub mod outcomes;
pub mod projects;
pub mod refusals;
pub mod reviews;
pub mod rules;
pub mod suggestions;
pub mod waiting_queries;
pub mod workspace;

use actix_web::web::ServiceConfig;

pub use crate::web::codes;

/// Every address of the zone.
pub fn routes(cfg: &mut ServiceConfig) {
    projects::routes(cfg);
    interests::routes(cfg);
    meetings::routes(cfg);
    outcomes::routes(cfg);
    refusals::routes(cfg);
    workspace::routes(cfg);
    // Before the reviews, which have an id at the same place.
    rules::routes(cfg);
    reviews::routes(cfg);
    suggestions::routes(cfg);
}

crate::text_enum! {
    /// The two sides of a dealing.
    pub enum Side {
        /// The person from outside.
        Guest = "guest",
        /// Who answers for the project.
        Host = "host",
    }
}

impl Side {
    /// The one across.
    pub fn other(self) -> Self {
        match self {
            Self::Guest => Self::Host,
            Self::Host => Self::Guest,
        }
    }
}
