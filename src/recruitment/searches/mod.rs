//! Saved searches: the query of a search for postings with a name and a rhythm. What is published after a search
//! was saved, and fits, is told once: in one mail and one notification for all of it. When to look, and the links
//! that end such mails, are `outbox::searches`; what fits is said by `postings::finding`, as on the page.

mod alerts;
mod forms;
mod handlers;
pub mod model;
pub mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use alerts::{POSTING_PUBLISHED, hurry, look};
pub use queries::{erase_person, export_person};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(
        web::resource("/me/searches").route(web::get().to(handlers::index)).route(web::post().to(handlers::create)),
    )
    .route("/me/searches/new", web::get().to(handlers::new))
    .route("/me/searches/{id}/edit", web::get().to(handlers::edit))
    .route("/me/searches/{id}", web::post().to(handlers::update))
    .route("/me/searches/{id}/removal", web::post().to(handlers::destroy));
}
