//! Applications: sent by a person to a posting, followed by both sides until their end.
//!
//! "Decided, not told" is the state `unsuccessful`: the applicant is shown the state before it
//! until the organization releases the decision, and then everyone released is told with a reason.
//! A résumé is read by the applicant and by owners and recruiters of the posting's organization;
//! for everybody else, organizers included, it is not there.

mod applicant_handlers;
mod apply_handlers;
mod bulk_handlers;
mod conversation;
mod conversation_handlers;
mod desk_handlers;
pub mod desk_queries;
mod desk_views;
mod export_handlers;
mod export_queries;
pub mod model;
mod privacy_queries;
mod promise;
mod promise_queries;
pub mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use desk_views::shown_name;
pub use model::ApplicationState;
pub use privacy_queries::{erase_person, export_person};
pub use promise::{expire, load_kept, remind};
pub use queries::{may_read_resume, note_resume_read};

/// The kind of the task that looks whether an answer came in the time that was promised.
pub const ANSWER_DUE: &str = "answer-due";
/// The kind of the task that reminds an organization of an answer it has promised.
pub const ANSWER_REMINDER: &str = "answer-reminder";

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/recruitment/postings/{slug}/applications", web::get().to(apply_handlers::new))
        .route("/recruitment/postings/{slug}/applications", web::post().to(apply_handlers::create))
        .route("/me/applications", web::get().to(applicant_handlers::index))
        .route("/me/applications/{id}", web::get().to(applicant_handlers::show))
        .route("/me/applications/{id}/moves", web::post().to(applicant_handlers::update))
        .route("/me/applications/{id}/messages", web::post().to(conversation_handlers::create_own))
        .route("/me/applications/{id}/resume", web::get().to(applicant_handlers::resume))
        .route("/organizations/{slug}/applications", web::get().to(desk_handlers::index))
        .route("/organizations/{slug}/applications/decisions", web::post().to(bulk_handlers::decide))
        .route("/organizations/{slug}/applications/decisions/preview", web::post().to(bulk_handlers::consider))
        .route("/organizations/{slug}/applications/releases", web::get().to(bulk_handlers::preview))
        .route("/organizations/{slug}/applications/releases", web::post().to(bulk_handlers::release))
        .route("/organizations/{slug}/postings/{id}/applications/export", web::get().to(export_handlers::export))
        .route("/organizations/{slug}/postings/{id}/resumes.zip", web::get().to(export_handlers::resumes))
        .route("/organizations/{slug}/applications/{id}", web::get().to(desk_handlers::show))
        .route("/organizations/{slug}/applications/{id}/moves", web::post().to(desk_handlers::update))
        .route("/organizations/{slug}/applications/{id}/messages", web::post().to(conversation_handlers::create))
        .route("/organizations/{slug}/applications/{id}/release", web::post().to(desk_handlers::release))
        .route("/organizations/{slug}/applications/{id}/resume", web::get().to(desk_handlers::resume));
}
