//! Words that moderators do not want to be said in public rooms; `moderation` keeps the list.

use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::db::Conn;
use crate::db::schema::unwanted_words;
use crate::ids::EditionId;
use crate::web::text::{fold, is_one_word};

/// How many words that may stand in a text are looked at.
const CANDIDATES_MOST: i64 = 200;

/// Whether a text holds a word of the edition's list: in scripts with spaces as a word of its own, in
/// those without anywhere.
///
/// # Errors
/// What the database said.
pub fn has_unwanted(conn: &mut Conn, edition: &EditionId, body: &str) -> QueryResult<bool> {
    let folded = fold(body);
    let candidates: Vec<String> = unwanted_words::table
        .filter(unwanted_words::edition_id.eq(edition))
        .filter(folded.as_str().into_sql::<Text>().like(unwanted_words::pattern).escape('\\'))
        .limit(CANDIDATES_MOST)
        .select(unwanted_words::word_key)
        .load(conn)?;
    Ok(candidates.iter().any(|key| stands_in(&folded, key)))
}

fn stands_in(folded: &str, key: &str) -> bool {
    folded.match_indices(key).any(|(start, found)| {
        let before = folded.get(..start).and_then(|rest| rest.chars().next_back());
        let after = folded.get(start + found.len()..).and_then(|rest| rest.chars().next());
        !is_one_word(before, found.chars().next()) && !is_one_word(found.chars().next_back(), after)
    })
}

#[cfg(test)]
mod tests {
    use super::stands_in;

    #[test]
    fn a_word_is_found_as_a_word() {
        for (text, key) in
            [("a scam.", "scam"), ("scam", "scam"), ("这是诈骗吗", "诈骗"), ("用scam骗人", "scam"), ("c++!", "c++")]
        {
            assert!(stands_in(text, key), "{text} {key}");
        }
        for (text, key) in [("scampi", "scam"), ("a1", "1"), ("escamoter", "scam"), ("", "scam")] {
            assert!(!stands_in(text, key), "{text} {key}");
        }
        assert!(stands_in("scampi is no scam", "scam"), "the second one is");
    }
}
