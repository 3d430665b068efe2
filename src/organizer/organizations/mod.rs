//! Every organization in the console: an administrator looks at it and verifies, refuses, suspends
//! or reinstates it. Approving a first booth or posting verifies it too; that stands in `accounts`.

mod handlers;
mod queries;
mod views;

use actix_web::web;

/// The addresses of organizations in the console.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizer/organizations", web::get().to(handlers::index))
        .route("/organizer/organizations/{slug}", web::get().to(handlers::show))
        .route("/organizer/organizations/{slug}/transitions", web::post().to(handlers::change_state));
}
