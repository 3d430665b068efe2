//! Projects as their readers meet them: the list at `/pairing`, a project's page, and how much of it a reader
//! sees.
//!
//! A project discloses itself in steps ([`Step`]): a teaser for everybody, details for people who are signed
//! in, attachments for those whose interest was accepted or, where the project says so, who have undertaken
//! confidentiality. Page, list, search, mails and files all ask [`find_step`] or show the teaser alone.

pub mod files;
mod finding;
pub mod forms;
pub mod handlers;
mod index_views;
pub mod listing;
pub mod model;
mod panel;
pub mod queries;
mod saved;
mod show_views;
pub mod steps;
mod undertaking_handlers;
pub mod undertakings;
pub mod views;

use actix_web::web::{self, ServiceConfig};

pub use files::may_read_file;
pub use listing::count_open_projects;
pub use model::{Project, ProjectState};
pub use panel::load_booth_panel;
pub use queries::{find_project, find_project_of_id};
pub use saved::describe_saved;
pub use steps::{Step, find_step, is_of_team, list_hosts, list_team};

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/pairing", web::get().to(handlers::index))
        .route("/pairing/projects", web::get().to(handlers::list))
        .route("/pairing/projects/{slug}", web::get().to(handlers::show))
        .route("/pairing/projects/{slug}/undertakings", web::post().to(undertaking_handlers::create));
}
