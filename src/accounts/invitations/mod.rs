//! Invitations to an organization, by mail: good once, for seven days, and for the address they
//! were sent to. Who signs up first comes back to the invitation.

pub mod handlers;
pub mod model;
pub mod queries;
pub mod views;

use actix_web::web;

/// `/organizations/{slug}/invitations`, `/invitations/{token}`, `/me/invitations/{id}`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizations/{slug}/invitations", web::post().to(handlers::create))
        .route("/organizations/{slug}/invitations/{id}/removal", web::post().to(handlers::destroy))
        .route("/organizations/{slug}/invitations/{id}/resending", web::post().to(handlers::resend))
        .route("/me/invitations/{id}", web::post().to(handlers::accept_own))
        .route("/invitations/{token}", web::get().to(handlers::show))
        .route("/invitations/{token}", web::post().to(handlers::update));
}
