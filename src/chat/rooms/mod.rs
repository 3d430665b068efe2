//! Rooms: the page of a room, and who may write in it. Other zones call
//! [`find_or_make_room`] and [`find_panel`] for a room on a page of theirs.

pub mod bars;
pub mod desks;
pub mod forum;
pub mod handlers;
mod news;
mod opening;
pub mod people;
pub mod queries;
pub mod subjects;
pub mod views;

use actix_web::web;

pub use opening::open_missing;
pub use queries::{RoomKind, find_or_make_room, find_room_of, list_rooms_of};
pub use views::{RoomDoor, RoomFragment, RoomPanel, find_panel};

/// The addresses of rooms.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/rooms/{room}").route(web::get().to(handlers::show)));
}
