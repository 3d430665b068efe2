//! What a person shows of themselves, and how they want to be spoken to: name, headline, country,
//! photo, language, time zone.

pub mod forms;
pub mod handlers;
pub mod queries;
pub mod views;

use actix_web::web;

/// `/me/profile`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/me/profile").route(web::get().to(handlers::show)).route(web::post().to(handlers::update)),
    );
}
