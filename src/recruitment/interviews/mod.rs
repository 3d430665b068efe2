//! Interviews about applications: a recruiter offers up to six times, the applicant takes one or asks for
//! others. What is scheduled stands in both calendars, which the database keeps free of overlap: the same time
//! may be on offer to several applicants, and whoever is first has it. Either side asks for another time or
//! calls it off, with a reason.

mod forms;
mod handlers;
pub mod model;
pub mod moves;
mod offering_handlers;
pub mod queries;
mod telling;
pub mod views;

use actix_web::web::{self, ServiceConfig};

pub use moves::{expire, remind};
pub use telling::describe_interviews;

/// The kind of the task that gives the turn back to the team when every time on offer is past.
pub const INTERVIEW_EXPIRY: &str = "interview-expiry";
/// The kind of the task that reminds both of an interview.
pub const INTERVIEW_REMINDER: &str = "interview-reminder";

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/me/interviews", web::get().to(handlers::index))
        .route("/organizations/{slug}/applications/{id}/interviews/new", web::get().to(offering_handlers::new))
        .route("/organizations/{slug}/applications/{id}/interviews", web::post().to(offering_handlers::create))
        .route("/recruitment/interviews/{id}", web::get().to(handlers::show))
        .route("/recruitment/interviews/{id}/choice", web::post().to(handlers::choose))
        .route("/recruitment/interviews/{id}/wish", web::post().to(handlers::wish))
        .route("/recruitment/interviews/{id}/moves", web::post().to(handlers::update))
        .route("/recruitment/interviews/{id}/slots", web::get().to(offering_handlers::edit))
        .route("/recruitment/interviews/{id}/slots", web::post().to(offering_handlers::update));
}
