//! The demo's articles of the help, with what readers said about them. Called by [`super::fill`].

use diesel::prelude::*;

use super::{Seed, days};
use crate::db::Conn;
use crate::db::schema::{article_texts, article_votes, articles};
use crate::demo::content::ArticleSeed;
use crate::error::{AppError, AppResult};
use crate::ids::{ArticleId, RowId};
use crate::insert_many;
use crate::search;
use crate::service::articles::model::ArticleState;
use crate::service::articles::queries::ARTICLE;
use crate::service::topics::Topic;
use crate::web::text::{self, search_key};

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    for (place, article) in (1..).zip(&seed.content.articles) {
        insert_article(conn, seed, article, place)?;
    }
    Ok(())
}

fn insert_article(conn: &mut Conn, seed: &Seed, article: &ArticleSeed, place: u32) -> AppResult<()> {
    let topic: Topic =
        article.topic.parse().map_err(|()| AppError::internal("the demo content names a wrong topic"))?;
    let id = ArticleId::new();
    let both = [("en", &article.title.en, &article.body.en), ("zh-CN", &article.title.zh, &article.body.zh)];
    let texts: Vec<_> = both.into_iter().filter(|text| !text.2.is_empty()).collect();
    let written = seed.now - days(20 + place % 30);
    let row = (
        articles::id.eq(&id),
        articles::edition_id.eq(&seed.edition),
        articles::slug.eq(texts.first().map(|one| text::slug(one.1)).unwrap_or_default()),
        articles::topic.eq(topic),
        articles::position.eq(i64::from(place)),
        articles::state.eq(ArticleState::Published),
        articles::was_public.eq(true),
        articles::search_key.eq(search_key(texts.iter().flat_map(|one| [one.1.as_str(), one.2.as_str()]))),
        articles::version.eq(1_i64),
        articles::created_at.eq(written),
        articles::updated_at.eq(written),
    );
    diesel::insert_into(articles::table).values(row).execute(conn)?;
    let row = |(locale, title, body)| {
        (
            article_texts::id.eq(RowId::new()),
            article_texts::article_id.eq(&id),
            article_texts::locale.eq(locale),
            article_texts::title.eq(title),
            article_texts::body.eq(body),
            article_texts::created_at.eq(written),
        )
    };
    let rows: Vec<_> = texts.into_iter().map(row).collect();
    insert_many!(conn, article_texts::table, rows)?;
    insert_votes(conn, seed, &id, place)?;
    Ok(search::record_change(conn, ARTICLE, id.as_str(), seed.now)?)
}

/// Some of the people say whether it helped; about one in six that it did not.
fn insert_votes(conn: &mut Conn, seed: &Seed, article: &ArticleId, place: u32) -> AppResult<()> {
    let voters = seed.content.people.iter().zip(0_u32..).filter(|(_, turn)| (turn * 7 + place).is_multiple_of(5));
    let mut rows = Vec::new();
    for (person, turn) in voters {
        let id = seed.person(&person.slug)?;
        rows.push((
            article_votes::id.eq(RowId::new()),
            article_votes::article_id.eq(article),
            article_votes::person_id.eq(Some(id)),
            article_votes::voter.eq(id.as_str()),
            article_votes::is_helpful.eq(!(turn + place).is_multiple_of(6)),
            article_votes::created_at.eq(seed.now - days(turn % 10)),
        ));
    }
    insert_many!(conn, article_votes::table, rows)?;
    Ok(())
}
