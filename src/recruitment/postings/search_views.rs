//! The search over postings as pages show it: the form, what was found and the way through it. Drawn
//! by `templates/recruitment/search.html`, on `/recruitment` and on the page of a fair.

use std::sync::Arc;

use super::finding::{find_postings, list_languages};
use super::forms::{Search, SearchForm};
use super::queries;
use super::views::PostingCard;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::FairId;
use crate::saves::{SaveKind, find_saved};
use crate::search;
use crate::site::Visit;
use crate::web::choice::{Choice, choices_by_key, field_choices, first_choice};
use crate::web::page::Page;
use crate::web::paging::PageNumber;
use crate::web::standards;

/// Postings on a page.
const PAGE_SIZE: usize = 20;

/// A search and its answer.
#[derive(Debug, Clone)]
pub struct PostingSearch {
    /// Where the form leads.
    pub path: String,
    /// What was asked.
    pub form: SearchForm,
    /// Whether only similar words were found.
    pub is_fuzzy: bool,
    /// Found postings.
    pub cards: Vec<PostingCard>,
    /// How many there are in all.
    pub total: i64,
    /// The fair whose postings are searched; none for all.
    pub fair: Option<FairId>,
    /// Address of the page before.
    pub prev: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
    /// Languages of work to choose from.
    languages: Arc<Vec<String>>,
}

/// Finds what a form asks for among the live postings of the edition, or of a fair; `path` is the
/// address of the page that shows it.
///
/// # Errors
/// What the database or the index said.
pub fn load_search(
    conn: &mut Conn,
    visit: &Visit,
    index: &search::Search,
    form: SearchForm,
    (path, fair): (String, Option<FairId>),
) -> AppResult<PostingSearch> {
    let number = PageNumber::read(&form.page, PAGE_SIZE);
    let wanted = Search { fair, ..form.read() };
    let shared = visit.shared(conn, "postings", &form.address(&path, &form.page), |conn| {
        let (found, is_fuzzy) = find_postings(conn, visit, index, &wanted, number)?;
        let cards = queries::cards_of(conn, &found.items, visit.locale, visit.now)?;
        Ok((found.map(drop), cards, is_fuzzy))
    })?;
    let languages = visit.shared(conn, "posting-languages", "", |conn| list_languages(conn, visit, index))?;
    let saved = find_saved(conn, visit, SaveKind::Posting)?;
    let (found, cards, is_fuzzy) = &*shared;
    Ok(PostingSearch {
        is_fuzzy: *is_fuzzy,
        cards: cards.iter().cloned().map(|card| card.marked(&saved)).collect(),
        total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
        prev: found.prev.as_ref().map(|page| form.address(&path, page)),
        next: found.next.as_ref().map(|page| form.address(&path, page)),
        languages,
        fair: wanted.fair,
        form,
        path,
    })
}

impl PostingSearch {
    /// The fields of science.
    pub fn fields(&self, page: &Page) -> Vec<Choice> {
        field_choices(page, &self.form.field, "posting-any-field")
    }

    /// The types of employment.
    pub fn kinds(&self, page: &Page) -> Vec<Choice> {
        choices_by_key(page, standards::EMPLOYMENT_TYPES, &self.form.kind, "posting-any-type")
    }

    /// The languages of work that live postings name.
    pub fn language_choices(&self, page: &Page) -> Vec<Choice> {
        let named = self.languages.iter().map(|code| Choice {
            value: code.clone(),
            label: standards::language_name(page.locale, code).to_owned(),
            is_chosen: *code == self.form.language,
        });
        std::iter::once(first_choice(page.locale, "posting-any-language")).chain(named).collect()
    }

    /// The orders.
    pub fn sorts(&self, page: &Page) -> Vec<Choice> {
        let sorts = [
            ("", "posting-sort-best"),
            ("newest", "posting-sort-newest"),
            ("closing", "posting-sort-closing"),
            ("openings", "posting-sort-openings"),
        ];
        let choice = |(value, key): (&str, &str)| Choice {
            value: value.to_owned(),
            label: page.t(key).to_owned(),
            is_chosen: value == self.form.sort,
        };
        sorts.into_iter().map(choice).collect()
    }

    /// Where this search is saved.
    pub fn save_href(&self) -> String {
        let address = self.form.address("/me/searches/new", "1");
        match &self.fair {
            Some(fair) => format!("{address}&fair={fair}"),
            None => address,
        }
    }

    /// Whether there is nothing, whatever one asks.
    pub fn is_void(&self) -> bool {
        self.cards.is_empty() && !self.form.is_narrowed()
    }
}
