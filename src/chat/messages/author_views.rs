//! The page on which an author edits or deletes a message.

use askama::Template;

use super::changing::Own;
use super::views::link_to;
use crate::chat::rooms::views::{sentence, title};
use crate::error::FieldErrors;
use crate::web::page::Page;

/// `/messages/{message}`.
#[derive(Template)]
#[template(path = "chat/own_message.html")]
pub struct AuthorPage {
    page: Page,
    id: String,
    room_href: String,
    place: String,
    said_at: String,
    /// The words as they stand; empty when they are removed.
    body: String,
    /// The words in the form: those typed, or those that stand.
    typed: String,
    /// Words that were sent and cannot be taken.
    unsaved: Option<String>,
    can_edit: bool,
    can_delete: bool,
    /// Why it cannot be edited, or empty.
    edit_notice: String,
    /// Why it cannot be deleted, or empty; the same sentence is said once.
    deletion_notice: String,
    errors: FieldErrors,
}

impl AuthorPage {
    /// The page of a message; `typed` is what came with a form that was refused.
    pub fn new(mut page: Page, own: Own, typed: Option<String>, errors: FieldErrors) -> Self {
        if own.room.kind.is_private() {
            page.leave_zones();
        }
        let said = |bar: &Option<_>| bar.as_ref().map(|bar| sentence(page.locale, bar)).unwrap_or_default();
        let (edit_notice, deletion_notice) = (said(&own.edit_bar), said(&own.deletion_bar));
        let body = if own.row.is_removed() { String::new() } else { own.row.body.clone() };
        Self {
            id: own.row.id.to_string(),
            room_href: link_to(&own.row),
            place: title(&own.room, page.locale),
            said_at: page.date_time(&own.row.created_at),
            unsaved: typed.clone().filter(|_| own.edit_bar.is_some()),
            typed: typed.unwrap_or_else(|| body.clone()),
            body,
            can_edit: own.edit_bar.is_none(),
            can_delete: own.deletion_bar.is_none(),
            deletion_notice: if deletion_notice == edit_notice { String::new() } else { deletion_notice },
            edit_notice,
            page,
            errors,
        }
    }
}
