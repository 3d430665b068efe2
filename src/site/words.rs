//! Narrows a list of one kind by words: the index gives the ids, the list's own statement the rows, and checks
//! again what is public. While the index is being filled or fails, and where a list shows what is not public,
//! the database alone answers; of columns that are not stored folded by [`crate::holds`].

use super::Visit;
use crate::error::AppResult;
use crate::search::{Query, Search};
use crate::web::text::{clip, one_line, word_patterns};

/// The most hits that are shown in the order of their times.
const HITS_MOST: usize = 500;
/// Longest text that is searched for, in characters.
const TEXT_MAX: usize = 200;

/// Whether a column that is not stored folded holds what was typed, in whatever case: as it was typed too, since SQLite
/// knows lower case of ASCII alone. `holds!(people::name, words)` takes a `&str`.
#[macro_export]
macro_rules! holds {
    ($column:expr, $typed:expr) => {{
        use $crate::web::text::{fold, like_pattern};
        let folded = $crate::db::functions::lower($column).like(like_pattern(&fold($typed))).escape('\\');
        folded.or($column.like(like_pattern($typed)).escape('\\'))
    }};
}

/// What a list is narrowed to by words; nothing by default.
#[derive(Debug, Clone, Default)]
pub struct ByWords {
    /// One of these.
    pub ids: Option<Vec<String>>,
    /// With all of these in the folded column: patterns for LIKE.
    pub patterns: Vec<String>,
    /// Whether only similar words were found.
    pub is_fuzzy: bool,
}

impl ByWords {
    /// What was typed, searched for among what is public of a kind.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn find(visit: &Visit, index: &Search, kind: &str, typed: &str) -> AppResult<Self> {
        let words = clip(one_line(typed).trim(), TEXT_MAX);
        let behind = index.behind();
        if words.is_empty() || behind.is_filling || behind.is_failing {
            return Ok(Self::in_database(&words));
        }
        let query = Query {
            text: words,
            filters: vec![("kind", vec![kind.to_owned()])],
            limit: HITS_MOST,
            ..Query::of_edition(visit.edition()?.id.as_str(), visit.now, visit.locale)
        };
        let found = index.list(&query)?;
        Ok(Self { ids: Some(found.ids), patterns: Vec::new(), is_fuzzy: found.is_fuzzy })
    }

    /// What was typed, looked for in the database alone.
    pub fn in_database(typed: &str) -> Self {
        Self { patterns: word_patterns(typed), ..Self::default() }
    }
}
