//! What an administrator sets for the whole site: who may sign up, the languages, the logo, and which zones
//! review what verified organizations submit. Leads on to what is set elsewhere: an edition's name, days and
//! colour, quotas, what a card says.

mod forms;
mod handlers;
mod queries;
mod views;

use actix_web::web;

/// `/organizer/settings`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/organizer/settings")
            .route(web::get().to(handlers::edit))
            .route(web::post().to(handlers::update)),
    );
}
