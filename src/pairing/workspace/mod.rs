//! An organization's own projects: written, submitted, renewed, matched and withdrawn by its owners and editors.
//! To everybody else the place does not exist.
//!
//! A project's text and attachments are reviewed as a revision: an edit of what is public is a new one. Where
//! the zone asks for no review and the organization is verified, submitting approves at once.

mod copies;
mod file_handlers;
mod forms;
mod handlers;
mod move_handlers;
mod moves;
pub mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use moves::{EXPIRY, approve_revision, expire, move_project, tell_team};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/organizations/{slug}/projects", web::get().to(handlers::index))
        .route("/organizations/{slug}/projects", web::post().to(handlers::create))
        .route("/organizations/{slug}/projects/new", web::get().to(handlers::new))
        .route("/organizations/{slug}/projects/{id}/edit", web::get().to(handlers::edit))
        .route("/organizations/{slug}/projects/{id}", web::post().to(handlers::update))
        .route("/organizations/{slug}/projects/{id}/files", web::post().to(file_handlers::create))
        .route("/organizations/{slug}/projects/{id}/files/{file}/removal", web::post().to(file_handlers::destroy))
        .route("/organizations/{slug}/projects/{id}/submission", web::post().to(move_handlers::submit))
        .route("/organizations/{slug}/projects/{id}/submission/withdrawal", web::post().to(move_handlers::take_back))
        .route("/organizations/{slug}/projects/{id}/renewal", web::post().to(move_handlers::renew))
        .route("/organizations/{slug}/projects/{id}/matching", web::post().to(move_handlers::mark_matched))
        .route("/organizations/{slug}/projects/{id}/closing", web::post().to(move_handlers::close))
        .route("/organizations/{slug}/projects/{id}/withdrawal", web::post().to(move_handlers::destroy));
}
