//! Rooms and what is said in them: stored here, passed on by `live`. A booth's room is public to
//! read; a verified person who is not silenced writes in it while the exhibition is open. A private
//! room is read and written in by its people.

pub mod conversations;
pub mod direct;
pub mod held_queries;
pub mod messages;
pub mod rooms;
pub mod waiting_queries;

use actix_web::web;

pub use conversations::Rooms;

/// Every address of the chat.
pub fn routes(cfg: &mut web::ServiceConfig) {
    direct::routes(cfg);
    rooms::routes(cfg);
    messages::routes(cfg);
}
