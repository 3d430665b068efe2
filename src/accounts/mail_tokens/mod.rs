//! Secrets sent by mail: to verify an address, to set a new password, to change the address. Each
//! is good once and for a while; only its hash is stored. Used by `people`, `verifications`,
//! `password_resets` and a person's own pages.

pub mod model;
pub mod queries;
