//! The page of a new report.

use askama::Template;

use super::forms::ReportForm;
use super::model::Category;
use crate::chat::messages::queries::MessageRow;
use crate::chat::rooms::queries::RoomRow;
use crate::chat::rooms::views::title;
use crate::error::FieldErrors;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;

/// `/reports/new`.
#[derive(Template)]
#[template(path = "moderation/new_report.html")]
pub struct ReportPage {
    page: Page,
    message: MessageRow,
    place: String,
    categories: Vec<Choice>,
    is_reported: bool,
    form: ReportForm,
    errors: FieldErrors,
}

impl ReportPage {
    /// The page about a message; without its form when the reader's report waits already.
    pub fn new(
        page: Page,
        message: MessageRow,
        room: &RoomRow,
        is_reported: bool,
        form: ReportForm,
        errors: FieldErrors,
    ) -> Self {
        let place = title(room, page.locale);
        let named = Category::ALL.iter().map(|category| (category.as_str(), page.t(category.key())));
        Self { categories: choices(named, &form.category), page, message, place, is_reported, form, errors }
    }
}
