//! The organizer's queue of submitted projects at `/organizer/projects`: approve, ask for changes, refuse; hide
//! a public project and show it again. Approving the first thing of a pending organization verifies it in the
//! same decision. Only who reviews the zone sees it; for everyone else it is not there.

mod handlers;
mod prepared;
mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

use crate::reviews::{prepared_handlers as decisions, queue_handlers};
use prepared::Projects;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/organizer/projects", web::get().to(queue_handlers::index::<Projects>))
        .route("/organizer/projects/prepared", web::get().to(decisions::show::<Projects>))
        .route("/organizer/projects/prepared", web::post().to(decisions::create::<Projects>))
        .route("/organizer/projects/prepared/release", web::post().to(decisions::release::<Projects>))
        .route("/organizer/projects/prepared/{id}/removal", web::post().to(decisions::destroy::<Projects>))
        .route("/organizer/projects/{id}", web::get().to(handlers::show))
        .route("/organizer/projects/{id}/decision", web::post().to(handlers::decide))
        .route("/organizer/projects/{id}/suspension", web::post().to(handlers::suspend))
        .route("/organizer/projects/{id}/restoration", web::post().to(handlers::restore));
}
