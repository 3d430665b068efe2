//! The organizer's console: its home with what waits, and the pages about what belongs to no zone.
//! The floors below bring consoles of their own nouns. To everyone who is no staff it is not there.

mod audit;
mod figures;
mod handlers;
mod organizations;
mod people;
mod queries;
mod settings;
mod today_queries;
mod troubles;
mod views;
pub mod waiting_queries;

pub use figures::count_figures;

use actix_web::web;

/// The addresses of the console.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizer", web::get().to(handlers::index));
    organizations::routes(cfg);
    people::routes(cfg);
    figures::routes(cfg);
    settings::routes(cfg);
    audit::routes(cfg);
}
