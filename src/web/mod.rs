//! (being laid)

pub mod assets;
pub mod forms;
pub mod limits;
pub mod uploads;
pub mod check;
