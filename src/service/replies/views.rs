//! The pages of canned replies.

use askama::Template;

use super::forms::ReplyForm;
use super::queries::CannedReply;
use crate::error::FieldErrors;
use crate::ids::CannedReplyId;
use crate::service::topics::{Topic, topic_choices};
use crate::web::choice::Choice;
use crate::web::page::Page;
use crate::web::paging::{self, address};
use crate::web::text::{clip, one_line};

/// How much of a reply a list shows, in characters.
const SHOWN_CHARS: usize = 140;

/// `/service/desk/replies`.
#[derive(Template)]
#[template(path = "service/replies.html")]
pub struct RepliesPage {
    page: Page,
    q: String,
    topics: Vec<Choice>,
    is_narrowed: bool,
    rows: Vec<CannedReply>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl RepliesPage {
    /// One piece of the list.
    pub fn new(page: Page, (q, topic): (String, Option<Topic>), found: paging::Page<CannedReply>) -> Self {
        let chosen = topic.map_or("", Topic::as_str);
        let kept = [("q", q.as_str()), ("topic", chosen)];
        let at = |number: String| address("/service/desk/replies", &kept, &number);
        Self {
            topics: topic_choices(&page, chosen, "service-any-topic"),
            is_narrowed: !q.is_empty() || topic.is_some(),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(at),
            next: found.next.map(at),
            rows: found.items,
            q,
            page,
        }
    }

    fn excerpt(&self, reply: &CannedReply) -> String {
        clip(&one_line(reply.text(self.page.locale)), SHOWN_CHARS)
    }
}

/// `/service/desk/replies/new` and `/service/desk/replies/{id}`.
#[derive(Template)]
#[template(path = "service/reply_form.html")]
pub struct ReplyFormPage {
    /// The frame.
    pub page: Page,
    /// Its id; none for a new one.
    pub id: Option<CannedReplyId>,
    /// What was typed.
    pub form: ReplyForm,
    /// Whether somebody else was faster.
    pub is_conflict: bool,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl ReplyFormPage {
    fn action(&self) -> String {
        match &self.id {
            Some(id) => format!("/service/desk/replies/{id}"),
            None => "/service/desk/replies".to_owned(),
        }
    }

    fn topics(&self) -> Vec<Choice> {
        topic_choices(&self.page, &self.form.topic, "form-choose")
    }
}
