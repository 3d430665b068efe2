//! Answers at `/me`.

use actix_web::{HttpResponse, web};

use super::notifications::queries::list_notifications;
use super::{queries, views};
use crate::accounts::invitations::queries::list_for_address;
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::{Asker, Site, Visit};
use crate::web::{render, text};

/// How many notifications the overview shows.
const NOTIFICATIONS: i64 = 4;

/// The overview.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let (page, overview) = site.read(&asker, "me", find_overview).await?;
    render::page(&views::MePage { page, overview })
}

fn find_overview(conn: &mut Conn, visit: &Visit) -> AppResult<views::Overview> {
    let viewer = visit.viewer()?;
    let edition = visit.snapshot.edition.as_ref().map(|edition| &edition.id);
    // Until the address is proved, an invitation to it may be another person's.
    let invitations = match viewer.is_verified {
        true => list_for_address(conn, &text::email_key(&viewer.email), visit.locale, visit.now)?,
        false => Vec::new(),
    };
    Ok(views::Overview {
        name: viewer.name.clone(),
        is_verified: viewer.is_verified,
        has_profile: queries::has_profile(conn, &viewer.person)?,
        invitations,
        organizations: queries::list_organizations(conn, &viewer.person, edition, visit.locale)?,
        applications: queries::list_applications(conn, &viewer.person, visit.locale)?,
        notifications: list_notifications(conn, &viewer.person, false, 0, NOTIFICATIONS)?,
    })
}
