//! Interest in a project: somebody from outside says why, the project's team answers. Accepted, the two are
//! partners: they see the attachments and have a private room. Of open interests a person has a quota.

mod forms;
mod handlers;
pub mod model;
pub mod moves;
pub mod queries;
mod standing;
pub mod views;

use actix_web::web::{self, ServiceConfig};

pub use model::InterestState;
pub use moves::expire;
pub use standing::{Standing, find_standing};

/// The kind of the task that ends an interest which nobody answered.
pub const INTEREST_EXPIRY: &str = "interest-expiry";

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/pairing/interests", web::get().to(handlers::index))
        .route("/pairing/interests/{id}", web::get().to(handlers::show))
        .route("/pairing/interests/{id}/moves", web::post().to(handlers::update))
        .route("/pairing/projects/{slug}/interests", web::post().to(handlers::create))
        .route("/organizations/{slug}/projects/{id}/interests", web::get().to(handlers::list));
}
