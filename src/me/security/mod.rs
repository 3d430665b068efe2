//! A person's logins, password and mail address.

pub mod forms;
pub mod handlers;
pub mod views;

use actix_web::web;

/// `/me/security`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/me/security", web::get().to(handlers::index))
        .route("/me/security/password", web::post().to(handlers::update))
        .route("/me/security/email", web::post().to(handlers::update_email))
        .route("/me/security/others", web::post().to(handlers::create))
        .route("/me/security/logins/{id}", web::post().to(handlers::destroy));
}
