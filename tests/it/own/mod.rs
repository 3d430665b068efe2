//! A person's own place: what waits, privacy, everything that is held about them, deleting the account.

mod deletion;
mod held;
mod privacy;
mod traces;
mod waiting;
