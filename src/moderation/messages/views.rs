//! The page of a message for moderators, and the lines of a context wherever they are drawn.

use askama::Template;

use super::forms::ReasonForm;
use super::queries::Line;
use crate::chat::messages::queries::MessageRow;
use crate::chat::messages::views::link_to;
use crate::chat::rooms::queries::RoomRow;
use crate::chat::rooms::views::title;
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
    /// Whether its author deleted it.
    pub is_deleted: bool,
    /// Whether it is the one in question.
    pub is_meant: bool,
    /// What came with it: names and addresses.
    pub files: Vec<(String, String)>,
}

/// The lines of a context.
pub fn context_lines(page: &Page, lines: Vec<Line>, meant: &MessageId) -> Vec<ContextLine> {
    let line = |line: Line| ContextLine {
        initials: initials(&line.name),
        at: page.date_time(&line.at),
        is_meant: line.id == *meant,
        is_hidden: line.is_hidden,
        is_deleted: line.is_deleted,
        name: line.name,
        body: line.body,
        files: line.files,
    };
    lines.into_iter().map(line).collect()
}

/// The name of a room and the address of its page about a message; a private room has neither for
/// who is not in it.
pub fn room_of(room: &RoomRow, message: &MessageRow, locale: Locale) -> (String, String) {
    match room.kind.is_private() {
        true => (locale.t("moderation-private").to_owned(), String::new()),
        false => (title(room, locale), link_to(message)),
    }
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
        room: &RoomRow,
        context: Vec<Line>,
        form: ReasonForm,
        errors: FieldErrors,
    ) -> Self {
        let (place, room_href) = room_of(room, &message, page.locale);
        Self { place, room_href, context: context_lines(&page, context, &message.id), page, message, form, errors }
    }
}
