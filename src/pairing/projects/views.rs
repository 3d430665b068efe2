//! A project in lists, with finished values. The list's page is in `index_views`, a project's own in
//! `show_views`.

use super::listing::ProjectRow;
use super::model::{ProjectFacts, ProjectState, ProjectText, text_in};
use crate::clock::Instant;
use crate::ids::ProjectId;
use crate::pairing::codes;
use crate::saves::Saved;
use crate::web::i18n::Locale;
use crate::web::standards;

/// Most characters of a teaser in a list.
const TEASER_SHOWN: usize = 220;

/// A project in a list.
#[derive(Debug, Clone)]
pub struct ProjectCard {
    /// Its id.
    pub id: ProjectId,
    /// Whether the reader saved it; none where nobody can.
    pub saved: Option<bool>,
    /// Its address.
    pub href: String,
    /// Title.
    pub title: String,
    /// The language of title and teaser.
    pub lang: &'static str,
    /// The beginning of the teaser.
    pub teaser: String,
    /// Whose it is.
    pub organization: String,
    /// City and country.
    pub place: String,
    /// What it is after.
    pub kind: &'static str,
    /// The names of its fields.
    pub fields: Vec<&'static str>,
    /// Technology readiness level.
    pub readiness: Option<i64>,
    /// Its last moment.
    pub expires_at: Instant,
    /// The state by the clock.
    pub state: ProjectState,
    /// Why it is suggested, in words; empty where it is not.
    pub reasons: Vec<String>,
}

impl ProjectCard {
    /// The same, with whether the reader saved it.
    #[must_use]
    pub fn marked(self, saved: &Saved) -> Self {
        Self { saved: saved.of(&self.id), ..self }
    }
}

/// The card of a row; `texts` holds those of its revision among others.
pub fn card((project, facts, owner): &ProjectRow, texts: &[ProjectText], locale: Locale, now: Instant) -> ProjectCard {
    let own: Vec<ProjectText> = texts.iter().filter(|text| text.revision == facts.id).cloned().collect();
    let text = text_in(&own, locale);
    ProjectCard {
        id: project.id.clone(),
        saved: None,
        href: format!("/pairing/projects/{}", project.slug),
        title: text.map(|text| text.title.clone()).unwrap_or_default(),
        lang: text.map_or(locale, |text| text.locale).tag(),
        teaser: text.map(|text| crate::web::text::clip(&text.teaser, TEASER_SHOWN)).unwrap_or_default(),
        organization: owner.name_in(locale).to_owned(),
        place: place(facts, locale),
        kind: locale.t(facts.kind.key()),
        fields: field_names(&facts.fields, locale),
        readiness: facts.readiness,
        expires_at: project.expires_at,
        state: project.state_at(now),
        reasons: Vec::new(),
    }
}

/// City and country; empty in a draft without a country.
pub fn place(facts: &ProjectFacts, locale: Locale) -> String {
    standards::place(locale, (&facts.city, &facts.city_zh), &facts.country)
}

/// The names of fields.
pub fn field_names(packed: &str, locale: Locale) -> Vec<&'static str> {
    let named = |code| standards::FIELDS.iter().find(|(known, _)| *known == code).map(|(_, key)| locale.t(key));
    codes::unpack(packed).filter_map(named).collect()
}

/// The names of languages, in a line.
pub fn language_names(packed: &str, locale: Locale) -> String {
    let names: Vec<&str> = codes::unpack(packed).map(|code| standards::language_name(locale, code)).collect();
    names.join(if locale == Locale::ZhCn { "、" } else { ", " })
}
