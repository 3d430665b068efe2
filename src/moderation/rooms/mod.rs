//! What a moderator sets for a room of theirs: how long people wait between two messages, and whether
//! visitors read along. The room leads here.

mod forms;
mod handlers;
mod queries;
mod views;

use actix_web::web;

/// `/organizer/rooms/…`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/organizer/rooms/{room}")
            .route(web::get().to(handlers::show))
            .route(web::post().to(handlers::update)),
    );
}
