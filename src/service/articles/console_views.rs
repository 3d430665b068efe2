//! The pages of who writes articles.

use askama::Template;

use super::forms::ArticleForm;
use super::model::{Article, ArticleState, text_in};
use super::queries::{Narrow, WholeArticle};
use super::votes::Tally;
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::service::topics::{Topic, topic_choices};
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::paging;

/// An article in the console's list.
pub struct ArticleRow {
    id: String,
    title: String,
    lang: &'static str,
    topic: Topic,
    badge: (&'static str, &'static str),
    tally: Tally,
    updated_at: Instant,
}

/// `/organizer/articles`.
#[derive(Template)]
#[template(path = "service/articles.html")]
pub struct ArticlesPage {
    page: Page,
    q: String,
    topics: Vec<Choice>,
    states: Vec<Choice>,
    is_narrowed: bool,
    rows: Vec<ArticleRow>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl ArticlesPage {
    /// One piece of the list.
    pub fn new(page: Page, wanted: &Narrow, found: paging::Page<(WholeArticle, Tally)>) -> Self {
        let topic = wanted.topic.map_or("", Topic::as_str);
        let state = wanted.state.map_or("", ArticleState::as_str);
        let kept = [("q", wanted.words.as_str()), ("topic", topic), ("state", state)];
        let address = |number: String| paging::address("/organizer/articles", &kept, &number);
        let row = |((article, texts), tally): (WholeArticle, Tally)| {
            let text = text_in(&texts, page.locale);
            ArticleRow {
                id: article.id.to_string(),
                title: text.map(|text| text.title.clone()).unwrap_or_default(),
                lang: text.map_or("en", |text| text.locale.tag()),
                topic: article.topic,
                badge: article.state.badge_and_key(),
                tally,
                updated_at: article.updated_at,
            }
        };
        let any = std::iter::once(("", page.t("service-any-state")));
        let named = ArticleState::ALL.iter().map(|state| (state.as_str(), page.t(state.badge_and_key().1)));
        Self {
            topics: topic_choices(&page, topic, "service-any-topic"),
            states: choices(any.chain(named), state),
            is_narrowed: kept.iter().any(|(_, value)| !value.is_empty()),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(address),
            next: found.next.map(address),
            rows: found.items.into_iter().map(row).collect(),
            q: wanted.words.clone(),
            page,
        }
    }
}

/// `/organizer/articles/new` and `/organizer/articles/{id}`.
#[derive(Template)]
#[template(path = "service/article_form.html")]
pub struct ArticleFormPage {
    /// The frame.
    pub page: Page,
    /// The article; none for a new one.
    pub article: Option<Article>,
    /// The voices about it.
    pub tally: Tally,
    /// What was typed.
    pub form: ArticleForm,
    /// What stands there, where somebody else was faster.
    pub present: Option<ArticleForm>,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl ArticleFormPage {
    fn action(&self) -> String {
        match &self.article {
            Some(article) => format!("/organizer/articles/{}", article.id),
            None => "/organizer/articles".to_owned(),
        }
    }

    fn topics(&self) -> Vec<Choice> {
        topic_choices(&self.page, &self.form.topic, "")
    }
}
