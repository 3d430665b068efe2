//! Messages: storing, their fragments and frames, the form that works without a script.

pub mod handlers;
pub mod queries;
pub mod saying;
pub mod views;

use actix_web::web;

/// The addresses of messages.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/rooms/{room}/messages").route(web::post().to(handlers::create)));
}
