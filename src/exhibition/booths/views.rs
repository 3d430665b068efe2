//! The booth page; also drawn by the workspace as a preview.

use std::sync::Arc;

use askama::Template;

use super::model::BoothView;
use super::panels::Fragment;
use crate::web::page::Page;
use crate::web::standards;

/// `/exhibition/booths/{slug}`.
#[derive(Template)]
#[template(path = "exhibition/booths/show.html")]
pub struct BoothPage {
    /// The frame.
    pub page: Page,
    /// The booth.
    pub booth: Arc<BoothView>,
    /// Whether the reader saved it; none where they cannot.
    pub saved: Option<bool>,
    /// Its organization's open positions.
    pub positions: Option<Fragment>,
    /// Its organization's open projects.
    pub projects: Option<Fragment>,
    /// Its room.
    pub room: Option<Fragment>,
    /// The way to talk with its staff.
    pub talk: Option<Fragment>,
    /// The way to leave a card.
    pub card: Option<Fragment>,
}

impl BoothPage {
    fn country(&self) -> String {
        standards::country_name(self.page.locale, &self.booth.organization.country).to_owned()
    }

    fn website_label(&self) -> String {
        let url = &self.booth.organization.website;
        let bare = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
        bare.trim_end_matches('/').to_owned()
    }

    fn until(&self, until: &crate::clock::Instant) -> String {
        crate::web::dates::time(*until, self.page.time_zone)
    }
}
