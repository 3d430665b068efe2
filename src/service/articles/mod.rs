//! Articles of the help: everybody reads and finds them, says whether they helped, and goes on from there to ask.
//! Who manages the zone writes, publishes and withdraws them.

mod console_handlers;
mod console_views;
mod forms;
mod handlers;
pub mod model;
pub mod queries;
mod views;
pub mod votes;

use actix_web::web::{self, ServiceConfig};

/// The addresses of articles, public and in the console.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/service", web::get().to(handlers::index))
        .route("/service/articles/{slug}", web::get().to(handlers::show))
        .route("/service/articles/{slug}/votes", web::post().to(handlers::vote))
        .route("/organizer/articles", web::get().to(console_handlers::index))
        .route("/organizer/articles", web::post().to(console_handlers::create))
        .route("/organizer/articles/new", web::get().to(console_handlers::new))
        .route("/organizer/articles/{id}", web::get().to(console_handlers::edit))
        .route("/organizer/articles/{id}", web::post().to(console_handlers::update))
        .route("/organizer/articles/{id}/publication", web::post().to(console_handlers::publish))
        .route("/organizer/articles/{id}/withdrawal", web::post().to(console_handlers::withdraw));
}
