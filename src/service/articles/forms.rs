//! The form of an article.

use serde::Deserialize;

use super::model::{Article, ArticleText};
use crate::error::FieldErrors;
use crate::service::topics::Topic;
use crate::web::check::{Check, filled_in};
use crate::web::i18n::Locale;

/// Longest text of an article in one language, in characters: both languages fit one form.
const BODY_CHARS: usize = 12_000;

/// What arrived.
#[derive(Debug, Clone, Default, Deserialize, Hash)]
#[serde(default)]
pub struct ArticleForm {
    /// A [`Topic`].
    pub topic: String,
    /// Its place among those of the topic.
    pub position: String,
    /// Title in English.
    pub title_en: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// Text in English.
    pub body_en: String,
    /// Text in Chinese.
    pub body_zh: String,
    /// The version that was seen; empty for a new article.
    pub version: String,
    /// What a new article's page calls the form: sent twice it is one article.
    pub key: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidArticle {
    /// What it is about.
    pub topic: Topic,
    /// Its place among those of the topic.
    pub position: i64,
    /// One language or both, English first.
    pub texts: Vec<ArticleText>,
}

impl ValidArticle {
    /// What its address says.
    pub fn title(&self) -> &str {
        self.texts.first().map_or("", |text| text.title.as_str())
    }
}

impl ArticleForm {
    /// The form filled in with what stands there.
    pub fn of(row: &Article, texts: &[ArticleText]) -> Self {
        let of = |locale: Locale| texts.iter().find(|text| text.locale == locale).cloned();
        let title = |locale| of(locale).map(|text| text.title).unwrap_or_default();
        let body = |locale| of(locale).map(|text| text.body).unwrap_or_default();
        Self {
            topic: row.topic.to_string(),
            position: row.position.to_string(),
            title_en: title(Locale::En),
            title_zh: title(Locale::ZhCn),
            body_en: body(Locale::En),
            body_zh: body(Locale::ZhCn),
            version: row.version.to_string(),
            key: String::new(),
        }
    }

    /// Checks every field. A language is left out by leaving its title and its text empty.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<ValidArticle, FieldErrors> {
        let mut check = Check::new();
        let topic = check.choice::<Topic>("topic", &self.topic);
        let position = check.int("position", &self.position, 1..=999);
        let (has_en, has_zh) = filled_in(&[&self.title_en, &self.body_en], &[&self.title_zh, &self.body_zh]);
        let mut texts = Vec::new();
        if has_en {
            let title = check.line("title_en", &self.title_en, 1, 120);
            let body = check.text("body_en", &self.body_en, 1, BODY_CHARS);
            texts.push(ArticleText { locale: Locale::En, title, body });
        }
        if has_zh {
            let title = check.line("title_zh", &self.title_zh, 1, 60);
            let body = check.text("body_zh", &self.body_zh, 1, BODY_CHARS);
            texts.push(ArticleText { locale: Locale::ZhCn, title, body });
        }
        check.finish(|| Some(ValidArticle { topic: topic?, position: position?, texts }))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    #[test]
    fn an_article_stands_in_one_language_or_in_both() {
        let form = ArticleForm { topic: "entry".into(), position: "1".into(), ..ArticleForm::default() };
        let nothing = form.parse().unwrap_err();
        assert!(nothing.of("title_en").is_some() && nothing.of("title_zh").is_none());
        let chinese = ArticleForm { title_zh: "签证".into(), body_zh: "办理".into(), ..form };
        assert_eq!(chinese.parse().unwrap().title(), "签证");
        let half = ArticleForm { title_en: "Visa".into(), ..chinese };
        assert!(half.parse().unwrap_err().of("body_en").is_some());
    }
}
