//! The console's home.

use askama::Template;

use super::queries::Waiting;
use crate::editions::editions::model::state_badge;
use crate::editions::zones::views::ZoneRow;
use crate::site::{Edition, Viewer, ZoneKind};
use crate::web::dates;
use crate::web::page::Page;

/// Something that waits.
pub struct Task {
    /// How much of it.
    pub count: String,
    /// What it is.
    pub label: String,
    /// Where it is done.
    pub href: &'static str,
}

/// `/organizer`.
#[derive(Template)]
#[template(path = "organizer/index.html")]
pub struct HomePage {
    page: Page,
    tasks: Vec<Task>,
    agreements: i64,
    days: String,
    badge: (&'static str, &'static str),
    zones: Vec<ZoneRow>,
}

impl HomePage {
    /// The home of this person: what waits, and the agreements of the edition.
    pub fn new(page: Page, viewer: &Viewer, edition: &Edition, (waiting, agreements): (Waiting, i64)) -> Self {
        let last = edition.closes_at - chrono::Duration::seconds(1);
        let day = |at| dates::date(page.locale, at, edition.time_zone);
        Self {
            tasks: tasks(&page, viewer, &waiting),
            agreements,
            days: format!("{} – {}", day(edition.opens_at), day(last)),
            badge: state_badge(edition.state),
            zones: edition.zones.iter().map(|zone| ZoneRow::new(&page, edition, zone, viewer)).collect(),
            page,
        }
    }
}

fn tasks(page: &Page, viewer: &Viewer, waiting: &Waiting) -> Vec<Task> {
    let all = [
        (viewer.may_review(ZoneKind::Exhibition), waiting.booths, "organizer-waiting-booths", "/organizer/booths"),
        (
            viewer.may_review(ZoneKind::Recruitment),
            waiting.postings,
            "organizer-waiting-postings",
            "/organizer/postings",
        ),
        (viewer.may_review(ZoneKind::Pairing), waiting.projects, "organizer-waiting-projects", "/organizer/projects"),
        (
            viewer.may_manage(ZoneKind::Forum),
            waiting.sessions,
            "organizer-waiting-sessions",
            "/organizer/programme?state=submitted",
        ),
        (viewer.may_moderate_somewhere(), waiting.reports, "organizer-waiting-reports", "/organizer/reports"),
        (viewer.may_manage(ZoneKind::Service), waiting.enquiries, "organizer-waiting-enquiries", "/service/desk"),
        (
            viewer.is_administrator(),
            waiting.organizations,
            "organizer-waiting-organizations",
            "/organizer/organizations?state=pending",
        ),
    ];
    all.into_iter()
        .filter(|task| task.0)
        .map(|(_, n, key, href)| Task { count: page.number(n), label: page.tn(key, n), href })
        .collect()
}
