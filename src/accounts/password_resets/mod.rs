//! A new password for who forgot it: a link by mail, good once for an hour. The secret leaves the
//! address bar at once, into a cookie of a quarter of an hour.

pub mod forms;
pub mod handlers;
pub mod queries;
pub mod views;

use actix_web::web;

/// `/password-resets/…`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/password-resets").route(web::post().to(handlers::create)))
        .service(web::resource("/password-resets/new").route(web::get().to(handlers::new)))
        .service(web::resource("/password-resets/sent").route(web::get().to(handlers::index)))
        .service(
            web::resource("/password-resets/edit")
                .route(web::get().to(handlers::edit))
                .route(web::post().to(handlers::update)),
        )
        .service(web::resource("/password-resets/{token}").route(web::get().to(handlers::show)));
}
