//! The page of the list: the search with its facets.

use askama::Template;

use super::forms::{Facet, READINESS, SearchForm};
use super::model::{Budget, IpStatus, PartnerKind, ProjectKind};
use super::views::ProjectCard;
use crate::search::Facets;
use crate::web::choice::{Choice, first_choice};
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
    /// Found projects.
    pub cards: Vec<ProjectCard>,
    /// How many there are, as far as they were counted.
    pub total: i64,
    /// Whether there are more.
    pub has_more: bool,
    /// Whether only similar words were found.
    pub is_fuzzy: bool,
    /// Values with their counts.
    pub facets: Facets,
    /// Address of the page before.
    pub prev: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
}

impl ProjectsPage {
    /// How many were found, in words.
    fn found(&self) -> String {
        match self.has_more {
            true => self.page.tf("project-found-over", &[("n", &self.page.number(self.total))]),
            false => self.page.tn("project-found", self.total),
        }
    }

    /// Every facet with its name in the address, its label and its options.
    fn filters(&self) -> Vec<(&'static str, &'static str, Vec<Choice>)> {
        Facet::ALL.iter().map(|facet| (facet.as_str(), self.page.t(label_key(*facet)), self.options(*facet))).collect()
    }

    /// What there is, with counts, in the order of its list; where nothing was counted, everything.
    fn options(&self, facet: Facet) -> Vec<Choice> {
        let counts = self.facets.get(facet.in_index());
        let chosen = self.form.of(facet);
        let option = |(code, name): (String, String)| {
            let count = counts.and_then(|counts| counts.iter().find(|(value, _)| *value == code)).map(|found| found.1);
            let is_chosen = code == chosen;
            match (counts, count) {
                (Some(_), None) if !is_chosen => None,
                (Some(_), count) => Some(Choice::new(code, format!("{name} ({})", count.unwrap_or(0)), is_chosen)),
                (None, _) => Some(Choice::new(code, name, is_chosen)),
            }
        };
        let any = std::iter::once(first_choice(&self.page, "project-any"));
        any.chain(self.names(facet).into_iter().filter_map(option)).collect()
    }

    /// The codes of a facet with their names.
    fn names(&self, facet: Facet) -> Vec<(String, String)> {
        let page = &self.page;
        let keyed = |code: &str, key: &str| (code.to_owned(), page.t(key).to_owned());
        let named = |list: &[standards::Named]| {
            list.iter().map(|(code, name)| ((*code).to_owned(), (*name).to_owned())).collect()
        };
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
                let name = |band: &str| page.tf("project-readiness-levels", &[("levels", band)]);
                READINESS.iter().map(|(band, _, _)| ((*band).to_owned(), name(band))).collect()
            }
            Facet::Country => named(standards::countries(page.locale)),
            Facet::Language => named(standards::languages(page.locale)),
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
