//! The list of words that are not said in the public rooms of an edition. Who moderates every zone keeps
//! it; `chat` asks it.

mod forms;
mod handlers;
mod queries;
mod views;

use actix_web::web;

/// `/organizer/words`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/organizer/words").route(web::get().to(handlers::index)).route(web::post().to(handlers::create)),
    )
    .route("/organizer/words/{id}/removal", web::post().to(handlers::destroy));
}
