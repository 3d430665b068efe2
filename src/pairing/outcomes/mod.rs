//! What came of a meeting: recorded by one side, confirmed or disputed by the other. Only what both say
//! counts.

mod handlers;
pub mod model;
pub mod queries;

use actix_web::web::{self, ServiceConfig};

pub use queries::count_agreements;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/pairing/meetings/{id}/outcome", web::post().to(handlers::create))
        .route("/pairing/meetings/{id}/outcome/decision", web::post().to(handlers::decide));
}
