//! The statements that count looks.

use std::collections::{BTreeMap, HashMap, HashSet};

use diesel::prelude::*;

use super::tally::{Look, What};
use crate::accounts::passwords::new_token;
use crate::clock::Instant;
use crate::db::schema::{
    booth_documents, booth_revisions, booths, document_downloads, logins, members, settings, visit_days, visits,
};
use crate::db::{Conn, unique};
use crate::error::{AppError, AppResult};
use crate::exhibition::booths::model::BoothState;
use crate::ids::{BoothId, EditionId, FileId, OrganizationId, PersonId, RowId};
use crate::site::viewer::hash_token;
use crate::{insert_many, upsert};

/// The setting that keeps the salt of the day: the day and the salt with a blank between.
const SALT: &str = "visit_salt";

/// A look with what it comes to.
struct Counted<'a> {
    look: &'a Look,
    /// None for the page itself.
    file: Option<&'a FileId>,
    booth: BoothId,
    person: Option<PersonId>,
    visitor: String,
}

/// Whose booth something belongs to.
#[derive(Clone)]
struct Own {
    booth: BoothId,
    organization: OrganizationId,
}

/// Counts looks at booths and documents that everybody may see; what was counted before is not counted again.
///
/// # Errors
/// What the database said; to be run again where another node counted the same at the same moment.
pub fn store_looks(conn: &mut Conn, looks: &[Look], now: Instant) -> AppResult<()> {
    let people = find_people(conn, looks)?;
    let (booths, documents) = (find_booths(conn, looks)?, find_documents(conn, looks)?);
    let members = find_members(conn, people.values().collect())?;
    let salt = find_salt(conn, now)?;
    let count = |look: &'_ Look| -> Option<(Own, Option<PersonId>, String)> {
        let own = match &look.what {
            What::Booth(slug) => booths.get(&(look.edition.clone(), slug.clone())),
            What::Document(file) => documents.get(&(look.edition.clone(), file.clone())),
        }?;
        let person = look.token.as_ref().and_then(|token| people.get(token)).cloned();
        let is_own = person.as_ref().is_some_and(|one| members.contains(&(own.organization.clone(), one.clone())));
        let who = person.as_ref().map_or(look.trace.as_str(), PersonId::as_str);
        let visitor = hash_token(&format!("{salt} {who}"));
        (!is_own).then(|| (own.clone(), person, visitor))
    };
    let mut counted = Vec::new();
    for look in looks {
        if let Some((own, person, visitor)) = count(look) {
            let file = match &look.what {
                What::Booth(_) => None,
                What::Document(file) => Some(file),
            };
            counted.push(Counted { look, booth: own.booth, file, person, visitor });
        }
    }
    insert_visits(conn, &counted, now)?;
    insert_downloads(conn, &counted, now)
}

/// The people of the logins that came with these looks; a login that ended is a visitor's.
fn find_people(conn: &mut Conn, looks: &[Look]) -> QueryResult<HashMap<String, PersonId>> {
    let tokens: HashSet<&String> = looks.iter().filter_map(|look| look.token.as_ref()).collect();
    let rows: Vec<(String, PersonId)> = logins::table
        .filter(logins::token_hash.eq_any(tokens))
        .select((logins::token_hash, logins::person_id))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

fn find_booths(conn: &mut Conn, looks: &[Look]) -> QueryResult<HashMap<(EditionId, String), Own>> {
    let slugs: HashSet<&String> = looks
        .iter()
        .filter_map(|look| match &look.what {
            What::Booth(slug) => Some(slug),
            What::Document(_) => None,
        })
        .collect();
    let rows: Vec<(EditionId, String, BoothId, OrganizationId)> = booths::table
        .filter(booths::slug.eq_any(slugs))
        .filter(booths::state.eq(BoothState::Published))
        .select((booths::edition_id, booths::slug, booths::id, booths::organization_id))
        .load(conn)?;
    let own = |(edition, slug, booth, organization)| ((edition, slug), Own { booth, organization });
    Ok(rows.into_iter().map(own).collect())
}

/// A booth that was carried over hands out the files of the earlier one: a file is of a booth in each edition.
fn find_documents(conn: &mut Conn, looks: &[Look]) -> QueryResult<HashMap<(EditionId, FileId), Own>> {
    let files: HashSet<&FileId> = looks
        .iter()
        .filter_map(|look| match &look.what {
            What::Document(file) => Some(file),
            What::Booth(_) => None,
        })
        .collect();
    let rows: Vec<(EditionId, FileId, BoothId, OrganizationId)> = booth_documents::table
        .inner_join(booth_revisions::table.inner_join(booths::table))
        .filter(booth_documents::file_id.eq_any(files))
        .filter(booths::state.eq(BoothState::Published))
        .filter(booths::published_revision_id.eq(booth_revisions::id.nullable()))
        .select((booths::edition_id, booth_documents::file_id, booths::id, booths::organization_id))
        .load(conn)?;
    let own = |(edition, file, booth, organization)| ((edition, file), Own { booth, organization });
    Ok(rows.into_iter().map(own).collect())
}

fn find_members(conn: &mut Conn, people: HashSet<&PersonId>) -> QueryResult<HashSet<(OrganizationId, PersonId)>> {
    let rows: Vec<(OrganizationId, PersonId)> = members::table
        .filter(members::person_id.eq_any(people))
        .select((members::organization_id, members::person_id))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The salt of this day, the same on every node; with the first look of a day the one before is gone. A day that
/// another node has begun already, by a clock that is ahead, is not begun again.
fn find_salt(conn: &mut Conn, now: Instant) -> AppResult<String> {
    let day = now.date().to_string();
    let stands: Option<String> = settings::table.find(SALT).select(settings::value).first(conn).optional()?;
    let kept = stands.as_deref().and_then(|kept| kept.split_once(' ')).filter(|kept| kept.0 >= day.as_str());
    if let Some((_, salt)) = kept {
        return Ok(salt.to_owned());
    }
    let salt = new_token()?;
    let changes = (settings::value.eq(format!("{day} {salt}")), settings::updated_at.eq(now));
    // Of two nodes that begin a day at once the second runs again and finds the salt of the first.
    match &stands {
        Some(before) => {
            let seen = settings::table.find(SALT).filter(settings::value.eq(before));
            if diesel::update(seen).set(changes).execute(conn)? == 0 {
                return Err(AppError::Busy(1));
            }
        }
        None => {
            let row = (settings::name.eq(SALT), changes);
            unique(diesel::insert_into(settings::table).values(row).execute(conn), AppError::Busy(1))?;
        }
    }
    Ok(salt)
}

fn insert_visits(conn: &mut Conn, counted: &[Counted<'_>], now: Instant) -> AppResult<()> {
    let looks: Vec<&Counted<'_>> = counted.iter().filter(|one| one.file.is_none()).collect();
    let mut seen: HashSet<(BoothId, String, Instant)> = visits::table
        .filter(visits::booth_id.eq_any(looks.iter().map(|one| &one.booth)))
        .filter(visits::visitor.eq_any(looks.iter().map(|one| &one.visitor)))
        .select((visits::booth_id, visits::visitor, visits::half_hour))
        .load(conn)?
        .into_iter()
        .collect();
    let (mut rows, mut days) = (Vec::new(), Vec::new());
    for one in looks {
        if seen.insert((one.booth.clone(), one.visitor.clone(), one.look.half_hour)) {
            days.push((one.booth.clone(), one.look.day.clone(), one.look.edition.clone()));
            rows.push((
                visits::id.eq(RowId::new()),
                visits::edition_id.eq(one.look.edition.clone()),
                visits::booth_id.eq(one.booth.clone()),
                visits::person_id.eq(one.person.clone()),
                visits::visitor.eq(one.visitor.clone()),
                visits::day.eq(one.look.day.clone()),
                visits::half_hour.eq(one.look.half_hour),
                visits::created_at.eq(now),
            ));
        }
    }
    unique(insert_many!(conn, visits::table, rows), AppError::Busy(1))?;
    Ok(add_to_days(conn, days)?)
}

/// The day of a visit: the booth, the day by the event's clocks, the edition.
pub type VisitDay = (BoothId, String, EditionId);

/// Adds visits to what their booths had on their days, in one order, so that two nodes never wait for each other.
///
/// # Errors
/// What the database said.
pub fn add_to_days(conn: &mut Conn, visits: impl IntoIterator<Item = VisitDay>) -> QueryResult<()> {
    let mut days: BTreeMap<VisitDay, i64> = BTreeMap::new();
    for day in visits {
        *days.entry(day).or_default() += 1;
    }
    for ((booth, day, edition), more) in days {
        let row = (
            visit_days::booth_id.eq(booth),
            visit_days::day.eq(day),
            visit_days::edition_id.eq(edition),
            visit_days::visits.eq(more),
        );
        let sum = visit_days::visits.eq(visit_days::visits + more);
        upsert!(conn, visit_days::table, row, (visit_days::booth_id, visit_days::day), sum)?;
    }
    Ok(())
}

fn insert_downloads(conn: &mut Conn, counted: &[Counted<'_>], now: Instant) -> AppResult<()> {
    let looks: Vec<(&Counted<'_>, &FileId)> =
        counted.iter().filter_map(|one| one.file.map(|file| (one, file))).collect();
    let mut seen: HashSet<(FileId, String, Instant)> = document_downloads::table
        .filter(document_downloads::file_id.eq_any(looks.iter().map(|one| one.1)))
        .filter(document_downloads::visitor.eq_any(looks.iter().map(|one| &one.0.visitor)))
        .select((document_downloads::file_id, document_downloads::visitor, document_downloads::half_hour))
        .load(conn)?
        .into_iter()
        .collect();
    let mut rows = Vec::new();
    for (one, file) in looks {
        if seen.insert((file.clone(), one.visitor.clone(), one.look.half_hour)) {
            rows.push((
                document_downloads::id.eq(RowId::new()),
                document_downloads::edition_id.eq(one.look.edition.clone()),
                document_downloads::booth_id.eq(one.booth.clone()),
                document_downloads::file_id.eq(file.clone()),
                document_downloads::person_id.eq(one.person.clone()),
                document_downloads::visitor.eq(one.visitor.clone()),
                document_downloads::day.eq(one.look.day.clone()),
                document_downloads::half_hour.eq(one.look.half_hour),
                document_downloads::created_at.eq(now),
            ));
        }
    }
    unique(insert_many!(conn, document_downloads::table, rows), AppError::Busy(1))?;
    Ok(())
}
