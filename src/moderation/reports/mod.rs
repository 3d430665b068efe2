//! Reports of abuse: somebody points at a message and says why; the report keeps the message in
//! its context. Moderators of the zone are told, look at the queue, take a report into review and
//! decide: hide the message, silence or ban its author, or dismiss. Everyone who reported the
//! message is told of the outcome.
//!
//! A person has at most one undecided report a message. Nobody decides about a report against
//! themselves.

pub mod desk_handlers;
pub mod desk_queries;
pub mod desk_views;
pub mod forms;
mod handlers;
pub mod model;
pub mod queries;
mod views;

use actix_web::web;

/// `/reports/…` and `/organizer/reports/…`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/reports/new", web::get().to(handlers::new))
        .route("/reports", web::post().to(handlers::create))
        .route("/organizer/reports", web::get().to(desk_handlers::index))
        .route("/organizer/reports/{id}", web::get().to(desk_handlers::show))
        .route("/organizer/reports/{id}/review", web::post().to(desk_handlers::update))
        .route("/organizer/reports/{id}/decision", web::post().to(desk_handlers::create));
}
