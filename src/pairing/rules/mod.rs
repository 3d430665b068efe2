//! What the managers of the zone set for an edition: how many interests and meeting requests somebody may
//! have, how long a meeting and the gap after it are, how long an interest waits for its answer.

mod handlers;
pub mod model;
mod queries;

use actix_web::web::{self, ServiceConfig};

pub use model::Rules;
pub use queries::find_rules;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(
        web::resource("/organizer/projects/rules")
            .route(web::get().to(handlers::edit))
            .route(web::post().to(handlers::update)),
    );
}
