//! Job fairs: days on which organizations meet people who look for work, each about something.
//!
//! Who manages the recruitment zone writes a fair, publishes it, moves it and calls it off. While it is
//! published and not over, owners and recruiters bring live postings of theirs to it and take them out
//! again; what the organizer takes out, the organizer alone puts back. Whether a fair is ahead, on or
//! over is decided by the clock ([`FairStage`]). Its page shows the postings that are live, so what is
//! closed or hidden meanwhile leaves it by itself. Everybody of an organization that takes part is told
//! when a fair begins, is moved or called off. Its room is read by everybody once it is published, and
//! written in until it is over.

mod beginning;
mod console_handlers;
mod console_views;
mod forms;
mod handlers;
pub mod model;
mod moves;
mod part_handlers;
mod part_queries;
pub mod queries;
mod views;
mod workspace_handlers;
mod workspace_views;

use actix_web::web::{self, ServiceConfig};

pub use beginning::{FAIR_BEGIN, begin};
pub use handlers::{list_fairs_of, load_ahead, may_see_picture};
pub use model::{FairStage, FairState};
pub use views::FairCard;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/recruitment/fairs", web::get().to(handlers::index))
        .route("/recruitment/fairs/{slug}", web::get().to(handlers::show))
        .route("/organizations/{slug}/fairs", web::get().to(workspace_handlers::index))
        .route("/organizations/{slug}/fairs/{id}", web::get().to(workspace_handlers::show))
        .route("/organizations/{slug}/fairs/{id}/postings", web::post().to(workspace_handlers::add))
        .route(
            "/organizations/{slug}/fairs/{id}/postings/{posting}/withdrawal",
            web::post().to(workspace_handlers::withdraw),
        )
        .route("/organizer/fairs", web::get().to(console_handlers::index))
        .route("/organizer/fairs", web::post().to(console_handlers::create))
        .route("/organizer/fairs/new", web::get().to(console_handlers::new))
        .route("/organizer/fairs/{id}", web::get().to(console_handlers::edit))
        .route("/organizer/fairs/{id}", web::post().to(console_handlers::update))
        .route("/organizer/fairs/{id}/publication", web::post().to(console_handlers::publish))
        .route("/organizer/fairs/{id}/cancellation", web::post().to(console_handlers::cancel))
        .route("/organizer/fairs/{id}/postings", web::get().to(part_handlers::index))
        .route("/organizer/fairs/{id}/postings/{posting}", web::get().to(part_handlers::show))
        .route("/organizer/fairs/{id}/postings/{posting}/removal", web::post().to(part_handlers::remove))
        .route("/organizer/fairs/{id}/postings/{posting}/readmission", web::post().to(part_handlers::readmit));
}
