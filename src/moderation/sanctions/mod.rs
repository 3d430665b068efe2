//! Sanctions: a person is silenced (reads, cannot write) or banned (no access), with a reason and
//! an end. Imposed by a decision about a report or by itself; lifted with a reason. The person is
//! told why and until when, and again on lifting. A ban ends every login and socket at once; what
//! has expired ends by the clock.

pub mod forms;
mod handlers;
pub mod model;
pub mod queries;
pub mod views;

use actix_web::web;

/// The kind of the task that ends what a banned person has ahead, by the person's id; the zones say what it does.
pub const BAN_BEGIN: &str = "ban-begin";

/// `/organizer/sanctions`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/organizer/sanctions")
            .route(web::get().to(handlers::index))
            .route(web::post().to(handlers::create)),
    )
    .route("/organizer/sanctions/new", web::get().to(handlers::new))
    .route("/organizer/sanctions/{id}", web::get().to(handlers::show))
    .route("/organizer/sanctions/{id}/lifting", web::post().to(handlers::destroy));
}
