//! A person's own place: what to do next, notifications, profile, logins and
//! password; and ending mails from the mails themselves.

pub mod deletion;
pub mod handlers;
pub mod notifications;
pub mod privacy;
pub mod profile;
pub mod queries;
pub mod saved;
pub mod security;
pub mod steps_queries;
pub mod unsubscriptions;
pub mod views;

use actix_web::web;

/// `/me`, `/me/notifications`, `/me/profile`, `/me/saved`, `/me/security`; `/unsubscriptions`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/me", web::get().to(handlers::index));
    saved::routes(cfg);
    notifications::routes(cfg);
    privacy::routes(cfg);
    profile::routes(cfg);
    deletion::routes(cfg);
    security::routes(cfg);
    unsubscriptions::routes(cfg);
}
