//! The desk of the help: agents, managers of the zone and administrators answer enquiries from one queue. Each
//! change carries the version that was seen, so that of two agents at once the second hears of the first.

mod action_handlers;
pub mod actions;
mod forms;
mod handlers;
mod page_views;
pub mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

/// The addresses of the desk.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/service/desk", web::get().to(handlers::index))
        .route("/service/desk/enquiries/{id}", web::get().to(handlers::show))
        .route("/service/desk/enquiries/{id}/answers", web::post().to(action_handlers::answer))
        .route("/service/desk/enquiries/{id}/notes", web::post().to(action_handlers::note))
        .route("/service/desk/enquiries/{id}/assignment", web::post().to(action_handlers::assign))
        .route("/service/desk/enquiries/{id}/triage", web::post().to(action_handlers::sort))
        .route("/service/desk/enquiries/{id}/snooze", web::post().to(action_handlers::snooze))
        .route("/service/desk/enquiries/{id}/resolution", web::post().to(action_handlers::resolve))
        .route("/service/desk/enquiries/{id}/reopening", web::post().to(action_handlers::reopen))
        .route("/service/desk/enquiries/{id}/merger", web::post().to(action_handlers::merge));
}
