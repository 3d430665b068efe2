//! The queue of the desk.

use askama::Template;

use super::forms::QueueForm;
use crate::service::duty::{Duty, LiveLine, MOST_AT_ONCE};
use crate::service::enquiries::model::{Enquiry, EnquiryState, Priority};
use crate::service::topics::topic_choices;
use crate::web::choice::{Choice, choices};
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::paging::{self, address};

/// `/service/desk`.
#[derive(Template)]
#[template(path = "service/desk.html")]
pub struct QueuePage {
    page: Page,
    form: QueueForm,
    is_manager: bool,
    duty: Duty,
    live: Vec<LiveLine>,
    rows: Vec<(Enquiry, Option<String>)>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl QueuePage {
    /// One piece of the queue.
    pub fn new(
        page: Page,
        form: QueueForm,
        (is_manager, duty, live): (bool, Duty, Vec<LiveLine>),
        found: paging::Page<(Enquiry, Option<String>)>,
    ) -> Self {
        let at = |number: String| address("/service/desk", &form.kept(), &number);
        Self {
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(at),
            next: found.next.map(at),
            rows: found.items,
            page,
            form,
            is_manager,
            duty,
            live,
        }
    }

    fn most(&self) -> Vec<Choice> {
        let numbers = (1..=MOST_AT_ONCE).map(|number| (number.to_string(), number.to_string()));
        choices(numbers, &self.duty.most.to_string())
    }

    fn states(&self) -> Vec<Choice> {
        let first = [("", self.page.t("desk-to-answer"))];
        let named = EnquiryState::ALL.iter().map(|state| (state.as_str(), self.page.t(state.key())));
        let all = [("all", self.page.t("service-any-state"))];
        choices(first.into_iter().chain(named).chain(all), &self.form.state)
    }

    fn topics(&self) -> Vec<Choice> {
        topic_choices(&self.page, &self.form.topic, "service-any-topic")
    }

    fn languages(&self) -> Vec<Choice> {
        let any = [("", self.page.t("desk-any-language"))];
        choices(any.into_iter().chain(language_names()), &self.form.language)
    }

    fn priorities(&self) -> Vec<Choice> {
        let any = [("", self.page.t("desk-any-priority"))];
        let named = Priority::ALL.iter().map(|one| (one.as_str(), self.page.t(one.key())));
        choices(any.into_iter().chain(named), &self.form.priority)
    }

    fn whose(&self) -> Vec<Choice> {
        let named = [("", "desk-whose-all"), ("mine", "desk-whose-mine"), ("nobody", "desk-whose-nobody")];
        choices(named.map(|(value, key)| (value, self.page.t(key))), &self.form.whose)
    }

    fn sorts(&self) -> Vec<Choice> {
        let named = [("", "desk-sort-waiting"), ("priority", "desk-sort-priority"), ("newest", "desk-sort-newest")];
        choices(named.map(|(value, key)| (value, self.page.t(key))), &self.form.sort)
    }
}

/// The languages that enquiries are answered in.
pub(super) fn language_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    Locale::ALL.iter().map(|locale| (locale.tag(), locale.own_name()))
}
