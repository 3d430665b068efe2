//! Canned replies: answers that agents begin with, in both languages. Agents keep them themselves.

mod forms;
mod handlers;
mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use queries::{CannedReply, find_reply, list_replies};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/service/desk/replies", web::get().to(handlers::index))
        .route("/service/desk/replies", web::post().to(handlers::create))
        .route("/service/desk/replies/new", web::get().to(handlers::new))
        .route("/service/desk/replies/{id}", web::get().to(handlers::edit))
        .route("/service/desk/replies/{id}", web::post().to(handlers::update))
        .route("/service/desk/replies/{id}/removal", web::post().to(handlers::destroy));
}
