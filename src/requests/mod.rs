//! Live requests: somebody asks a booth or the recruiters of an organization, or the help desk, to talk. The row is
//! written first; what is said stands in the private room of the desk and the person, so that an
//! answer that comes later finds them. First to accept wins. [`queue`] moves requests on by the
//! clock, [`crier`] tells people over their sockets.

pub mod crier;
pub mod desk_handlers;
pub mod desk_queries;
pub mod desk_views;
pub mod duty;
pub mod forms;
pub mod handlers;
pub mod held_queries;
pub mod model;
pub mod places;
pub mod queries;
pub mod queue;
pub mod service_handlers;
pub mod views;
pub mod waiting_queries;

use actix_web::web;

pub use views::load_booth_panel;

/// The addresses of live requests.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/me/requests", web::get().to(handlers::index))
        .route("/requests", web::post().to(handlers::create))
        .route("/requests/new", web::get().to(handlers::new))
        .route("/requests/{room}", web::get().to(handlers::show))
        .route("/requests/{room}/cancellation", web::post().to(handlers::cancel))
        .route("/requests/{room}/deferral", web::post().to(handlers::defer))
        .route("/requests/{room}/acceptance", web::post().to(desk_handlers::accept))
        .route("/requests/{room}/ending", web::post().to(desk_handlers::finish))
        .route("/requests/{room}/handover", web::post().to(desk_handlers::hand_over))
        .route("/organizations/{slug}/desk", web::get().to(desk_handlers::show))
        .route("/service/talks", web::post().to(service_handlers::create))
        .route("/service/enquiries/{id}/talk", web::post().to(service_handlers::talk))
        .route("/organizations/{slug}/desk/duty", web::post().to(desk_handlers::set_duty));
}
