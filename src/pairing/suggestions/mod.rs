//! Suggestions: for each open project of a person, counterparts among the open ones of others; for who has none,
//! what fits what they said they look for. Every suggestion says why. The weights stand in one table
//! ([`scores::WEIGHTS`], `docs/suggestions.md`).
//!
//! The facts of all open projects are read once and shared; a person's own scores are counted in memory.

mod forms;
mod handlers;
pub mod queries;
mod regions;
pub mod scores;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use handlers::suggest_for;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/pairing/suggestions", web::get().to(handlers::index))
        .route("/pairing/suggestions/wish", web::post().to(handlers::update));
}
