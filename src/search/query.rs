//! What is searched for, and how it is asked of the index. Queries are built by hand: a parser run
//! over mixed tokens finds and highlights stray characters, and trips over `(a+)+$`.

use std::collections::BTreeSet;
use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, EmptyQuery, FuzzyTermQuery, Occur, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::index::Fields;
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

/// A question to the index: which things, and how good each is.
pub(super) struct Question {
    /// What a thing must meet; none where everything is asked for.
    pub finds: Option<Boxed>,
    /// What each adds to how good a thing is that meets it.
    pub weighs: Vec<Boxed>,
}

impl Question {
    /// Asks for all of what was typed; `fuzzy` forgives misspelt words.
    pub fn new(needs: &Needs, fields: &Fields, fuzzy: bool) -> Self {
        if needs.is_open {
            return Self { finds: None, weighs: Vec::new() };
        }
        let asked = if fuzzy { &needs.loose } else { &needs.must };
        let finds = all_of(asked.iter().flat_map(|need| clauses(need, fields, fuzzy)).collect());
        Self { finds: Some(finds), weighs: asked.iter().flat_map(|need| weights(need, fields, fuzzy)).collect() }
    }

    /// Asks for titles that hold all of what was typed so far.
    pub fn of_titles(needs: &Needs, fields: &Fields) -> Self {
        let asked = || needs.must.iter().flat_map(|need| title_clauses(need, fields));
        Self { finds: Some(all_of(asked().collect())), weighs: asked().collect() }
    }
}

/// The questions that a search asks besides its text: one for each bound, and one for its ids.
pub(super) fn bounds(query: &Query, fields: &Fields) -> Vec<Boxed> {
    let ranges = query.ranges.iter().filter_map(|(name, from, to)| range(name, *from, *to, fields));
    let ids = query
        .among
        .as_ref()
        .map(|ids| -> Boxed { Box::new(TermSetQuery::new(ids.iter().map(|id| Term::from_field_text(fields.id, id)))) });
    ranges.chain(ids).collect()
}

fn all_of(mut clauses: Vec<Boxed>) -> Boxed {
    match (clauses.len(), clauses.pop()) {
        (_, None) => Box::new(EmptyQuery),
        (1, Some(only)) => only,
        (_, Some(last)) => {
            clauses.push(last);
            Box::new(BooleanQuery::intersection(clauses))
        }
    }
}

/// What a thing must meet: each field that is asked holds title and body.
fn clauses(need: &Need, fields: &Fields, fuzzy: bool) -> Vec<Boxed> {
    match need {
        Need::Word(_, word) if fuzzy && word.chars().count() > 3 => vec![near(word, fields)],
        Need::Word(stem, _) => vec![exact(fields.stems, stem)],
        Need::Beginning(word) => vec![beginning(word, fields)],
        Need::Run(run) if run.len() < 2 => vec![exact(fields.grams, &String::from_iter(run))],
        Need::Run(run) if fuzzy && run.len() > 2 => vec![most_of(run, fields)],
        Need::Run(run) => pairs(run).map(|pair| exact(fields.grams, &pair)).collect(),
    }
}

/// What a thing is the better for.
fn weights(need: &Need, fields: &Fields, fuzzy: bool) -> Vec<Boxed> {
    let in_both = |all: Field, title: Field, text: &str| [exact(all, text), boosted(exact(title, text), IN_TITLE)];
    match need {
        Need::Word(_, word) if fuzzy && word.chars().count() > 3 => vec![near(word, fields)],
        Need::Word(stem, word) => {
            let both = in_both(fields.stems, fields.title_stems, stem);
            both.into_iter().chain([boosted(exact(fields.words, word), AS_WORD)]).collect()
        }
        Need::Beginning(word) => vec![beginning(word, fields)],
        Need::Run(run) => {
            let text = String::from_iter(run);
            let grams = if run.len() < 2 { vec![text.clone()] } else { pairs(run).collect() };
            let grams = grams.iter().flat_map(|gram| in_both(fields.grams, fields.title_grams, gram));
            grams.chain([boosted(exact(fields.words, &text), AS_WORD)]).collect()
        }
    }
}

/// One wrong character breaks two pairs of a run.
fn most_of(run: &[char], fields: &Fields) -> Boxed {
    let grams: Vec<Boxed> = pairs(run).map(|pair| exact(fields.grams, &pair)).collect();
    let least = grams.len().saturating_sub(2).max(1);
    let grams = grams.into_iter().map(|gram| (Occur::Should, gram)).collect();
    Box::new(BooleanQuery::with_minimum_required_clauses(grams, least))
}

fn title_clauses(need: &Need, fields: &Fields) -> Vec<Boxed> {
    match need {
        Need::Beginning(word) => vec![beginning(word, fields)],
        Need::Word(stem, _) => vec![exact(fields.title_stems, stem)],
        Need::Run(run) if run.len() < 2 => vec![exact(fields.title_grams, &String::from_iter(run))],
        Need::Run(run) => pairs(run).map(|pair| exact(fields.title_grams, &pair)).collect(),
    }
}

fn beginning(word: &str, fields: &Fields) -> Boxed {
    Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(fields.title_typed, word), 0, true))
}

/// One wrong letter in a short word, two in a long one (a swap of neighbours counts as one).
fn near(word: &str, fields: &Fields) -> Boxed {
    let distance = if word.chars().count() > 7 { 2 } else { 1 };
    Box::new(FuzzyTermQuery::new(Term::from_field_text(fields.words, word), distance, true))
}

fn exact(field: Field, text: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn boosted(query: Boxed, by: f32) -> Boxed {
    Box::new(BoostQuery::new(query, by))
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
    is_bounded.then(|| -> Boxed { Box::new(RangeQuery::new(bound(from), bound(to))) })
}
