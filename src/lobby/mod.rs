//! The lobby, the home page: where people are, what is on now, five doors with live figures.

pub mod handlers;
pub mod model;
pub mod queries;
pub mod views;

use actix_web::web;

/// `/`, and `/preferences` for the choices in its frame.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/").route(web::get().to(handlers::index)).route(web::head().to(handlers::index)))
        .service(web::resource("/preferences").route(web::post().to(handlers::update_preferences)));
}
