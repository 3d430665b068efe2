//! The page of the figures of the desk.

use askama::Template;

use super::queries::Measured;
use crate::service::enquiries::EnquiryState;
use crate::service::enquiries::model::Enquiry;
use crate::web::page::Page;
use crate::web::paging::{self, address};

/// `/organizer/enquiries`.
#[derive(Template)]
#[template(path = "service/figures.html")]
pub struct FiguresPage {
    page: Page,
    /// Each state with its count.
    states: Vec<(EnquiryState, i64)>,
    measured: Measured,
    q: String,
    rows: Vec<Enquiry>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl FiguresPage {
    /// The page.
    pub fn new(
        page: Page,
        counted: Vec<(EnquiryState, i64)>,
        measured: Measured,
        q: String,
        found: paging::Page<Enquiry>,
    ) -> Self {
        let count = |state: EnquiryState| counted.iter().find(|row| row.0 == state).map_or(0, |row| row.1);
        let at = |number: String| address("/organizer/enquiries", &[("q", &q)], &number);
        Self {
            states: EnquiryState::ALL.iter().map(|state| (*state, count(*state))).collect(),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(at),
            next: found.next.map(at),
            rows: found.items,
            measured,
            page,
            q,
        }
    }

    /// The mean of the stars, with one digit; a dash while nobody rated.
    fn stars(&self) -> String {
        match self.measured.ratings {
            0 => "–".to_owned(),
            count => {
                let tenths = (self.measured.stars * 10 + count / 2) / count;
                format!("{}.{}", tenths / 10, tenths % 10)
            }
        }
    }

    /// How long half of them waited for the first answer at most.
    fn wait(&self) -> String {
        match self.measured.answer_minutes {
            None => "–".to_owned(),
            Some(minutes) if minutes < 120 => self.page.tn("figures-minutes", minutes),
            Some(minutes) => self.page.tn("figures-hours", minutes / 60),
        }
    }
}
