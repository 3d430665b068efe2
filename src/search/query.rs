//! What is searched for, and how it is asked of the index. Queries are built by hand: a parser run
//! over mixed tokens finds and highlights stray characters, and trips over `(a+)+$`.

use std::collections::BTreeSet;
use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, EmptyQuery, FuzzyTermQuery, Occur, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::document::EVERY_EDITION;
use super::index::{Fields, facet_text};
use super::words::{Token, cut, jieba_words, pairs, stem};
use crate::clock::Instant;
use crate::web::i18n::Locale;

/// Longest text that is searched for, in characters; the rest is passed over.
const TEXT_MAX: usize = 200;
/// Most words that are searched for; the rest is passed over.
const NEEDS_MAX: usize = 20;
/// How much more a word weighs in the title, and as a whole word.
const IN_TITLE: f32 = 4.0;
const AS_WORD: f32 = 2.0;
/// Words of English that alone tell nothing; they are asked for only when nothing else is.
const EMPTY_WORDS: &[&str] =
    &["a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with"];

/// The order of the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best first; without a text, the newest.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
    /// By a number of the documents, the smallest first; those without it last.
    Lowest(&'static str),
    /// By a number of the documents, the greatest first; those without it last.
    Highest(&'static str),
}

impl Sort {
    /// The column and whether its smallest comes first; none for the best first.
    pub(super) fn column(self, has_text: bool) -> Option<(String, bool)> {
        match self {
            Self::Relevance if has_text => None,
            Self::Relevance | Self::Newest => Some(("dated".to_owned(), false)),
            Self::Lowest(name) => Some((format!("numbers.{name}"), true)),
            Self::Highest(name) => Some((format!("numbers.{name}"), false)),
        }
    }
}

/// A search.
#[derive(Debug, Clone)]
pub struct Query {
    /// What was typed; empty finds everything.
    pub text: String,
    /// Now: things that the clock has not opened yet, or has closed, are not found.
    pub now: Instant,
    /// Only things of this edition.
    pub edition: Option<String>,
    /// Facets that must have one of the values; an empty list of values asks for nothing. The
    /// kind is the facet `kind`.
    pub filters: Vec<(&'static str, Vec<String>)>,
    /// Numbers that must lie between, both ends included; things without the number are left out.
    pub ranges: Vec<(&'static str, Option<i64>, Option<i64>)>,
    /// Only things of these ids; none asks for nothing.
    pub among: Option<Vec<String>>,
    /// Facets whose values are counted, each as if it were not filtered by.
    pub count: Vec<&'static str>,
    /// The order.
    pub sort: Sort,
    /// How many hits to pass over.
    pub offset: usize,
    /// How many hits to give; at least one.
    pub limit: usize,
    /// The language whose text is shown in hits where it says what was searched for.
    pub locale: Locale,
    /// Things that changed meanwhile, kind and id: an answer by kinds names those of them that it counts.
    pub waiting: BTreeSet<(String, String)>,
}

impl Query {
    /// The first 20 of everything in an edition, of every kind.
    pub fn of_edition(edition: impl Into<String>, now: Instant, locale: Locale) -> Self {
        Self {
            text: String::new(),
            now,
            edition: Some(edition.into()),
            filters: Vec::new(),
            ranges: Vec::new(),
            among: None,
            count: Vec::new(),
            sort: Sort::Relevance,
            offset: 0,
            limit: 20,
            locale,
            waiting: BTreeSet::new(),
        }
    }
}

/// One thing that must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Need {
    /// A word: its stem, and as it was typed.
    Word(String, String),
    /// A word of a script without spaces.
    Run(Vec<char>),
    /// What a word begins with, as it was typed.
    Beginning(String),
}

/// What a typed text asks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Needs {
    /// Whether nothing but spaces was typed: everything is found.
    pub is_open: bool,
    /// Must be there.
    pub must: Vec<Need>,
    /// What is looked for when that is nowhere: runs stay whole, since one wrong character cuts them otherwise.
    pub loose: Vec<Need>,
}

impl Needs {
    /// Reads what was typed.
    pub fn of(text: &str) -> Self {
        let typed: String = text.trim().chars().take(TEXT_MAX).collect();
        let (mut full, mut empty, mut loose) = (Vec::new(), Vec::new(), Vec::new());
        for token in cut(&typed) {
            let word = token.text();
            if token.is_run {
                loose.push(Need::Run(token.chars));
                for run in runs(&word) {
                    let target = if run.len() > 1 { &mut full } else { &mut empty };
                    target.push(Need::Run(run));
                }
            } else if EMPTY_WORDS.contains(&word.as_str()) {
                empty.push(Need::Word(word.clone(), word));
            } else {
                loose.push(Need::Word(stem(&word), word.clone()));
                full.push(Need::Word(stem(&word), word));
            }
        }
        let mut must = if full.is_empty() { empty } else { full };
        must.truncate(NEEDS_MAX);
        loose.truncate(NEEDS_MAX);
        let loose = if loose.is_empty() { must.clone() } else { loose };
        Self { is_open: typed.is_empty(), must, loose }
    }

    /// Reads what was typed so far: of the last word the rest may be missing. Runs are taken as they stand, since
    /// half a word is no word of the dictionary.
    pub fn so_far(text: &str) -> Self {
        let typed: String = text.trim().chars().take(TEXT_MAX).collect();
        let tokens = cut(&typed);
        let last = tokens.len().saturating_sub(1);
        let need = |(place, token): (usize, Token)| match token.is_run {
            true => Need::Run(token.chars),
            false if place == last => Need::Beginning(token.text()),
            false => Need::Word(stem(&token.text()), token.text()),
        };
        let must = tokens.into_iter().enumerate().take(NEEDS_MAX).map(need).collect();
        Self { is_open: typed.is_empty(), must, loose: Vec::new() }
    }
}

/// The words of a run; neighbours that jieba leaves single are taken together, since a name it does
/// not know falls into single characters.
fn runs(run: &str) -> Vec<Vec<char>> {
    let mut runs: Vec<Vec<char>> = Vec::new();
    let mut is_single = false;
    for word in jieba_words(run) {
        let chars: Vec<char> = word.chars().collect();
        let joins = is_single && chars.len() == 1;
        is_single = chars.len() == 1;
        match runs.last_mut() {
            Some(last) if joins => last.extend(chars),
            _ => runs.push(chars),
        }
    }
    runs
}

type Boxed = Box<dyn tantivy::query::Query>;

/// Builds the question to the index. `without` names a facet whose filter is left out, so that its
/// values can be counted; `fuzzy` forgives misspelt words.
pub(super) fn build(query: &Query, needs: &Needs, fields: &Fields, without: Option<&str>, fuzzy: bool) -> Boxed {
    let asked: Vec<Boxed> = match needs.is_open {
        true => vec![Box::new(AllQuery)],
        false if fuzzy => needs.loose.iter().map(|need| need_query(need, fields, true)).collect(),
        false => needs.must.iter().map(|need| need_query(need, fields, false)).collect(),
    };
    within(query, asked, fields, without)
}

/// The question for titles that hold all of what was typed so far.
pub(super) fn build_titles(query: &Query, needs: &Needs, fields: &Fields) -> Boxed {
    let asked = needs.must.iter().map(|need| title_query(need, fields)).collect();
    within(query, asked, fields, None)
}

/// All that is asked for, within the edition, the time and the filters of a search.
fn within(query: &Query, asked: Vec<Boxed>, fields: &Fields, without: Option<&str>) -> Boxed {
    if asked.is_empty() {
        return Box::new(EmptyQuery);
    }
    let mut all = asked;
    if let Some(edition) = &query.edition {
        let both = [edition.as_str(), EVERY_EDITION].map(|one| exact(fields.edition, one));
        all.push(unscored(Box::new(BooleanQuery::union(both.into()))));
    }
    let now = query.now.and_utc().timestamp();
    let at = |field, value| Bound::Included(Term::from_field_i64(field, value));
    all.push(unscored(Box::new(RangeQuery::new(Bound::Unbounded, at(fields.from, now)))));
    all.push(unscored(Box::new(RangeQuery::new(at(fields.until, now + 1), Bound::Unbounded))));
    for (name, values) in &query.filters {
        if without == Some(name) {
            continue;
        }
        if let [value] = values.as_slice() {
            // One term is read along, a set of terms is read whole first.
            all.push(unscored(exact(fields.facets, &facet_text(name, value))));
        } else if !values.is_empty() {
            let terms = values.iter().map(|value| Term::from_field_text(fields.facets, &facet_text(name, value)));
            all.push(unscored(Box::new(TermSetQuery::new(terms))));
        }
    }
    if let Some(ids) = &query.among {
        let terms = ids.iter().map(|id| Term::from_field_text(fields.id, id));
        all.push(unscored(Box::new(TermSetQuery::new(terms))));
    }
    for (name, from, to) in &query.ranges {
        all.extend(range(name, *from, *to, fields));
    }
    Box::new(BooleanQuery::intersection(all))
}

fn need_query(need: &Need, fields: &Fields, fuzzy: bool) -> Boxed {
    match need {
        Need::Word(_, word) if fuzzy && word.chars().count() > 3 => near(word, fields),
        Need::Word(stem, word) => {
            let whole: Boxed = Box::new(BoostQuery::new(exact(fields.words, word), AS_WORD));
            let stem = either(fields.title_words, fields.body_words, stem);
            Box::new(BooleanQuery::new(vec![(Occur::Must, stem), (Occur::Should, whole)]))
        }
        Need::Beginning(word) => beginning(word, fields),
        Need::Run(run) if run.len() < 2 => either(fields.title_grams, fields.body_grams, &String::from_iter(run)),
        Need::Run(run) if fuzzy && run.len() > 2 => most_of(run, fields),
        Need::Run(run) => {
            let text = String::from_iter(run);
            let grams = pairs(run).map(|pair| (Occur::Must, either(fields.title_grams, fields.body_grams, &pair)));
            let whole: Boxed = Box::new(BoostQuery::new(exact(fields.words, &text), AS_WORD));
            Box::new(BooleanQuery::new(grams.chain([(Occur::Should, whole)]).collect()))
        }
    }
}

/// One wrong character breaks two pairs of a run.
fn most_of(run: &[char], fields: &Fields) -> Boxed {
    let grams: Vec<Boxed> = pairs(run).map(|pair| either(fields.title_grams, fields.body_grams, &pair)).collect();
    let least = grams.len().saturating_sub(2).max(1);
    let grams = grams.into_iter().map(|gram| (Occur::Should, gram)).collect();
    Box::new(BooleanQuery::with_minimum_required_clauses(grams, least))
}

fn title_query(need: &Need, fields: &Fields) -> Boxed {
    match need {
        Need::Beginning(word) => beginning(word, fields),
        Need::Word(stem, _) => exact(fields.title_words, stem),
        Need::Run(run) if run.len() < 2 => exact(fields.title_grams, &String::from_iter(run)),
        Need::Run(run) => {
            Box::new(BooleanQuery::intersection(pairs(run).map(|pair| exact(fields.title_grams, &pair)).collect()))
        }
    }
}

fn beginning(word: &str, fields: &Fields) -> Boxed {
    Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(fields.title_typed, word), 0, true))
}

fn either(title: Field, body: Field, text: &str) -> Boxed {
    let in_title: Boxed = Box::new(BoostQuery::new(exact(title, text), IN_TITLE));
    Box::new(BooleanQuery::union(vec![in_title, exact(body, text)]))
}

/// One wrong letter in a short word, two in a long one (a swap of neighbours counts as one).
fn near(word: &str, fields: &Fields) -> Boxed {
    let distance = if word.chars().count() > 7 { 2 } else { 1 };
    Box::new(FuzzyTermQuery::new(Term::from_field_text(fields.words, word), distance, true))
}

fn exact(field: Field, text: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

/// A filter says nothing about how good a hit is.
fn unscored(query: Boxed) -> Boxed {
    Box::new(BoostQuery::new(query, 0.0))
}

fn range(name: &str, from: Option<i64>, to: Option<i64>, fields: &Fields) -> Option<Boxed> {
    let bound = |value: Option<i64>| {
        value.map_or(Bound::Unbounded, |value| {
            let mut term = Term::from_field_json_path(fields.numbers, name, false);
            term.append_type_and_fast_value(value);
            Bound::Included(term)
        })
    };
    let is_bounded = from.is_some() || to.is_some();
    is_bounded.then(|| unscored(Box::new(RangeQuery::new(bound(from), bound(to)))))
}
