//! Attending sessions and bookmarking them. Who attends has the session in their calendar, which holds one thing
//! at a time, and is reminded; a bookmark takes no time. A session that moves takes along whoever is free then:
//! for everybody else it becomes a bookmark, and they are told. What one keeps is listed by `me::saved`.

mod handlers;
pub mod model;
pub mod moves;
pub mod queries;

use actix_web::web::{self, ServiceConfig};

pub use moves::{describe_sessions, remind};

/// The kind of the task that reminds those who attend a session.
pub const SESSION_REMINDER: &str = "session-reminder";
/// How long before a session they are reminded, in minutes.
pub const REMIND_MINUTES: i64 = 15;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/forum/sessions/{slug}/attendance", web::post().to(handlers::create))
        .route("/forum/sessions/{slug}/attendance/removal", web::post().to(handlers::destroy));
}
