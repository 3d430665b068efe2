//! The Virtual Exhibition Hall: halls with their floor plans, booths, and how a booth comes to be
//! there. An organization's owner or editor prepares a revision and submits it; a reviewer decides;
//! the public sees the approved revision at the place the organizer assigned.
//!
//! `recruitment` and the floors above may use what is public here; nothing here knows them: what a
//! booth page shows of other zones arrives through [`booths::panels::BoothPanels`].

pub mod booths;
pub mod documents;
pub mod figures;
pub mod halls;
pub mod held_queries;
pub mod leads;
pub mod places;
pub mod plan;
pub mod reviews;
pub mod revisions;
pub mod shifts;
pub mod staff;
pub mod visits;

use actix_web::web;

/// The addresses of the zone.
pub fn routes(cfg: &mut web::ServiceConfig) {
    halls::routes(cfg);
    places::routes(cfg);
    booths::routes(cfg);
    documents::routes(cfg);
    figures::routes(cfg);
    leads::routes(cfg);
    revisions::routes(cfg);
    shifts::routes(cfg);
    staff::routes(cfg);
    reviews::routes(cfg);
}
