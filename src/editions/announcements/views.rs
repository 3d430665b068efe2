//! Pages of announcements in the console.

use askama::Template;

use super::forms::AnnouncementForm;
use super::model::{AnnouncementRow, AnnouncementState};
use crate::editions::history::{Step, steps};
use crate::editions::zones::views::zone_choices;
use crate::error::FieldErrors;
use crate::lifecycle::NamedMove;
use crate::site::ZoneKind;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::{markdown, paging};

/// `/organizer/announcements`.
#[derive(Template)]
#[template(path = "editions/announcements/index.html")]
pub struct IndexPage {
    page: Page,
    q: String,
    is_narrow: bool,
    states: Vec<Choice>,
    rows: Vec<AnnouncementRow>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    /// One piece of the list.
    pub fn new(page: Page, state: Option<AnnouncementState>, q: String, found: paging::Page<AnnouncementRow>) -> Self {
        let chosen = state.map_or("", AnnouncementState::as_str);
        let address =
            |number: String| paging::address("/organizer/announcements", &[("state", chosen), ("q", &q)], &number);
        let every = ("", page.t("organizer-every-state"));
        let named = AnnouncementState::ALL.iter().map(|state| (state.as_str(), page.t(state.key())));
        Self {
            states: choices(std::iter::once(every).chain(named), chosen),
            is_narrow: state.is_some() || !q.trim().is_empty(),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(address),
            next: found.next.map(address),
            rows: found.items,
            page,
            q,
        }
    }

    /// The first words in the reader's language, or in the other.
    fn words(&self, row: &AnnouncementRow) -> String {
        let (own, other) = match self.page.locale.tag() {
            "en" => (&row.text_en, &row.text_zh),
            _ => (&row.text_zh, &row.text_en),
        };
        markdown::plain(if own.is_empty() { other } else { own }, 90)
    }

    /// The title of the zone in which it is shown.
    fn place(&self, row: &AnnouncementRow) -> String {
        let zone = row.zone.and_then(|kind| self.page.zones.iter().find(|zone| zone.kind == kind.as_str()));
        zone.map_or_else(|| self.page.t("announcement-everywhere").to_owned(), |zone| zone.title.clone())
    }
}

/// `/organizer/announcements/new` and `/organizer/announcements/{id}`.
#[derive(Template)]
#[template(path = "editions/announcements/edit.html")]
pub struct EditPage {
    page: Page,
    zones: Vec<Choice>,
    time_zone_hint: String,
    row: Option<AnnouncementRow>,
    history: Vec<Step>,
    form: AnnouncementForm,
    present: Option<AnnouncementForm>,
    errors: FieldErrors,
}

impl EditPage {
    /// The form; `present` is what stands there where somebody else was faster.
    pub fn new(
        page: Page,
        (zones, is_everywhere): (Vec<ZoneKind>, bool),
        time_zone: &str,
        found: Option<(AnnouncementRow, Vec<NamedMove>)>,
        form: AnnouncementForm,
        present: Option<AnnouncementForm>,
        errors: FieldErrors,
    ) -> Self {
        let (row, moves) = found.map_or((None, Vec::new()), |(row, moves)| (Some(row), moves));
        let mut zones = zone_choices(&page, "announcement-everywhere", &zones, &form.zone);
        if !is_everywhere {
            zones.retain(|choice| !choice.value.is_empty());
        }
        Self {
            zones,
            time_zone_hint: page.tf("zone-time-zone", &[("zone", time_zone)]),
            history: steps(moves, AnnouncementState::key),
            page,
            row,
            form,
            present,
            errors,
        }
    }

    fn action(&self) -> String {
        let base = "/organizer/announcements";
        self.row.as_ref().map_or_else(|| base.to_owned(), |row| format!("{base}/{}", row.id))
    }

    fn is_archived(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.state == AnnouncementState::Archived)
    }
}
