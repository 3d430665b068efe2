//! Activities: dated exchanges through the year, before and after an edition's opening days. Each belongs to a
//! zone, whose managers make it, and has a host, perhaps a limit with a waiting list, a room, and at the end a
//! recap. Who comes has it in the calendar, which holds one thing at a time.
//! The clock begins and ends whatever was announced, also where nobody could ever sign up.
//!
//! There are never more who come than seats: every change of who comes holds the activity. Whoever waits moves
//! up in the order of the list; somebody who is busy then is passed over and told, and keeps their place.

mod console_handlers;
mod console_views;
mod forms;
mod handlers;
pub mod held_queries;
pub mod listing;
pub mod model;
pub mod moves;
pub mod queries;
pub mod seats;
mod share;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use listing::{ActivityCard, list_coming_cards};
pub use moves::{begin, describe_activities, end, remind};

/// The kind of the task with which an activity begins.
pub const ACTIVITY_BEGIN: &str = "activity-begin";
/// The kind of the task with which an activity ends.
pub const ACTIVITY_END: &str = "activity-end";
/// The kind of the task that reminds those who come.
pub const ACTIVITY_REMINDER: &str = "activity-reminder";
/// How long before an activity they are reminded, in minutes.
pub const REMIND_MINUTES: i64 = 15;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/activities", web::get().to(handlers::index))
        .route("/activities/{slug}", web::get().to(handlers::show))
        .route("/activities/{slug}/signups", web::post().to(handlers::create))
        .route("/activities/{slug}/signups/removal", web::post().to(handlers::destroy))
        .route("/organizer/activities", web::get().to(console_handlers::index))
        .route("/organizer/activities", web::post().to(console_handlers::create))
        .route("/organizer/activities/new", web::get().to(console_handlers::new))
        .route("/organizer/activities/{id}", web::get().to(console_handlers::edit))
        .route("/organizer/activities/{id}", web::post().to(console_handlers::update))
        .route("/organizer/activities/{id}/moves", web::post().to(console_handlers::move_activity))
        .route("/organizer/activities/{id}/recap", web::post().to(console_handlers::update_recap));
}
