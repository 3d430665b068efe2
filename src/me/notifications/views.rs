//! The page of a person's notifications.

use askama::Template;

use super::queries::NotificationEntry;
use crate::web::page::Page;

/// The list.
#[derive(Template)]
#[template(path = "me/notifications.html")]
pub struct NotificationsPage {
    /// The frame.
    pub page: Page,
    /// Newest first.
    pub entries: Vec<NotificationEntry>,
    /// Whether only unread ones are shown.
    pub only_unread: bool,
    /// Address of the newer ones.
    pub prev: Option<String>,
    /// Address of the older ones.
    pub next: Option<String>,
}
