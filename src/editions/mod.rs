//! Editions and what the organizer keeps of each: its zones, and what stands above the zones. What
//! every request reads of the current one is in `site`; here it is changed.

pub mod announcements;
#[expect(clippy::module_inception, reason = "a folder a noun: the noun editions is one of those this part keeps")]
pub mod editions;
pub mod held_queries;
pub mod history;
pub mod pages;
pub mod zones;

use actix_web::web;

/// The addresses of everything here.
pub fn routes(cfg: &mut web::ServiceConfig) {
    editions::routes(cfg);
    zones::routes(cfg);
    announcements::routes(cfg);
    pages::routes(cfg);
}
