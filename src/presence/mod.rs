//! Who is in a place, as a plain list, and what each shows of being there. Who is connected is known
//! to [`Hub`](crate::live::Hub); here it meets who is on duty and who talks with somebody just now.

mod forms;
mod handlers;
mod queries;
mod views;

use actix_web::web;

/// `/rooms/{room}/people`, `/me/privacy`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/rooms/{room}/people", web::get().to(handlers::index)).service(
        web::resource("/me/privacy").route(web::get().to(handlers::show)).route(web::post().to(handlers::update)),
    );
}
