//! The organizer's staff: an administrator finds people and gives and takes away their roles in
//! the current edition. One administrator always stays.

mod forms;
mod handlers;
mod queries;
mod views;

use actix_web::web;

/// The addresses of people in the console.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizer/people", web::get().to(handlers::index))
        .route("/organizer/people/{id}", web::get().to(handlers::show))
        .route("/organizer/people/{id}/roles", web::post().to(handlers::create))
        .route("/organizer/people/{id}/roles/{role}/removal", web::post().to(handlers::destroy));
}
