//! Push to a person's own browsers: turned on from the page of settings, where they are listed, and
//! turned off there, by signing out, or by the browser itself.

pub mod forms;
pub mod handlers;

use actix_web::web;

/// `/me/notifications/browsers`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/me/notifications/browsers", web::post().to(handlers::create))
        .route("/me/notifications/browsers/{id}", web::post().to(handlers::destroy));
}
