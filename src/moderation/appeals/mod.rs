//! Appeals: who was silenced, banned, or had a message hidden asks once, in their own words, that another
//! moderator look again. Whoever decided the thing does not decide about the appeal. It is upheld, or
//! overturned: then the sanction ends, or the message is shown again. Both sides are told, and everything
//! stands in the trail. Who is banned finds the way by a signed address, see `site::appeals`.

mod desk_handlers;
pub mod desk_queries;
mod desk_views;
mod forms;
mod handlers;
pub mod model;
pub mod queries;
mod views;

use actix_web::web;

/// `/sanctions/…/appeal`, `/messages/…/appeal` and `/organizer/appeals/…`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/sanctions/{id}/appeal")
            .route(web::get().to(handlers::new_of_sanction))
            .route(web::post().to(handlers::create_of_sanction)),
    )
    .service(
        web::resource("/messages/{id}/appeal")
            .route(web::get().to(handlers::new_of_message))
            .route(web::post().to(handlers::create_of_message)),
    )
    .route("/organizer/appeals", web::get().to(desk_handlers::index))
    .route("/organizer/appeals/{id}", web::get().to(desk_handlers::show))
    .route("/organizer/appeals/{id}/decision", web::post().to(desk_handlers::create));
}
