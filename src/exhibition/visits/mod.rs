//! Who looks at booths and reads their documents, counted once for each person or visitor and half hour. Handlers note a
//! look in memory ([`Tally::note`]) after their answer is made, also where that was kept from before; [`run`] writes what
//! has gathered, every few seconds, in one transaction. What waits when a node dies is lost, which a count can bear.
//!
//! Visitors without an account are told apart by a hash of their address and browser under a salt that is thrown away
//! with the day: an address is never stored, nor can anybody say from two days who came on both. The people of an
//! organization are not counted at its own booth.

mod queries;
mod tally;

pub use queries::{add_to_days, store_looks};
pub use tally::{Look, Tally, What, finish, run};
