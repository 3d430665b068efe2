//! Pages of the organizer's own: about, privacy notice, terms … Everyone reads them under
//! `/pages/{slug}` and finds them in the footer; an administrator writes them. Saving makes a new
//! version and publishes it; every version is kept, since consent is stored with its number.

mod forms;
mod handlers;
pub mod model;
pub mod queries;
mod views;

use actix_web::web;

pub use model::PageRow;
pub use queries::{PAGE, list_texts};

/// The addresses of pages, public and in the console.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/pages/{slug}", web::get().to(handlers::show))
        .route("/organizer/pages", web::get().to(handlers::index))
        .route("/organizer/pages", web::post().to(handlers::create))
        .route("/organizer/pages/new", web::get().to(handlers::new))
        .route("/organizer/pages/{slug}", web::get().to(handlers::edit))
        .route("/organizer/pages/{slug}", web::post().to(handlers::update))
        .route("/organizer/pages/{slug}/versions/{number}", web::get().to(handlers::version));
}
