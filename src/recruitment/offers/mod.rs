//! Offers to applicants: terms in words, perhaps a first day and the pay, and until when an answer is awaited.
//! Whatever becomes of the application while an offer is open becomes of the offer
//! ([`moves::settle`], called by the one change of state there is); unanswered it lapses by a task.

mod forms;
mod handlers;
pub mod model;
pub mod moves;
pub mod queries;
pub mod views;

use actix_web::web::{self, ServiceConfig};

pub use moves::{lapse, remind};

/// The kind of the task that ends an offer nobody answered.
pub const OFFER_LAPSE: &str = "offer-lapse";
/// The kind of the task that reminds an applicant of an open offer.
pub const OFFER_REMINDER: &str = "offer-reminder";

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/organizations/{slug}/applications/{id}/offers/new", web::get().to(handlers::new))
        .route("/organizations/{slug}/applications/{id}/offers", web::post().to(handlers::create));
}
