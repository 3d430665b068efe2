//! Pages of postings, with finished values.

use askama::Template;

use super::model::{ApplyBy, PostingFacts, PostingState, PostingText, text_in};
use super::queries::PostingRow;
use super::search_views::PostingSearch;
use super::share_queries::EmployerSign;
use crate::clock::Instant;
use crate::ids::PostingId;
use crate::recruitment::fairs::FairCard;
use crate::saves::Saved;
use crate::web::i18n::Locale;
use crate::web::markdown::{self, SafeHtml};
use crate::web::page::Page;
use crate::web::{dates, standards};

/// A posting in a list.
#[derive(Debug, Clone)]
pub struct PostingCard {
    /// Its id.
    pub id: PostingId,
    /// Whether the reader saved it; none where nobody can.
    pub saved: Option<bool>,
    /// Its address.
    pub href: String,
    /// Title.
    pub title: String,
    /// The language of the title.
    pub lang: &'static str,
    /// Who offers it.
    pub organization: String,
    /// City and country.
    pub place: String,
    /// Pay, or empty.
    pub salary: String,
    /// Full time, internship.
    pub kind: &'static str,
    /// The field's name.
    pub field: String,
    /// Whether it may be done from elsewhere.
    pub is_remote: bool,
    /// When it opened.
    pub opens_at: Instant,
    /// When it closes.
    pub closes_at: Instant,
    /// The state by the clock.
    pub state: PostingState,
}

impl PostingCard {
    /// The same, with whether the reader saved it.
    #[must_use]
    pub fn marked(self, saved: &Saved) -> Self {
        Self { saved: saved.of(&self.id), ..self }
    }
}

/// City and country in the reader's language.
pub fn place(facts: &PostingFacts, locale: Locale) -> String {
    standards::place(locale, (&facts.city, &facts.city_zh), &facts.country)
}

/// Pay in words; empty where none is told.
pub fn salary(facts: &PostingFacts, locale: Locale) -> String {
    salary_words(locale, (facts.salary_min, facts.salary_max), &facts.salary_currency, &facts.salary_unit)
}

/// The lowest and the highest pay, in hundredths, in words; empty where none is told.
pub fn salary_words(locale: Locale, range: (Option<i64>, Option<i64>), currency: &str, unit: &str) -> String {
    let amount = |hundredths: i64| dates::number(hundredths / 100);
    let unit = standards::name_of(standards::SALARY_UNITS, locale, unit);
    let common = [("currency", currency), ("unit", unit)];
    let word = |key: &str, least: &str, most: &str| {
        let values: Vec<(&'static str, &str)> = common.into_iter().chain([("min", least), ("max", most)]).collect();
        locale.tf(key, &values)
    };
    match range {
        (None, None) => String::new(),
        (Some(min), Some(max)) if min != max => word("posting-salary-range", &amount(min), &amount(max)),
        (Some(min), Some(_)) => word("posting-salary-exact", &amount(min), ""),
        (Some(min), None) => word("posting-salary-from", &amount(min), ""),
        (None, Some(max)) => word("posting-salary-up-to", "", &amount(max)),
    }
}

/// Who offers what where, on one line.
pub fn in_short(card: &PostingCard) -> String {
    let parts = [card.organization.as_str(), &card.place, card.kind, &card.salary];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The card of a row; `texts` holds those of its revision among others.
pub fn card(row: &PostingRow, texts: &[PostingText], locale: Locale, now: Instant) -> PostingCard {
    let (posting, facts, employer) = row;
    let own: Vec<PostingText> = texts.iter().filter(|text| text.revision == facts.id).cloned().collect();
    let text = text_in(&own, locale);
    let kind = standards::EMPLOYMENT_TYPES.iter().find(|(code, _)| *code == facts.employment_type);
    PostingCard {
        id: posting.id.clone(),
        saved: None,
        href: format!("/recruitment/postings/{}", posting.slug),
        title: text.map(|text| text.title.clone()).unwrap_or_default(),
        lang: text.map_or(locale, |text| text.locale).tag(),
        organization: employer.name_in(locale).to_owned(),
        place: place(facts, locale),
        salary: salary(facts, locale),
        kind: kind.map_or("", |(_, key)| locale.t(key)),
        field: standards::name_of(standards::FIELDS, locale, &facts.field).to_owned(),
        is_remote: facts.is_remote,
        opens_at: posting.opens_at,
        closes_at: posting.closes_at,
        state: posting.state_at(now),
    }
}

/// The search.
#[derive(Template)]
#[template(path = "recruitment/postings.html")]
pub struct PostingsPage {
    /// The frame.
    pub page: Page,
    /// The zone's title.
    pub title: String,
    /// The zone's introduction.
    pub introduction: String,
    /// The sentence about the gate; none while it is open.
    pub gate: Option<String>,
    /// What was asked and found.
    pub search: PostingSearch,
    /// The fairs that are on or ahead.
    pub fairs: Vec<FairCard>,
    /// Whether the edition has fairs at all, perhaps past ones.
    pub has_fairs: bool,
}

/// What a posting's page says about applying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applying {
    /// The form here.
    Here,
    /// The organization's own address.
    Link(String),
    /// There is an application already, here.
    Sent(String),
    /// Not now: the sentence.
    Closed(&'static str),
}

/// A posting.
#[derive(Template)]
#[template(path = "recruitment/posting.html")]
pub struct PostingPage {
    /// The frame.
    pub page: Page,
    /// The same facts as in lists.
    pub card: PostingCard,
    /// The address that applications are sent to.
    pub slug: String,
    /// The text.
    pub body: SafeHtml,
    /// Level of education, or empty.
    pub education: String,
    /// Language of work, or empty.
    pub language: String,
    /// People sought.
    pub openings: i64,
    /// Days in which an answer is promised; 0 where nothing is promised.
    pub response_days: i64,
    /// How many of a hundred answers of the organization came in time; none from fewer than five.
    pub kept: Option<i64>,
    /// Whether applicants stay without a name until they are shortlisted.
    pub is_anonymous: bool,
    /// Address of the organization's booth.
    pub booth: Option<String>,
    /// How one applies.
    pub applying: Applying,
    /// Whether this is the organization's own view, with the way to edit.
    pub manage: Option<String>,
    /// Where its recruiters are asked.
    pub ask: String,
    /// The fairs that it is part of.
    pub fairs: Vec<FairCard>,
    /// Similar postings.
    pub similar: Vec<PostingCard>,
}

/// What the page of a posting is made of; see `handlers.rs`.
#[derive(Debug, Clone)]
pub struct PostingView {
    /// The posting.
    pub row: PostingRow,
    /// Its texts.
    pub texts: Vec<PostingText>,
    /// Its card.
    pub card: PostingCard,
    /// What its organization is known by.
    pub sign: EmployerSign,
    /// How one applies.
    pub applying: Applying,
    /// Whether the reader manages it.
    pub can_manage: bool,
    /// Whether everybody reads it.
    pub is_public: bool,
    /// Whether 410 is to be answered.
    pub is_gone: bool,
    /// The fairs that it is part of.
    pub fairs: Vec<FairCard>,
    /// Similar ones.
    pub similar: Vec<PostingCard>,
    /// How many of a hundred answers of the organization came in time.
    pub kept: Option<i64>,
}

impl PostingPage {
    /// The page of a view.
    pub fn new(mut page: Page, view: PostingView) -> Self {
        super::share::tell(&mut page, &view);
        let (posting, facts, employer) = view.row;
        let body = text_in(&view.texts, page.locale).map(|text| markdown::render(&text.body)).unwrap_or_default();
        let named = |code: &str, name: &str| if code.is_empty() { String::new() } else { name.to_owned() };
        let education = standards::name_of(standards::EDUCATION_LEVELS, page.locale, &facts.education);
        let language = standards::language_name(page.locale, &facts.language);
        Self {
            card: view.card,
            body,
            education: named(&facts.education, education),
            language: named(&facts.language, language),
            openings: facts.openings,
            response_days: if posting.apply_by == ApplyBy::Here { posting.response_days } else { 0 },
            kept: view.kept.filter(|_| posting.apply_by == ApplyBy::Here),
            is_anonymous: posting.is_anonymous,
            booth: view.sign.booth,
            applying: view.applying,
            manage: view.can_manage.then(|| format!("/organizations/{}/postings/{}/edit", employer.slug, posting.id)),
            ask: format!("/requests/new?desk=recruitment&organization={}", employer.slug),
            fairs: view.fairs,
            similar: view.similar,
            slug: posting.slug,
            page,
        }
    }
}
