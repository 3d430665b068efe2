//! What is counted of enquiries.

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{enquiries, enquiry_entries};
use crate::ids::EditionId;
use crate::service::enquiries::EnquiryState;
use crate::service::enquiries::model::Enquiry;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::word_patterns;

/// The enquiries whose first answers are measured: the latest.
const MEASURED: i64 = 500;

/// How many enquiries stand in each state.
///
/// # Errors
/// What the database said.
pub fn count_states(conn: &mut Conn, edition: &EditionId) -> QueryResult<Vec<(EnquiryState, i64)>> {
    enquiries::table
        .filter(enquiries::edition_id.eq(edition))
        .group_by(enquiries::state)
        .select((enquiries::state, diesel::dsl::count_star()))
        .load(conn)
}

/// How people were served of late.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measured {
    /// Minutes until half of them had their first answer; none while nobody had one.
    pub answer_minutes: Option<i64>,
    /// How many rated it.
    pub ratings: i64,
    /// Their stars together.
    pub stars: i64,
}

/// Measures it.
///
/// # Errors
/// What the database said.
pub fn measure(conn: &mut Conn, edition: &EditionId) -> QueryResult<Measured> {
    let rows: Vec<(Instant, Option<Instant>, Option<i64>)> = enquiries::table
        .filter(enquiries::edition_id.eq(edition))
        .order(enquiries::id.desc())
        .limit(MEASURED)
        .select((enquiries::created_at, enquiries::answered_at, enquiries::stars))
        .load(conn)?;
    let mut waits: Vec<i64> =
        rows.iter().filter_map(|(asked, answered, _)| Some((*answered.as_ref()? - *asked).num_minutes())).collect();
    waits.sort_unstable();
    let stars: Vec<i64> = rows.iter().filter_map(|row| row.2).collect();
    Ok(Measured {
        answer_minutes: waits.get(waits.len() / 2).copied(),
        ratings: i64::try_from(stars.len()).unwrap_or(0),
        stars: stars.iter().sum(),
    })
}

/// A page of the enquiries that were rated, the latest first.
///
/// # Errors
/// What the database said.
pub fn list_rated(conn: &mut Conn, edition: &EditionId, words: &str, at: PageNumber) -> QueryResult<Page<Enquiry>> {
    let narrow = || {
        let mut found = enquiries::table
            .filter(enquiries::edition_id.eq(edition))
            .filter(enquiries::stars.is_not_null())
            .into_boxed();
        for word in word_patterns(words) {
            let has_word = enquiry_entries::table
                .filter(enquiry_entries::enquiry_id.eq(enquiries::id))
                .filter(enquiry_entries::search_key.like(word).escape('\\'));
            found = found.filter(exists(has_word));
        }
        found
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let rows = narrow()
        .order((enquiries::updated_at.desc(), enquiries::id.desc()))
        .offset(i64::try_from(at.offset()).unwrap_or(0))
        .limit(i64::try_from(at.size).unwrap_or(20))
        .select(Enquiry::as_select())
        .load(conn)?;
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}
