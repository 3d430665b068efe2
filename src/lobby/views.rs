//! The lobby's page.

use std::sync::Arc;

use askama::Template;

use super::model::{Figures, Phase};
use crate::activities::ActivityCard;
use crate::chat::rooms::RoomDoor;
use crate::exhibition::plan::Plan;
use crate::news::NewsCard;
use crate::web::page::{Page, ZoneLink};

/// What is to come, and what is new.
#[derive(Default)]
pub struct Happenings {
    /// The next activities.
    pub activities: Vec<ActivityCard>,
    /// The latest news.
    pub news: Vec<NewsCard>,
}

/// The event, as the lobby tells it.
pub struct Event {
    /// Introduction in the reader's language.
    pub introduction: String,
    /// First to last day.
    pub days: String,
    /// Where it stands.
    pub phase: Phase,
    /// When it begins, in words.
    pub begins: String,
    /// Figures.
    pub figures: Figures,
    /// How many are connected now.
    pub here: i64,
    /// What is to come, and what is new.
    pub happenings: Arc<Happenings>,
    /// The first hall with its booths; none while there is no hall.
    pub plan: Option<Plan>,
    /// The way into the lobby's room, once that is made.
    pub door: Option<RoomDoor>,
}

/// The home page.
#[derive(Template)]
#[template(path = "lobby/index.html")]
pub struct LobbyPage {
    /// The frame.
    pub page: Page,
    /// The event; none on an empty installation.
    pub event: Option<Event>,
}

impl LobbyPage {
    /// The figure on a zone's door, and what it counts.
    fn figure(&self, zone: &ZoneLink) -> Option<(String, String)> {
        let figures = self.event.as_ref()?.figures;
        let (n, key) = match zone.kind {
            "exhibition" => (figures.booths, "lobby-booths"),
            "pairing" => (figures.projects, "lobby-projects"),
            "recruitment" => (figures.positions, "lobby-positions"),
            "forum" => (figures.sessions, "lobby-sessions"),
            _ => return None,
        };
        Some((self.page.number(n), self.page.tn(key, n)))
    }

    /// The icon of a zone.
    fn icon(&self, zone: &ZoneLink) -> &'static str {
        match zone.kind {
            "exhibition" => "store",
            "pairing" => "handshake",
            "recruitment" => "briefcase",
            "service" => "life-buoy",
            _ => "presentation",
        }
    }

    /// The badge of a zone's state.
    fn badge(&self, zone: &ZoneLink) -> &'static str {
        match zone.state_key {
            "zone-state-open" => "ok",
            "zone-state-upcoming" => "wait",
            "zone-state-read-only" => "info",
            _ => "off",
        }
    }

    fn other_tag(&self) -> &'static str {
        if self.page.locale.tag() == "en" { "zh-CN" } else { "en" }
    }
}
