//! Everything about a request and its answer that knows no person and no zone: forms, uploads,
//! limits, headers, the origin check, assets, languages, Markdown, the frame of a page.

pub mod address;
pub mod assets;
pub mod charts;
pub mod check;
pub mod choice;
pub mod codes;
pub mod compare;
pub mod dates;
#[cfg(debug_assertions)]
pub mod design;
pub mod documents;
pub mod durable;
pub mod feed;
pub mod files;
pub mod forms;
pub mod headers;
pub mod i18n;
pub mod ics;
pub mod images;
pub mod json_ld;
pub mod languages;
pub mod limits;
pub mod local_days;
pub mod markdown;
pub mod media;
pub mod occupations;
pub mod once;
pub mod origin;
pub mod packing;
pub mod page;
pub mod paging;
pub mod parts;
mod rates;
pub mod reason;
pub mod render;
pub mod sending;
pub mod share;
pub mod standards;
mod summary;
pub mod tables;
pub mod text;
pub mod timeline;
mod typed;
pub mod uploads;
