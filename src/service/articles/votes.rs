//! Was it helpful? A person is counted once, and may change their mind. Of visitors without an account one voice a
//! network is counted, which is honest (two people of one office are one) and bounded; what is kept of it is a keyed
//! hash of the article and the network, from which nobody reads an address.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::accounts::passwords::new_token;
use crate::clock::Instant;
use crate::db::schema::article_votes;
use crate::db::{Conn, secrets};
use crate::error::AppResult;
use crate::ids::{ArticleId, PersonId, RowId};
use crate::site::viewer::hash_token;
use crate::upsert;

/// The name of the key of the hashes.
const SECRET: &str = "article_voters";

/// Who says whether an article helped.
#[derive(Debug, Clone)]
pub enum Voter {
    /// A person.
    Person(PersonId),
    /// A visitor, from this network.
    Network(String),
}

/// How many found an article helpful, and how many did not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Helpful.
    pub yes: i64,
    /// Not helpful.
    pub no: i64,
}

/// Stores a voice, or another one of the same voter.
///
/// # Errors
/// What the database said.
pub fn store_vote(
    conn: &mut Conn,
    article: &ArticleId,
    voter: &Voter,
    is_helpful: bool,
    now: Instant,
) -> AppResult<()> {
    let (person, name) = match voter {
        Voter::Person(person) => (Some(person), person.to_string()),
        Voter::Network(network) => {
            let secret = secrets::keep_secret(conn, SECRET, now, new_token)?;
            (None, hash_token(&format!("{secret}:{article}:{network}")))
        }
    };
    let row = (
        article_votes::id.eq(RowId::new()),
        article_votes::article_id.eq(article),
        article_votes::person_id.eq(person),
        article_votes::voter.eq(name),
        article_votes::is_helpful.eq(is_helpful),
        article_votes::created_at.eq(now),
    );
    let key = (article_votes::article_id, article_votes::voter);
    let changes = (article_votes::is_helpful.eq(is_helpful), article_votes::created_at.eq(now));
    upsert!(conn, article_votes::table, row, key, changes)?;
    Ok(())
}

/// What a person said about an article.
///
/// # Errors
/// What the database said.
pub fn find_vote(conn: &mut Conn, article: &ArticleId, person: &PersonId) -> QueryResult<Option<bool>> {
    article_votes::table
        .filter(article_votes::article_id.eq(article))
        .filter(article_votes::voter.eq(person.as_str()))
        .select(article_votes::is_helpful)
        .first(conn)
        .optional()
}

/// The voices about these articles.
///
/// # Errors
/// What the database said.
pub fn count_votes(conn: &mut Conn, articles: &[ArticleId]) -> QueryResult<HashMap<ArticleId, Tally>> {
    let rows: Vec<(ArticleId, bool, i64)> = article_votes::table
        .filter(article_votes::article_id.eq_any(articles))
        .group_by((article_votes::article_id, article_votes::is_helpful))
        .select((article_votes::article_id, article_votes::is_helpful, diesel::dsl::count_star()))
        .load(conn)?;
    let mut tallies: HashMap<ArticleId, Tally> = HashMap::new();
    for (article, is_helpful, count) in rows {
        let tally = tallies.entry(article).or_default();
        if is_helpful { tally.yes = count } else { tally.no = count }
    }
    Ok(tallies)
}
