//! News of the organizer: written in one language or both, published by the clock, followed as an Atom feed,
//! and talked about where the organizer allows it.

mod console_handlers;
mod console_views;
mod feed_handlers;
mod forms;
mod handlers;
pub mod model;
pub mod queries;
mod share;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use queries::may_see_picture;
pub use views::{NewsCard, list_latest_cards};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/news", web::get().to(handlers::index))
        .route("/news/{slug}", web::get().to(handlers::show))
        .route("/feeds/news.atom", web::get().to(feed_handlers::show))
        .route("/organizer/news", web::get().to(console_handlers::index))
        .route("/organizer/news", web::post().to(console_handlers::create))
        .route("/organizer/news/new", web::get().to(console_handlers::new))
        .route("/organizer/news/{id}", web::get().to(console_handlers::edit))
        .route("/organizer/news/{id}", web::post().to(console_handlers::update))
        .route("/organizer/news/{id}/moves", web::post().to(console_handlers::move_item));
}
