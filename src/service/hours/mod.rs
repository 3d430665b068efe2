//! When the help desk is open: hours for each day of the week by the clocks of the event, set by who manages the
//! zone and shown to everybody who looks for help.

mod forms;
mod handlers;
mod model;
mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use model::{Hours, Standing};
pub use queries::{find_standing, list_hours, store_hours};
pub use views::DeskSign;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/service/desk/hours", web::get().to(handlers::edit))
        .route("/service/desk/hours", web::post().to(handlers::update));
}
