//! The holdings of the conference in the console: their names and days, their states, and which of
//! them is the current one, served at `/`.

mod copying_queries;
mod forms;
mod handlers;
pub mod model;
mod move_handlers;
pub mod queries;
pub mod views;

use actix_web::web;

/// The addresses of editions in the console.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizer/editions", web::get().to(handlers::index))
        .route("/organizer/editions", web::post().to(handlers::create))
        .route("/organizer/editions/new", web::get().to(handlers::new))
        .route("/organizer/editions/{slug}", web::get().to(handlers::edit))
        .route("/organizer/editions/{slug}", web::post().to(handlers::update))
        .route("/organizer/editions/{slug}/transitions/new", web::get().to(move_handlers::new))
        .route("/organizer/editions/{slug}/transitions", web::post().to(move_handlers::change_state))
        .route("/organizer/editions/{slug}/turn", web::post().to(move_handlers::make_current));
}
