//! Screening questions of a posting: up to ten, written before it is live and frozen from then on, since
//! everybody is to be asked the same. What is looked for in an answer is a mark for recruiters and never decides.

pub mod answers;
mod forms;
mod handlers;
pub mod model;
pub mod queries;
pub mod views;

use actix_web::web::{self, ServiceConfig};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/organizations/{slug}/postings/{id}/questions", web::get().to(handlers::index))
        .route("/organizations/{slug}/postings/{id}/questions", web::post().to(handlers::create))
        .route("/organizations/{slug}/postings/{id}/questions/{question}", web::get().to(handlers::edit))
        .route("/organizations/{slug}/postings/{id}/questions/{question}", web::post().to(handlers::update))
        .route("/organizations/{slug}/postings/{id}/questions/{question}/removal", web::post().to(handlers::destroy));
}
