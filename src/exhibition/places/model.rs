//! A place and its lifecycle.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::places;
use crate::ids::{BoothId, HallId, PlaceId};
use crate::lifecycle::Lifecycle;

crate::text_enum! {
    /// The states of a place.
    pub enum PlaceState {
        /// Free.
        Available = "available",
        /// Kept for somebody.
        Reserved = "reserved",
        /// A booth stands there.
        Assigned = "assigned",
        /// Not to be used.
        Blocked = "blocked",
    }
}

impl Lifecycle for PlaceState {
    const THING: &'static str = "place";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Available, Self::Reserved),
        (Self::Available, Self::Assigned),
        (Self::Available, Self::Blocked),
        (Self::Reserved, Self::Available),
        (Self::Reserved, Self::Assigned),
        (Self::Reserved, Self::Blocked),
        (Self::Assigned, Self::Available),
        (Self::Blocked, Self::Available),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

impl PlaceState {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Available => "place-state-available",
            Self::Reserved => "place-state-reserved",
            Self::Assigned => "place-state-assigned",
            Self::Blocked => "place-state-blocked",
        }
    }
}

/// A place. Lengths in half metres.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = places)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// The hall it is in.
    pub hall_id: HallId,
    /// Its number, unique in the hall: `A-07`.
    pub number: String,
    /// To the right of the entrance's left end.
    pub x: i64,
    /// Away from the entrance.
    pub y: i64,
    /// Length along the front.
    pub width: i64,
    /// Length away from the entrance.
    pub depth: i64,
    /// Its state.
    pub state: PlaceState,
    /// The booth that stands there.
    pub booth_id: Option<BoothId>,
    /// When it was changed.
    pub updated_at: Instant,
}
