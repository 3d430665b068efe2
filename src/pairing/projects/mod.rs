//! Projects as their readers meet them: what a project is, its lifecycle, and how much of it a reader sees.
//!
//! A project discloses itself in steps ([`Step`]): a teaser for everybody, details for people who are signed
//! in, attachments for those whose interest was accepted or, where the project says so, who have undertaken
//! confidentiality. Page, list, search, mails and files all ask [`find_step`] or show the teaser alone.

pub mod model;
pub mod queries;
pub mod steps;

pub use model::{Project, ProjectState};
pub use queries::{find_project, find_project_of_id};
pub use steps::{Step, find_step, is_of_team, list_hosts, list_team};
