//! Questions to the speakers of a session: asked by the audience, let through by who moderates or speaks,
//! voted for once by each person, answered on the stage.

mod forms;
mod handlers;
pub mod model;
pub mod queries;
mod views;

use actix_web::web::{self, ServiceConfig};

pub(in crate::forum) use handlers::draw_desk;
pub use views::QuestionView;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/forum/sessions/{slug}/desk", web::get().to(handlers::desk))
        .route("/forum/sessions/{slug}/questions", web::post().to(handlers::create))
        .route("/forum/questions/{id}/votes", web::post().to(handlers::vote))
        .route("/forum/questions/{id}/moves", web::post().to(handlers::update))
        .route("/forum/questions/{id}/pin", web::post().to(handlers::pin));
}
