//! A person's own place: what to do next, notifications, logins and password.

pub mod handlers;
pub mod notifications;
pub mod security;
pub mod views;

use actix_web::web;

/// `/me`, `/me/notifications`, `/me/security`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/me", web::get().to(handlers::index));
    notifications::routes(cfg);
    security::routes(cfg);
}
