//! Private rooms: two people who write to each other, or a small group; and whom a person does not
//! want to hear from. What is said in them goes the way of every room.

mod export_handlers;
pub mod forms;
pub mod handlers;
pub mod queries;
pub mod views;

use actix_web::web;

/// The addresses of private rooms.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/me/messages", web::get().to(handlers::index))
        .route("/me/messages/export", web::get().to(export_handlers::show))
        .route("/me/blocks", web::post().to(handlers::block))
        .route("/me/blocks/{person}/removal", web::post().to(handlers::unblock))
        .route("/rooms/new", web::get().to(handlers::new))
        .route("/rooms", web::post().to(handlers::create))
        .route("/rooms/{room}/leaving", web::post().to(handlers::leave));
}
