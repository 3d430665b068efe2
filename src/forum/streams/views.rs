//! Pages about streams in the console.

use askama::Template;

use super::forms::{HostsForm, StreamForm};
use crate::error::FieldErrors;
use crate::forum::sessions::{Session, SessionCard};
use crate::web::choice::{Choice, choices, first_choice};
use crate::web::page::Page;
use crate::web::standards;

/// `/organizer/programme/streams`.
#[derive(Template)]
#[template(path = "forum/stream_hosts.html")]
pub struct HostsPage {
    /// The frame.
    pub page: Page,
    /// What was typed.
    pub form: HostsForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

/// `/organizer/programme/{id}/stream`.
#[derive(Template)]
#[template(path = "forum/stream_form.html")]
pub struct StreamPage {
    page: Page,
    session: Session,
    card: SessionCard,
    hosts: String,
    languages: Vec<Choice>,
    form: StreamForm,
    errors: FieldErrors,
}

impl StreamPage {
    /// The form.
    pub fn new(
        page: Page,
        session: Session,
        card: SessionCard,
        hosts: &[String],
        form: StreamForm,
        errors: FieldErrors,
    ) -> Self {
        let named = standards::languages(page.locale).iter().map(|(code, name)| (*code, *name));
        let none = std::iter::once(first_choice(page.locale, "session-none-chosen"));
        Self {
            languages: none.chain(choices(named, &form.captions_language)).collect(),
            hosts: hosts.join(", "),
            page,
            session,
            card,
            form,
            errors,
        }
    }

    fn recording_bytes(&self) -> usize {
        crate::web::limits::MP4_BYTES
    }

    fn captions_bytes(&self) -> usize {
        crate::web::limits::CAPTIONS_BYTES
    }
}
