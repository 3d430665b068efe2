//! Who sees what of a person, what they agreed to, whom they do not want to hear from, who saw what is theirs; and
//! everything that is held about them, to take along.

pub mod export;
pub mod export_handlers;
pub mod forms;
pub mod handlers;
pub mod queries;
pub mod views;

use actix_web::web;

/// `/me/privacy`, `/me/privacy/export`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/me/privacy").route(web::get().to(handlers::show)).route(web::post().to(handlers::update)),
    )
    .route("/me/privacy/export", web::post().to(export_handlers::create));
}
