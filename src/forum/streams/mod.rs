//! Where a session is seen: an address on one of the hosts that the managers of the zone have listed (MP4 or
//! HLS), or an MP4 that was uploaded; with captions (WebVTT). The page of the session, and no other, lets the
//! browser fetch from that one host.

mod forms;
mod handlers;
pub mod model;
pub mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use model::{Stream, StreamKind};
pub use queries::may_read_file;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/organizer/programme/streams", web::get().to(handlers::edit_hosts))
        .route("/organizer/programme/streams", web::post().to(handlers::update_hosts))
        .route("/organizer/programme/{id}/stream", web::get().to(handlers::edit))
        .route("/organizer/programme/{id}/stream", web::post().to(handlers::update));
}
