//! People with an account. Made by signing up, by the setup of an installation, by the command
//! line and by the demo; there is one account a mail address. Whether an address has one is told
//! to nobody but its owner: signing up answers every address alike.

pub mod forms;
pub mod handlers;
pub mod model;
pub mod queries;
pub mod views;

use actix_web::web;

/// `/signup`, `/signup/sent`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/signup").route(web::get().to(handlers::new)).route(web::post().to(handlers::create)))
        .service(web::resource("/signup/sent").route(web::get().to(handlers::show)));
}
