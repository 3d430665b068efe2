//! The page of a message for moderators, and the lines of a context wherever they are drawn.

use askama::Template;

use super::forms::ReasonForm;
use super::queries::{self, Line};
use crate::chat::messages::queries::MessageRow;
use crate::chat::rooms::queries::Place;
use crate::error::FieldErrors;
use crate::ids::MessageId;
use crate::site::initials;
use crate::web::i18n::Locale;
use crate::web::page::Page;

/// A line of a context, as `templates/moderation/context.html` draws it.
#[derive(Debug, Clone)]
pub struct ContextLine {
    /// The author's name.
    pub name: String,
    /// Their initials.
    pub initials: String,
    /// The text as typed; drawn as text, never as markup.
    pub body: String,
    /// When it was said, in the reader's zone.
    pub at: String,
    /// Whether it was hidden.
    pub is_hidden: bool,
    /// Whether it is the one in question.
    pub is_meant: bool,
}

/// The lines of a context.
pub fn context_lines(page: &Page, lines: Vec<Line>, meant: &MessageId) -> Vec<ContextLine> {
    let line = |line: Line| ContextLine {
        initials: initials(&line.name),
        at: page.date_time(&line.at),
        is_meant: line.id == *meant,
        is_hidden: line.is_hidden,
        name: line.name,
        body: line.body,
    };
    lines.into_iter().map(line).collect()
}

/// The name of a place in a language.
pub fn place_name(place: &Place, locale: Locale) -> String {
    locale.name(&place.name, &place.name_zh).to_owned()
}

/// `/organizer/messages/{id}`.
#[derive(Template)]
#[template(path = "moderation/message.html")]
pub struct MessagePage {
    page: Page,
    message: MessageRow,
    place: String,
    room_href: String,
    context: Vec<ContextLine>,
    form: ReasonForm,
    errors: FieldErrors,
}

impl MessagePage {
    /// The page.
    pub fn new(
        page: Page,
        message: MessageRow,
        place: &Place,
        context: Vec<Line>,
        form: ReasonForm,
        errors: FieldErrors,
    ) -> Self {
        Self {
            place: place_name(place, page.locale),
            room_href: queries::link_to(&message),
            context: context_lines(&page, context, &message.id),
            page,
            message,
            form,
            errors,
        }
    }
}
