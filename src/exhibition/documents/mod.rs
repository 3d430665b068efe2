//! The documents that a booth hands out: brochures, data sheets, as PDF. They belong to a revision as exhibits do, so the
//! public reads those of the approved one; who may read a file is asked of the booth, as of its pictures. How often each
//! was read is counted by [`super::visits`].

mod forms;
mod handlers;
pub mod model;
pub mod queries;

use actix_web::web;

pub use forms::DocumentForm;

/// The addresses of the documents of an organization's own booth.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizations/{slug}/booth/documents", web::post().to(handlers::create))
        .route("/organizations/{slug}/booth/documents/{id}/removal", web::post().to(handlers::destroy));
}
