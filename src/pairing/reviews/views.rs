//! Pages of the queue of submitted projects.

use askama::Template;

use super::queries::ReviewRow;
use crate::accounts::organizations::{OrganizationRow, OrganizationState};
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::lifecycle::RevisionState;
use crate::pairing::codes;
use crate::pairing::projects::ProjectState;
use crate::pairing::projects::files::Attachment;
use crate::pairing::projects::listing::ProjectRow;
use crate::pairing::projects::model::{PartnerKind, ProjectFacts, ProjectText};
use crate::pairing::projects::views::{ProjectCard, card, field_names, language_names, place};
use crate::reviews::{Decided, QueueRow, QueueWords, revision_key};
use crate::web::compare::Change;
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::standards;

/// The words of the queue.
pub const QUEUE: QueueWords = QueueWords {
    path: "/organizer/projects",
    title: "project-review-title",
    sought: "project-words",
    find: "project-search",
    found: "project-found",
    empty: ("project-review-empty-title", "project-review-empty-text"),
};

/// A project in the queue.
pub fn queue_row(row: &ProjectRow, texts: &[ProjectText], locale: Locale, now: Instant) -> QueueRow {
    let card = card(row, texts, locale, now);
    QueueRow {
        id: row.0.id.to_string(),
        href: format!("{}/{}", QUEUE.path, row.0.id),
        badge: (card.state.badge(), card.state.key()),
        title: card.title,
        lang: card.lang,
        facts: vec![card.organization, card.place, card.kind.to_owned()],
    }
}

/// What a revision says: its facts and texts.
pub type Contents = (ProjectFacts, Vec<ProjectText>);

/// A project under review.
#[derive(Debug, Clone)]
pub struct Review {
    /// The revision with its project.
    pub row: ReviewRow,
    /// Its organization.
    pub organization: OrganizationRow,
    /// Its attachments.
    pub files: Vec<Attachment>,
    /// What it says.
    pub after: Contents,
    /// What its readers read meanwhile, where that is another revision.
    pub before: Option<Contents>,
    /// What another reviewer decided who was faster.
    pub decided: Option<Decided>,
}

/// A decision.
#[derive(Template)]
#[template(path = "pairing/review.html")]
pub struct DecisionPage {
    page: Page,
    review: Review,
    card: ProjectCard,
    country: String,
    changes: Vec<Change>,
    comment: String,
    errors: FieldErrors,
}

impl DecisionPage {
    /// The page, with a comment or reason that was typed.
    pub fn new(page: Page, review: Review, comment: String, errors: FieldErrors) -> Self {
        let before = review.before.as_ref().map(|contents| fields(&page, contents)).unwrap_or_default();
        let changes = fields(&page, &review.after).into_iter().map(|(label, language, after)| {
            let before = before.iter().find(|field| field.0 == label && field.1 == language);
            Change { label, language, before: before.map(|field| field.2.clone()).unwrap_or_default(), after }
        });
        Self {
            changes: Change::real(changes),
            card: card(&review.row.0, &review.after.1, page.locale, page.now),
            country: standards::country_name(page.locale, &review.organization.country).to_owned(),
            page,
            review,
            comment,
            errors,
        }
    }

    fn path(&self) -> String {
        format!("{}/{}", QUEUE.path, self.review.row.0.0.id)
    }

    fn is_waiting(&self) -> bool {
        self.review.row.1.0 == RevisionState::Submitted && self.card.state != ProjectState::Withdrawn
    }

    fn is_pending(&self) -> bool {
        self.review.organization.state == OrganizationState::Pending
    }

    fn can_suspend(&self) -> bool {
        self.card.state == ProjectState::Published
    }

    fn can_restore(&self) -> bool {
        self.card.state == ProjectState::Suspended
    }

    fn state_key(&self) -> &'static str {
        revision_key(self.review.row.1.0)
    }
}

/// Every field of a revision with its name, language and value.
fn fields(page: &Page, (facts, texts): &Contents) -> Vec<(&'static str, &'static str, String)> {
    let mut all = Vec::new();
    for locale in Locale::ALL {
        let text = texts.iter().find(|text| text.locale == *locale);
        let part = |part: fn(&ProjectText) -> &String| text.map(|text| part(text).clone()).unwrap_or_default();
        all.push(("project-title", locale.tag(), part(|text| &text.title)));
        all.push(("project-teaser", locale.tag(), part(|text| &text.teaser)));
        all.push(("project-details", locale.tag(), part(|text| &text.details)));
    }
    let partner = |code: &str| code.parse::<PartnerKind>().ok().map(|kind| page.t(kind.key()));
    let partners: Vec<&str> = codes::unpack(&facts.partners).filter_map(partner).collect();
    let readiness = facts.readiness.map(|level| page.tf("project-readiness-level", &[("level", &level.to_string())]));
    all.extend([
        ("project-kind", "", page.t(facts.kind.key()).to_owned()),
        ("project-field", "", field_names(&facts.fields, page.locale).join(", ")),
        ("project-readiness", "", readiness.unwrap_or_default()),
        ("project-ip", "", page.t(facts.ip_status.key()).to_owned()),
        ("project-partner", "", partners.join(", ")),
        ("project-budget", "", page.t(facts.budget.key()).to_owned()),
        ("project-language", "", language_names(&facts.languages, page.locale)),
        ("project-country", "", place(facts, page.locale)),
        ("project-disclosure", "", page.t(facts.disclosure.key()).to_owned()),
    ]);
    all
}
