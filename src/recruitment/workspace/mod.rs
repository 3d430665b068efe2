//! An organization's own postings: written, submitted, closed, extended and copied by its owners
//! and recruiters. To everybody else the place does not exist.
//!
//! A posting's text is reviewed as a revision: an edit of what is public is a new one. Where the
//! zone asks for no review and the organization is verified, submitting approves at once.

mod carry_queries;
mod forms;
mod handlers;
mod moves;
pub mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

pub(in crate::recruitment) use forms::code;
pub use moves::{approve_revision, move_posting};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/organizations/{slug}/postings", web::get().to(handlers::index))
        .route("/organizations/{slug}/postings", web::post().to(handlers::create))
        .route("/organizations/{slug}/postings/new", web::get().to(handlers::new))
        .route("/organizations/{slug}/postings/{id}/edit", web::get().to(handlers::edit))
        .route("/organizations/{slug}/postings/{id}", web::post().to(handlers::update))
        .route("/organizations/{slug}/postings/{id}/publication", web::post().to(handlers::publish))
        .route("/organizations/{slug}/postings/{id}/publication/withdrawal", web::post().to(handlers::take_back))
        .route("/organizations/{slug}/postings/{id}/closing", web::post().to(handlers::close))
        .route("/organizations/{slug}/postings/{id}/extension", web::post().to(handlers::extend))
        .route("/organizations/{slug}/postings/{id}/copies", web::post().to(handlers::copy));
}
