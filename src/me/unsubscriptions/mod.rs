//! Ending a kind of mail from the mail itself: a page with a button for people, one POST for mail
//! programs (RFC 8058). Nobody signs in: the link is the proof. A GET changes nothing, since
//! scanners of mail open links.

pub mod handlers;
pub mod views;

use actix_web::web;

/// `/unsubscriptions/{token}`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/unsubscriptions/{token}/undoing", web::post().to(handlers::undo)).service(
        web::resource("/unsubscriptions/{token}")
            .route(web::get().to(handlers::show))
            .route(web::post().to(handlers::create)),
    );
}
