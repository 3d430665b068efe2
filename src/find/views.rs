//! The search page.

use askama::Template;
use url::form_urlencoded::Serializer;

use super::documents::{BOOTH, FAIR, POSTING, PROJECT};
use crate::activities::model::ACTIVITY;
use crate::forum::sessions::model::SESSION;
use crate::news::model::NEWS;
use crate::search::Piece;
use crate::service::articles::queries::ARTICLE;
use crate::web::page::Page;

/// What the page says of a kind.
pub struct Kind {
    /// As it stands in the index.
    pub name: &'static str,
    count_key: &'static str,
    key: &'static str,
    icon: &'static str,
}

impl Kind {
    const fn of(name: &'static str, count_key: &'static str, key: &'static str, icon: &'static str) -> Self {
        Self { name, count_key, key, icon }
    }
}

/// The kinds in the order of the zones.
pub static KINDS: [Kind; 8] = [
    Kind::of(BOOTH, "find-booths", "find-kind-booth", "store"),
    Kind::of(PROJECT, "find-projects", "find-kind-project", "handshake"),
    Kind::of(POSTING, "find-postings", "find-kind-posting", "briefcase"),
    Kind::of(SESSION, "find-sessions", "find-kind-session", "presentation"),
    Kind::of(FAIR, "find-fairs", "find-kind-fair", "calendar"),
    Kind::of(ACTIVITY, "find-activities", "find-kind-activity", "users"),
    Kind::of(NEWS, "find-news", "find-kind-news", "newspaper"),
    Kind::of(ARTICLE, "find-articles", "find-kind-article", "life-buoy"),
];

/// One hit with what the page says about it.
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
}

/// The answer to a search.
pub struct Answer {
    /// Hits of this page.
    pub things: Vec<FoundThing>,
    /// How many there are in all.
    pub total: i64,
    /// How many of each kind.
    pub kinds: Vec<(String, u64)>,
    /// Whether similar words were taken.
    pub is_fuzzy: bool,
    /// Page before.
    pub prev: Option<String>,
    /// Page after.
    pub next: Option<String>,
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
    pub kind: Option<&'static str>,
    /// Nothing until something was typed.
    pub answer: Option<Answer>,
}

impl SearchPage {
    /// The kinds that were found, each with its address, its name and its count.
    fn kinds(&self, answer: &Answer) -> Vec<(String, String, bool)> {
        let total =
            |kind: &str| answer.kinds.iter().find(|(name, _)| name == kind).map_or(0, |(_, count)| *count as i64);
        let all = (
            self.address("", ""),
            self.page.tn("find-all", KINDS.iter().map(|kind| total(kind.name)).sum::<i64>()),
            self.kind.is_none(),
        );
        let each = KINDS.iter().map(|kind| {
            let words = self.page.tn(kind.count_key, total(kind.name));
            (self.address(kind.name, ""), words, self.kind == Some(kind.name))
        });
        std::iter::once(all).chain(each).collect()
    }

    /// The address of a page of these hits.
    fn turned(&self, number: &Option<String>) -> Option<String> {
        number.as_ref().map(|number| self.address(self.kind.unwrap_or_default(), number))
    }

    fn address(&self, kind: &str, number: &str) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in [("q", self.q.as_str()), ("kind", kind), ("page", number)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        format!("/search?{}", query.finish())
    }

    /// The icon and the name of a kind.
    fn kind_of(&self, name: &str) -> (&'static str, &'static str) {
        let kind = KINDS.iter().find(|kind| kind.name == name);
        kind.map_or(("search", ""), |kind| (kind.icon, self.page.t(kind.key)))
    }
}
