//! The page of the list: the search with its facets.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;

use super::forms::{Facet, READINESS, SearchForm};
use super::model::{Budget, IpStatus, PartnerKind, ProjectKind};
use super::views::ProjectCard;
use crate::saves::Saved;
use crate::search::Facets;
use crate::web::choice::{Choice, first_choice};
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::standards;

/// The list.
#[derive(Template)]
#[template(path = "pairing/projects.html")]
pub struct ProjectsPage {
    /// The frame.
    pub page: Page,
    /// The zone's title.
    pub title: String,
    /// The zone's introduction.
    pub introduction: String,
    /// The sentence about the gate; none while it is open.
    pub gate: Option<String>,
    /// What was asked.
    pub form: SearchForm,
    /// What was found.
    pub found: Arc<Listing>,
    /// What of it the reader saved.
    pub saved: Saved,
    /// Address of the page before.
    pub prev: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
}

/// What a search of the list gives to everybody.
#[derive(Debug)]
pub struct Listing {
    /// Found projects.
    pub cards: Vec<ProjectCard>,
    /// How many there are, as far as they were counted.
    pub total: i64,
    /// Whether there are more.
    pub has_more: bool,
    /// Whether only similar words were found.
    pub is_fuzzy: bool,
    /// The number of the page before.
    pub prev: Option<String>,
    /// The number of the page after.
    pub next: Option<String>,
    /// What one may narrow by.
    pub filters: Vec<Filter>,
}

/// A facet as the form shows it.
#[derive(Debug)]
pub struct Filter {
    /// Its name in the address.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What there is.
    pub options: Vec<Choice>,
}

impl ProjectsPage {
    fn cards(&self) -> Vec<ProjectCard> {
        self.found.cards.iter().cloned().map(|card| card.marked(&self.saved)).collect()
    }

    /// How many were found, in words.
    fn count(&self) -> String {
        match self.found.has_more {
            true => self.page.tf("project-found-over", &[("n", &self.page.number(self.found.total))]),
            false => self.page.tn("project-found", self.found.total),
        }
    }

    fn sorts(&self) -> Vec<Choice> {
        let sorts = [
            ("", "project-sort-best"),
            ("newest", "project-sort-newest"),
            ("ending", "project-sort-ending"),
            ("ready", "project-sort-ready"),
        ];
        sorts.map(|(value, key)| Choice::new(value, self.page.t(key), value == self.form.sort)).to_vec()
    }
}

/// Every facet with what there is, with counts, in the order of its list; where nothing was counted, everything.
pub fn filters_of(form: &SearchForm, facets: &Facets, locale: Locale) -> Vec<Filter> {
    let filter = |facet: &Facet| Filter {
        name: facet.as_str(),
        label: locale.t(label_key(*facet)),
        options: options(*facet, facets.get(facet.in_index()), form.of(*facet), locale),
    };
    Facet::ALL.iter().map(filter).collect()
}

fn options(facet: Facet, counted: Option<&Vec<(String, u64)>>, chosen: &str, locale: Locale) -> Vec<Choice> {
    let counts: Option<HashMap<&str, u64>> =
        counted.map(|counts| counts.iter().map(|(code, count)| (code.as_str(), *count)).collect());
    let option = |(code, name): (&'static str, Cow<'static, str>)| {
        let is_chosen = code == chosen;
        match counts.as_ref().map(|counts| counts.get(code)) {
            Some(None) if !is_chosen => None,
            Some(count) => Some(Choice::new(code, format!("{name} ({})", count.unwrap_or(&0)), is_chosen)),
            None => Some(Choice::new(code, name, is_chosen)),
        }
    };
    let any = std::iter::once(first_choice(locale, "project-any"));
    any.chain(names(facet, locale).into_iter().filter_map(option)).collect()
}

/// The codes of a facet with their names.
fn names(facet: Facet, locale: Locale) -> Vec<(&'static str, Cow<'static, str>)> {
    let keyed = |code: &'static str, key: &str| (code, Cow::Borrowed(locale.t(key)));
    let named =
        |list: &'static [standards::Named]| list.iter().map(|(code, name)| (*code, Cow::Borrowed(*name))).collect();
    match facet {
        Facet::Kind => ProjectKind::ALL.iter().map(|kind| keyed(kind.as_str(), kind.key())).collect(),
        Facet::Partner => PartnerKind::ALL.iter().map(|kind| keyed(kind.as_str(), kind.key())).collect(),
        Facet::Ip => IpStatus::ALL.iter().map(|status| keyed(status.as_str(), status.key())).collect(),
        Facet::Budget => {
            let told = Budget::ALL.iter().filter(|budget| **budget != Budget::Untold);
            told.map(|budget| keyed(budget.as_str(), budget.key())).collect()
        }
        Facet::Field => standards::FIELDS.iter().map(|(code, key)| keyed(code, key)).collect(),
        Facet::Readiness => {
            let name = |band: &str| locale.tf("project-readiness-levels", &[("levels", band)]);
            READINESS.iter().map(|(band, _, _)| (*band, Cow::Owned(name(band)))).collect()
        }
        Facet::Country => named(standards::countries(locale)),
        Facet::Language => named(standards::languages(locale)),
    }
}

fn label_key(facet: Facet) -> &'static str {
    match facet {
        Facet::Kind => "project-kind",
        Facet::Field => "project-field",
        Facet::Readiness => "project-readiness",
        Facet::Country => "project-country",
        Facet::Partner => "project-partner",
        Facet::Budget => "project-budget",
        Facet::Language => "project-language",
        Facet::Ip => "project-ip",
    }
}
