//! Proof that an address of mail is a person's own: the link of a mail shows a button, since mail
//! scanners open links; pressing it verifies, and signs in for a new account.

pub mod handlers;
pub mod queries;
pub mod views;

use actix_web::web;

/// `/verifications`, `/verifications/{token}`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/verifications").route(web::post().to(handlers::new))).service(
        web::resource("/verifications/{token}")
            .route(web::get().to(handlers::show))
            .route(web::post().to(handlers::create)),
    );
}
