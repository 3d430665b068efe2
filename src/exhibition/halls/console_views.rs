//! Pages of halls in the console.

use askama::Template;

use super::forms::HallForm;
use super::model::Hall;
use crate::error::FieldErrors;
use crate::exhibition::places::forms::show_length;
use crate::exhibition::places::model::{Place, PlaceState};
use crate::exhibition::plan::Plan;
use crate::ids::HallId;
use crate::web::page::Page;

/// A hall in the list.
pub struct HallRow {
    hall: Hall,
    size: String,
    places: i64,
    free: i64,
}

/// `/organizer/halls`.
#[derive(Template)]
#[template(path = "exhibition/halls/console.html")]
pub struct IndexPage {
    page: Page,
    rows: Vec<HallRow>,
}

impl IndexPage {
    /// The halls with how many places each has in which state.
    pub fn new(page: Page, halls: Vec<Hall>, counts: &[(HallId, PlaceState, i64)]) -> Self {
        let row = |hall: Hall| {
            let own = || counts.iter().filter(|count| count.0 == hall.id);
            HallRow {
                size: size(hall.width, hall.depth),
                places: own().map(|count| count.2).sum(),
                free: own().filter(|count| count.1 == PlaceState::Available).map(|count| count.2).sum(),
                hall,
            }
        };
        Self { rows: halls.into_iter().map(row).collect(), page }
    }
}

fn size(width: i64, depth: i64) -> String {
    format!("{} × {} m", show_length(width), show_length(depth))
}

/// `/organizer/halls/new`.
#[derive(Template)]
#[template(path = "exhibition/halls/new.html")]
pub struct NewPage {
    /// The frame.
    pub page: Page,
    /// What was typed.
    pub form: HallForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

/// `/organizer/halls/{slug}`.
#[derive(Template)]
#[template(path = "exhibition/halls/edit.html")]
pub struct EditPage {
    /// The frame.
    pub page: Page,
    /// The hall.
    pub hall: Hall,
    /// Its floor.
    pub plan: Plan,
    /// Its places by their numbers.
    pub places: Vec<Place>,
    /// What was typed.
    pub form: HallForm,
    /// What stands there, where somebody else was faster.
    pub present: Option<HallForm>,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl EditPage {
    fn spot(&self, place: &Place) -> String {
        format!("{}, {}", show_length(place.x), show_length(place.y))
    }

    fn size(&self, place: &Place) -> String {
        size(place.width, place.depth)
    }
}
