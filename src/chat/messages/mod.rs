//! Messages: storing, their fragments and frames, the forms that work without a script.
//!
//! An author edits a message for a while and deletes it for longer. What a moderator hid stays as
//! it is until a moderator shows it. Every change goes through `changing`, which counts it.

pub mod attached;
mod author_handlers;
mod author_views;
pub mod changing;
pub mod files;
pub mod handlers;
pub mod mentions;
mod model;
mod naming_handlers;
pub mod queries;
mod reaction_handlers;
pub mod reactions;
pub mod saying;
pub mod views;
pub mod words;

use actix_web::web;

/// The addresses of messages.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/rooms/{room}/names", web::get().to(naming_handlers::index))
        .service(web::resource("/rooms/{room}/messages").route(web::post().to(handlers::create)))
        .route("/messages/{message}", web::get().to(author_handlers::show))
        .route("/messages/{message}", web::post().to(author_handlers::update))
        .route("/messages/{message}/deletion", web::post().to(author_handlers::destroy))
        .route("/messages/{message}/reactions", web::post().to(reaction_handlers::create));
}
