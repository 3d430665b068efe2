//! Speakers: who they are, on a page of their own with the sessions in which they speak, and as the managers
//! of the zone write them. A speaker may have an account here, named by its mail address.

mod forms;
mod handlers;
pub mod model;
pub mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/forum/speakers/{slug}", web::get().to(handlers::show))
        .route("/organizer/programme/speakers", web::get().to(handlers::index))
        .route("/organizer/programme/speakers", web::post().to(handlers::create))
        .route("/organizer/programme/speakers/new", web::get().to(handlers::new))
        .route("/organizer/programme/speakers/{id}", web::get().to(handlers::edit))
        .route("/organizer/programme/speakers/{id}", web::post().to(handlers::update));
}
