//! The page of the workspace.

use std::collections::HashMap;

use askama::Template;

use super::forms::{BoothForm, ExhibitForm};
use super::model::{Draft, Exhibit, Workspace};
use crate::error::FieldErrors;
use crate::exhibition::booths::model::BoothState;
use crate::exhibition::documents::DocumentForm;
use crate::exhibition::documents::model::Document;
use crate::ids::{FileId, PlaceId};
use crate::reviews::state_badge;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;

/// Largest picture, for the hint of the browser; the server checks again.
pub const IMAGE_BYTES: usize = crate::web::limits::IMAGE_BYTES;

/// What a person typed and what was wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The booth's form, where it comes back.
    pub booth: Option<BoothForm>,
    /// The exhibit's form.
    pub exhibit: ExhibitForm,
    /// The titles of a document.
    pub document: DocumentForm,
    /// The reason of a withdrawal.
    pub reason: String,
    /// The wrong fields.
    pub errors: FieldErrors,
    /// Whether somebody else saved meanwhile: both texts are shown then.
    pub is_conflict: bool,
}

/// `/organizations/{slug}/booth`.
#[derive(Template)]
#[template(path = "exhibition/revisions/show.html")]
pub struct WorkspacePage {
    page: Page,
    space: Workspace,
    form: BoothForm,
    theirs: Option<BoothForm>,
    exhibit: ExhibitForm,
    document: DocumentForm,
    downloads: HashMap<FileId, i64>,
    reason: String,
    errors: FieldErrors,
    places: Vec<Choice>,
    badge: (&'static str, &'static str),
    earlier: Option<String>,
    is_reviewed: bool,
}

/// A place that is free: its id, its number and the name of its hall.
type FreePlace = (PlaceId, String, String);

/// What the page of a workspace shows around the draft.
#[derive(Debug)]
pub struct Around {
    /// The free places.
    pub places: Vec<FreePlace>,
    /// How often each document was read.
    pub downloads: HashMap<FileId, i64>,
    /// The earlier edition that a booth can be carried over from, where nothing is begun.
    pub earlier: Option<String>,
    /// Whether somebody looks at the draft before it is public.
    pub is_reviewed: bool,
}

impl WorkspacePage {
    fn submit_key(&self) -> &'static str {
        if self.is_reviewed { "booth-submit" } else { "booth-publish" }
    }

    fn is_over(&self) -> bool {
        let is_over = |draft: &Draft| matches!(draft.booth_state, BoothState::Withdrawn | BoothState::Archived);
        self.space.booth.as_ref().is_some_and(is_over)
    }

    fn downloads(&self, document: &Document) -> i64 {
        self.downloads.get(&document.file).copied().unwrap_or(0)
    }

    /// The page, with what was typed where a form comes back.
    pub fn new(page: Page, space: Workspace, around: Around, typed: Typed) -> Self {
        let stored = space.booth.as_ref().map(BoothForm::of).unwrap_or_default();
        let mut form = typed.booth.unwrap_or_else(|| stored.clone());
        let theirs = typed.is_conflict.then(|| stored.clone());
        if theirs.is_some() {
            form.version = stored.version;
        }
        let any = [(String::new(), page.t("booth-place-any").to_owned())];
        let named = around.places.iter().map(|(id, number, hall)| (id.to_string(), format!("{number} · {hall}")));
        let places = choices(any.into_iter().chain(named), &form.place);
        let badge = space.booth.as_ref().map_or(("off", "revision-state-draft"), |draft| state_badge(draft.state));
        Self {
            page,
            space,
            form,
            theirs,
            exhibit: typed.exhibit,
            document: typed.document,
            downloads: around.downloads,
            reason: typed.reason,
            errors: typed.errors,
            earlier: around.earlier,
            is_reviewed: around.is_reviewed,
            places,
            badge,
        }
    }
}

/// `/organizations/{slug}/booth/exhibits/{id}`.
#[derive(Template)]
#[template(path = "exhibition/revisions/exhibit.html")]
pub struct ExhibitPage {
    /// The frame.
    pub page: Page,
    /// Whose booth it stands at.
    pub space: Workspace,
    /// The exhibit.
    pub item: Exhibit,
    /// What was typed, or what stands.
    pub exhibit: ExhibitForm,
    /// Whether somebody else changed it meanwhile.
    pub is_conflict: bool,
    /// What is wrong.
    pub errors: FieldErrors,
}
