//! Fairhall: the online half of an international talent and technology conference.
//!
//! The crate is built in floors; a file imports only from its own folder and from lower floors.
//! `ARCHITECTURE.md` tells what each part is, `tests/it/architecture.rs` holds the floors.

pub mod accounts;
pub mod activities;
pub mod app;
pub mod audit;
pub mod bus;
pub mod calendar;
pub mod chat;
pub mod clock;
pub mod config;
pub mod db;
pub mod demo;
pub mod editions;
pub mod error;
pub mod exhibition;
pub mod find;
pub mod forum;
pub mod ids;
pub mod lifecycle;
pub mod live;
pub mod lobby;
pub mod mail;
pub mod me;
pub mod moderation;
pub mod news;
pub mod organizer;
pub mod outbox;
pub mod pairing;
pub mod presence;
pub mod push;
pub mod recruitment;
pub mod requests;
pub mod reviews;
pub mod saves;
pub mod search;
pub mod service;
pub mod site;
pub mod web;

/// The allocator of the C library keeps the 19 MB of each password that was hashed, once a thread:
/// 100 MB after a few logins. This one gives them back.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;
