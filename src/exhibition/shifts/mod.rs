//! Who stands at a booth when: planned by its owners and editors for people of its staff, as booth duty in
//! their calendars. A shift puts on duty when it begins, until it ends; the box on the staff's page
//! still says otherwise at any time. Who leaves the organization or the staff loses theirs.

mod forms;
mod handlers;
mod queries;
mod views;

use actix_web::web;

pub use queries::{begin_duty, describe_shifts, end_shifts_of_others};

/// The kind of the task that puts somebody on duty.
pub const DUTY_BEGIN: &str = "duty-begin";

/// The addresses of a booth's shifts.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizations/{slug}/booth/shifts", web::get().to(handlers::index))
        .route("/organizations/{slug}/booth/shifts", web::post().to(handlers::create))
        .route("/organizations/{slug}/booth/shifts/{id}/removal", web::post().to(handlers::destroy));
}
