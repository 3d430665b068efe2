//! The zones of an edition as their managers set them: what they are called, when they
//! open, and what is set by hand. A zone manager finds only their own zone
//! here, and of the current edition alone.

mod forms;
mod handlers;
mod queries;
pub mod views;

use actix_web::web;

/// The addresses of zones in the console.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizer/zones", web::get().to(handlers::index))
        .route("/organizer/zones/{kind}", web::get().to(handlers::edit))
        .route("/organizer/zones/{kind}", web::post().to(handlers::update))
        .route("/organizer/editions/{slug}/zones/{kind}", web::get().to(handlers::edit_of_edition))
        .route("/organizer/editions/{slug}/zones/{kind}", web::post().to(handlers::update_of_edition));
}
