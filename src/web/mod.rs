//! (being laid)

pub mod assets;
pub mod forms;
pub mod limits;
pub mod uploads;
pub mod check;
pub mod headers;
pub mod origin;
pub mod files;
pub mod images;
pub mod paging;
