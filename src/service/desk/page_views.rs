//! The page of an enquiry, for agents.

use askama::Template;

use super::forms::DeskForm;
use super::views::language_names;
use crate::error::FieldErrors;
use crate::ids::PersonId;
use crate::service::enquiries::model::{Enquiry, EnquiryState, Priority};
use crate::service::enquiries::queries::History;
use crate::service::enquiries::{EntryLine, lines, shown_path};
use crate::service::replies::CannedReply;
use crate::service::topics::topic_choices;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;

/// What came in the way of a form.
#[derive(Debug, Clone)]
pub enum Problem {
    /// Nothing.
    None,
    /// Somebody was faster.
    Changed,
    /// Wrong fields.
    Wrong(FieldErrors),
}

/// What the page of an enquiry shows.
#[derive(Debug, Clone)]
pub struct DeskEnquiry {
    /// The enquiry.
    pub enquiry: Enquiry,
    /// Its history with the notes.
    pub history: History,
    /// Those of the desk.
    pub colleagues: Vec<(PersonId, String)>,
    /// Other enquiries of the same requester.
    pub others: Vec<Enquiry>,
    /// The canned replies.
    pub replies: Vec<CannedReply>,
    /// The text of one that is put into the answer.
    pub inserted: Option<String>,
    /// Whether the reader was told of it and has not looked.
    pub is_news: bool,
    /// The reader.
    pub me: PersonId,
}

/// `/service/desk/enquiries/{id}`.
#[derive(Template)]
#[template(path = "service/desk_enquiry.html")]
pub struct DeskEnquiryPage {
    page: Page,
    view: DeskEnquiry,
    lines: Vec<EntryLine>,
    form: DeskForm,
    is_changed: bool,
    errors: FieldErrors,
}

impl DeskEnquiryPage {
    /// The page with what was typed on it.
    pub fn new(page: Page, view: DeskEnquiry, mut form: DeskForm, problem: Problem) -> Self {
        if let Some(reply) = &view.inserted {
            let typed = form.body.trim_end();
            form.body = if typed.is_empty() { reply.clone() } else { format!("{typed}\n\n{reply}") };
        }
        let is_changed = matches!(problem, Problem::Changed);
        let errors = if let Problem::Wrong(errors) = problem { errors } else { FieldErrors::new() };
        Self { lines: lines(&page, &view.enquiry, &view.history, true, ""), page, view, form, is_changed, errors }
    }

    fn path(&self) -> String {
        format!("/service/desk/enquiries/{}", self.view.enquiry.id)
    }

    fn about(&self) -> String {
        shown_path(&self.view.enquiry.about)
    }

    /// The name of who looks after it; empty for nobody.
    fn agent(&self) -> &str {
        let agent = self.view.enquiry.agent_id.as_ref();
        self.view.colleagues.iter().find(|(id, _)| Some(id) == agent).map_or("", |(_, name)| name)
    }

    fn is_mine(&self) -> bool {
        self.view.enquiry.agent_id.as_ref() == Some(&self.view.me)
    }

    fn is_over(&self) -> bool {
        self.view.enquiry.state.is_over()
    }

    /// What was typed while somebody else ended it.
    fn unsaved(&self) -> Vec<&str> {
        let typed = [&self.form.body, &self.form.note, &self.form.handover];
        typed.into_iter().map(String::as_str).filter(|words| !words.is_empty()).collect()
    }

    fn is_resolved(&self) -> bool {
        self.view.enquiry.state == EnquiryState::Resolved
    }

    fn can_snooze(&self) -> bool {
        EnquiryState::IN_QUEUE.contains(&self.view.enquiry.state)
    }

    /// Where it may go on: what the same requester asked and is not over.
    fn targets(&self) -> Vec<Choice> {
        let open = self.view.others.iter().filter(|other| !other.state.is_over());
        choices(open.map(|other| (other.id.to_string(), other.subject.clone())), &self.form.target)
    }

    fn people(&self) -> Vec<Choice> {
        let nobody = (String::new(), self.page.t("desk-nobody-looks").to_owned());
        let named = self.view.colleagues.iter().map(|(id, name)| (id.to_string(), name.clone()));
        let chosen = self.view.enquiry.agent_id.as_ref().map_or("", PersonId::as_str);
        choices(std::iter::once(nobody).chain(named), typed_or(&self.form.person, chosen))
    }

    fn topics(&self) -> Vec<Choice> {
        topic_choices(&self.page, typed_or(&self.form.topic, self.view.enquiry.topic.as_str()), "")
    }

    fn languages(&self) -> Vec<Choice> {
        choices(language_names(), typed_or(&self.form.language, &self.view.enquiry.locale))
    }

    fn priorities(&self) -> Vec<Choice> {
        let named = Priority::ALL.iter().map(|one| (one.as_str(), self.page.t(one.key())));
        choices(named, typed_or(&self.form.priority, self.view.enquiry.priority.as_str()))
    }

    fn replies(&self) -> Vec<Choice> {
        let named = self.view.replies.iter().map(|reply| (reply.id.to_string(), reply.title.clone()));
        choices(named, &self.form.reply)
    }

    fn thens(&self) -> Vec<Choice> {
        let chosen = if self.form.then.is_empty() { "pending" } else { &self.form.then };
        let named = [("pending", "desk-then-pending"), ("resolved", "desk-then-resolved"), ("open", "desk-then-open")];
        choices(named.map(|(value, key)| (value, self.page.t(key))), chosen)
    }
}

/// What was typed into the form that came back, or what stands there.
fn typed_or<'a>(typed: &'a str, stands: &'a str) -> &'a str {
    if typed.is_empty() { stands } else { typed }
}
