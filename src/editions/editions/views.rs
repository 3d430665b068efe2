//! Pages of editions in the console.

use askama::Template;

use super::forms::EditionForm;
use super::model::{EditionRow, EditionText, next_states, state_badge, state_key};
use crate::editions::history::{self, steps};
use crate::editions::zones::views::ZoneRow;
use crate::error::FieldErrors;
use crate::ids::EditionId;
use crate::lifecycle::NamedMove;
use crate::site::Edition;
use crate::site::edition::EditionState;
use crate::site::theme::contrast_in_words;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::{dates, paging};

/// An edition in the list.
pub struct EditionEntry {
    slug: String,
    name: String,
    days: String,
    is_current: bool,
    badge: (&'static str, &'static str),
}

/// `/organizer/editions`.
#[derive(Template)]
#[template(path = "editions/editions/index.html")]
pub struct IndexPage {
    page: Page,
    q: String,
    rows: Vec<EditionEntry>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    /// One piece of the list.
    pub fn new(page: Page, q: String, found: paging::Page<EditionRow>, texts: &[(EditionId, EditionText)]) -> Self {
        let entry = |row: EditionRow| {
            let day = |at| dates::date(page.locale, at, row.zone());
            EditionEntry {
                name: name_of(&page, &row, texts),
                days: format!("{} – {}", day(row.opens_at), day(row.closes_at - chrono::Duration::seconds(1))),
                is_current: row.is_current,
                badge: state_badge(row.state),
                slug: row.slug,
            }
        };
        let address = |number: String| paging::address("/organizer/editions", &[("q", q.as_str())], &number);
        let total = i64::try_from(found.total.unwrap_or(0)).unwrap_or(0);
        let (prev, next) = (found.prev.map(address), found.next.map(address));
        let rows = found.items.into_iter().map(entry).collect();
        Self { page, q, rows, total, prev, next }
    }
}

/// `/organizer/editions/new` and `/organizer/editions/{slug}`.
#[derive(Template)]
#[template(path = "editions/editions/edit.html")]
pub struct EditPage {
    page: Page,
    row: Option<EditionRow>,
    badge: (&'static str, &'static str),
    moves: Vec<(&'static str, &'static str)>,
    history: Vec<history::Step>,
    zones: Vec<ZoneRow>,
    form: EditionForm,
    present: Option<EditionForm>,
    accent_hint: String,
    sources: Vec<Choice>,
    errors: FieldErrors,
}

impl EditPage {
    /// The form; `present` is what stands there where somebody else was faster.
    pub fn new(
        page: Page,
        found: Option<(EditionRow, Vec<NamedMove>, Edition)>,
        form: EditionForm,
        present: Option<EditionForm>,
        errors: FieldErrors,
    ) -> Self {
        let zones = found.as_ref().map(|found| ZoneRow::of_edition(&page, &found.2)).unwrap_or_default();
        let (row, moves) = found.map_or((None, Vec::new()), |(row, moves, _)| (Some(row), moves));
        let next = row.as_ref().map(|row| next_states(row.state)).unwrap_or_default();
        Self {
            badge: row.as_ref().map_or(("", ""), |row| state_badge(row.state)),
            moves: next.into_iter().map(|state| (state.as_str(), state_key(state))).collect(),
            history: steps(moves, state_key),
            accent_hint: accent_hint(&page, &form.accent),
            sources: Vec::new(),
            zones,
            page,
            row,
            form,
            present,
            errors,
        }
    }

    /// The same with the editions that a new one may begin from.
    pub fn offering(mut self, rows: &[EditionRow], texts: &[(EditionId, EditionText)]) -> Self {
        let none = (String::new(), self.page.t("edition-copy-none").to_owned());
        let named = rows.iter().map(|row| (row.slug.clone(), name_of(&self.page, row, texts)));
        self.sources = choices(std::iter::once(none).chain(named), &self.form.copy_from);
        self
    }

    fn action(&self) -> String {
        let base = "/organizer/editions";
        self.row.as_ref().map_or_else(|| base.to_owned(), |row| format!("{base}/{}", row.slug))
    }

    fn may_turn(&self) -> bool {
        self.row.as_ref().is_some_and(|row| !row.is_current && row.state.as_str() != "draft") && !self.is_archived()
    }

    fn is_archived(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.state == EditionState::Archived)
    }
}

/// What is asked of the colour, and how much of it this one has.
fn accent_hint(page: &Page, accent: &str) -> String {
    let ratio = contrast_in_words(accent.trim());
    format!("{} {}", page.t("edition-accent-hint"), page.tf("settings-contrast", &[("ratio", &ratio)]))
}

/// The name of an edition in the reader's language or, failing that, another.
pub fn name_of(page: &Page, row: &EditionRow, texts: &[(EditionId, EditionText)]) -> String {
    let own = || texts.iter().filter(|text| text.0 == row.id);
    let text = own().find(|text| text.1.0 == page.locale.tag()).or_else(|| own().next());
    text.map_or_else(|| row.slug.clone(), |text| text.1.1.clone())
}

/// What is about to be done to an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It moves to this state.
    Move(EditionState),
    /// It becomes the one at the front door.
    Turn,
}

/// `/organizer/editions/{slug}/transitions/new`.
#[derive(Template)]
#[template(path = "editions/editions/confirm.html")]
pub struct ConfirmPage {
    page: Page,
    slug: String,
    name: String,
    days: String,
    badge: (&'static str, &'static str),
    action: String,
    to: &'static str,
    label: String,
    follows_key: &'static str,
}

impl ConfirmPage {
    /// The question, with what follows.
    pub fn new(page: Page, row: EditionRow, texts: &[EditionText], step: Step) -> Self {
        let texts: Vec<_> = texts.iter().map(|text| (row.id.clone(), text.clone())).collect();
        let name = name_of(&page, &row, &texts);
        let day = |at| dates::date(page.locale, at, row.zone());
        let base = format!("/organizer/editions/{}", row.slug);
        let (action, to, label) = match step {
            Step::Turn => (format!("{base}/turn"), "current", page.t("edition-turn").to_owned()),
            Step::Move(state) => {
                let label = format!("{} {}", page.t("edition-move"), page.t(state_key(state)));
                (format!("{base}/transitions"), state.as_str(), label)
            }
        };
        Self {
            days: format!("{} – {}", day(row.opens_at), day(row.closes_at - chrono::Duration::seconds(1))),
            badge: state_badge(row.state),
            follows_key: follows_key(step),
            slug: row.slug,
            name,
            action,
            to,
            label,
            page,
        }
    }
}

/// The Fluent key of what follows.
fn follows_key(step: Step) -> &'static str {
    match step {
        Step::Turn => "edition-follows-turn",
        Step::Move(EditionState::Draft) => "edition-follows-draft",
        Step::Move(EditionState::Published) => "edition-follows-published",
        Step::Move(EditionState::Open) => "edition-follows-open",
        Step::Move(EditionState::Closed) => "edition-follows-closed",
        Step::Move(EditionState::Archived) => "edition-follows-archived",
    }
}
