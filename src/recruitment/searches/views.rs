//! The pages of saved searches.

use askama::Template;

use super::alerts::all_href;
use super::forms::SavedForm;
use super::model::SavedSearch;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppResult, FieldErrors};
use crate::ids::{FairId, SearchId};
use crate::outbox::searches::Rhythm;
use crate::recruitment::fairs::model::text_in;
use crate::recruitment::fairs::queries::list_texts;
use crate::recruitment::postings::forms::SearchForm;
use crate::site::Visit;
use crate::web::choice::{Choice, choices};
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::{standards, text};

/// What a search asks for, in words.
#[derive(Debug, Clone)]
pub struct Asking {
    /// Each filter, in the order of the form; empty where everything is meant.
    pub parts: Vec<String>,
}

impl Asking {
    /// Of a search's form, and of the fair whose postings it searches.
    ///
    /// # Errors
    /// What the database said.
    pub fn load(conn: &mut Conn, visit: &Visit, form: &SearchForm, fair: Option<&FairId>) -> AppResult<Self> {
        let locale = visit.locale;
        let read = form.read();
        let named = |list, code: &Option<String>| {
            code.as_ref().map(|code| standards::name_of(list, locale, code).to_owned()).unwrap_or_default()
        };
        let salary = read.salary_year.map(|year| {
            let least = crate::web::dates::number(year / 100);
            locale.tf("search-part-salary", &[("least", &least)])
        });
        let language = read.language.as_ref().map(|code| standards::language_name(locale, code).to_owned());
        let fair = match fair {
            Some(fair) => {
                let texts = list_texts(conn, std::slice::from_ref(fair))?;
                text_in(&texts, fair, locale).map(|text| text.title.clone()).unwrap_or_default()
            }
            None => String::new(),
        };
        let all = [
            read.text,
            form.place.trim().to_owned(),
            named(standards::FIELDS, &read.field),
            named(standards::EMPLOYMENT_TYPES, &read.kind),
            language.unwrap_or_default(),
            salary.unwrap_or_default(),
            if read.is_remote { locale.t("posting-remote").to_owned() } else { String::new() },
            fair,
        ];
        Ok(Self { parts: all.into_iter().filter(|part| !part.is_empty()).collect() })
    }

    /// What it may be called.
    pub fn suggested_name(&self, locale: Locale) -> String {
        match self.parts.is_empty() {
            true => locale.t("search-everything").to_owned(),
            false => text::clip(&self.parts.join(", "), 80),
        }
    }
}

/// A search in the list.
#[derive(Debug, Clone)]
pub struct SearchEntry {
    id: SearchId,
    name: String,
    asking: Asking,
    rhythm: Rhythm,
    href: String,
    next_at: Option<Instant>,
}

impl SearchEntry {
    /// Of its row.
    ///
    /// # Errors
    /// What the database said.
    pub fn load(conn: &mut Conn, visit: &Visit, search: &SavedSearch) -> AppResult<Self> {
        Ok(Self {
            id: search.id.clone(),
            name: search.name.clone(),
            asking: Asking::load(conn, visit, &search.form(), search.fair_id.as_ref())?,
            rhythm: search.rhythm,
            href: all_href(conn, search)?,
            next_at: search.next_at.filter(|_| search.rhythm != Rhythm::AtOnce),
        })
    }
}

/// `/me/searches`.
#[derive(Template)]
#[template(path = "recruitment/searches.html")]
pub struct SearchesPage {
    /// The frame.
    pub page: Page,
    /// The latest first.
    pub entries: Vec<SearchEntry>,
}

/// The form of a search, new or not.
#[derive(Template)]
#[template(path = "recruitment/search_form.html")]
pub struct SearchFormPage {
    /// The frame.
    pub page: Page,
    /// What was typed, or what stands.
    pub form: SavedForm,
    /// What it asks for.
    pub asking: Asking,
    /// Its id; none for a new one.
    pub id: Option<SearchId>,
    /// Whether another window changed it meanwhile.
    pub is_conflict: bool,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl SearchFormPage {
    fn rhythms(&self) -> Vec<Choice> {
        choices(Rhythm::ALL.iter().map(|rhythm| (rhythm.as_str(), self.page.t(rhythm.key()))), &self.form.rhythm)
    }

    fn action(&self) -> String {
        self.id.as_ref().map_or_else(|| "/me/searches".to_owned(), |id| format!("/me/searches/{id}"))
    }
}
