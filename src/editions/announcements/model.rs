//! The row of an announcement and its lifecycle.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::announcements;
use crate::ids::{AnnouncementId, EditionId};
use crate::lifecycle::Lifecycle;
use crate::site::{Viewer, ZoneKind};

crate::text_enum! {
    /// The states of an announcement.
    pub enum AnnouncementState {
        /// Being written.
        Draft = "draft",
        /// Shown until its time.
        Active = "active",
        /// Kept, not shown.
        Archived = "archived",
    }
}

impl Lifecycle for AnnouncementState {
    const THING: &'static str = "announcement";
    const MOVES: &'static [(Self, Self)] = &[(Self::Draft, Self::Active), (Self::Active, Self::Archived)];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

impl AnnouncementState {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "announcement-state-draft",
            Self::Active => "announcement-state-active",
            Self::Archived => "announcement-state-archived",
        }
    }

    /// The kind of badge it is shown with.
    pub fn badge_kind(self) -> &'static str {
        match self {
            Self::Draft => "wait",
            Self::Active => "ok",
            Self::Archived => "off",
        }
    }
}

/// An announcement.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = announcements)]
pub struct AnnouncementRow {
    /// Its id.
    pub id: AnnouncementId,
    /// The edition it belongs to.
    pub edition_id: EditionId,
    /// The zone in which it is shown; everywhere when there is none.
    pub zone: Option<ZoneKind>,
    /// Its state.
    pub state: AnnouncementState,
    /// Until when it is shown.
    pub shown_until: Instant,
    /// English, Markdown; may be empty where there is a Chinese text.
    pub text_en: String,
    /// Chinese, Markdown; may be empty where there is an English text.
    pub text_zh: String,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was changed.
    pub updated_at: Instant,
}

/// Whether a person announces in this zone, or everywhere.
pub fn may_announce(viewer: &Viewer, zone: Option<ZoneKind>) -> bool {
    zone.map_or_else(|| viewer.is_administrator(), |zone| viewer.may_manage(zone))
}
