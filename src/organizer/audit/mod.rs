//! The audit trail, for administrators: who did what, newest first. Read only.

mod forms;
mod handlers;
mod queries;
mod views;

use actix_web::web;

/// The addresses of the trail.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizer/audit", web::get().to(handlers::index))
        .route("/organizer/audit/table.{format}", web::get().to(handlers::table));
}
