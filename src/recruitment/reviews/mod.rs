//! The organizer's queue of submitted postings at `/organizer/postings`: approve, ask for changes,
//! refuse; hide a public posting and show it again. Approving the first thing of a pending organization verifies it in the same decision.
//! Only who reviews the zone sees it; for everyone else it is not there.

mod handlers;
mod prepared;
mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

use crate::reviews::{prepared_handlers as decisions, queue_handlers};
use prepared::Postings;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/organizer/postings", web::get().to(queue_handlers::index::<Postings>))
        .route("/organizer/postings/prepared", web::get().to(decisions::show::<Postings>))
        .route("/organizer/postings/prepared", web::post().to(decisions::create::<Postings>))
        .route("/organizer/postings/prepared/release", web::post().to(decisions::release::<Postings>))
        .route("/organizer/postings/prepared/{id}/removal", web::post().to(decisions::destroy::<Postings>))
        .route("/organizer/postings/{id}", web::get().to(handlers::show))
        .route("/organizer/postings/{id}/decision", web::post().to(handlers::decide))
        .route("/organizer/postings/{id}/suspension", web::post().to(handlers::suspend))
        .route("/organizer/postings/{id}/restoration", web::post().to(handlers::restore));
}
