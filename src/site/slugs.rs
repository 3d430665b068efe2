//! Addresses that follow a thing's name: a renamed booth or posting gets a new one and the old one
//! leads there. Called by the zones, in the transaction that renames.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::slugs;
use crate::ids::{EditionId, RowId};
use crate::web::text;

/// Whether an address still says this title, numbered or not.
pub fn is_of(slug: &str, title: &str) -> bool {
    let rest = slug.strip_prefix(&text::slug(title));
    rest.is_some_and(|rest| rest.is_empty() || is_number(rest))
}

fn is_number(rest: &str) -> bool {
    rest.strip_prefix('-').is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()))
}

/// The address for a title, numbered where it is taken.
pub fn free(title: &str, taken: &[String]) -> String {
    let base = text::slug(title);
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    std::iter::once(base.clone()).chain(numbered).find(|slug| !taken.contains(slug)).unwrap_or(base)
}

/// The id of the thing that once had this address.
///
/// # Errors
/// What the database said.
pub fn find_thing(conn: &mut Conn, edition: &EditionId, kind: &str, slug: &str) -> QueryResult<Option<String>> {
    slugs::table
        .filter(slugs::edition_id.eq(edition))
        .filter(slugs::kind.eq(kind))
        .filter(slugs::slug.eq(slug))
        .select(slugs::thing_id)
        .first(conn)
        .optional()
}

/// The old addresses of other things that begin so: who follows one must not land elsewhere.
///
/// # Errors
/// What the database said.
pub fn list_old(
    conn: &mut Conn,
    edition: &EditionId,
    kind: &'static str,
    thing: &str,
    beginning: &str,
) -> QueryResult<Vec<String>> {
    slugs::table
        .filter(slugs::edition_id.eq(edition))
        .filter(slugs::kind.eq(kind))
        .filter(slugs::thing_id.ne(thing))
        .filter(slugs::slug.like(format!("{beginning}%")))
        .limit(10_000)
        .select(slugs::slug)
        .load(conn)
}

/// Notes that a thing moved from one address to another, perhaps back to one it had.
///
/// # Errors
/// What the database said.
pub fn record_old(
    conn: &mut Conn,
    edition: &EditionId,
    (kind, thing): (&'static str, &str),
    (old, new): (&str, &str),
    now: Instant,
) -> QueryResult<()> {
    let of_kind = slugs::table.filter(slugs::edition_id.eq(edition)).filter(slugs::kind.eq(kind));
    diesel::delete(of_kind.filter(slugs::slug.eq_any([old, new]))).execute(conn)?;
    diesel::insert_into(slugs::table)
        .values((
            slugs::id.eq(RowId::new()),
            slugs::edition_id.eq(edition),
            slugs::kind.eq(kind),
            slugs::slug.eq(old),
            slugs::thing_id.eq(thing),
            slugs::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_stays_while_it_says_the_title() {
        assert!(is_of("laser-engineer", "Laser Engineer") && is_of("laser-engineer-12", "Laser engineer"));
        for other in ["laser-engineers", "laser-engineer-", "laser-engineer-x", "laser"] {
            assert!(!is_of(other, "Laser engineer"), "{other}");
        }
        assert_eq!(free("光谷", &["光谷".into(), "光谷-2".into()]), "光谷-3");
    }

    proptest! {
        #[test]
        fn every_title_has_a_free_address_that_says_it(title in "\\PC{0,200}", n in 0_usize..5) {
            let taken: Vec<String> = (0..n).fold(Vec::new(), |mut taken, _| {
                taken.push(free(&title, &taken));
                taken
            });
            let slug = free(&title, &taken);
            prop_assert!(!slug.is_empty() && !taken.contains(&slug) && is_of(&slug, &title));
            prop_assert!(!slug.contains(['/', '?', '#', '%', ' ', '&', '"', '<']), "{slug}");
        }
    }
}
