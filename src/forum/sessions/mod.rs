//! Sessions as everybody meets them: the programme at `/forum`, narrowed and searched, and the page of a
//! session. What is not public yet is seen by who manages or moderates the zone and by its speakers.

pub mod cards;
mod forms;
mod handlers;
mod index_views;
pub mod materials;
pub mod model;
pub mod queries;
mod share;
pub mod views;

use actix_web::web::{self, ServiceConfig};

pub use cards::{SessionCard, cards_of};
pub(in crate::forum) use handlers::draw;
pub use materials::may_read_file;
pub use model::{Phase, Session, SessionState};
pub use queries::{count_sessions, list_now_and_next};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/forum", web::get().to(handlers::index))
        .route("/forum/sessions", web::get().to(handlers::list))
        .route("/forum/sessions/{slug}", web::get().to(handlers::show));
}
