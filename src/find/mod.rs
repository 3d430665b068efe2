//! The search page: everything public of the edition, by kind. Also where the kinds that can be
//! found are declared, which `app` registers with the index.

mod activities;
mod articles;
mod documents;
mod fairs;
mod handlers;
mod news;
mod projects;
mod queries;
mod sessions;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use documents::sources;

/// `/search`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/search", web::get().to(handlers::index));
}
