//! Places on the floor of a hall: where booths stand. The organizer makes them, blocks them, and
//! assigns one to a booth on approving it; the database allows one place a booth.

pub mod forms;
mod handlers;
pub mod model;
pub mod queries;
mod views;

use actix_web::web;

/// The addresses of places in the console.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizer/halls/{hall}/places", web::post().to(handlers::create))
        .route("/organizer/halls/{hall}/places/new", web::get().to(handlers::new))
        .route("/organizer/halls/{hall}/places/{id}", web::get().to(handlers::edit))
        .route("/organizer/halls/{hall}/places/{id}", web::post().to(handlers::update))
        .route("/organizer/halls/{hall}/places/{id}/removal", web::post().to(handlers::destroy));
}
