//! Halls: the exhibition's front page with all halls and booths, and each hall as a floor plan or
//! a list. Public; only published booths of organizations in good standing are seen. Who manages
//! the exhibition builds halls in the console.

pub mod console_handlers;
pub mod console_queries;
mod console_views;
mod forms;
mod handlers;
pub mod model;
pub mod queries;
mod views;

use actix_web::web;

pub use handlers::counted;
pub use queries::load_first_floor;

/// The addresses of halls.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/exhibition", web::get().to(handlers::index))
        .route("/exhibition/halls/{slug}", web::get().to(handlers::show))
        .route("/organizer/halls", web::get().to(console_handlers::index))
        .route("/organizer/halls", web::post().to(console_handlers::create))
        .route("/organizer/halls/new", web::get().to(console_handlers::new))
        .route("/organizer/halls/{slug}", web::get().to(console_handlers::edit))
        .route("/organizer/halls/{slug}", web::post().to(console_handlers::update));
}
