//! The live part: one WebSocket a tab at `/live`, many rooms over it, protocol `fairhall.v1`.
//!
//! `app` registers [`routes`] and a [`Hub`] as `web::Data`, and gives [`on_connect`] to the HTTP
//! server. `chat` implements [`Conversations`]; whoever commits something that others should see
//! at once publishes it through the [`Hub`] after the commit. Nothing in here knows a zone or a
//! database, and nothing authoritative lives in memory: what a socket misses is read again.
//!
//! * `handshake.rs`: who may open a socket, and from where
//! * `socket.rs`: one connection, the only file with actix-web-actors; `outcomes.rs`: its
//!   answers; `errands.rs`: what it asks of [`Conversations`]; `budget.rs`: how much it may ask;
//!   `following.rs`: how far it has come in each room
//! * `guard.rs`, `sockets.rs`: what protects the server from one connection
//! * `hub.rs`, `room.rs`, `lane.rs`, `crier.rs`: who follows what, and the order of what they get;
//!   `presence.rs`: what others see of them; `talk.rs`: that something beside the messages changed
//! * `relay.rs`, `others.rs`: what goes to the other nodes and comes from them, and who is there
//! * `frames.rs`: the protocol's text

mod budget;
mod conversations;
mod crier;
mod errands;
mod following;
mod frames;
mod guard;
mod handshake;
mod hub;
mod lane;
mod others;
mod outcomes;
mod pace;
mod presence;
mod relay;
mod room;
mod socket;
mod sockets;
mod talk;
#[cfg(test)]
mod tests;

pub use conversations::{
    Answer, Attendee, Code, Conversations, Entrance, Head, LiveError, Missed, Numbered, Opened, Said, SignedIn, Spoken,
    Standing, Unread,
};
pub use frames::{ChangedFrame, MAX_BODY_CHARS, MAX_FRAME_BYTES, MessageFrame, Person, text_of};
pub use handshake::routes;
pub use hub::{Ending, Hub};
pub use pace::Pace;
pub use presence::Presence;
pub use relay::follow;
pub use room::Here;
pub use sockets::on_connect;
pub use talk::Talk;
