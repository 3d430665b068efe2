//! The parts of a programme: its tracks and its stages, each with a name in both languages and a place in the
//! order. A stage is where a session takes place; one stage holds one session at a time.

mod forms;
mod handlers;
pub mod model;
pub mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/organizer/programme/parts", web::get().to(handlers::index))
        .route("/organizer/programme/parts", web::post().to(handlers::create))
        .route("/organizer/programme/parts/{id}", web::get().to(handlers::edit))
        .route("/organizer/programme/parts/{id}", web::post().to(handlers::update))
        .route("/organizer/programme/parts/{id}/removal", web::post().to(handlers::destroy));
}
