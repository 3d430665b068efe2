//! Pages of the queue of submitted postings.

use askama::Template;

use crate::error::FieldErrors;
use crate::recruitment::postings::PostingCard;
use crate::web::markdown::SafeHtml;
use crate::web::page::Page;

/// The queue.
#[derive(Template)]
#[template(path = "recruitment/review_queue.html")]
pub struct QueuePage {
    /// The frame.
    pub page: Page,
    /// Ids with cards, longest waiting first.
    pub rows: Vec<(String, PostingCard)>,
}

/// A decision.
#[derive(Template)]
#[template(path = "recruitment/review.html")]
pub struct DecisionPage {
    /// The frame.
    pub page: Page,
    /// The submitted facts.
    pub card: PostingCard,
    /// The posting.
    pub id: String,
    /// Whether approving also verifies the organization.
    pub is_pending: bool,
    /// Language, title and text of each translation.
    pub texts: Vec<(&'static str, String, SafeHtml)>,
    /// The comment that was typed.
    pub comment: String,
    /// What is wrong.
    pub errors: FieldErrors,
}
