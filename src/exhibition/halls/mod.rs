//! Halls: the exhibition's front page with all halls and booths, and each hall as a floor plan or
//! a list. Public; only published booths of organizations in good standing are seen.

mod handlers;
pub mod model;
pub mod queries;
mod views;

use actix_web::web;

pub use queries::load_first_floor;

/// The addresses of halls.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/exhibition", web::get().to(handlers::index))
        .route("/exhibition/halls/{slug}", web::get().to(handlers::show));
}
