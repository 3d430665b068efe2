//! Who is in a place, as a plain list. Who is connected is known
//! to [`Hub`](crate::live::Hub); here it meets who is on duty and who talks with somebody just now.

mod forms;
mod handlers;
mod queries;
mod views;

use actix_web::web;

/// `/rooms/{room}/people`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/rooms/{room}/people", web::get().to(handlers::index));
}
