//! The page of a room's rules.

use askama::Template;

use super::forms::{PAUSES, RulesForm};
use crate::chat::rooms::queries::RoomRow;
use crate::chat::rooms::views::title;
use crate::error::FieldErrors;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;

/// `/organizer/rooms/{room}`.
#[derive(Template)]
#[template(path = "moderation/room.html")]
pub struct RulesPage {
    page: Page,
    id: String,
    title: String,
    pauses: Vec<Choice>,
    form: RulesForm,
    errors: FieldErrors,
}

impl RulesPage {
    /// The form with what stands, or what was typed.
    pub fn new(page: Page, row: &RoomRow, form: RulesForm, errors: FieldErrors) -> Self {
        let named = PAUSES.iter().map(|pause| (pause.to_string(), page.tn("room-pause-choice", *pause)));
        Self {
            id: row.id.to_string(),
            title: title(row, page.locale),
            pauses: choices(named, &form.pause),
            form,
            errors,
            page,
        }
    }
}
