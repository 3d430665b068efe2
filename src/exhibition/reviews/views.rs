//! Pages of the organizer's queue of booths.

use askama::Template;

use super::forms::DecisionForm;
use super::queries::{QueueRow, ReviewRow};
use crate::error::FieldErrors;
use crate::exhibition::booths::model::{BoothLink, BoothState, BoothText};
use crate::exhibition::documents::model::Document;
use crate::exhibition::revisions::model::Exhibit;
use crate::ids::PlaceId;
use crate::reviews::{self, Decided, QueueWords, state_badge};
use crate::site::Visit;
use crate::web::choice::{Choice, choices};
use crate::web::compare::Change;
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::{dates, standards};

/// The words of the queue.
pub const QUEUE: QueueWords = QueueWords {
    path: "/organizer/booths",
    title: "review-title",
    sought: "booth-organization",
    find: "exhibition-find",
    found: "exhibition-booths",
    empty: ("review-empty", "review-empty-text"),
};

/// A revision in the queue, for this reader.
pub fn queue_row(row: QueueRow, visit: &Visit) -> reviews::QueueRow {
    let at = row.submitted_at.map(|at| dates::date_time(visit.locale, at, visit.time_zone()));
    let country = standards::country_name(visit.locale, &row.country).to_owned();
    reviews::QueueRow {
        id: row.id.to_string(),
        href: format!("{}/{}", QUEUE.path, row.id),
        title: visit.locale.name(&row.organization, &row.organization_zh).to_owned(),
        lang: visit.locale.tag(),
        facts: vec![country, row.submitter.unwrap_or_default(), at.unwrap_or_default()],
        badge: state_badge(row.state),
    }
}

/// What a revision says.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// Its texts.
    pub texts: Vec<(Locale, BoothText)>,
    /// Its links.
    pub links: Vec<BoothLink>,
    /// Its exhibits.
    pub exhibits: Vec<Exhibit>,
    /// Its documents.
    pub documents: Vec<Document>,
}

impl Contents {
    fn fields(&self, locale: Locale) -> [String; 4] {
        let text = self.texts.iter().find(|text| text.0 == locale).map(|text| text.1.clone()).unwrap_or_default();
        [text.name, text.short_name, text.tagline, text.body]
    }

    fn lines(&self) -> [String; 3] {
        let links = self.links.iter().map(|link| format!("{}: {}", link.label, link.url));
        let exhibits =
            self.exhibits.iter().map(|one| format!("{} {}: {} {}", one.name, one.name_zh, one.summary, one.summary_zh));
        let documents = self.documents.iter().map(|one| format!("{} {}: {}", one.title, one.title_zh, one.name));
        [links.collect::<Vec<_>>(), exhibits.collect(), documents.collect()].map(|lines| lines.join("\n"))
    }
}

fn changes(before: &Contents, after: &Contents) -> Vec<Change> {
    const LABELS: [&str; 4] = ["booth-name", "booth-short-name", "booth-tagline", "booth-text"];
    let mut found = Vec::new();
    for locale in Locale::ALL {
        for (label, (before, after)) in
            LABELS.into_iter().zip(before.fields(*locale).into_iter().zip(after.fields(*locale)))
        {
            found.push(Change { label, language: locale.tag(), before, after });
        }
    }
    for (label, (before, after)) in ["booth-links", "booth-exhibits", "booth-documents"]
        .into_iter()
        .zip(before.lines().into_iter().zip(after.lines()))
    {
        found.push(Change::new(label, before, after));
    }
    Change::real(found)
}

/// `/organizer/booths/{id}`.
#[derive(Template)]
#[template(path = "exhibition/reviews/show.html")]
pub struct ReviewPage {
    page: Page,
    row: ReviewRow,
    country: String,
    changes: Vec<Change>,
    decisions: Vec<Choice>,
    places: Vec<Choice>,
    form: DecisionForm,
    errors: FieldErrors,
    badge: (&'static str, &'static str),
    decided: Option<Decided>,
}

impl ReviewPage {
    /// The same for a reviewer who was slower than another.
    pub fn after(mut self, decided: Option<Decided>) -> Self {
        self.decided = decided;
        self
    }

    fn name(&self) -> &str {
        self.row.name_in(self.page.locale)
    }

    fn path(&self) -> String {
        format!("{}/{}", QUEUE.path, self.row.id)
    }

    fn can_suspend(&self) -> bool {
        self.row.booth_state == BoothState::Published
    }

    fn can_restore(&self) -> bool {
        self.row.booth_state == BoothState::Suspended && self.row.published.is_some()
    }

    /// The page, with the contents before and after.
    pub fn new(
        page: Page,
        row: ReviewRow,
        contents: (&Contents, &Contents),
        places: &[(PlaceId, String, String)],
        form: DecisionForm,
        errors: FieldErrors,
    ) -> Self {
        let none = [(String::new(), page.t("review-no-place").to_owned())];
        let named = places.iter().map(|(id, number, hall)| (id.to_string(), format!("{number} · {hall}")));
        let decisions = [
            ("approved", page.t("review-approve")),
            ("changes_requested", page.t("review-request-changes")),
            ("rejected", page.t("review-reject")),
        ];
        Self {
            country: standards::country_name(page.locale, &row.details.2).to_owned(),
            changes: changes(contents.0, contents.1),
            decisions: choices(decisions, &form.decision),
            places: choices(none.into_iter().chain(named), &form.place),
            badge: state_badge(row.state),
            page,
            row,
            form,
            errors,
            decided: None,
        }
    }
}
