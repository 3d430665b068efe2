//! Fills an empty installation with the demo edition. Nothing in the event itself depends on it.

pub mod art;
pub mod content;
mod seed;
pub mod start;

pub use seed::PASSWORD;
pub use seed::more::{More, fill};
