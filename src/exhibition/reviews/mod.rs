//! The organizer's queue of booths: what was submitted, what changed since the approved revision,
//! and the decision. Approving publishes the revision, verifies a pending organization and assigns
//! the place, all in one transaction; the organization's owners and editors are told.

pub mod forms;
mod handlers;
mod prepared;
pub mod queries;
mod views;

use actix_web::web;

pub use handlers::{approve_submitted, move_booth};

use crate::reviews::{prepared_handlers as decisions, queue_handlers};
use prepared::Booths;

/// The addresses of the queue.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizer/booths", web::get().to(queue_handlers::index::<Booths>))
        .route("/organizer/booths/prepared", web::get().to(decisions::show::<Booths>))
        .route("/organizer/booths/prepared", web::post().to(decisions::create::<Booths>))
        .route("/organizer/booths/prepared/release", web::post().to(decisions::release::<Booths>))
        .route("/organizer/booths/prepared/{id}/removal", web::post().to(decisions::destroy::<Booths>))
        .route("/organizer/booths/{id}", web::get().to(handlers::show))
        .route("/organizer/booths/{id}/decision", web::post().to(handlers::decide))
        .route("/organizer/booths/{id}/suspension", web::post().to(handlers::suspend))
        .route("/organizer/booths/{id}/restoration", web::post().to(handlers::restore));
}
