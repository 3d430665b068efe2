//! The search page and its suggestions.

use askama::Template;

use super::kinds::Kind;
use crate::search::Piece;
use crate::web::page::Page;
use crate::web::paging;

/// One hit with what the page says about it.
#[derive(Debug, Clone)]
pub struct FoundThing {
    /// Where it stands.
    pub href: String,
    /// Its kind.
    pub kind: &'static str,
    /// The language of its text.
    pub lang: &'static str,
    /// Its title, with marks.
    pub title: Vec<Piece>,
    /// Part of its text, with marks.
    pub excerpt: Vec<Piece>,
    /// The organization it belongs to, or the topic of an article.
    pub organization: String,
    /// Exhibits of a booth that are called so, with marks.
    pub exhibits: Vec<Vec<Piece>>,
}

/// A kind that was found.
#[derive(Debug, Clone)]
pub struct FoundKind {
    /// Which.
    pub kind: &'static Kind,
    /// How many hits it has.
    pub total: i64,
    /// The best of them.
    pub things: Vec<FoundThing>,
}

/// What of an answer is shown.
#[derive(Debug, Clone)]
pub enum Shown {
    /// The best of each kind.
    Kinds,
    /// A page of one kind.
    Page {
        /// Its hits.
        things: Vec<FoundThing>,
        /// Page before.
        prev: Option<String>,
        /// Page after.
        next: Option<String>,
    },
}

/// The answer to a search.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The kinds that were found, in the order of the zones.
    pub found: Vec<FoundKind>,
    /// Whether similar words were taken.
    pub is_fuzzy: bool,
    /// What is shown.
    pub shown: Shown,
}

impl Answer {
    /// How many hits there are of all kinds.
    fn all(&self) -> i64 {
        self.found.iter().map(|of_kind| of_kind.total).sum()
    }
}

/// `/search`.
#[derive(Template)]
#[template(path = "find/index.html")]
pub struct SearchPage {
    /// The frame.
    pub page: Page,
    /// What was typed.
    pub q: String,
    /// The kind it is narrowed to.
    pub kind: Option<&'static Kind>,
    /// Nothing until something was typed.
    pub answer: Option<Answer>,
}

impl SearchPage {
    /// How many hits there are of what is shown.
    fn total(&self, answer: &Answer) -> i64 {
        match self.kind {
            None => answer.all(),
            Some(kind) => answer.found.iter().filter(|one| one.kind.name == kind.name).map(|one| one.total).sum(),
        }
    }

    /// All kinds and those that were found, each with its address, its name and its count.
    fn kinds(&self, answer: &Answer) -> Vec<(String, String, bool)> {
        let all = (self.address(""), self.page.tn("find-all", answer.all()), self.kind.is_none());
        let each = answer.found.iter().map(|of_kind| {
            let words = self.page.tn(of_kind.kind.count_key, of_kind.total);
            (self.address(of_kind.kind.name), words, self.kind.is_some_and(|kind| kind.name == of_kind.kind.name))
        });
        std::iter::once(all).chain(each).collect()
    }

    /// The address of all hits of a kind.
    fn address(&self, kind: &str) -> String {
        paging::address("/search", &[("q", &self.q), ("kind", kind)], "")
    }

    /// The address of a page of these hits.
    fn turned(&self, number: &Option<String>) -> Option<String> {
        let kind = self.kind.map_or("", |kind| kind.name);
        number.as_ref().map(|number| paging::address("/search", &[("q", &self.q), ("kind", kind)], number))
    }

    /// The zones that have pages.
    fn zones(&self) -> Vec<(&'static str, &str)> {
        self.page.zones.iter().filter_map(|zone| Some((zone.href?, zone.title.as_str()))).collect()
    }
}

/// A kind with how many hits it has.
pub type KindCount = (&'static Kind, i64);

/// `/search/suggestions`.
#[derive(Template)]
#[template(path = "find/suggestions.html")]
pub struct Suggestions {
    /// The frame, for its language.
    pub page: Page,
    /// What was typed so far.
    pub q: String,
    /// What is called so.
    pub things: Vec<FoundThing>,
    /// Kinds that have hits, with how many.
    pub kinds: Vec<KindCount>,
}

impl Suggestions {
    fn count(&self) -> i64 {
        (self.things.len() + self.kinds.len()) as i64
    }

    /// The addresses of all hits of the kinds, with their counts in words.
    fn of_kinds(&self) -> Vec<(String, String)> {
        let line = |(kind, count): &KindCount| {
            let address = paging::address("/search", &[("q", &self.q), ("kind", kind.name)], "");
            (address, self.page.tn(kind.count_key, *count))
        };
        self.kinds.iter().map(line).collect()
    }

    /// The icon and the name of a kind.
    fn kind_of(&self, name: &str) -> (&'static str, &'static str) {
        super::kinds::find_kind(name).map_or(("search", ""), |kind| (kind.icon, self.page.t(kind.key)))
    }
}
