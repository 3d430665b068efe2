//! What the organizer announces: shown on every page, or in one zone, until a time. An
//! administrator announces anywhere, a zone manager in their own zone.

mod forms;
mod handlers;
mod model;
mod queries;
mod views;

use actix_web::web;

/// The addresses of announcements in the console.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizer/announcements", web::get().to(handlers::index))
        .route("/organizer/announcements", web::post().to(handlers::create))
        .route("/organizer/announcements/new", web::get().to(handlers::new))
        .route("/organizer/announcements/{id}", web::get().to(handlers::edit))
        .route("/organizer/announcements/{id}", web::post().to(handlers::update))
        .route("/organizer/announcements/{id}/publication", web::post().to(handlers::publish))
        .route("/organizer/announcements/{id}/archival", web::post().to(handlers::archive));
}
