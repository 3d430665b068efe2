//! The postings that an organization had in earlier editions, to be carried over into this one.

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{editions, posting_texts, postings};
use crate::ids::{EditionId, OrganizationId, PostingId, PostingRevisionId};
use crate::web::i18n::Locale;

/// Most postings that are offered.
const EARLIER_MOST: i64 = 50;

/// A posting of an earlier edition.
#[derive(Debug, Clone)]
pub struct EarlierPosting {
    /// The posting.
    pub id: PostingId,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub lang: String,
    /// The slug of its edition.
    pub edition: String,
    /// Its part of the address there.
    pub slug: String,
}

/// Postings of other editions that were public, those of the latest edition first.
///
/// # Errors
/// What the database said.
pub fn list_earlier(
    conn: &mut Conn,
    edition: &EditionId,
    organization: &OrganizationId,
    locale: Locale,
) -> QueryResult<Vec<EarlierPosting>> {
    type Row = (PostingId, Option<PostingRevisionId>, String, String);
    let rows: Vec<Row> = postings::table
        .inner_join(editions::table)
        .filter(postings::organization_id.eq(organization))
        .filter(postings::edition_id.ne(edition))
        .filter(postings::published_revision_id.is_not_null())
        .order((editions::opens_at.desc(), postings::id.desc()))
        .limit(EARLIER_MOST)
        .select((postings::id, postings::published_revision_id, editions::slug, postings::slug))
        .load(conn)?;
    let revisions: Vec<&PostingRevisionId> = rows.iter().filter_map(|row| row.1.as_ref()).collect();
    let texts: Vec<(PostingRevisionId, String, String)> = posting_texts::table
        .filter(posting_texts::revision_id.eq_any(revisions))
        .order(posting_texts::locale)
        .select((posting_texts::revision_id, posting_texts::locale, posting_texts::title))
        .load(conn)?;
    let card = |(id, revision, edition, slug): Row| {
        let own = || texts.iter().filter(|text| Some(&text.0) == revision.as_ref());
        let text = own().find(|text| text.1 == locale.tag()).or_else(|| own().next())?;
        Some(EarlierPosting { id, title: text.2.clone(), lang: text.1.clone(), edition, slug })
    };
    Ok(rows.into_iter().filter_map(card).collect())
}
