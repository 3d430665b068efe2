//! The audit trail, for administrators: who did what, newest first. Read only.

mod handlers;
mod queries;
mod views;

use actix_web::web;

/// The address of the trail.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizer/audit", web::get().to(handlers::index));
}
