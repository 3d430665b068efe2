//! The search page: everything public of the edition, by kind. Also where the kinds that can be
//! found are declared, which `app` registers with the index, and what tells the same to others:
//! the sitemap, `robots.txt`, and the pictures that go with links.

mod activities;
mod answers;
mod articles;
mod documents;
mod earlier_handlers;
mod fairs;
mod handlers;
mod kinds;
mod news;
mod pages;
mod picture_handlers;
mod pictures;
mod projects;
mod queries;
mod sessions;
mod sitemap;
mod sitemap_handlers;
mod speakers;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use documents::sources;
pub use earlier_handlers::lead as lead_to_earlier;

/// `/search` with what it suggests, and what is made for search engines and for programs that link here.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/search", web::get().to(handlers::index))
        .route("/search/suggestions", web::get().to(handlers::suggestions))
        .route("/sitemap.xml", web::get().to(sitemap_handlers::index))
        .route("/sitemaps/{edition}/{kind}/{file}", web::get().to(sitemap_handlers::show))
        .route("/robots.txt", web::get().to(sitemap_handlers::robots))
        .route("/og/{kind}/{file}", web::get().to(picture_handlers::show));
}
