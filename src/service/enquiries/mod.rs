//! Enquiries: somebody asks the help desk, with an account or with an address of mail, and both write on until it is
//! answered. The history is one list of entries; what agents note among themselves never leaves the desk. Whoever
//! has no account comes back by a secret link.

mod files;
mod forms;
mod handlers;
mod keys;
pub mod links;
pub mod model;
pub mod moves;
mod own_handlers;
pub mod queries;
pub mod talking;
pub mod telling;
mod views;

use actix_web::web::{self, ServiceConfig};

pub use files::{may_read_file, take_files, write_with};
pub use forms::EnquiryForm;
pub use handlers::write_new;
pub use model::{Enquiry, EnquiryState};
pub use views::{EntryLine, lines, shown_path};

/// The kind of the task that closes what was resolved.
pub const ENQUIRY_CLOSING: &str = "enquiry-closing";
/// The kind of the task that puts back into the queue what was set aside.
pub const ENQUIRY_WAKING: &str = "enquiry-waking";

/// The addresses of this noun, for whoever asks.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/service/enquiries", web::get().to(handlers::index))
        .route("/service/enquiries", web::post().to(handlers::create))
        .route("/service/enquiries/new", web::get().to(handlers::new))
        .route("/service/enquiries/{id}", web::get().to(own_handlers::show))
        .route("/service/enquiries/{id}/messages", web::post().to(own_handlers::say))
        .route("/service/enquiries/{id}/resolution", web::post().to(own_handlers::resolve))
        .route("/service/enquiries/{id}/rating", web::post().to(own_handlers::rate))
        .route("/service/links/{token}", web::get().to(own_handlers::enter))
        .route("/service/letters/{id}", web::get().to(own_handlers::show_letter))
        .route("/service/letters/{id}/files/{file}/{name}", web::get().to(own_handlers::show_file))
        .route("/service/letters/{id}/messages", web::post().to(own_handlers::say_in_letter))
        .route("/service/letters/{id}/resolution", web::post().to(own_handlers::resolve_letter))
        .route("/service/letters/{id}/rating", web::post().to(own_handlers::rate_letter));
}
