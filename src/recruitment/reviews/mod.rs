//! The organizer's queue of submitted postings at `/organizer/postings`: approve, ask for changes,
//! refuse. Approving the first thing of a pending organization verifies it in the same decision.
//! Only who reviews the zone sees it; for everyone else it is not there.

mod handlers;
mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/organizer/postings", web::get().to(handlers::index))
        .route("/organizer/postings/{id}", web::get().to(handlers::show))
        .route("/organizer/postings/{id}/decision", web::post().to(handlers::decide));
}
