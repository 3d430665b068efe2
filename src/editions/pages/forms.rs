//! The form of a page.

use serde::Deserialize;

use super::model::{PageRow, PageText, text_in};
use crate::error::FieldErrors;
use crate::web::check::{Check, filled_in};
use crate::web::i18n::Locale;
use crate::web::text;

/// Longest text of a page in one language, in characters: both languages fit one form.
const BODY_CHARS: usize = 12_000;

/// What arrived.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PageForm {
    /// Its part of the address; read only for a new page.
    pub slug: String,
    /// Its place in the footer.
    pub position: String,
    /// Title in English.
    pub title_en: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// Text in English.
    pub body_en: String,
    /// Text in Chinese.
    pub body_zh: String,
    /// The version that was seen; empty for a new page.
    pub version: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidPage {
    /// Its part of the address.
    pub slug: String,
    /// Its place in the footer.
    pub position: i64,
    /// Language, title and text; one language or both.
    pub texts: Vec<(Locale, String, String)>,
    /// The version that was seen.
    pub version: i64,
}

impl PageForm {
    /// The form filled in with what stands there.
    pub fn of(row: &PageRow, texts: &[PageText]) -> Self {
        let of = |locale: Locale| text_in(texts, locale).filter(|text| text.lang() == locale.tag());
        let title = |locale| of(locale).map(|text| text.title.clone()).unwrap_or_default();
        let body = |locale| of(locale).map(|text| text.body.clone()).unwrap_or_default();
        Self {
            slug: row.slug.clone(),
            position: row.position.to_string(),
            title_en: title(Locale::En),
            title_zh: title(Locale::ZhCn),
            body_en: body(Locale::En),
            body_zh: body(Locale::ZhCn),
            version: row.version.to_string(),
        }
    }

    /// Checks every field. A language is left out by leaving its title and its text empty.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<ValidPage, FieldErrors> {
        let mut check = Check::new();
        let slug = check.line("slug", &self.slug, 1, 60);
        if slug == "new" || (!slug.is_empty() && slug != text::slug(&slug)) {
            check.error("slug", "error-slug");
        }
        let position = check.int("position", &self.position, 1..=99);
        let (has_en, has_zh) = filled_in(&[&self.title_en, &self.body_en], &[&self.title_zh, &self.body_zh]);
        let mut texts = Vec::new();
        if has_en {
            let title = check.line("title_en", &self.title_en, 1, 120);
            texts.push((Locale::En, title, check.text("body_en", &self.body_en, 1, BODY_CHARS)));
        }
        if has_zh {
            let title = check.line("title_zh", &self.title_zh, 1, 60);
            texts.push((Locale::ZhCn, title, check.text("body_zh", &self.body_zh, 1, BODY_CHARS)));
        }
        let version = check.optional_int("version", &self.version, 1..=i64::MAX);
        check.finish(|| Some(ValidPage { slug, position: position?, texts, version: version.unwrap_or(0) }))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    #[test]
    fn a_page_stands_in_one_language_or_in_both() {
        let form = PageForm { slug: "about".into(), position: "1".into(), ..PageForm::default() };
        let nothing = form.parse().unwrap_err();
        assert!(nothing.of("title_en").is_some() && nothing.of("title_zh").is_none());
        let chinese = PageForm { title_zh: "关于".into(), body_zh: "大会".into(), ..form.clone() };
        assert_eq!(chinese.parse().unwrap().texts.len(), 1);
        let half = PageForm { title_en: "About".into(), ..chinese };
        assert!(half.parse().unwrap_err().of("body_en").is_some());
        assert!(PageForm { slug: "New Page".into(), ..form }.parse().unwrap_err().of("slug").is_some());
    }
}
