//! Cards that people leave at booths. A card is a snapshot of what its person saw before sharing it, in the fields
//! that the organizer allows for the edition; one for each booth and person. The staff of the booth and the owners
//! of its organization see it and write to it; its person sees who holds it and takes it back, which erases it with
//! all that was written to it.
//!
//! `cards` is the person's side, `desk` the exhibitor's, `rules` the organizer's. Who else than the booth's own people
//! asks for a card gets 404.

mod card_forms;
mod card_handlers;
pub mod card_queries;
mod card_views;
pub mod desk_forms;
mod desk_handlers;
pub mod desk_queries;
mod desk_tables;
mod desk_views;
mod held;
pub mod model;
mod reminding;
mod rules_handlers;
mod telling;

use actix_web::web;

pub use card_views::load_booth_panel;
pub use held::{erase_person, export_person};
pub use reminding::{LEAD_REMINDER, remind};

/// The addresses of cards.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/exhibition/booths/{slug}/card")
            .route(web::get().to(card_handlers::edit))
            .route(web::post().to(card_handlers::update)),
    )
    .route("/me/cards", web::get().to(card_handlers::index))
    .route("/me/cards/{id}/withdrawal", web::post().to(card_handlers::destroy))
    .route("/organizations/{slug}/leads", web::get().to(desk_handlers::index))
    .route("/organizations/{slug}/leads/export", web::get().to(desk_handlers::export))
    .service(
        web::resource("/organizations/{slug}/leads/{id}")
            .route(web::get().to(desk_handlers::show))
            .route(web::post().to(desk_handlers::update)),
    )
    .service(
        web::resource("/organizer/settings/card")
            .route(web::get().to(rules_handlers::edit))
            .route(web::post().to(rules_handlers::update)),
    );
}
