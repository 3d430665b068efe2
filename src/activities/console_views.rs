//! Pages of activities in the console.

use askama::Template;
use chrono_tz::Tz;

use super::forms::{ActivityForm, BODY_CHARS, ListForm, RecapForm};
use super::listing::ActivityCard;
use super::model::{Activity, ActivityState, ActivityText, text_in};
use super::views::{kind_options, zone_options};
use crate::editions::history::{Step, steps};
use crate::error::FieldErrors;
use crate::ids::OrganizationId;
use crate::lifecycle::NamedMove;
use crate::site::ZoneKind;
use crate::web::choice::{Choice, choices, first_choice};
use crate::web::page::Page;
use crate::web::paging;

/// `/organizer/activities`.
#[derive(Template)]
#[template(path = "activities/console.html")]
pub struct IndexPage {
    page: Page,
    form: ListForm,
    cards: Vec<ActivityCard>,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    /// One piece of the list.
    pub fn new(page: Page, form: ListForm, found: paging::Page<()>, cards: Vec<ActivityCard>) -> Self {
        let address = |number: String| {
            let kept = [("q", form.q.as_str()), ("state", &form.state), ("kind", &form.kind)];
            paging::address("/organizer/activities", &kept, &number)
        };
        let states = ActivityState::ALL.iter().map(|state| (state.as_str(), page.t(state.key())));
        let any = std::iter::once(first_choice(page.locale, "forum-any"));
        Self {
            states: any.chain(choices(states, &form.state)).collect(),
            kinds: kind_options(&page, &form.kind, "forum-any"),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(address),
            next: found.next.map(address),
            cards,
            form,
            page,
        }
    }

    fn is_narrow(&self) -> bool {
        [&self.form.q, &self.form.kind, &self.form.state].iter().any(|value| !value.trim().is_empty())
    }
}

/// What the form's page is drawn from.
pub struct Found {
    /// The activity; none for a new one.
    pub activity: Option<Activity>,
    /// Its texts.
    pub texts: Vec<ActivityText>,
    /// Its moves, newest first.
    pub history: Vec<NamedMove>,
    /// How many come.
    pub coming: i64,
    /// How many wait.
    pub waiting: i64,
    /// The zones of whoever writes.
    pub zones: Vec<ZoneKind>,
    /// The event's time zone.
    pub zone: Tz,
    /// Who may host it.
    pub hosts: Vec<(OrganizationId, String, String)>,
}

impl Found {
    /// Of a new activity.
    pub fn blank(zones: Vec<ZoneKind>, zone: Tz, hosts: Vec<(OrganizationId, String, String)>) -> Self {
        Self { activity: None, texts: Vec::new(), history: Vec::new(), coming: 0, waiting: 0, zones, zone, hosts }
    }
}

/// What was typed, and why it was refused.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The activity's form.
    pub form: Option<ActivityForm>,
    /// The recap.
    pub recap: Option<RecapForm>,
    /// The reason of a move.
    pub reason: String,
    /// What is wrong.
    pub errors: FieldErrors,
}

/// `/organizer/activities/new` and `/organizer/activities/{id}`.
#[derive(Template)]
#[template(path = "activities/form.html")]
pub struct EditPage {
    page: Page,
    activity: Option<Activity>,
    title: String,
    coming: i64,
    waiting: i64,
    history: Vec<Step>,
    kinds: Vec<Choice>,
    zones: Vec<Choice>,
    hosts: Vec<Choice>,
    zone_hint: String,
    form: ActivityForm,
    present: Option<ActivityForm>,
    recap: RecapForm,
    reason: String,
    errors: FieldErrors,
}

impl EditPage {
    /// The form; where somebody else was faster, with what stands there.
    pub fn new(page: Page, found: Found, typed: Typed, is_conflict: bool) -> Self {
        let present = found.activity.as_ref().map(|one| ActivityForm::of(one, &found.texts, found.zone));
        let stored = found.activity.as_ref().map(|one| RecapForm::of(one, &found.texts)).unwrap_or_default();
        // Whoever has read what stands there now may save over it.
        let form = match (typed.form, &present) {
            (Some(form), Some(present)) if is_conflict => ActivityForm { version: present.version.clone(), ..form },
            (Some(form), _) => form,
            (None, present) => present.clone().unwrap_or_default(),
        };
        let recap = match typed.recap {
            Some(recap) if is_conflict => RecapForm { version: stored.version, ..recap },
            Some(recap) => recap,
            None => stored,
        };
        let text = found.activity.as_ref().and_then(|one| text_in(&found.texts, &one.id, page.locale));
        let mut zones = zone_options(&page, &form.zone, "form-choose");
        zones.retain(|choice| choice.value.is_empty() || found.zones.iter().any(|zone| zone.as_str() == choice.value));
        let names = found.hosts.iter().map(|(id, name, name_zh)| (id.to_string(), page.locale.name(name, name_zh)));
        let none = std::iter::once(first_choice(page.locale, "activity-no-organization"));
        Self {
            title: text.map(|text| text.title.clone()).unwrap_or_default(),
            kinds: kind_options(&page, &form.kind, "form-choose"),
            hosts: none.chain(choices(names, &form.organization)).collect(),
            zones,
            zone_hint: page.tf("zone-time-zone", &[("zone", found.zone.name())]),
            history: steps(found.history, ActivityState::key),
            coming: found.coming,
            waiting: found.waiting,
            activity: found.activity,
            present: present.filter(|_| is_conflict),
            recap,
            reason: typed.reason,
            errors: typed.errors,
            form,
            page,
        }
    }

    fn action(&self) -> String {
        let base = "/organizer/activities";
        self.activity.as_ref().map_or_else(|| base.to_owned(), |one| format!("{base}/{}", one.id))
    }

    fn is_editable(&self) -> bool {
        self.activity.as_ref().is_none_or(|one| one.state.is_editable())
    }

    fn has_recap(&self) -> bool {
        self.activity.as_ref().is_some_and(|one| one.state.has_recap())
    }

    /// Whether it was never announced and is over by its times.
    fn is_late(&self) -> bool {
        let late = |one: &Activity| one.state == ActivityState::Draft && one.ends_at <= self.page.now;
        self.activity.as_ref().is_some_and(late)
    }

    /// Where it may go from here.
    fn moves(&self) -> Vec<ActivityState> {
        self.activity.as_ref().map(|one| one.state.by_hand()).unwrap_or_default()
    }

    fn most(&self) -> usize {
        BODY_CHARS
    }
}
