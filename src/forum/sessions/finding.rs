//! Finds sessions by words: the index gives the ids, the database the rows and checks again what is public.
//! While the index is being filled or fails, the database alone answers.

use super::queries::Narrow;
use crate::error::AppResult;
use crate::search::{Query, Search};
use crate::site::Visit;
use crate::web::text::word_patterns;

use super::model::SESSION;

/// The most hits that are shown in the order of their times.
const HITS_MOST: usize = 500;

/// Narrows the programme to what the words find; gives whether only similar words were found.
///
/// # Errors
/// When the index cannot be read.
pub fn narrow_by_words(visit: &Visit, index: &Search, words: &str, narrow: &mut Narrow) -> AppResult<bool> {
    if words.is_empty() {
        return Ok(false);
    }
    let behind = index.behind();
    if behind.is_filling || behind.is_failing {
        narrow.words = word_patterns(words);
        return Ok(false);
    }
    let query = Query {
        text: words.to_owned(),
        filters: vec![("kind", vec![SESSION.to_owned()])],
        limit: HITS_MOST,
        ..Query::of_edition(visit.edition()?.id.as_str(), visit.now, visit.locale)
    };
    let found = index.list(&query)?;
    narrow.ids = Some(found.ids);
    Ok(found.is_fuzzy)
}
