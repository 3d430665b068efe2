//! Pages of activities for everybody.

use askama::Template;
use chrono_tz::Tz;

use super::forms::ListForm;
use super::listing::ActivityCard;
use super::model::{Activity, ActivityKind, ActivityText, SignupState, text_in};
use crate::chat::rooms::RoomPanel;
use crate::error::FieldErrors;
use crate::web::choice::{Choice, choices, first_choice};
use crate::web::markdown::{self, SafeHtml};
use crate::web::page::Page;
use crate::web::paging;

/// The zones as a filter or a form offers them.
pub fn zone_options(page: &Page, chosen: &str, first_key: &str) -> Vec<Choice> {
    let zones = page.zones.iter().map(|zone| (zone.kind, zone.title.clone()));
    std::iter::once(first_choice(page.locale, first_key)).chain(choices(zones, chosen)).collect()
}

/// The kinds as a filter or a form offers them.
pub fn kind_options(page: &Page, chosen: &str, first_key: &str) -> Vec<Choice> {
    let kinds = ActivityKind::ALL.iter().map(|kind| (kind.as_str(), page.t(kind.key())));
    std::iter::once(first_choice(page.locale, first_key)).chain(choices(kinds, chosen)).collect()
}

/// `/activities`.
#[derive(Template)]
#[template(path = "activities/index.html")]
pub struct IndexPage {
    page: Page,
    form: ListForm,
    cards: Vec<ActivityCard>,
    kinds: Vec<Choice>,
    zones: Vec<Choice>,
    total: i64,
    is_fuzzy: bool,
    prev: Option<String>,
    next: Option<String>,
    event_zone: &'static str,
    may_make: bool,
}

impl IndexPage {
    /// One piece of the list.
    pub fn new(
        page: Page,
        form: ListForm,
        (found, is_fuzzy): (paging::Page<()>, bool),
        cards: Vec<ActivityCard>,
        (zone, may_make): (Tz, bool),
    ) -> Self {
        let address = |number: String| {
            let kept = [("q", form.q.as_str()), ("kind", &form.kind), ("zone", &form.zone), ("show", &form.show)];
            paging::address("/activities", &kept, &number)
        };
        Self {
            kinds: kind_options(&page, &form.kind, "forum-any"),
            zones: zone_options(&page, &form.zone, "forum-any"),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(address),
            next: found.next.map(address),
            event_zone: zone.name(),
            is_fuzzy,
            may_make,
            cards,
            form,
            page,
        }
    }

    fn is_narrow(&self) -> bool {
        [&self.form.q, &self.form.kind, &self.form.zone].iter().any(|value| !value.trim().is_empty())
    }

    fn is_past(&self) -> bool {
        self.form.show == "past"
    }
}

/// What the page of an activity is drawn from.
pub struct ActivityView {
    /// The activity.
    pub activity: Activity,
    /// The same as a list shows it.
    pub card: ActivityCard,
    /// Its texts.
    pub texts: Vec<ActivityText>,
    /// How many come.
    pub coming: i64,
    /// How many wait.
    pub waiting: i64,
    /// Whether the reader comes or waits.
    pub signup: Option<SignupState>,
    /// Their place among those who wait.
    pub place: Option<i64>,
    /// Why it was cancelled.
    pub reason: String,
    /// Whether the reader makes it.
    pub may_manage: bool,
    /// Its room.
    pub room: Option<RoomPanel>,
}

/// `/activities/{slug}`.
#[derive(Template)]
#[template(path = "activities/show.html")]
pub struct ActivityPage {
    page: Page,
    view: ActivityView,
    body: SafeHtml,
    recap: SafeHtml,
    outcome: String,
    has_recap: bool,
    clash: Option<String>,
    errors: FieldErrors,
}

impl ActivityPage {
    /// The page, with what stands in the way of signing up.
    pub fn new(mut page: Page, view: ActivityView, (errors, clash): (FieldErrors, Option<String>)) -> Self {
        super::share::tell(&mut page, &view);
        let text = text_in(&view.texts, &view.activity.id, page.locale);
        let recap = text.map_or("", |text| text.recap.as_str());
        let outcome = text.map(|text| text.outcome.clone()).unwrap_or_default();
        Self {
            body: markdown::render(text.map_or("", |text| &text.body)),
            has_recap: view.activity.state.has_recap() && !(recap.is_empty() && outcome.is_empty()),
            recap: markdown::render(recap),
            outcome,
            clash,
            errors,
            view,
            page,
        }
    }

    /// Whether one may sign up now.
    fn takes_signups(&self) -> bool {
        self.page.archive.is_none() && self.view.activity.takes_signups(self.page.now)
    }

    fn is_waiting(&self) -> bool {
        self.view.signup == Some(SignupState::Waiting)
    }

    /// How many seats are taken, in words.
    fn seats(&self) -> String {
        match self.view.activity.seats {
            None => self.page.tn("activity-coming", self.view.coming),
            Some(seats) => {
                let (coming, seats) = (self.page.number(self.view.coming), self.page.number(seats));
                self.page.tf("activity-seats-taken", &[("coming", &coming), ("seats", &seats)])
            }
        }
    }
}
