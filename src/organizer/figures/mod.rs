//! The figures of an edition for administrators: on a page, as a table to take away, and as a sheet for the press.
//! They are counted at most once a minute.

mod handlers;
mod model;
mod people_queries;
mod queries;
mod views;

use actix_web::web;

pub use queries::count_figures;

/// The addresses of the figures.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizer/figures", web::get().to(handlers::index))
        .route("/organizer/figures/press", web::get().to(handlers::press))
        .route("/organizer/figures/table.{format}", web::get().to(handlers::table));
}
