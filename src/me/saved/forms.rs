//! What the addresses and buttons of what one keeps say.

use serde::Deserialize;

use crate::forum::attending::model::AttendanceKind;
use crate::forum::attending::queries::Shown;
use crate::saves::SaveKind;
use crate::web::paging;

/// Which of what one keeps is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Things of a kind.
    Things(SaveKind),
    /// Sessions: how one keeps them, both without, and which of them.
    Sessions(Option<AttendanceKind>, Shown),
}

/// The query of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    /// A kind of things, `sessions`, or how one keeps sessions.
    pub kind: String,
    /// `past`, or what is to come.
    pub show: String,
    /// Words.
    pub q: String,
    /// Page number.
    pub page: String,
}

impl ListForm {
    /// The tab that was asked for; none where the first one that holds something is meant.
    pub fn tab(&self) -> Option<Tab> {
        let attendance = self.kind.parse::<AttendanceKind>().ok();
        let is_past = self.show == "past";
        if is_past || attendance.is_some() || self.kind == "sessions" {
            return Some(Tab::Sessions(attendance, if is_past { Shown::Past } else { Shown::Coming }));
        }
        self.kind.parse().ok().map(Tab::Things)
    }
}

impl Tab {
    /// Its address, with words and a page number where they are not empty.
    pub fn address(self, words: &str, number: &str) -> String {
        let (kind, show) = match self {
            Self::Things(kind) => (kind.as_str(), ""),
            Self::Sessions(_, Shown::Past) => ("sessions", "past"),
            Self::Sessions(kind, Shown::Coming) => (kind.map_or("sessions", AttendanceKind::as_str), ""),
        };
        paging::address("/me/saved", &[("kind", kind), ("show", show), ("q", words)], number)
    }
}

/// What a button of a thing sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SaveForm {
    /// See [`SaveKind`].
    pub kind: String,
    /// The id of the thing.
    pub thing: String,
    /// The page to go back to.
    pub back: String,
}
