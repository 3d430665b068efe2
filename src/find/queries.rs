//! The statements of the search: the words of a thing for the index, and the public rows of hits.

use diesel::prelude::*;

use super::kinds::{Row, Wanted, narrowed};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{
    booth_texts, booths, exhibits, fair_postings, organizations, places, posting_revisions, posting_texts, postings,
};
use crate::web::limits::BOOTH_EXHIBITS;

/// The words of a posting beside its texts.
#[derive(Debug, Clone, Queryable)]
pub struct PostingWords {
    /// The edition it belongs to.
    pub edition_id: String,
    /// `scheduled` or `live`.
    pub state: String,
    /// When it opens.
    pub opens_at: Instant,
    /// When it closes.
    pub closes_at: Instant,
    /// Language of work, or empty.
    pub language: String,
    /// Whether it may be done from elsewhere.
    pub is_remote: bool,
    /// Lowest and highest pay in hundredths, and for how long.
    pub salary: (Option<i64>, Option<i64>, String),
    /// How many people are sought.
    pub openings: i64,
    /// What its place is filtered by.
    pub place_key: String,
    /// OECD field code.
    pub field: String,
    /// schema.org employment type.
    pub employment_type: String,
    /// The place.
    pub city: String,
    /// The place in Chinese.
    pub city_zh: String,
    /// ISO 3166-1 code.
    pub country: String,
    /// The organization.
    pub name: String,
    /// The organization in Chinese.
    pub name_zh: String,
}

/// The ids of the fairs that a posting is part of, at most 50.
///
/// # Errors
/// What the database said.
pub fn list_fairs_of_posting(conn: &mut Conn, posting: &str) -> QueryResult<Vec<String>> {
    fair_postings::table
        .filter(fair_postings::posting_id.eq(posting))
        .filter(fair_postings::state.eq("listed"))
        .order(fair_postings::id.desc())
        .limit(50)
        .select(fair_postings::fair_id)
        .load(conn)
}

/// The words of a booth beside its texts.
#[derive(Debug, Clone, Queryable)]
pub struct BoothWords {
    /// The edition it belongs to.
    pub edition_id: String,
    /// When it was last changed.
    pub updated_at: Instant,
    /// The organization.
    pub name: String,
    /// The organization in Chinese.
    pub name_zh: String,
    /// Its city.
    pub city: String,
    /// ISO 3166-1 code.
    pub country: String,
    /// The number of its stand, once it has one.
    pub stand: Option<String>,
}

/// Language, title and text.
pub type Titled = (String, String, String);
/// Language, name, tagline and text.
pub type BoothText = (String, String, String, String);
/// Name and summary in English and Chinese: name, name, summary, summary.
pub type Exhibit = (String, String, String, String);

/// The words of a posting that is or will be public; nothing otherwise.
///
/// # Errors
/// What the database said.
pub fn find_posting_words(conn: &mut Conn, id: &str) -> QueryResult<Option<(PostingWords, Vec<Titled>)>> {
    let found: Option<(String, PostingWords)> = postings::table
        .inner_join(posting_revisions::table.on(postings::published_revision_id.eq(posting_revisions::id.nullable())))
        .inner_join(organizations::table.on(postings::organization_id.eq(organizations::id)))
        .filter(postings::id.eq(id))
        .filter(postings::state.eq_any(["scheduled", "live"]))
        .filter(organizations::state.eq("verified"))
        .select((
            posting_revisions::id,
            (
                postings::edition_id,
                postings::state,
                postings::opens_at,
                postings::closes_at,
                posting_revisions::language,
                posting_revisions::is_remote,
                (posting_revisions::salary_min, posting_revisions::salary_max, posting_revisions::salary_unit),
                posting_revisions::openings,
                posting_revisions::place_key,
                posting_revisions::field,
                posting_revisions::employment_type,
                posting_revisions::city,
                posting_revisions::city_zh,
                posting_revisions::country,
                organizations::name,
                organizations::name_zh,
            ),
        ))
        .first(conn)
        .optional()?;
    let Some((revision, words)) = found else { return Ok(None) };
    let texts = posting_texts::table
        .filter(posting_texts::revision_id.eq(revision))
        .order(posting_texts::locale)
        .select((posting_texts::locale, posting_texts::title, posting_texts::body))
        .load(conn)?;
    Ok(Some((words, texts)))
}

/// A booth's words, its texts in each language, its exhibits.
type BoothParts = (BoothWords, Vec<BoothText>, Vec<Exhibit>);

/// The words of a public booth; nothing otherwise.
///
/// # Errors
/// What the database said.
pub fn find_booth_words(conn: &mut Conn, id: &str) -> QueryResult<Option<BoothParts>> {
    let found: Option<(Option<String>, BoothWords)> = booths::table
        .inner_join(organizations::table.on(booths::organization_id.eq(organizations::id)))
        .left_join(places::table.on(places::booth_id.eq(booths::id.nullable())))
        .filter(booths::id.eq(id))
        .filter(booths::state.eq("published"))
        .filter(organizations::state.eq("verified"))
        .select((
            booths::published_revision_id,
            (
                booths::edition_id,
                booths::updated_at,
                organizations::name,
                organizations::name_zh,
                organizations::city,
                organizations::country,
                places::number.nullable(),
            ),
        ))
        .first(conn)
        .optional()?;
    let Some((Some(revision), words)) = found else { return Ok(None) };
    let texts = booth_texts::table
        .filter(booth_texts::revision_id.eq(&revision))
        .order(booth_texts::locale)
        .select((booth_texts::locale, booth_texts::name, booth_texts::tagline, booth_texts::body))
        .load(conn)?;
    let shown = exhibits::table
        .filter(exhibits::revision_id.eq(&revision))
        .order((exhibits::position, exhibits::id))
        .limit(100)
        .select((exhibits::name, exhibits::name_zh, exhibits::summary, exhibits::summary_zh))
        .load(conn)?;
    Ok(Some((words, texts, shown)))
}

/// The ids of all postings that have been approved.
///
/// # Errors
/// What the database said.
pub fn list_posting_ids(conn: &mut Conn) -> QueryResult<Vec<String>> {
    postings::table.filter(postings::published_revision_id.is_not_null()).select(postings::id).load(conn)
}

/// The ids of all booths that have been approved.
///
/// # Errors
/// What the database said.
pub fn list_booth_ids(conn: &mut Conn) -> QueryResult<Vec<String>> {
    booths::table.filter(booths::published_revision_id.is_not_null()).select(booths::id).load(conn)
}

/// The postings that are public.
///
/// # Errors
/// What the database said.
pub fn list_public_postings(conn: &mut Conn, wanted: Wanted<'_>) -> QueryResult<Vec<Row>> {
    let is_on = postings::state.eq("live").or(postings::state.eq("scheduled").and(postings::opens_at.le(wanted.now)));
    let public = postings::table
        .inner_join(organizations::table.on(postings::organization_id.eq(organizations::id)))
        .filter(postings::published_revision_id.is_not_null())
        .filter(is_on)
        .filter(postings::closes_at.gt(wanted.now))
        .filter(organizations::state.eq("verified"))
        .select((postings::id, postings::slug, organizations::name, organizations::name_zh, postings::updated_at));
    narrowed!(public, postings, wanted).load(conn)
}

/// The booths that are public.
///
/// # Errors
/// What the database said.
pub fn list_public_booths(conn: &mut Conn, wanted: Wanted<'_>) -> QueryResult<Vec<Row>> {
    let public = booths::table
        .inner_join(organizations::table.on(booths::organization_id.eq(organizations::id)))
        .filter(booths::published_revision_id.is_not_null())
        .filter(booths::state.eq("published"))
        .filter(organizations::state.eq("verified"))
        .select((booths::id, booths::slug, organizations::name, organizations::name_zh, booths::updated_at));
    narrowed!(public, booths, wanted).load(conn)
}

/// The names of what these public booths show, in English and Chinese, each with the booth.
///
/// # Errors
/// What the database said.
pub fn list_exhibit_names(conn: &mut Conn, of: &[String]) -> QueryResult<Vec<(String, String, String)>> {
    booths::table
        .inner_join(exhibits::table.on(booths::published_revision_id.eq(exhibits::revision_id.nullable())))
        .filter(booths::id.eq_any(of))
        .order((booths::id, exhibits::position, exhibits::id))
        .limit((of.len() * BOOTH_EXHIBITS) as i64)
        .select((booths::id, exhibits::name, exhibits::name_zh))
        .load(conn)
}
