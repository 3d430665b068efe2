//! What came of an organization's part in an edition, day by day: visits of its booth, documents read, cards left, live
//! requests, applications. For everybody who belongs to it; counts alone, no names.

mod handlers;
mod queries;
mod views;

use actix_web::web;

/// The addresses of the figures.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizations/{slug}/figures", web::get().to(handlers::index))
        .route("/organizations/{slug}/figures/export", web::get().to(handlers::export));
}
