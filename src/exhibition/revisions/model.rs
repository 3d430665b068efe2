//! A revision as its authors see it.

use crate::accounts::organizations::Rights;
use crate::exhibition::booths::model::{BoothLink, BoothState, BoothText};
use crate::exhibition::documents::model::Document;
use crate::ids::{BoothId, BoothRevisionId, ExhibitId, OrganizationId, PlaceId};
use crate::lifecycle::RevisionState;
use crate::web::feed::mark_of;
use crate::web::i18n::Locale;
use crate::web::text;

/// Characters of the English name on the wall.
pub const SHORT_EN_MAX: usize = 24;
/// Characters of the Chinese one, which are twice as wide.
pub const SHORT_ZH_MAX: usize = 12;

/// An organization whose booth a person may edit.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The organization.
    pub organization_id: OrganizationId,
    /// Its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its Chinese name, or empty.
    pub name_zh: String,
    /// What else of its workspace the person may open.
    pub rights: Rights,
    /// Whether the organizer has looked at it.
    pub is_verified: bool,
    /// Its booth with the newest revision, once there is one.
    pub booth: Option<Draft>,
}

impl Workspace {
    /// The organization's name in a language.
    pub fn name_in(&self, locale: impl std::borrow::Borrow<Locale>) -> &str {
        locale.borrow().name(&self.name, &self.name_zh)
    }

    /// What a first draft begins with: the names of the organization.
    pub fn first_texts(&self) -> Vec<(Locale, BoothText)> {
        let named = |(locale, name, most): (Locale, &String, usize)| {
            let short_name = text::whole_words(name, most);
            (locale, BoothText { name: name.clone(), short_name, ..BoothText::default() })
        };
        let names = [(Locale::En, &self.name, SHORT_EN_MAX), (Locale::ZhCn, &self.name_zh, SHORT_ZH_MAX)];
        names.into_iter().filter(|name| !name.1.is_empty()).map(named).collect()
    }
}

/// The newest revision of a booth.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The booth.
    pub booth_id: BoothId,
    /// Its address.
    pub slug: String,
    /// Its state.
    pub booth_state: BoothState,
    /// The revision.
    pub id: BoothRevisionId,
    /// Its number, from 1.
    pub number: i64,
    /// Its state.
    pub state: RevisionState,
    /// Counts its changes.
    pub version: i64,
    /// What the reviewer said.
    pub comment: String,
    /// The logo's file.
    pub logo: Option<String>,
    /// The banner's file.
    pub banner: Option<String>,
    /// The place it wishes for.
    pub wish: Option<PlaceId>,
    /// Its texts.
    pub texts: Vec<(Locale, BoothText)>,
    /// Its links.
    pub links: Vec<BoothLink>,
    /// Its exhibits.
    pub exhibits: Vec<Exhibit>,
    /// Its documents.
    pub documents: Vec<Document>,
}

impl Draft {
    /// The text in this language, empty where there is none.
    pub fn text(&self, locale: Locale) -> BoothText {
        self.texts.iter().find(|text| text.0 == locale).map(|text| text.1.clone()).unwrap_or_default()
    }

    /// One of its exhibits.
    pub fn exhibit(&self, id: &ExhibitId) -> Option<&Exhibit> {
        self.exhibits.iter().find(|exhibit| exhibit.id == *id)
    }

    /// What a booth wants before it can be submitted, each with its Fluent key and whether it is there.
    pub fn checklist(&self) -> Vec<(&'static str, bool)> {
        let has = |part: fn(&BoothText) -> &str| self.texts.iter().any(|text| !part(&text.1).trim().is_empty());
        vec![
            ("booth-check-name", has(|text| &text.name)),
            ("booth-check-tagline", has(|text| &text.tagline)),
            ("booth-check-text", has(|text| &text.body)),
            ("booth-check-logo", self.logo.is_some()),
            ("booth-check-exhibit", !self.exhibits.is_empty()),
        ]
    }

    /// Whether what must be there is there: name, line and text. Logo and exhibits are advised.
    pub fn is_complete(&self) -> bool {
        self.checklist().iter().take(3).all(|entry| entry.1)
    }
}

/// An exhibit in both languages.
#[derive(Debug, Clone)]
pub struct Exhibit {
    /// Its id.
    pub id: ExhibitId,
    /// English name.
    pub name: String,
    /// Chinese name.
    pub name_zh: String,
    /// English summary.
    pub summary: String,
    /// Chinese summary.
    pub summary_zh: String,
    /// Its picture's file.
    pub image: Option<String>,
}

impl Exhibit {
    /// Its names in both languages.
    pub fn label(&self) -> String {
        format!("{} {}", self.name, self.name_zh).trim().to_owned()
    }

    /// The mark of what it says and shows: another one after each change.
    pub fn mark(&self) -> String {
        mark_of(format!("{self:?}").as_bytes())
    }
}
