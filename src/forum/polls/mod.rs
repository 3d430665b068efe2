//! Polls in a session: one question, one choice of several, one vote a person. Voters see the results once they
//! have voted or the poll is closed; from then on nothing changes them.

mod forms;
pub(in crate::forum) mod handlers;
pub mod model;
pub mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use views::PollView;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/forum/sessions/{slug}/polls", web::post().to(handlers::create))
        .route("/forum/polls/{id}", web::get().to(handlers::edit))
        .route("/forum/polls/{id}", web::post().to(handlers::update))
        .route("/forum/polls/{id}/moves", web::post().to(handlers::move_poll))
        .route("/forum/polls/{id}/votes", web::post().to(handlers::vote));
}
