//! The exhibitor's workspace: owners and editors of an organization write a revision of its booth
//! and submit it. One revision is worked on at a time; an edit after approval begins a new one,
//! copied from what is public, and the public keeps seeing the approved one meanwhile.

mod carry_queries;
mod exhibit_handlers;
pub mod forms;
mod handlers;
pub mod model;
pub mod queries;
pub(super) mod views;

use actix_web::web;

pub(super) use handlers::{draw, open_draft, require_author, require_editable};

/// The addresses of the workspace.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/organizations/{slug}/booth")
            .route(web::get().to(handlers::show))
            .route(web::post().to(handlers::update)),
    )
    .route("/organizations/{slug}/booth/draft", web::post().to(handlers::create))
    .route("/organizations/{slug}/booth/carrying", web::post().to(handlers::carry))
    .route("/organizations/{slug}/booth/exhibits", web::post().to(exhibit_handlers::create))
    .service(
        web::resource("/organizations/{slug}/booth/exhibits/{id}")
            .route(web::get().to(exhibit_handlers::edit))
            .route(web::post().to(exhibit_handlers::update)),
    )
    .route("/organizations/{slug}/booth/exhibits/{id}/rise", web::post().to(exhibit_handlers::rise))
    .route("/organizations/{slug}/booth/exhibits/{id}/removal", web::post().to(exhibit_handlers::destroy))
    .route("/organizations/{slug}/booth/submission", web::post().to(handlers::submit))
    .route("/organizations/{slug}/booth/submission/withdrawal", web::post().to(handlers::withdraw))
    .route("/organizations/{slug}/booth/withdrawal", web::post().to(handlers::destroy));
}
