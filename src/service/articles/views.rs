//! The public pages of the help.

use askama::Template;

use super::model::{Article, ArticleState, ArticleText, text_in};
use super::queries::WholeArticle;
use crate::search::Piece;
use crate::service::hours::DeskSign;
use crate::service::topics::Topic;
use crate::web::markdown::{self, SafeHtml};
use crate::web::page::Page;
use crate::web::share::Thing;
use crate::web::{paging, text};

/// Articles of one topic on the front page; the others stand on the topic's own.
const SHOWN_OF_TOPIC: usize = 7;
/// How much of an article a list shows, in characters.
const EXCERPT_CHARS: usize = 180;

/// An article in a list.
#[derive(Debug, Clone)]
pub struct ArticleLine {
    /// Its address.
    pub href: String,
    /// Its title, with what was searched for.
    pub title: Vec<Piece>,
    /// Some of its words, with what was searched for.
    pub excerpt: Vec<Piece>,
    /// The language of both.
    pub lang: &'static str,
    /// What it is about.
    pub topic: Topic,
}

impl ArticleLine {
    /// An article as a list shows it, in this language or another.
    pub fn of((article, texts): &WholeArticle, page_locale: crate::web::i18n::Locale) -> Option<Self> {
        let text = text_in(texts, page_locale)?;
        let plain = |text: String| vec![Piece { text, is_match: false }];
        Some(Self {
            href: format!("/service/articles/{}", article.slug),
            title: plain(text.title.clone()),
            excerpt: plain(markdown::plain(&text.body, EXCERPT_CHARS)),
            lang: text.locale.tag(),
            topic: article.topic,
        })
    }
}

/// A topic with its articles.
#[derive(Debug, Clone)]
pub struct TopicBlock {
    /// The topic.
    pub topic: Topic,
    /// Its first articles.
    pub lines: Vec<ArticleLine>,
    /// How many it has in all.
    pub total: i64,
}

/// The topics that have articles, in their order.
pub fn blocks(lines: &[ArticleLine], is_whole: bool) -> Vec<TopicBlock> {
    let block = |topic: &Topic| {
        let own: Vec<&ArticleLine> = lines.iter().filter(|line| line.topic == *topic).collect();
        let most = if is_whole { own.len() } else { SHOWN_OF_TOPIC };
        let total = i64::try_from(own.len()).unwrap_or(0);
        TopicBlock { topic: *topic, total, lines: own.into_iter().take(most).cloned().collect() }
    };
    Topic::ALL.iter().map(block).filter(|block| block.total > 0).collect()
}

/// What a search of the help found.
#[derive(Debug, Clone)]
pub struct FoundArticles {
    /// The articles of this page.
    pub lines: Vec<ArticleLine>,
    /// How many there are in all.
    pub total: i64,
    /// Whether only similar words were found.
    pub is_fuzzy: bool,
    /// The number of the page before.
    pub prev: Option<String>,
    /// The number of the page after.
    pub next: Option<String>,
}

/// `/service`.
#[derive(Template)]
#[template(path = "service/index.html")]
pub struct HelpPage {
    /// The frame.
    pub page: Page,
    /// The zone's title.
    pub title: String,
    /// The zone's introduction.
    pub introduction: String,
    /// The sentence about the gate; none while it is open.
    pub gate: Option<String>,
    /// What was typed.
    pub q: String,
    /// The topic that the page is about, where it is about one.
    pub topic: Option<Topic>,
    /// What was found; none while nothing is sought.
    pub found: Option<FoundArticles>,
    /// The topics with their articles, while nothing is sought.
    pub blocks: Vec<TopicBlock>,
    /// Whether the reader writes articles.
    pub is_manager: bool,
    /// When the desk is open.
    pub sign: DeskSign,
}

impl HelpPage {
    fn turned(&self, number: Option<&String>) -> Option<String> {
        number.map(|number| paging::address("/service", &[("q", &self.q)], number))
    }
}

/// `/service/articles/{slug}`.
#[derive(Template)]
#[template(path = "service/article.html")]
pub struct ArticlePage {
    page: Page,
    article: Article,
    title: String,
    description: String,
    body: SafeHtml,
    lang: &'static str,
    related: Vec<ArticleLine>,
    own_vote: Option<bool>,
    is_manager: bool,
}

impl ArticlePage {
    /// The page in the language that there is.
    pub fn new(
        mut page: Page,
        (article, words): (Article, &ArticleText),
        related: Vec<ArticleLine>,
        own_vote: Option<bool>,
        is_manager: bool,
    ) -> Self {
        let description = text::one_line(&markdown::plain(&words.body, EXCERPT_CHARS));
        let (slug, title) = (article.slug.as_str(), words.title.as_str());
        page.tell(Thing { kind: "article", slug, title, description: &description, list: None }, None);
        Self {
            title: words.title.clone(),
            description,
            body: markdown::render(&words.body),
            lang: words.locale.tag(),
            page,
            article,
            related,
            own_vote,
            is_manager,
        }
    }

    fn is_draft(&self) -> bool {
        self.article.state == ArticleState::Draft
    }
}
