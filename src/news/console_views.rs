//! Pages of news in the console.

use askama::Template;
use chrono_tz::Tz;

use super::forms::{BODY_CHARS, ListForm, NewsForm};
use super::model::{NewsItem, NewsState, NewsText, text_in};
use super::views::NewsCard;
use crate::editions::history::{Step, steps};
use crate::error::FieldErrors;
use crate::lifecycle::{Lifecycle as _, NamedMove};
use crate::web::choice::{Choice, choices, first_choice};
use crate::web::limits::IMAGE_BYTES;
use crate::web::page::Page;
use crate::web::paging;

/// `/organizer/news`.
#[derive(Template)]
#[template(path = "news/console.html")]
pub struct IndexPage {
    page: Page,
    form: ListForm,
    cards: Vec<NewsCard>,
    states: Vec<Choice>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    /// One piece of the list.
    pub fn new(page: Page, form: ListForm, found: paging::Page<()>, cards: Vec<NewsCard>) -> Self {
        let address =
            |number: String| paging::address("/organizer/news", &[("q", &form.q), ("state", &form.state)], &number);
        let states = NewsState::ALL.iter().map(|state| (state.as_str(), page.t(state.key())));
        let any = std::iter::once(first_choice(page.locale, "forum-any"));
        Self {
            states: any.chain(choices(states, &form.state)).collect(),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(address),
            next: found.next.map(address),
            cards,
            form,
            page,
        }
    }

    fn is_narrow(&self) -> bool {
        [&self.form.q, &self.form.state].iter().any(|value| !value.trim().is_empty())
    }
}

/// `/organizer/news/new` and `/organizer/news/{id}`.
#[derive(Template)]
#[template(path = "news/form.html")]
pub struct EditPage {
    page: Page,
    item: Option<NewsItem>,
    title: String,
    badge: (&'static str, &'static str),
    history: Vec<Step>,
    zone_hint: String,
    form: NewsForm,
    present: Option<NewsForm>,
    errors: FieldErrors,
}

impl EditPage {
    /// The form; where somebody else was faster, with what stands there.
    pub fn new(
        page: Page,
        found: Option<(NewsItem, Vec<NewsText>, Vec<NamedMove>)>,
        zone: Tz,
        (typed, errors): (Option<NewsForm>, FieldErrors),
        is_conflict: bool,
    ) -> Self {
        let present = found.as_ref().map(|(item, texts, _)| NewsForm::of(item, texts, zone));
        let form = match (typed, &present) {
            // Whoever has read what stands there now may save over it.
            (Some(form), Some(present)) if is_conflict => NewsForm { version: present.version.clone(), ..form },
            (Some(form), _) => form,
            (None, present) => present.clone().unwrap_or_default(),
        };
        let title = found
            .as_ref()
            .and_then(|(item, texts, _)| text_in(texts, &item.id, page.locale))
            .map(|text| text.title.clone());
        let badge = found.as_ref().map_or(("off", NewsState::Draft.key()), |(item, _, _)| item.badge_key(page.now));
        let (item, history) = found.map_or((None, Vec::new()), |(item, _, moves)| (Some(item), moves));
        Self {
            title: title.unwrap_or_default(),
            zone_hint: page.tf("zone-time-zone", &[("zone", zone.name())]),
            history: steps(history, NewsState::key),
            present: present.filter(|_| is_conflict),
            badge,
            item,
            form,
            errors,
            page,
        }
    }

    fn action(&self) -> String {
        self.item.as_ref().map_or_else(|| "/organizer/news".to_owned(), |item| format!("/organizer/news/{}", item.id))
    }

    /// Where it may go from here.
    fn moves(&self) -> Vec<NewsState> {
        let Some(item) = &self.item else { return Vec::new() };
        NewsState::ALL.iter().copied().filter(|to| item.state.may_become(*to)).collect()
    }

    fn has_picture(&self) -> bool {
        self.item.as_ref().is_some_and(|item| item.picture_file_id.is_some())
    }

    fn most(&self) -> usize {
        BODY_CHARS
    }

    fn picture_bytes(&self) -> usize {
        IMAGE_BYTES
    }
}
