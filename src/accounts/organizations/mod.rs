//! Organizations, and who belongs to them. A pending one may prepare everything; approving its
//! first booth or posting verifies it. To who is no member its workspace does not exist.

pub mod forms;
pub mod handlers;
pub mod model;
pub mod profile_handlers;
pub mod queries;
pub mod views;

use actix_web::web;

pub use model::{
    MemberRole, Membership, OrganizationBrief, OrganizationRow, OrganizationState, OwnOrganization, Rights,
};
pub use queries::{find_membership, list_members, record_search_changes, verify_organization};

/// `/organizations/…`: making one, its overview, its details, its members.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/organizations", web::post().to(handlers::create))
        .route("/organizations/new", web::get().to(handlers::new))
        .route("/organizations/{slug}", web::get().to(handlers::show))
        .service(
            web::resource("/organizations/{slug}/profile")
                .route(web::get().to(profile_handlers::show))
                .route(web::post().to(profile_handlers::update)),
        )
        .route("/organizations/{slug}/members", web::get().to(handlers::index))
        .route("/organizations/{slug}/members/{id}", web::post().to(handlers::update))
        .route("/organizations/{slug}/members/{id}/removal", web::post().to(handlers::destroy));
}
