//! What a person was told, newest first. Opening one marks it read and leads to its place.

pub mod browsers;
pub mod crier;
pub mod handlers;
pub mod queries;
pub mod settings;
pub mod views;

use actix_web::web;

/// `/me/notifications`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    settings::routes(cfg);
    browsers::routes(cfg);
    cfg.route("/me/notifications", web::get().to(handlers::index))
        .route("/me/notifications/reading", web::post().to(handlers::update))
        .route("/me/notifications/{id}/reading", web::post().to(handlers::update_one))
        .route("/me/notifications/{id}", web::post().to(handlers::show));
}
