//! The one binary of integration tests: real servers on free ports, real databases.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![expect(clippy::indexing_slicing, clippy::string_slice, reason = "a test that is out of bounds has failed")]

mod accounts;
mod accounts_address;
mod accounts_attacks;
mod accounts_commands;
mod accounts_me;
mod accounts_profile;
mod accounts_team;
mod activities;
mod activities_in_time;
mod architecture;
#[cfg(feature = "everything")]
mod browser;
mod calendar;
mod crash;
mod database;
mod demo;
mod direct;
mod exhibition;
mod find;
mod forum;
#[cfg(feature = "everything")]
mod frames;
mod kept;
mod messages;
mod moderation;
mod news;
#[cfg(feature = "everything")]
mod nodes;
mod notices;
mod organizer;
mod own;
mod pairing;
mod presence;
mod recruitment;
mod requests;
mod routes;
mod service;
mod spine;
mod stage;
mod support;
mod words;

/// Without the feature a run says in one line what it leaves out.
#[cfg(not(feature = "everything"))]
#[test]
#[ignore = "left out: the halves on PostgreSQL, several nodes over Redis and the walks in Chromium; `make test` runs everything"]
fn everything_else() {
    panic!("compiled without the feature `everything`: run `make test`");
}
