//! Pages of fairs for everybody, and the card that stands wherever a fair is named.

use askama::Template;
use chrono_tz::Tz;

use super::forms::FairsForm;
use super::model::{Fair, FairStage, FairState, FairText, text_in};
use super::part_queries::Participant;
use crate::chat::rooms::RoomPanel;
use crate::clock::Instant;
use crate::recruitment::postings::search_views::PostingSearch;
use crate::site::files;
use crate::web::choice::{Choice, choices};
use crate::web::i18n::Locale;
use crate::web::markdown::{self, SafeHtml};
use crate::web::page::Page;
use crate::web::share::Thing;
use crate::web::{dates, paging};

/// A fair where it is named. Holds nothing of a reader but the language.
#[derive(Debug, Clone)]
pub struct FairCard {
    /// Its address.
    pub href: String,
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// The language of the title.
    pub lang: &'static str,
    /// Where it stands.
    pub stage: FairStage,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// The event's time zone.
    pub event_zone: Tz,
    /// Live postings in it.
    pub postings: i64,
    /// Organizations that offer them.
    pub employers: i64,
}

/// From when until when, the day once where it is the same.
fn span(locale: Locale, (starts_at, ends_at): (Instant, Instant), zone: Tz) -> String {
    let until = match dates::day(starts_at, zone) == dates::day(ends_at, zone) {
        true => dates::time(ends_at, zone),
        false => dates::date_time(locale, ends_at, zone),
    };
    format!("{} – {until}", dates::date_time(locale, starts_at, zone))
}

impl FairCard {
    /// The card of a fair; `texts` holds its own among others, `counts` postings and organizations.
    pub fn new(
        fair: &Fair,
        texts: &[FairText],
        (locale, event_zone): (Locale, Tz),
        counts: (i64, i64),
        now: Instant,
    ) -> Self {
        let text = text_in(texts, &fair.id, locale);
        Self {
            href: fair.href(),
            id: fair.id.to_string(),
            title: text.map(|text| text.title.clone()).unwrap_or_default(),
            lang: text.map_or(locale, |text| text.locale).tag(),
            stage: fair.stage(now),
            starts_at: fair.starts_at,
            ends_at: fair.ends_at,
            event_zone,
            postings: counts.0,
            employers: counts.1,
        }
    }

    /// From when until when, on the reader's clocks.
    pub fn when(&self, page: &Page) -> String {
        span(page.locale, (self.starts_at, self.ends_at), page.time_zone)
    }

    /// The same on the event's clocks, with the zone named; nothing where they show the same.
    pub fn when_there(&self, page: &Page) -> Option<String> {
        let there = span(page.locale, (self.starts_at, self.ends_at), self.event_zone);
        (there != self.when(page)).then(|| format!("{there} ({})", self.event_zone.name()))
    }

    /// The beginning for `<time datetime>`.
    pub fn iso(&self) -> String {
        dates::machine(self.starts_at)
    }
}

/// `/recruitment/fairs`.
#[derive(Template)]
#[template(path = "recruitment/fairs.html")]
pub struct FairsPage {
    page: Page,
    form: FairsForm,
    stages: Vec<Choice>,
    is_narrow: bool,
    cards: Vec<FairCard>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl FairsPage {
    /// One piece of the list.
    pub fn new(page: Page, form: FairsForm, found: paging::Page<FairCard>) -> Self {
        let stage = form.stage(&FairStage::PUBLIC);
        let chosen = stage.map_or("", FairStage::as_str);
        let address =
            |number: String| paging::address("/recruitment/fairs", &[("stage", chosen), ("q", &form.q)], &number);
        let (prev, next) = (found.prev.map(address), found.next.map(address));
        Self {
            stages: stage_choices(&page, &FairStage::PUBLIC, chosen),
            is_narrow: stage.is_some() || !form.q.trim().is_empty(),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            cards: found.items,
            prev,
            next,
            form,
            page,
        }
    }
}

/// The stages to choose from, after one that means any.
pub fn stage_choices(page: &Page, stages: &[FairStage], chosen: &str) -> Vec<Choice> {
    let any = ("", page.t("fair-any-stage"));
    let named = stages.iter().map(|stage| (stage.as_str(), page.t(stage.key())));
    choices(std::iter::once(any).chain(named), chosen)
}

/// What the page of a fair is made of.
pub struct FairView {
    /// The fair.
    pub fair: Fair,
    /// Its texts.
    pub texts: Vec<FairText>,
    /// Its card.
    pub card: FairCard,
    /// Why it was called off.
    pub reason: String,
    /// A page of the organizations that take part.
    pub participants: paging::Page<Participant>,
    /// Its postings.
    pub search: PostingSearch,
    /// Its room; none before it is public.
    pub room: Option<RoomPanel>,
    /// Whether the reader manages it.
    pub can_manage: bool,
}

/// `/recruitment/fairs/{slug}`.
#[derive(Template)]
#[template(path = "recruitment/fair.html")]
pub struct FairPage {
    page: Page,
    card: FairCard,
    introduction: SafeHtml,
    description: String,
    picture: Option<String>,
    reason: String,
    participants: Vec<Participant>,
    employers: i64,
    pager: (Option<String>, Option<String>),
    search: PostingSearch,
    room: Option<RoomPanel>,
    manage: Option<String>,
}

impl FairPage {
    /// The page of a view.
    pub fn new(mut page: Page, view: FairView) -> Self {
        let text = text_in(&view.texts, &view.fair.id, page.locale);
        let description = text.map(|text| markdown::plain(&text.introduction, 160)).unwrap_or_default();
        let (slug, title) = (view.fair.slug.as_str(), view.card.title.as_str());
        page.tell(Thing { kind: "fair", slug, title, description: &description, list: None }, None);
        page.share.is_indexed &= view.fair.state == FairState::Published;
        // The search in the postings stays as it is.
        let (path, form) = (&view.search.path, &view.search.form);
        let address = |number: String| {
            let searched = form.address(path, "1");
            let sign = if searched.ends_with('?') { "" } else { "&" };
            format!("{searched}{sign}employers={number}#employers-title")
        };
        Self {
            pager: (view.participants.prev.map(address), view.participants.next.map(address)),
            employers: i64::try_from(view.participants.total.unwrap_or(0)).unwrap_or(0),
            introduction: text.map(|text| markdown::render(&text.introduction)).unwrap_or_default(),
            description,
            picture: view.fair.picture_file_id.as_ref().map(|id| files::address(id, "fair")),
            manage: view.can_manage.then(|| format!("/organizer/fairs/{}", view.fair.id)),
            card: view.card,
            reason: view.reason,
            participants: view.participants.items,
            search: view.search,
            room: view.room,
            page,
        }
    }

    /// Where the recruiters of an organization are asked.
    fn ask(&self, one: &Participant) -> String {
        format!("/requests/new?desk=recruitment&organization={}", one.employer.slug)
    }
}
