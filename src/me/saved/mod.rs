//! What one keeps, in one place: postings, booths, projects and sessions. What each of them is comes from its
//! zone, which leaves out what its reader may not see; that something was saved is said all the same.

mod forms;
mod handlers;
mod views;

use actix_web::web::{self, ServiceConfig};

/// `/me/saved`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(
        web::resource("/me/saved").route(web::get().to(handlers::index)).route(web::post().to(handlers::create)),
    )
    .route("/me/saved/removal", web::post().to(handlers::destroy));
}
