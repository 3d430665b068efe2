//! What the workspace's forms send.

use serde::Deserialize;

use super::model::{Draft, Exhibit, SHORT_EN_MAX, SHORT_ZH_MAX};
use crate::error::FieldErrors;
use crate::exhibition::booths::model::{BoothLink, BoothText};
use crate::ids::PlaceId;
use crate::web::check::Check;
use crate::web::i18n::Locale;

/// Links a booth may have.
pub const LINKS_MAX: usize = 5;

/// The booth's own form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct BoothForm {
    /// The version the person saw.
    pub version: String,
    /// English name.
    pub name_en: String,
    /// English name on the wall.
    pub short_en: String,
    /// English line.
    pub tagline_en: String,
    /// English text.
    pub body_en: String,
    /// Chinese name.
    pub name_zh: String,
    /// Chinese name on the wall.
    pub short_zh: String,
    /// Chinese line.
    pub tagline_zh: String,
    /// Chinese text.
    pub body_zh: String,
    /// What the links lead to.
    pub link_label: Vec<String>,
    /// Where they lead.
    pub link_url: Vec<String>,
    /// The place wished for.
    pub place: String,
}

/// A booth's form that holds what it promises.
#[derive(Debug, Clone)]
pub struct ValidBooth {
    /// The version the person saw.
    pub version: i64,
    /// A text for each language that has one.
    pub texts: Vec<(Locale, BoothText)>,
    /// The links.
    pub links: Vec<BoothLink>,
    /// The place wished for.
    pub place: Option<PlaceId>,
}

impl BoothForm {
    /// The form as it stands for a draft.
    pub fn of(draft: &Draft) -> Self {
        let (en, zh) = (draft.text(Locale::En), draft.text(Locale::ZhCn));
        Self {
            version: draft.version.to_string(),
            name_en: en.name,
            short_en: en.short_name,
            tagline_en: en.tagline,
            body_en: en.body,
            name_zh: zh.name,
            short_zh: zh.short_name,
            tagline_zh: zh.tagline,
            body_zh: zh.body,
            link_label: draft.links.iter().map(|link| link.label.clone()).collect(),
            link_url: draft.links.iter().map(|link| link.url.clone()).collect(),
            place: draft.wish.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    }

    /// The pairs of link fields to draw: those that are filled in and empty ones up to the limit.
    pub fn link_rows(&self) -> Vec<(String, String)> {
        let at = |list: &[String], index: usize| list.get(index).cloned().unwrap_or_default();
        (0..LINKS_MAX).map(|index| (at(&self.link_label, index), at(&self.link_url, index))).collect()
    }

    /// Reads the form.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self) -> Result<ValidBooth, FieldErrors> {
        let mut check = Check::new();
        let version = check.int("version", &self.version, 0..=i64::MAX);
        let is_zh = !self.name_zh.trim().is_empty();
        let least = usize::from(!is_zh);
        let en = BoothText {
            name: check.line("name_en", &self.name_en, least, 120),
            short_name: check.line("short_en", &self.short_en, 0, SHORT_EN_MAX),
            tagline: check.line("tagline_en", &self.tagline_en, 0, 160),
            body: check.text("body_en", &self.body_en, 0, 20_000),
        };
        let zh = BoothText {
            name: check.line("name_zh", &self.name_zh, 0, 120),
            short_name: check.line("short_zh", &self.short_zh, 0, SHORT_ZH_MAX),
            tagline: check.line("tagline_zh", &self.tagline_zh, 0, 160),
            body: check.text("body_zh", &self.body_zh, 0, 20_000),
        };
        let links = self.parse_links(&mut check);
        let place = check.optional_choice("place", &self.place);
        let texts = [(Locale::En, en), (Locale::ZhCn, zh)].into_iter().filter(|text| !text.1.name.is_empty());
        let texts = texts.map(|(locale, text)| (locale, with_short_name(text))).collect();
        check.finish(|| Some(ValidBooth { version: version?, texts, links, place }))
    }

    fn parse_links(&self, check: &mut Check) -> Vec<BoothLink> {
        let mut links = Vec::new();
        for (label, url) in self.link_rows() {
            let label = check.line("link_label", &label, 0, 80);
            if let Some(url) = check.url("link_url", &url) {
                links.push(BoothLink { label: if label.is_empty() { url.clone() } else { label }, url });
            }
        }
        links
    }
}

/// A wall wants a name: the full one where no short one was given.
fn with_short_name(mut text: BoothText) -> BoothText {
    if text.short_name.is_empty() {
        text.short_name.clone_from(&text.name);
    }
    text
}

/// The form of an exhibit.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ExhibitForm {
    /// English name.
    pub exhibit_name: String,
    /// Chinese name.
    pub exhibit_name_zh: String,
    /// English summary.
    pub exhibit_summary: String,
    /// Chinese summary.
    pub exhibit_summary_zh: String,
    /// The mark of the exhibit that was seen, where one is changed.
    pub exhibit_seen: String,
}

impl ExhibitForm {
    /// The form as it stands for an exhibit.
    pub fn of(exhibit: &Exhibit) -> Self {
        Self {
            exhibit_name: exhibit.name.clone(),
            exhibit_name_zh: exhibit.name_zh.clone(),
            exhibit_summary: exhibit.summary.clone(),
            exhibit_summary_zh: exhibit.summary_zh.clone(),
            exhibit_seen: exhibit.mark(),
        }
    }

    /// Reads the form; one of the names must be given.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self) -> Result<Self, FieldErrors> {
        let mut check = Check::new();
        let name_zh = check.line("exhibit_name_zh", &self.exhibit_name_zh, 0, 120);
        let least = usize::from(name_zh.is_empty());
        let valid = Self {
            exhibit_name: check.line("exhibit_name", &self.exhibit_name, least, 120),
            exhibit_name_zh: name_zh,
            exhibit_summary: check.text("exhibit_summary", &self.exhibit_summary, 0, 1_000),
            exhibit_summary_zh: check.text("exhibit_summary_zh", &self.exhibit_summary_zh, 0, 1_000),
            exhibit_seen: self.exhibit_seen.clone(),
        };
        check.finish(|| Some(valid))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "a test may fail loudly")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_booth_in_chinese_alone_is_enough_and_a_nameless_one_is_not() {
        let form = BoothForm { version: "1".into(), name_zh: "光谷光电".into(), ..BoothForm::default() };
        assert!(form.parse().is_ok_and(|valid| valid.texts.len() == 1 && valid.texts[0].1.short_name == "光谷光电"));
        assert!(BoothForm { version: "1".into(), ..BoothForm::default() }.parse().is_err());
        assert!(ExhibitForm::default().parse().is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_a_booths_forms_panic(
            typed in prop::collection::vec("\\PC{0,40}|[\\x00-\\x7f]{0,40}|https?://\\PC{0,20}", 7),
            urls in prop::collection::vec("\\PC{0,30}|javascript:[a-z]{0,9}|[a-z]{1,9}\\.example", 0..8),
        ) {
            let at = |n: usize| typed.get(n).cloned().unwrap_or_default();
            let form = BoothForm {
                version: at(0),
                name_en: at(1),
                tagline_en: at(2),
                body_en: at(3),
                name_zh: at(4),
                link_label: typed.clone(),
                link_url: urls,
                place: at(5),
                ..BoothForm::default()
            };
            let numbered = BoothForm { version: "3".into(), place: String::new(), ..form.clone() };
            let _ = form.parse();
            if let Ok(valid) = numbered.parse() {
                prop_assert!(valid.links.len() <= LINKS_MAX);
                prop_assert!(valid.links.iter().all(|link| link.url.starts_with("http")));
            }
            let exhibit = ExhibitForm { exhibit_name: at(6), exhibit_summary: at(3), ..ExhibitForm::default() };
            let _ = exhibit.parse();
        }
    }
}
