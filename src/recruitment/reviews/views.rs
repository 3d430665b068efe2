//! Pages of the queue of submitted postings.

use askama::Template;

use super::queries::ReviewRow;
use crate::accounts::organizations::{OrganizationRow, OrganizationState};
use crate::error::FieldErrors;
use crate::ids::PostingId;
use crate::lifecycle::RevisionState;
use crate::recruitment::postings::PostingCard;
use crate::recruitment::postings::model::{ApplyBy, PostingFacts, PostingState, PostingText};
use crate::recruitment::postings::views::{place, salary};
use crate::reviews::{Decided, QueueRow, QueueWords, revision_key};
use crate::web::compare::Change;
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::standards;

/// The words of the queue.
pub const QUEUE: QueueWords = QueueWords {
    path: "/organizer/postings",
    title: "posting-review-title",
    sought: "posting-words",
    find: "posting-search",
    found: "posting-found",
    empty: ("posting-review-empty-title", "posting-review-empty-text"),
};

/// A posting in the queue.
pub fn queue_row(id: &PostingId, card: PostingCard) -> QueueRow {
    QueueRow {
        id: id.to_string(),
        href: format!("{}/{id}", QUEUE.path),
        badge: (card.state.badge(), card.state.key()),
        title: card.title,
        lang: card.lang,
        facts: vec![card.organization, card.place, card.field],
    }
}

/// What a revision says: its facts and texts.
pub type Contents = (PostingFacts, Vec<PostingText>);

/// A posting under review.
#[derive(Debug, Clone)]
pub struct Review {
    /// The revision with its posting.
    pub row: ReviewRow,
    /// Its card.
    pub card: PostingCard,
    /// Its organization.
    pub organization: OrganizationRow,
    /// What it says.
    pub after: Contents,
    /// What the public reads meanwhile, where that is another revision.
    pub before: Option<Contents>,
    /// What another reviewer decided who was faster.
    pub decided: Option<Decided>,
}

/// A decision.
#[derive(Template)]
#[template(path = "recruitment/review.html")]
pub struct DecisionPage {
    page: Page,
    review: Review,
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
            country: standards::country_name(page.locale, &review.organization.country).to_owned(),
            page,
            review,
            comment,
            errors,
        }
    }

    fn is_waiting(&self) -> bool {
        self.review.row.1.0 == RevisionState::Submitted
    }

    fn is_pending(&self) -> bool {
        self.review.organization.state == OrganizationState::Pending
    }

    fn can_suspend(&self) -> bool {
        self.review.card.state == PostingState::Live
    }

    fn can_restore(&self) -> bool {
        self.review.card.state == PostingState::Suspended
    }

    fn path(&self) -> String {
        format!("{}/{}", QUEUE.path, self.review.row.0.0.id)
    }

    fn state_key(&self) -> &'static str {
        revision_key(self.review.row.1.0)
    }

    /// How one applies, in a word.
    fn way(&self) -> String {
        let posting = &self.review.row.0.0;
        match posting.apply_by {
            ApplyBy::Here => self.page.t("posting-apply-by-here").to_owned(),
            ApplyBy::Link => posting.apply_url.clone(),
        }
    }
}

/// Every field of a revision with its name, language and value.
fn fields(page: &Page, (facts, texts): &Contents) -> Vec<(&'static str, &'static str, String)> {
    let text = |locale: Locale| texts.iter().find(|text| text.locale == locale);
    let mut all = Vec::new();
    for locale in Locale::ALL {
        let (title, body) = text(*locale).map(|text| (text.title.clone(), text.body.clone())).unwrap_or_default();
        all.push(("posting-title", locale.tag(), title));
        all.push(("posting-text", locale.tag(), body));
    }
    let name = |list: &[standards::Code], code: &str| standards::name_of(list, page.locale, code).to_owned();
    let language = if facts.language.is_empty() { "" } else { standards::language_name(page.locale, &facts.language) };
    all.extend([
        ("posting-field", "", name(standards::FIELDS, &facts.field)),
        ("posting-type", "", name(standards::EMPLOYMENT_TYPES, &facts.employment_type)),
        ("posting-education", "", name(standards::EDUCATION_LEVELS, &facts.education)),
        ("posting-language", "", language.to_owned()),
        ("posting-city", "", place(facts, page.locale)),
        ("posting-salary", "", salary(facts, page.locale)),
        ("posting-openings", "", page.number(facts.openings)),
        ("posting-where", "", if facts.is_remote { page.t("posting-remote").to_owned() } else { String::new() }),
    ]);
    all
}
