//! One calendar a person over all zones: meetings, booth duty, what they attend, what is their own.
//! Zones call [`book`], [`move_entries`] and [`release`] inside their own write; the database refuses
//! that anybody is in two places. Everybody sees their own calendar alone; others learn of it only that
//! somebody is busy ([`list_busy`]).

mod feed_handlers;
mod forms;
mod handlers;
pub mod held_queries;
pub mod model;
pub mod offers;
pub mod queries;
mod views;

use actix_web::web;

pub use forms::read_span;
pub use handlers::word_clash;
pub use model::{Booking, Describers, Description, Entry, EntryKind, NewEntry, Span};
pub use queries::{book, find_clash, list_busy, move_entries, move_person, release, release_person};

/// The addresses of calendars.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/me/calendar", web::get().to(handlers::index))
        .route("/me/calendar/entries", web::post().to(handlers::create))
        .route("/me/calendar/entries/new", web::get().to(handlers::new))
        .route("/me/calendar/entries/{id}", web::get().to(handlers::edit))
        .route("/me/calendar/entries/{id}", web::post().to(handlers::update))
        .route("/me/calendar/entries/{id}/removal", web::post().to(handlers::destroy))
        .route("/me/calendar/feed", web::post().to(feed_handlers::create))
        .route("/me/calendar/feed/removal", web::post().to(feed_handlers::destroy))
        .route("/calendar/{token}.ics", web::get().to(feed_handlers::show))
        .route("/calendar/{token}.ics", web::head().to(feed_handlers::show));
}
