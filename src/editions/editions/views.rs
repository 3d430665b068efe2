//! Pages of editions in the console.

use askama::Template;

use super::forms::EditionForm;
use super::model::{EditionRow, EditionText, next_states, state_badge, state_key};
use crate::editions::history::{Step, steps};
use crate::editions::zones::views::ZoneRow;
use crate::error::FieldErrors;
use crate::ids::EditionId;
use crate::lifecycle::NamedMove;
use crate::site::Edition;
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
            let own = || texts.iter().filter(|text| text.0 == row.id);
            let text = own().find(|text| text.1.0 == page.locale.tag()).or_else(|| own().next());
            let day = |at| dates::date(page.locale, at, row.zone());
            EditionEntry {
                name: text.map(|text| text.1.1.clone()).unwrap_or_default(),
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
    history: Vec<Step>,
    zones: Vec<ZoneRow>,
    form: EditionForm,
    present: Option<EditionForm>,
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
            zones,
            page,
            row,
            form,
            present,
            errors,
        }
    }

    fn action(&self) -> String {
        let base = "/organizer/editions";
        self.row.as_ref().map_or_else(|| base.to_owned(), |row| format!("{base}/{}", row.slug))
    }

    fn may_turn(&self) -> bool {
        self.row.as_ref().is_some_and(|row| !row.is_current && row.state.as_str() != "draft")
    }
}
