//! How a person is told: for each topic mails at once, in a daily digest or none; quiet hours; the
//! hour of the digest.

pub mod forms;
pub mod handlers;
pub mod views;

use actix_web::web;

/// `/me/notifications/settings`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/me/notifications/settings")
            .route(web::get().to(handlers::show))
            .route(web::post().to(handlers::update)),
    );
}
