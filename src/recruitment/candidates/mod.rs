//! Candidates: people who tell what they can and look for, and may be found by organizations.
//!
//! A profile is seen by its person alone until they agree to be found; the consent is stored with its time and
//! ends when they take it back. Owners and recruiters of verified organizations find those who agreed; whom
//! exactly is said in one place, `finding_queries`. Nobody else sees a profile or its résumé, organizers
//! included. Each look at a profile is written down for its person, one row an organization and day.

mod desk_handlers;
mod desk_views;
mod export;
mod finding_queries;
pub mod forms;
mod hiding_handlers;
mod idle;
pub mod model;
mod own_handlers;
mod own_views;
mod profile_views;
pub mod queries;

use actix_web::web::{self, ServiceConfig};

pub use export::export_person;
pub use idle::{CANDIDATE_IDLE, look};
pub use queries::erase_person;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(
        web::resource("/me/candidate")
            .route(web::get().to(own_handlers::show))
            .route(web::post().to(own_handlers::update)),
    )
    .route("/me/candidate/edit", web::get().to(own_handlers::edit))
    .route("/me/candidate/publication", web::post().to(own_handlers::publish))
    .route("/me/candidate/publication/removal", web::post().to(own_handlers::hide))
    .route("/me/candidate/confirmation", web::post().to(own_handlers::confirm))
    .route("/me/candidate/removal", web::post().to(own_handlers::destroy))
    .route("/me/candidate/resume", web::get().to(own_handlers::resume))
    .route("/me/candidate/export", web::get().to(own_handlers::export))
    .service(
        web::resource("/me/candidate/hidings")
            .route(web::get().to(hiding_handlers::index))
            .route(web::post().to(hiding_handlers::create)),
    )
    .route("/me/candidate/hidings/removal", web::post().to(hiding_handlers::destroy))
    .route("/organizations/{slug}/candidates", web::get().to(desk_handlers::index))
    .route("/organizations/{slug}/candidates/{id}", web::get().to(desk_handlers::show))
    .route("/organizations/{slug}/candidates/{id}/resume", web::get().to(desk_handlers::resume))
    .route("/organizations/{slug}/candidates/{id}/invitations", web::post().to(desk_handlers::create));
}
