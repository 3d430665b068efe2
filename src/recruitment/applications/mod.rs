//! Applications: sent by a person to a posting, followed by both sides until their end.
//!
//! "Decided, not told" is the state `unsuccessful`: the applicant is shown the state before it
//! until the organization releases the decision, and then everyone released is told with a reason.
//! A résumé is read by the applicant and by owners and recruiters of the posting's organization;
//! for everybody else, organizers included, it is not there.

mod applicant_handlers;
mod bulk_handlers;
mod conversation;
mod conversation_handlers;
mod desk_handlers;
mod desk_queries;
mod desk_views;
pub mod model;
pub mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use model::ApplicationState;
pub use queries::{may_read_resume, note_resume_read};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/recruitment/postings/{slug}/applications", web::get().to(applicant_handlers::new))
        .route("/recruitment/postings/{slug}/applications", web::post().to(applicant_handlers::create))
        .route("/me/applications", web::get().to(applicant_handlers::index))
        .route("/me/applications/{id}", web::get().to(applicant_handlers::show))
        .route("/me/applications/{id}/moves", web::post().to(applicant_handlers::update))
        .route("/me/applications/{id}/messages", web::post().to(conversation_handlers::create_own))
        .route("/me/applications/{id}/resume", web::get().to(applicant_handlers::resume))
        .route("/organizations/{slug}/applications", web::get().to(desk_handlers::index))
        .route("/organizations/{slug}/applications/decisions", web::post().to(bulk_handlers::decide))
        .route("/organizations/{slug}/applications/releases", web::get().to(bulk_handlers::preview))
        .route("/organizations/{slug}/applications/releases", web::post().to(bulk_handlers::release))
        .route("/organizations/{slug}/applications/{id}", web::get().to(desk_handlers::show))
        .route("/organizations/{slug}/applications/{id}/moves", web::post().to(desk_handlers::update))
        .route("/organizations/{slug}/applications/{id}/messages", web::post().to(conversation_handlers::create))
        .route("/organizations/{slug}/applications/{id}/release", web::post().to(desk_handlers::release))
        .route("/organizations/{slug}/applications/{id}/resume", web::get().to(desk_handlers::resume));
}
