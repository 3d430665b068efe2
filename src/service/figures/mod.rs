//! What managers of the zone see of the help desk: how many enquiries stand in each state, how long people wait for
//! the first answer, and how they rate it. The enquiries themselves are read at the desk.

mod handlers;
mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

/// The address of the figures.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/organizer/enquiries", web::get().to(handlers::index));
}
