//! Rooms and what is said in them: stored here, passed on by `live`. A booth's room is public to
//! read; a verified person who is not silenced writes in it while the exhibition is open.

pub mod conversations;
pub mod messages;
pub mod rooms;

use actix_web::web;

pub use conversations::Rooms;

/// Every address of the chat.
pub fn routes(cfg: &mut web::ServiceConfig) {
    rooms::routes(cfg);
    messages::routes(cfg);
}
