//! A person's logins and password.

pub mod handlers;
pub mod views;

use actix_web::web;

/// `/me/security`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/me/security", web::get().to(handlers::index))
        .route("/me/security/password", web::post().to(handlers::update))
        .route("/me/security/others", web::post().to(handlers::create))
        .route("/me/security/logins/{id}", web::post().to(handlers::destroy));
}
