//! Deleting one's own account, at once and for good: what it ends is named before, those whom it concerns are told by
//! the rules of each noun, and what is left of the person is taken out of every table, every file and every text that
//! others keep. The parts stand in [`crate::site::holdings`].

pub mod forms;
pub mod handlers;
pub mod queries;
pub mod views;

use actix_web::web;

/// `/me/security/deletion`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/me/security/deletion")
            .route(web::get().to(handlers::show))
            .route(web::post().to(handlers::destroy)),
    );
}
