//! The programme as its makers see it: every session in every state, written, moved and scheduled, with what
//! follows for those who attend and those who speak. Two sessions on one stage, or of one speaker, are never
//! in the programme at the same time.

mod file_handlers;
mod forms;
mod handlers;
pub mod moves;
pub mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

use crate::site::{Viewer, ZoneKind};

/// Whether the programme is theirs to make.
pub fn manages(viewer: &Viewer) -> bool {
    viewer.may_manage(ZoneKind::Forum)
}

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/organizer/programme", web::get().to(handlers::index))
        .route("/organizer/programme", web::post().to(handlers::create))
        .route("/organizer/programme/new", web::get().to(handlers::new))
        .route("/organizer/programme/{id}", web::get().to(handlers::edit))
        .route("/organizer/programme/{id}", web::post().to(handlers::update))
        .route("/organizer/programme/{id}/moves", web::post().to(handlers::move_session))
        .route("/organizer/programme/{id}/files", web::post().to(file_handlers::create))
        .route("/organizer/programme/{id}/files/{file}/removal", web::post().to(file_handlers::destroy))
        .route("/forum/sessions/{slug}/moves", web::post().to(handlers::move_own));
}
