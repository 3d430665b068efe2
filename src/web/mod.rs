//! (being laid)

pub mod assets;
