//! "No thanks": what either side says to end everything between a project and a person. The other is
//! told that it cannot go on, and whoever said it may take it back.

mod handlers;
pub mod queries;

use actix_web::web::{self, ServiceConfig};

/// The address of taking it back.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/pairing/refusals/{project}/{guest}/removal", web::post().to(handlers::destroy));
}
