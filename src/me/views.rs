//! The page of a person's own place.

use askama::Template;

use super::notifications::queries::NotificationEntry;
use super::queries::OwnApplication;
use super::steps_queries::{OwnOrganization, Step};
use crate::calendar::model::Description;
use crate::clock::Instant;
use crate::site::waiting::WaitingItem;
use crate::web::page::Page;

/// Something in the calendar that goes on or comes.
#[derive(Debug, Clone)]
pub struct NextEntry {
    /// When it begins.
    pub starts_at: Instant,
    /// Whether that is today, by the reader's clocks.
    pub is_today: bool,
    /// What it is.
    pub words: Description,
}

/// What waits, what comes next, what there is to do, where one belongs, what happened last.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Full name.
    pub name: String,
    /// What waits for an answer.
    pub waiting: Vec<WaitingItem>,
    /// What the calendar has next.
    pub entries: Vec<NextEntry>,
    /// Whether the person has done nothing here yet.
    pub is_new: bool,
    /// Their own first steps; none once they know the way.
    pub steps: Vec<Step>,
    /// The organizations with their steps.
    pub organizations: Vec<OwnOrganization>,
    /// The last applications.
    pub applications: Vec<OwnApplication>,
    /// The last notifications.
    pub notifications: Vec<NotificationEntry>,
}

/// The page.
#[derive(Template)]
#[template(path = "me/index.html")]
pub struct MePage {
    /// The frame.
    pub page: Page,
    /// What it shows.
    pub overview: Overview,
}
