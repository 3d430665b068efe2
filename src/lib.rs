//! Fairhall: the online half of an international talent and technology conference.
//!
//! The crate is built in floors; a file imports only from its own folder and from lower floors
//! (`tests/it/architecture.rs` reads the `use` lines and holds this):
//!
//! 1. [`ids`], [`clock`], [`error`], [`config`]
//! 2. [`db`], [`lifecycle`], [`audit`]
//! 3. [`web`]: rendering and everything about a request that knows no person and no zone
//! 4. [`mail`], [`search`], [`live`]
//! 5. [`outbox`]
//! 6. [`accounts`], [`editions`], [`moderation`], [`chat`]
//! 7. the zones: [`exhibition`], [`recruitment`]
//! 8. [`lobby`], [`me`], [`find`], [`organizer`]
//! 9. [`app`], the only one who knows all, and [`demo`], which fills an empty installation

pub mod accounts;
pub mod app;
pub mod audit;
pub mod clock;
pub mod config;
pub mod db;
pub mod demo;
pub mod error;
pub mod find;
pub mod ids;
pub mod lifecycle;
pub mod live;
pub mod lobby;
pub mod mail;
pub mod outbox;
pub mod recruitment;
pub mod search;
pub mod site;
pub mod web;
