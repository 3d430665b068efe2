//! What the address of the list says. Everything may stand in an address, so nothing here is an error: what
//! cannot be read is as if it were not asked for.

use serde::Deserialize;

use super::model::{Budget, IpStatus, PartnerKind, ProjectKind};
use crate::web::i18n::Locale;
use crate::web::{paging, standards, text};

/// Most words of a search that are looked for.
const WORDS_MAX: usize = 8;

/// The query of `/pairing`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SearchForm {
    /// Words.
    pub q: String,
    /// What a project is after.
    pub kind: String,
    /// OECD field code, of either level.
    pub field: String,
    /// A band of readiness levels.
    pub readiness: String,
    /// ISO 3166-1 code.
    pub country: String,
    /// Who is looked for.
    pub partner: String,
    /// Band of the budget.
    pub budget: String,
    /// Language.
    pub language: String,
    /// How ideas are protected.
    pub ip: String,
    /// `newest`, `ending` or `ready`; else what fits best.
    pub sort: String,
    /// Page number.
    pub page: String,
}

/// What the list is narrowed and counted by. Its name in addresses is [`Facet::as_str`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// [`ProjectKind`].
    Kind,
    /// A field of the OECD.
    Field,
    /// One of [`READINESS`].
    Readiness,
    /// A country.
    Country,
    /// [`PartnerKind`].
    Partner,
    /// [`Budget`].
    Budget,
    /// A language.
    Language,
    /// [`IpStatus`].
    Ip,
}

impl Facet {
    /// All, in the order of the form.
    pub const ALL: [Self; 8] = [
        Self::Kind,
        Self::Field,
        Self::Readiness,
        Self::Country,
        Self::Partner,
        Self::Budget,
        Self::Language,
        Self::Ip,
    ];

    /// Its name in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Field => "field",
            Self::Readiness => "readiness",
            Self::Country => "country",
            Self::Partner => "partner",
            Self::Budget => "budget",
            Self::Language => "language",
            Self::Ip => "ip",
        }
    }

    /// Its name in the index, where `kind` is the kind of every document.
    pub fn in_index(self) -> &'static str {
        if self == Self::Kind { "aim" } else { self.as_str() }
    }
}

/// Bands of technology readiness, ISO 16290: research, development, ready.
pub const READINESS: &[(&str, i64, i64)] = &[("1-3", 1, 3), ("4-6", 4, 6), ("7-9", 7, 9)];

/// The band of a level.
pub fn readiness_band(level: i64) -> Option<&'static str> {
    READINESS.iter().find(|(_, least, most)| (*least..=*most).contains(&level)).map(|band| band.0)
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// What fits best first; without words, the newest.
    #[default]
    Best,
    /// Newest first.
    Newest,
    /// Ending soonest first.
    Ending,
    /// The most ready first.
    Ready,
}

/// What is searched for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The words as they were typed.
    pub text: String,
    /// Folded words, every one of which must be found.
    pub words: Vec<String>,
    /// What it is narrowed to.
    pub chosen: Vec<(Facet, String)>,
    /// The order.
    pub sort: Sort,
}

impl Search {
    /// Whether anything but the order is asked for.
    pub fn is_narrow(&self) -> bool {
        !self.words.is_empty() || !self.chosen.is_empty()
    }

    /// The value of a facet.
    pub fn of(&self, facet: Facet) -> Option<&str> {
        self.chosen.iter().find(|chosen| chosen.0 == facet).map(|chosen| chosen.1.as_str())
    }
}

impl SearchForm {
    /// What was typed for a facet.
    pub fn of(&self, facet: Facet) -> &str {
        match facet {
            Facet::Kind => &self.kind,
            Facet::Field => &self.field,
            Facet::Readiness => &self.readiness,
            Facet::Country => &self.country,
            Facet::Partner => &self.partner,
            Facet::Budget => &self.budget,
            Facet::Language => &self.language,
            Facet::Ip => &self.ip,
        }
    }

    /// What is searched for.
    pub fn read(&self) -> Search {
        let typed = text::clip(self.q.trim(), 200);
        let words = text::fold(&typed);
        let chosen =
            Facet::ALL.into_iter().map(|facet| (facet, self.of(facet))).filter(|(facet, code)| is_known(*facet, code));
        Search {
            words: words.split(' ').filter(|word| !word.is_empty()).take(WORDS_MAX).map(str::to_owned).collect(),
            chosen: chosen.map(|(facet, code)| (facet, code.to_owned())).collect(),
            sort: match self.sort.as_str() {
                "newest" => Sort::Newest,
                "ending" => Sort::Ending,
                "ready" => Sort::Ready,
                _ => Sort::Best,
            },
            text: typed,
        }
    }

    /// Whether anything narrows the list.
    pub fn is_narrowed(&self) -> bool {
        !self.q.trim().is_empty() || Facet::ALL.iter().any(|facet| !self.of(*facet).is_empty())
    }

    /// The address of a page of this search.
    pub fn address(&self, page: &str) -> String {
        let mut kept = vec![("q", self.q.as_str())];
        kept.extend(Facet::ALL.iter().map(|facet| (facet.as_str(), self.of(*facet))));
        kept.push(("sort", &self.sort));
        paging::address("/pairing", &kept, if page == "1" { "" } else { page })
    }
}

fn is_known(facet: Facet, code: &str) -> bool {
    match facet {
        Facet::Kind => code.parse::<ProjectKind>().is_ok(),
        Facet::Field => standards::holds(standards::FIELDS, code),
        Facet::Readiness => READINESS.iter().any(|band| band.0 == code),
        Facet::Country => standards::holds(standards::countries(Locale::En), code),
        Facet::Partner => code.parse::<PartnerKind>().is_ok(),
        Facet::Budget => code.parse::<Budget>().is_ok_and(|budget| budget != Budget::Untold),
        Facet::Language => standards::holds(standards::languages(Locale::En), code),
        Facet::Ip => code.parse::<IpStatus>().is_ok(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_read_is_not_asked_for() {
        let form = SearchForm {
            q: "  Ｌａｓｅｒ 光學 ".into(),
            field: "99".into(),
            kind: "anything".into(),
            readiness: "4-6".into(),
            sort: "x".into(),
            ..SearchForm::default()
        };
        let search = form.read();
        assert_eq!(search.words, ["laser", "光学"]);
        assert_eq!(search.chosen, [(Facet::Readiness, "4-6".to_owned())]);
        assert!(search.sort == Sort::Best && search.is_narrow() && !SearchForm::default().read().is_narrow());
    }

    #[test]
    fn the_filters_stay_in_the_address() {
        let form =
            SearchForm { q: "a&b".into(), kind: "cooperation".into(), page: "3".into(), ..SearchForm::default() };
        assert_eq!(form.address("2"), "/pairing?q=a%26b&kind=cooperation&page=2");
    }

    #[test]
    fn every_level_has_one_band() {
        assert!((1..=9).all(|level| readiness_band(level).is_some()));
        assert_eq!([0, 10].map(readiness_band), [None, None]);
    }

    proptest! {
        #[test]
        fn no_address_makes_the_search_panic(q in "\\PC{0,400}", code in "\\PC{0,20}|[A-Z]{2}|[1-9-]{1,3}") {
            let form = SearchForm { q, kind: code.clone(), field: code.clone(), country: code.clone(), readiness: code.clone(), sort: code, ..SearchForm::default() };
            let search = form.read();
            prop_assert!(search.words.len() <= WORDS_MAX && search.text.chars().count() <= 200);
            prop_assert!(form.address("2").starts_with("/pairing?"));
        }
    }
}
