//! Meetings about projects: either side asks with up to three times, the other accepts one, counters once,
//! or declines. What is accepted stands in both calendars, which the database keeps free of overlap; the two
//! have their private room. Afterwards each says whether it took place, and they record what came of it.

mod forms;
mod handlers;
pub mod model;
pub mod moves;
mod new_handlers;
pub mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

pub(in crate::pairing) use handlers::{draw, find_own};
pub use moves::{describe_meetings, expire, remind};

/// The kind of the task that ends a request whose times are all past.
pub const MEETING_EXPIRY: &str = "meeting-expiry";
/// The kind of the task that reminds both of a meeting.
pub const MEETING_REMINDER: &str = "meeting-reminder";

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/pairing/meetings", web::get().to(handlers::index))
        .route("/me/meetings", web::get().to(handlers::index))
        .route("/pairing/meetings/{id}", web::get().to(handlers::show))
        .route("/pairing/meetings/{id}/acceptance", web::post().to(handlers::accept))
        .route("/pairing/meetings/{id}/counter", web::get().to(new_handlers::counter))
        .route("/pairing/meetings/{id}/counter", web::post().to(new_handlers::create_counter))
        .route("/pairing/meetings/{id}/moves", web::post().to(handlers::update))
        .route("/pairing/projects/{slug}/meetings/new", web::get().to(new_handlers::new))
        .route("/pairing/projects/{slug}/meetings", web::post().to(new_handlers::create))
        .route("/pairing/interests/{id}/meetings/new", web::get().to(new_handlers::new_of_interest))
        .route("/pairing/interests/{id}/meetings", web::post().to(new_handlers::create_of_interest));
}
