//! The page of a place in the console.

use askama::Template;

use super::forms::PlaceForm;
use super::model::{Place, PlaceState};
use crate::error::FieldErrors;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;

/// `/organizer/halls/{hall}/places/new` and `/organizer/halls/{hall}/places/{id}`.
#[derive(Template)]
#[template(path = "exhibition/places/edit.html")]
pub struct EditPage {
    page: Page,
    hall: String,
    hall_name: String,
    place: Option<Place>,
    states: Vec<Choice>,
    form: PlaceForm,
    present: Option<PlaceForm>,
    errors: FieldErrors,
}

impl EditPage {
    /// The form; `present` is what stands there where somebody else was faster.
    pub fn new(
        page: Page,
        (hall, hall_name): (String, String),
        place: Option<Place>,
        form: PlaceForm,
        present: Option<PlaceForm>,
        errors: FieldErrors,
    ) -> Self {
        let is_assigned = place.as_ref().is_some_and(|place| place.booth_id.is_some());
        let offered = PlaceState::ALL.iter().filter(|state| (**state == PlaceState::Assigned) == is_assigned);
        let named = offered.map(|state| (state.as_str(), page.t(state.key())));
        Self { states: choices(named, &form.state), page, hall, hall_name, place, form, present, errors }
    }

    fn action(&self) -> String {
        let base = format!("/organizer/halls/{}/places", self.hall);
        self.place.as_ref().map_or_else(|| base.clone(), |place| format!("{base}/{}", place.id))
    }
}
