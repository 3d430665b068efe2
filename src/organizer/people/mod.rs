//! People in the console: an administrator finds them, sees what they belong to and what befell them,
//! gives and takes away their roles in the current edition, ends their logins, and sends the mail that
//! verifies their address again. One administrator always stays. Nothing of applications is shown.

mod forms;
mod handlers;
mod login_handlers;
mod queries;
mod role_handlers;
mod role_queries;
mod views;

use actix_web::web;

/// The addresses of people in the console.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizer/people", web::get().to(handlers::index))
        .route("/organizer/people/{id}", web::get().to(handlers::show))
        .route("/organizer/people/{id}/roles", web::post().to(role_handlers::create))
        .route("/organizer/people/{id}/roles/{role}/removal", web::post().to(role_handlers::destroy))
        .route("/organizer/people/{id}/logins/removal", web::post().to(login_handlers::destroy))
        .route("/organizer/people/{id}/verification", web::post().to(login_handlers::create));
}
