//! Booths as the public meets them: cards in lists and on the floor plan, and the booth page. A
//! booth is seen when it is published and its organization verified; its members and the reviewers
//! also see it before, with a notice that says so.

mod file_queries;
mod handlers;
pub mod model;
pub mod panels;
pub mod queries;
mod saved;
mod share;
mod views;

use actix_web::web;

pub use handlers::{is_file_public, may_read_file};
pub use queries::{find_booth_slug, is_booth_public};
pub use saved::describe_saved;

/// The addresses of booths.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/exhibition/booths/{slug}", web::get().to(handlers::show));
}
