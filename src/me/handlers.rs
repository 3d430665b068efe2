//! Answers at `/me`.

use actix_web::{HttpResponse, web};
use chrono::Duration;

use super::notifications::queries::list_notifications;
use super::queries;
use super::steps_queries::{Step, find_own_steps, list_organizations};
use super::views::{MePage, NextEntry, Overview};
use crate::calendar::model::Describers;
use crate::calendar::queries::list_entries;
use crate::calendar::{Entry, Span};
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::waiting::Waiting;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::{local_days, render};

/// How many notifications the overview shows.
const NOTIFICATIONS: i64 = 4;
/// How many entries of the calendar it shows; all of today where there are more.
const ENTRIES: usize = 5;
/// How far it looks ahead in the calendar, in days.
const DAYS: i64 = 14;

/// The overview: what waits, what comes next, where to go from here.
pub async fn index(
    site: web::Data<Site>,
    waiting: web::Data<Waiting>,
    describers: web::Data<Describers>,
    asker: Asker,
) -> AppResult<HttpResponse> {
    let find = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.viewer()?;
        let mut overview = find_overview(conn, visit, viewer)?;
        overview.waiting = waiting.list(conn, visit, viewer)?;
        overview.entries = list_next(conn, visit, viewer, &describers)?;
        Ok(overview)
    };
    let (page, overview) = site.read(&asker, "me", find).await?;
    render::page(&MePage { page, overview })
}

fn find_overview(conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> AppResult<Overview> {
    let edition = visit.snapshot.edition.as_ref().map(|edition| &edition.id);
    let organizations = list_organizations(conn, &viewer.person, (edition, visit.now), visit.locale)?;
    let applications = queries::list_applications(conn, &viewer.person, visit.locale)?;
    let (has_profile, has_feed) = find_own_steps(conn, &viewer.person)?;
    let step = |key, link: &str, is_done| Step { key, link: link.to_owned(), is_done };
    let mut steps = vec![
        step("me-step-verify", "/me/security", viewer.is_verified),
        step("me-step-profile", "/me/profile", has_profile),
        step("me-step-feed", "/me/calendar", has_feed),
    ];
    if organizations.is_empty() {
        steps.push(step("me-step-jobs", "/recruitment", !applications.is_empty()));
        steps.push(step("me-step-organization", "/organizations/new", false));
    }
    // Who has applied, exhibits or works for the organizer knows the way in.
    let has_begun = !applications.is_empty() || !organizations.is_empty() || !viewer.roles.is_empty();
    if viewer.is_verified && has_profile && has_begun {
        steps.clear();
    }
    Ok(Overview {
        name: viewer.name.clone(),
        waiting: Vec::new(),
        entries: Vec::new(),
        is_new: !has_begun,
        steps,
        organizations,
        applications,
        notifications: list_notifications(conn, &viewer.person, false, 0, NOTIFICATIONS)?,
    })
}

/// What stands in the calendar: today's, and the next.
fn list_next(conn: &mut Conn, visit: &Visit, viewer: &Viewer, describers: &Describers) -> AppResult<Vec<NextEntry>> {
    let zone = visit.time_zone();
    let today = local_days::day_of(visit.now, zone);
    let within = Span { starts_at: visit.now, ends_at: visit.now + Duration::days(DAYS) };
    let mut entries: Vec<Entry> = list_entries(conn, &viewer.person, within)?;
    entries.retain(|entry| entry.ends_at > visit.now);
    let of_today = entries.iter().filter(|entry| local_days::day_of(entry.starts_at, zone) <= today).count();
    entries.truncate(of_today.max(ENTRIES));
    let worded = describers.describe(conn, &entries, &viewer.person, visit.locale)?;
    let next = |(entry, words): (Entry, crate::calendar::model::Description)| NextEntry {
        is_today: local_days::day_of(entry.starts_at, zone) <= today,
        starts_at: entry.starts_at,
        words,
    };
    Ok(entries.into_iter().zip(worded).map(next).collect())
}
