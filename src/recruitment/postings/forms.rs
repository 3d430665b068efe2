//! What the search's address says. Everything may stand in an address, so nothing here is an
//! error: what cannot be read is as if it were not asked for.

use serde::Deserialize;
use url::form_urlencoded::Serializer;

use crate::ids::FairId;
use crate::web::i18n::Locale;
use crate::web::{standards, text};

/// Most words of a search that are looked for.
const WORDS_MAX: usize = 8;

/// The query of `/recruitment`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SearchForm {
    /// Words.
    pub q: String,
    /// A city or country, in any language.
    pub place: String,
    /// OECD field code.
    pub field: String,
    /// schema.org employment type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Language of work.
    pub language: String,
    /// Least pay a year, in whole units.
    pub salary_min: String,
    /// Anything: only what can be done from elsewhere.
    pub remote: String,
    /// `newest`, `closing` or `openings`; else what fits best.
    pub sort: String,
    /// Page number.
    pub page: String,
}

/// The order of a list of postings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// What fits best first; without words, the newest.
    #[default]
    Best,
    /// Newest first.
    Newest,
    /// Closing soonest first.
    Closing,
    /// Most openings first.
    Openings,
}

/// What is searched for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The words as they were typed.
    pub text: String,
    /// Folded words, every one of which must be found.
    pub words: Vec<String>,
    /// Folded words of the place.
    pub places: Vec<String>,
    /// A field of the list, of either level.
    pub field: Option<String>,
    /// An employment type of the list.
    pub kind: Option<String>,
    /// A language of the list.
    pub language: Option<String>,
    /// Least pay a year in hundredths.
    pub salary_year: Option<i64>,
    /// Only what can be done from elsewhere.
    pub is_remote: bool,
    /// Only what is part of this fair; the page decides that, not its address.
    pub fair: Option<FairId>,
    /// The order.
    pub sort: Sort,
}

fn words(typed: &str) -> Vec<String> {
    let short: String = typed.chars().take(200).collect();
    text::fold(&short).split(' ').filter(|word| !word.is_empty()).take(WORDS_MAX).map(str::to_owned).collect()
}

fn known(list: &[(&'static str, &'static str)], code: &str) -> Option<String> {
    standards::holds(list, code).then(|| code.to_owned())
}

impl Search {
    /// Whether anything but the order is asked for.
    pub fn is_narrow(&self) -> bool {
        let codes = [&self.field, &self.kind, &self.language];
        !self.words.is_empty()
            || !self.places.is_empty()
            || codes.iter().any(|code| code.is_some())
            || self.salary_year.is_some()
            || self.is_remote
    }
}

impl SearchForm {
    /// What is searched for.
    pub fn read(&self) -> Search {
        let salary: Option<i64> = self.salary_min.trim().replace([',', ' '], "").parse().ok();
        Search {
            text: text::clip(self.q.trim(), 200),
            words: words(&self.q),
            places: words(&self.place),
            field: known(standards::FIELDS, &self.field),
            kind: known(standards::EMPLOYMENT_TYPES, &self.kind),
            language: known(standards::languages(Locale::En), &self.language),
            salary_year: salary.filter(|n| (1..=1_000_000_000_000).contains(n)).map(|n| n * 100),
            is_remote: !self.remote.is_empty(),
            fair: None,
            sort: match self.sort.as_str() {
                "closing" => Sort::Closing,
                "openings" => Sort::Openings,
                "newest" => Sort::Newest,
                _ => Sort::Best,
            },
        }
    }

    /// Reads what [`SearchForm::query`] wrote.
    pub fn of_query(query: &str) -> Self {
        let mut form = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let field = match name.as_ref() {
                "q" => &mut form.q,
                "place" => &mut form.place,
                "field" => &mut form.field,
                "type" => &mut form.kind,
                "language" => &mut form.language,
                "salary_min" => &mut form.salary_min,
                "remote" => &mut form.remote,
                "sort" => &mut form.sort,
                _ => continue,
            };
            *field = text::clip(&value, 200);
        }
        form
    }

    /// The query of its address, without a page.
    pub fn query(&self) -> String {
        self.address("", "1").trim_start_matches('?').to_owned()
    }

    /// Whether anything narrows the list.
    pub fn is_narrowed(&self) -> bool {
        [&self.q, &self.place, &self.field, &self.kind, &self.language, &self.salary_min, &self.remote]
            .iter()
            .any(|value| !value.trim().is_empty())
    }

    /// The address of a page of this search on the page at `path`.
    pub fn address(&self, path: &str, page: &str) -> String {
        let mut query = Serializer::new(String::new());
        let pairs = [
            ("q", &self.q),
            ("place", &self.place),
            ("field", &self.field),
            ("type", &self.kind),
            ("language", &self.language),
            ("salary_min", &self.salary_min),
            ("remote", &self.remote),
            ("sort", &self.sort),
        ];
        for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        if page != "1" {
            query.append_pair("page", page);
        }
        format!("{path}?{}", query.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_not_asked_for() {
        let form = SearchForm {
            q: "  Ｌａｓｅｒ 光學 ".into(),
            field: "99".into(),
            salary_min: "9999999999999999999".into(),
            sort: "x".into(),
            ..SearchForm::default()
        };
        let search = form.read();
        assert_eq!(search.words, ["laser", "光学"]);
        assert!(search.field.is_none() && search.salary_year.is_none() && search.sort == Sort::Best);
    }

    #[test]
    fn the_filters_stay_in_the_address() {
        let form = SearchForm { q: "a&b".into(), remote: "yes".into(), page: "3".into(), ..SearchForm::default() };
        assert_eq!(form.address("/recruitment", "2"), "/recruitment?q=a%26b&remote=yes&page=2");
        let read = SearchForm::of_query(&form.query());
        assert_eq!((read.q.as_str(), read.remote.as_str(), read.page.as_str()), ("a&b", "yes", ""));
    }
}
