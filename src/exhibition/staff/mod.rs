//! Who stands at a booth: members of its organization, with what they do and whether they are on
//! duty. Owners and editors name them; a change is public at once and needs no review. Who leaves
//! the organization is no longer shown.

mod forms;
mod handlers;
mod queries;
mod views;

use actix_web::web;

pub use queries::DUTY_HOURS;

/// The addresses of a booth's staff.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizations/{slug}/booth/staff", web::get().to(handlers::edit))
        .route("/organizations/{slug}/booth/staff", web::post().to(handlers::update));
}
