//! The holdings of the conference: their states, and which of them is the current one.

pub mod model;
