//! Job postings as the public meets them: the search at `/recruitment` and a posting's page.
//!
//! Public is a posting whose revision is approved, whose organization is verified, and which is
//! live by the clock: `scheduled` with its opening behind us counts as live, `live` with its close
//! behind us as expired, whether or not anybody wrote that down yet ([`PostingState::at`]).
//! A closed posting stays readable: 410 to visitors, 200 to its applicants, its organization and in the archive.

mod feed_handlers;
pub mod finding;
pub mod finding_queries;
pub mod forms;
mod handlers;
pub mod model;
mod panel;
pub mod queries;
pub mod saved;
pub mod search_views;
mod share;
mod share_queries;
pub mod views;

use actix_web::web::{self, ServiceConfig};

pub use model::PostingState;
pub use panel::load_booth_panel;
pub use queries::list_open_postings_of;
pub use saved::describe_saved;
pub use views::PostingCard;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/recruitment", web::get().to(handlers::index))
        .route("/feeds/postings.atom", web::get().to(feed_handlers::show))
        .route("/recruitment/postings", web::get().to(handlers::list))
        .route("/recruitment/postings/{slug}", web::get().to(handlers::show));
}
