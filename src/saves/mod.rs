//! What people keep to find it again: booths, postings and projects. The zones mark their cards and pages with
//! it; `me::saved` lists it, saves and lets go. What a saved thing is, and whether its person may still see it,
//! is said by its zone each time it is listed. Sessions are kept by `forum::attending`, with the calendar.

pub mod held_queries;
pub mod model;
pub mod queries;

pub use model::{SaveKind, Saved, SavedThing};
pub use queries::{erase_person, export_person, find_saved, save_of};
