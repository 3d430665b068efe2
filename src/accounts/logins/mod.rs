//! Logins: a person's signed-in browsers. A login is an opaque token of 256 random bits in a
//! cookie, kept here as its hash, new each time somebody signs in.

pub mod forms;
pub mod handlers;
pub mod model;
pub mod queries;
pub mod views;

use actix_web::web;

/// `/login`, `/logout`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/login").route(web::get().to(handlers::new)).route(web::post().to(handlers::create)))
        .service(web::resource("/logout").route(web::post().to(handlers::destroy)));
}
