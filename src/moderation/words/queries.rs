//! The statements of the list of words.

use diesel::prelude::*;

use super::forms::WordsForm;
use crate::audit::Action;
use crate::clock::Instant;
use crate::db::schema::{people, unwanted_words};
use crate::db::{Conn, unique};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EditionId, UnwantedWordId};
use crate::moderation::{require, require_moderator};
use crate::site::Visit;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::{fold, like_pattern, word_patterns};

/// Words of one edition.
const WORDS_MOST: i64 = 1_000;

/// A word of the list.
#[derive(Debug, Clone, Queryable)]
pub struct WordRow {
    /// Its id.
    pub id: UnwantedWordId,
    /// As it was typed.
    pub word: String,
    /// Who put it there; none when their account is gone.
    pub name: Option<String>,
    /// When.
    pub at: Instant,
}

fn require_keeper(visit: &Visit) -> AppResult<&EditionId> {
    require(require_moderator(visit)?.may_moderate_in(None))?;
    Ok(&visit.edition()?.id)
}

/// A page of the list, in the order of the words.
///
/// # Errors
/// Not signed in; 404 to who does not moderate every zone.
pub fn list_words(conn: &mut Conn, visit: &Visit, q: &str, at: PageNumber) -> AppResult<Page<WordRow>> {
    let edition = require_keeper(visit)?;
    let narrow = || {
        let mut found =
            unwanted_words::table.left_join(people::table).filter(unwanted_words::edition_id.eq(edition)).into_boxed();
        for word in word_patterns(q) {
            found = found.filter(unwanted_words::word_key.like(word).escape('\\'));
        }
        found
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(0));
    let rows = narrow()
        .order(unwanted_words::word_key)
        .offset(offset)
        .limit(limit)
        .select((unwanted_words::id, unwanted_words::word, people::name.nullable(), unwanted_words::created_at))
        .load(conn)?;
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// Puts words on the list; those that stand there already stay as they are.
///
/// # Errors
/// As [`list_words`]; the field `words` when something is wrong with them or the list is full.
pub fn insert_words(conn: &mut Conn, visit: &Visit, form: &WordsForm) -> AppResult<()> {
    let edition = require_keeper(visit)?;
    let words = form.parse().map_err(AppError::Invalid)?;
    let me = &visit.writer()?.person;
    let known: i64 = unwanted_words::table.filter(unwanted_words::edition_id.eq(edition)).count().get_result(conn)?;
    if known + i64::try_from(words.len()).unwrap_or(i64::MAX) > WORDS_MOST {
        return Err(FieldErrors::one("words", "error-words-full").into());
    }
    let keys: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let of_edition = unwanted_words::table.filter(unwanted_words::edition_id.eq(edition));
    let stand: Vec<String> = of_edition
        .filter(unwanted_words::word_key.eq_any(&keys))
        .limit(WORDS_MOST)
        .select(unwanted_words::word_key)
        .load(conn)?;
    for (word, key) in words.iter().zip(&keys).filter(|(_, key)| !stand.contains(key)) {
        let id = UnwantedWordId::new();
        let row = (
            unwanted_words::id.eq(&id),
            unwanted_words::edition_id.eq(edition),
            unwanted_words::word.eq(word),
            unwanted_words::word_key.eq(key),
            unwanted_words::pattern.eq(like_pattern(key)),
            unwanted_words::person_id.eq(Some(me)),
            unwanted_words::created_at.eq(visit.now),
        );
        // Added by two at once: the later one runs again and finds it.
        unique(diesel::insert_into(unwanted_words::table).values(row).execute(conn), AppError::Busy(1))?;
        visit.note(conn, Action::WordCreate, &id, ("", word))?;
    }
    Ok(())
}

/// Takes a word off the list.
///
/// # Errors
/// As [`list_words`]; 404 for a word of another edition.
pub fn delete_word(conn: &mut Conn, visit: &Visit, id: &UnwantedWordId) -> AppResult<()> {
    let edition = require_keeper(visit)?;
    let own = unwanted_words::table.find(id).filter(unwanted_words::edition_id.eq(edition));
    let word: String = own.select(unwanted_words::word).first(conn)?;
    match diesel::delete(unwanted_words::table.find(id)).execute(conn)? {
        0 => Err(AppError::NotFound),
        _ => visit.note(conn, Action::WordDelete, id, (&word, "")),
    }
}
