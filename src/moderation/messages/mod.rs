//! A message as a moderator handles it: seen in its surroundings, hidden, shown again. The room
//! and the report lead here.

pub mod forms;
mod handlers;
pub mod queries;
pub mod views;

use actix_web::web;

/// `/organizer/messages/…`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizer/messages/{id}", web::get().to(handlers::show))
        .route("/organizer/messages/{id}/hiding", web::post().to(handlers::create))
        .route("/organizer/messages/{id}/showing", web::post().to(handlers::destroy));
}
