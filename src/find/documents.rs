//! What postings and booths are found by; the other kinds have files of their own. Called by
//! the follower of the index through [`Source`]; gives nothing that a visitor may not read.

use std::sync::Arc;

use super::activities::Activities;
use super::articles::Articles;
use super::fairs::Fairs;
use super::news::News;
use super::pages::Pages;
use super::projects::Projects;
use super::queries::{self, BoothWords, PostingWords};
use super::sessions::Sessions;
use super::speakers::Speakers;
use crate::db::Conn;
use crate::error::AppResult;
use crate::recruitment::postings::model::yearly_salary;
use crate::search::{Document, Source, Text};
use crate::web::i18n::Locale;
use crate::web::{markdown, standards};

/// The kinds, as they stand in `search_changes`.
pub(super) const POSTING: &str = "posting";
pub(super) const BOOTH: &str = "booth";
pub(super) const PROJECT: &str = "project";
pub(super) const FAIR: &str = "fair";
/// How much of a text is read, in characters.
pub(super) const BODY_MAX: usize = 20_000;

/// The sources of everything that can be found.
pub fn sources() -> Vec<Arc<dyn Source>> {
    vec![
        Arc::new(Postings),
        Arc::new(Booths),
        Arc::new(Projects),
        Arc::new(Sessions),
        Arc::new(Speakers),
        Arc::new(Fairs),
        Arc::new(Activities),
        Arc::new(News),
        Arc::new(Articles),
        Arc::new(Pages),
    ]
}

struct Postings;

impl Source for Postings {
    fn kind(&self) -> &'static str {
        POSTING
    }

    fn document(&self, conn: &mut Conn, id: &str) -> AppResult<Option<Document>> {
        let Some((words, texts)) = queries::find_posting_words(conn, id)? else { return Ok(None) };
        let texts = texts.into_iter().filter_map(|(tag, title, body)| {
            let locale = Locale::from_tag(&tag)?;
            let body = format!("{} {}", markdown::plain(&body, BODY_MAX), posting_facts(&words, locale));
            Some(Text { locale, title, body })
        });
        Ok(Some(Document {
            texts: texts.collect(),
            facets: posting_facets(&words, queries::list_fairs_of_posting(conn, id)?),
            numbers: posting_numbers(&words),
            dated: words.opens_at,
            from: (words.state == "scheduled").then_some(words.opens_at),
            until: Some(words.closes_at),
            edition: words.edition_id,
        }))
    }

    fn all_ids(&self, conn: &mut Conn) -> AppResult<Vec<String>> {
        Ok(queries::list_posting_ids(conn)?)
    }
}

/// A field of the second level is also found by its first; a fair by its id.
fn posting_facets(words: &PostingWords, fairs: Vec<String>) -> Vec<(&'static str, String)> {
    let top = words.field.split('.').next().unwrap_or_default();
    let mut facets = vec![
        ("field", words.field.clone()),
        ("type", words.employment_type.clone()),
        ("country", words.country.clone()),
        ("place", words.place_key.clone()),
    ];
    facets.extend(fairs.into_iter().map(|fair| ("fair", fair)));
    if top != words.field {
        facets.push(("field", top.to_owned()));
    }
    if !words.language.is_empty() {
        facets.push(("language", words.language.clone()));
    }
    if words.is_remote {
        facets.push(("remote", "yes".to_owned()));
    }
    facets
}

fn posting_numbers(words: &PostingWords) -> Vec<(&'static str, i64)> {
    let (min, max, unit) = &words.salary;
    let salary = yearly_salary(*min, *max, unit).map(|salary| ("salary", salary));
    let known = [("closes", words.closes_at.and_utc().timestamp()), ("openings", words.openings)];
    known.into_iter().chain(salary).collect()
}

fn posting_facts(words: &PostingWords, locale: Locale) -> String {
    let names = [words.name.as_str(), &words.name_zh, &words.city, &words.city_zh];
    let codes = [
        standards::country_name(locale, &words.country),
        standards::name_of(standards::FIELDS, locale, &words.field),
        standards::name_of(standards::EMPLOYMENT_TYPES, locale, &words.employment_type),
    ];
    joined(names.into_iter().chain(codes))
}

struct Booths;

impl Source for Booths {
    fn kind(&self) -> &'static str {
        BOOTH
    }

    fn document(&self, conn: &mut Conn, id: &str) -> AppResult<Option<Document>> {
        let Some((words, texts, exhibits)) = queries::find_booth_words(conn, id)? else { return Ok(None) };
        let texts = texts.into_iter().filter_map(|(tag, name, tagline, body)| {
            let locale = Locale::from_tag(&tag)?;
            let shown = exhibits.iter().map(|exhibit| match locale {
                // The other name too: a booth that is written in one language shows things that have two.
                Locale::En => joined([exhibit.0.as_str(), &exhibit.2, &exhibit.1]),
                Locale::ZhCn => joined([exhibit.1.as_str(), &exhibit.3, &exhibit.0]),
            });
            let shown = shown.collect::<Vec<_>>().join(" ");
            let body = joined([&*tagline, &markdown::plain(&body, BODY_MAX), &shown, &booth_facts(&words, locale)]);
            Some(Text { locale, title: name, body })
        });
        Ok(Some(Document {
            texts: texts.collect(),
            facets: vec![("country", words.country)],
            numbers: Vec::new(),
            dated: words.updated_at,
            from: None,
            until: None,
            edition: words.edition_id,
        }))
    }

    fn all_ids(&self, conn: &mut Conn) -> AppResult<Vec<String>> {
        Ok(queries::list_booth_ids(conn)?)
    }
}

fn booth_facts(words: &BoothWords, locale: Locale) -> String {
    let stand = words.stand.as_deref().unwrap_or_default();
    joined([words.name.as_str(), &words.name_zh, &words.city, standards::country_name(locale, &words.country), stand])
}

/// The parts that say something, a space between.
pub(super) fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}
