//! The statements about fairs and their texts. Those about the postings in them are in
//! `part_queries.rs`.

use diesel::prelude::*;

use super::forms::ValidFair;
use super::model::{Fair, FairStage, FairState, FairText};
use crate::clock::Instant;
use crate::db::schema::{fair_postings, fair_texts, fairs};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, FairId, FileId, PostingId, RowId};
use crate::lifecycle::{self, Mover};
use crate::search;
use crate::site::slugs;
use crate::web::i18n::Locale;
use crate::web::paging::{Page, PageNumber};
use crate::web::{markdown, text};

/// The kind of fairs in `slugs` and `search_changes`.
pub const KIND: &str = "fair";
/// How much of an introduction is found by words in lists, in characters.
const WORDS_MAX: usize = 4_000;

/// What a list of fairs is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// A stage; without one, drafts are there for organizers alone.
    pub stage: Option<FairStage>,
    /// Whether drafts are there.
    pub with_drafts: bool,
    /// Patterns of words, every one of which must be found.
    pub patterns: Vec<String>,
}

/// Narrows a boxed query of fairs.
macro_rules! narrowed {
    ($query:expr, $wanted:expr, $now:expr) => {{
        let (mut query, now) = ($query, $now);
        query = match $wanted.stage {
            None if $wanted.with_drafts => query,
            None => query.filter(fairs::state.ne(FairState::Draft)),
            Some(FairStage::Draft) => query.filter(fairs::state.eq(FairState::Draft)),
            Some(FairStage::Cancelled) => query.filter(fairs::state.eq(FairState::Cancelled)),
            Some(FairStage::Upcoming) => {
                query.filter(fairs::state.eq(FairState::Published)).filter(fairs::starts_at.gt(now))
            }
            Some(FairStage::Running) => query
                .filter(fairs::state.eq(FairState::Published))
                .filter(fairs::starts_at.le(now))
                .filter(fairs::ends_at.gt(now)),
            Some(FairStage::Past) => query.filter(fairs::state.eq(FairState::Published)).filter(fairs::ends_at.le(now)),
        };
        for pattern in &$wanted.patterns {
            query = query.filter(fairs::search_key.like(pattern).escape('\\'));
        }
        query
    }};
}

/// A page of fairs: those that are not over first, then the latest first.
///
/// # Errors
/// What the database said.
pub fn list_fairs(
    conn: &mut Conn,
    edition: &EditionId,
    wanted: &Wanted,
    now: Instant,
    number: PageNumber,
) -> QueryResult<Page<Fair>> {
    let of_edition = fairs::table.filter(fairs::edition_id.eq(edition));
    let total: i64 =
        narrowed!(of_edition.select(diesel::dsl::count_star()).into_boxed(), wanted, now).get_result(conn)?;
    let rows = narrowed!(of_edition.select(Fair::as_select()).into_boxed(), wanted, now)
        .order((fairs::ends_at.gt(now).desc(), fairs::starts_at.desc(), fairs::id.desc()))
        .limit(number.piece().1)
        .offset(number.piece().0)
        .load(conn)?;
    Ok(number.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// The published fairs that are not over, the next first.
///
/// # Errors
/// What the database said.
pub fn list_ahead(conn: &mut Conn, edition: &EditionId, now: Instant, limit: i64) -> QueryResult<Vec<Fair>> {
    fairs::table
        .filter(fairs::edition_id.eq(edition))
        .filter(fairs::state.eq(FairState::Published))
        .filter(fairs::ends_at.gt(now))
        .order((fairs::starts_at, fairs::id))
        .limit(limit)
        .select(Fair::as_select())
        .load(conn)
}

/// Whether the edition has fairs that everybody sees.
///
/// # Errors
/// What the database said.
pub fn has_public_fairs(conn: &mut Conn, edition: &EditionId) -> QueryResult<bool> {
    let public = fairs::table.filter(fairs::edition_id.eq(edition)).filter(fairs::state.ne(FairState::Draft));
    diesel::select(diesel::dsl::exists(public)).get_result(conn)
}

/// The published fairs that a posting is part of, the earliest first, at most 20.
///
/// # Errors
/// What the database said.
pub fn list_of_posting(conn: &mut Conn, posting: &PostingId) -> QueryResult<Vec<Fair>> {
    fairs::table
        .inner_join(fair_postings::table)
        .filter(fair_postings::posting_id.eq(posting))
        .filter(fair_postings::state.eq("listed"))
        .filter(fairs::state.eq(FairState::Published))
        .order((fairs::starts_at, fairs::id))
        .limit(20)
        .select(Fair::as_select())
        .load(conn)
}

/// A fair by its address, whatever its state.
///
/// # Errors
/// What the database said.
pub fn find_by_slug(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<Fair>> {
    fairs::table
        .filter(fairs::edition_id.eq(edition))
        .filter(fairs::slug.eq(slug))
        .select(Fair::as_select())
        .first(conn)
        .optional()
}

/// The present address of a fair that once had this one.
///
/// # Errors
/// What the database said.
pub fn find_moved_slug(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<String>> {
    let Some(thing) = slugs::find_thing(conn, edition, KIND, slug)? else { return Ok(None) };
    fairs::table.filter(fairs::id.eq(thing)).select(fairs::slug).first(conn).optional()
}

/// A fair of this edition.
///
/// # Errors
/// Not found where there is none.
pub fn find_fair(conn: &mut Conn, edition: &EditionId, id: &str) -> QueryResult<Fair> {
    fairs::table.filter(fairs::id.eq(id)).filter(fairs::edition_id.eq(edition)).select(Fair::as_select()).first(conn)
}

/// A fair of any edition, for what the clock does to it.
///
/// # Errors
/// What the database said.
pub fn find_any_fair(conn: &mut Conn, id: &str) -> QueryResult<Option<Fair>> {
    fairs::table.filter(fairs::id.eq(id)).select(Fair::as_select()).first(conn).optional()
}

/// Holds a fair's row until the end of the transaction, so that nobody calls it off meanwhile. Changes
/// nothing.
///
/// # Errors
/// What the database said.
pub fn hold_fair(conn: &mut Conn, fair: &FairId) -> QueryResult<()> {
    diesel::update(fairs::table.find(fair)).set(fairs::version.eq(fairs::version)).execute(conn)?;
    Ok(())
}

/// The texts of these fairs, in the order of their languages.
///
/// # Errors
/// What the database said.
pub fn list_texts(conn: &mut Conn, of: &[FairId]) -> QueryResult<Vec<FairText>> {
    let rows: Vec<(FairId, String, String, String)> = fair_texts::table
        .filter(fair_texts::fair_id.eq_any(of))
        .order((fair_texts::fair_id, fair_texts::locale))
        .select((fair_texts::fair_id, fair_texts::locale, fair_texts::title, fair_texts::introduction))
        .load(conn)?;
    let text = |(fair, tag, title, introduction): (FairId, String, String, String)| {
        Some(FairText { fair, locale: Locale::from_tag(&tag)?, title, introduction })
    };
    Ok(rows.into_iter().filter_map(text).collect())
}

fn first_title(valid: &ValidFair) -> &str {
    valid.texts.first().map_or("", |text| text.1.as_str())
}

fn search_key(valid: &ValidFair) -> String {
    let plain: Vec<String> = valid.texts.iter().map(|text| markdown::plain(&text.2, WORDS_MAX)).collect();
    text::search_key(valid.texts.iter().map(|text| text.1.as_str()).chain(plain.iter().map(String::as_str)))
}

/// A free address for a title; `fair` may have had it before.
fn free_slug(conn: &mut Conn, edition: &EditionId, fair: &FairId, title: &str) -> QueryResult<String> {
    let base = text::slug(title);
    let mut taken: Vec<String> = fairs::table
        .filter(fairs::edition_id.eq(edition))
        .filter(fairs::id.ne(fair))
        .filter(fairs::slug.like(format!("{base}%")))
        .select(fairs::slug)
        .limit(10_000)
        .load(conn)?;
    taken.extend(slugs::list_old(conn, edition, KIND, fair.as_str(), &base)?);
    Ok(slugs::free(title, &taken))
}

/// Stores a new draft.
///
/// # Errors
/// Busy where another fair takes the same address at the same moment.
pub fn insert_fair(
    conn: &mut Conn,
    id: &FairId,
    edition: &EditionId,
    valid: &ValidFair,
    picture: Option<&FileId>,
    mover: Mover<'_>,
) -> AppResult<()> {
    let fair = Fair {
        id: id.clone(),
        edition_id: edition.clone(),
        slug: free_slug(conn, edition, id, first_title(valid))?,
        state: FairState::Draft,
        starts_at: valid.starts_at,
        ends_at: valid.ends_at,
        picture_file_id: picture.cloned(),
        begun_at: None,
        search_key: search_key(valid),
        version: 1,
        created_at: mover.at,
        updated_at: mover.at,
    };
    unique(diesel::insert_into(fairs::table).values(&fair).execute(conn), AppError::Busy(1))?;
    lifecycle::record_beginning(conn, id.as_str(), FairState::Draft, mover)?;
    insert_texts(conn, id, valid, mover.at)
}

fn insert_texts(conn: &mut Conn, fair: &FairId, valid: &ValidFair, at: Instant) -> AppResult<()> {
    let row = |(locale, title, introduction): &(Locale, String, String)| {
        (
            fair_texts::id.eq(RowId::new()),
            fair_texts::fair_id.eq(fair.clone()),
            fair_texts::locale.eq(locale.tag()),
            fair_texts::title.eq(title.clone()),
            fair_texts::introduction.eq(introduction.clone()),
            fair_texts::created_at.eq(at),
        )
    };
    let rows: Vec<_> = valid.texts.iter().map(row).collect();
    crate::insert_many!(conn, fair_texts::table, rows)?;
    Ok(())
}

/// Sets a fair that was read in this version to what was typed. A new title gives it a new address; one
/// that was public leads there.
///
/// # Errors
/// 409 when somebody was faster; busy where another fair takes the same address at the same moment.
pub fn update_fair(
    conn: &mut Conn,
    fair: &Fair,
    valid: &ValidFair,
    picture: Option<&FileId>,
    now: Instant,
) -> AppResult<()> {
    let title = first_title(valid);
    let slug = match slugs::is_of(&fair.slug, title) {
        true => fair.slug.clone(),
        false => free_slug(conn, &fair.edition_id, &fair.id, title)?,
    };
    let seen = fairs::table.filter(fairs::id.eq(&fair.id)).filter(fairs::version.eq(fair.version));
    let done = diesel::update(seen)
        .set((
            fairs::slug.eq(&slug),
            fairs::starts_at.eq(valid.starts_at),
            fairs::ends_at.eq(valid.ends_at),
            fairs::picture_file_id.eq(picture),
            fairs::search_key.eq(search_key(valid)),
            fairs::version.eq(fairs::version + 1),
            fairs::updated_at.eq(now),
        ))
        .execute(conn);
    changed_one(unique(done, AppError::Busy(1))?)?;
    if slug != fair.slug && fair.state != FairState::Draft {
        slugs::record_old(conn, &fair.edition_id, (KIND, fair.id.as_str()), (&fair.slug, &slug), now)?;
    }
    diesel::delete(fair_texts::table.filter(fair_texts::fair_id.eq(&fair.id))).execute(conn)?;
    insert_texts(conn, &fair.id, valid, now)?;
    Ok(search::record_change(conn, KIND, fair.id.as_str(), now)?)
}

/// Moves a fair that was read in this version to another state.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn move_fair(conn: &mut Conn, fair: &Fair, to: FairState, mover: Mover<'_>) -> AppResult<()> {
    lifecycle::record_move(conn, fair.id.as_str(), fair.state, to, mover)?;
    let seen = fairs::table.filter(fairs::id.eq(&fair.id)).filter(fairs::version.eq(fair.version));
    let rows = diesel::update(seen)
        .set((fairs::state.eq(to), fairs::version.eq(fairs::version + 1), fairs::updated_at.eq(mover.at)))
        .execute(conn)?;
    changed_one(rows)?;
    Ok(search::record_change(conn, KIND, fair.id.as_str(), mover.at)?)
}

/// Notes of which beginning those who take part were told.
///
/// # Errors
/// What the database said.
pub fn mark_begun(conn: &mut Conn, fair: &Fair) -> QueryResult<()> {
    diesel::update(fairs::table.find(&fair.id)).set(fairs::begun_at.eq(Some(fair.starts_at))).execute(conn)?;
    Ok(())
}

/// Whether a picture is that of a fair that everybody sees.
///
/// # Errors
/// What the database said.
pub fn is_picture_public(conn: &mut Conn, file: &FileId) -> QueryResult<bool> {
    let public = fairs::table.filter(fairs::picture_file_id.eq(file)).filter(fairs::state.ne(FairState::Draft));
    diesel::select(diesel::dsl::exists(public)).get_result(conn)
}
