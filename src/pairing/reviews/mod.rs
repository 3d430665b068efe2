//! The organizer's queue of submitted projects at `/organizer/projects`: approve, ask for changes, refuse; hide
//! a public project and show it again. Approving the first thing of a pending organization verifies it in the
//! same decision. Only who reviews the zone sees it; for everyone else it is not there.

mod handlers;
mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/organizer/projects", web::get().to(handlers::index))
        .route("/organizer/projects/{id}", web::get().to(handlers::show))
        .route("/organizer/projects/{id}/decision", web::post().to(handlers::decide))
        .route("/organizer/projects/{id}/suspension", web::post().to(handlers::suspend))
        .route("/organizer/projects/{id}/restoration", web::post().to(handlers::restore));
}
