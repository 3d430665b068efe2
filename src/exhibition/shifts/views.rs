//! The page of a booth's shifts.

use askama::Template;

use super::forms::ShiftForm;
use super::queries::Staffer;
use crate::accounts::organizations::Rights;
use crate::calendar::Entry;
use crate::error::FieldErrors;
use crate::web::choice::Choice;
use crate::web::dates;
use crate::web::page::Page;

/// A shift that is planned.
#[derive(Debug, Clone)]
pub struct Shift {
    /// Its id.
    pub id: String,
    /// Who stands there.
    pub name: String,
    /// From when until when, on the reader's clocks.
    pub when: String,
    /// For `<time datetime>`.
    pub iso: String,
}

impl Shift {
    /// Of an entry of somebody's calendar.
    pub fn new(page: &Page, entry: &Entry, name: &str) -> Self {
        let when = format!("{} – {}", page.date_time(&entry.starts_at), dates::time(entry.ends_at, page.time_zone));
        Self { id: entry.id.to_string(), name: name.to_owned(), when, iso: dates::machine(entry.starts_at) }
    }
}

/// `/organizations/{slug}/booth/shifts`.
#[derive(Template)]
#[template(path = "exhibition/shifts/index.html")]
pub struct ShiftsPage {
    /// The frame.
    pub page: Page,
    /// The organization's part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The tabs of the workspace.
    pub rights: Rights,
    /// What is planned, the soonest first.
    pub shifts: Vec<Shift>,
    /// Who may be chosen.
    pub people: Vec<Choice>,
    /// What was typed.
    pub form: ShiftForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl ShiftsPage {
    /// The staff as options, after one that says nothing.
    pub fn people(staff: &[Staffer], chosen: &str) -> Vec<Choice> {
        let people =
            staff.iter().map(|(person, _, name)| Choice::new(person.as_str(), name, person.as_str() == chosen));
        std::iter::once(Choice::new("", "", chosen.is_empty())).chain(people).collect()
    }
}
