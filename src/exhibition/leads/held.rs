//! Everything that is held about a person here: the cards they left, the booths they looked at, the documents they
//! read. For the pages on which people take their data away or have it erased.

use diesel::prelude::*;
use serde_json::{Value, json};

use super::card_queries::delete_lead;
use super::model::Lead;
use super::telling::tell_withdrawn;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{booths, document_downloads, files, leads, organizations, visits};
use crate::ids::{EditionId, PersonId};
use crate::web::dates::machine;

/// All of it, the latest first.
///
/// # Errors
/// What the database said.
pub fn export_person(conn: &mut Conn, person: &PersonId) -> QueryResult<Value> {
    let cards: Vec<(Lead, String)> = leads::table
        .inner_join(organizations::table)
        .filter(leads::person_id.eq(person))
        .order((leads::shared_at.desc(), leads::id.desc()))
        .select((Lead::as_select(), organizations::name))
        .load(conn)?;
    let looked: Vec<(Instant, String)> = visits::table
        .inner_join(booths::table.inner_join(organizations::table))
        .filter(visits::person_id.eq(person))
        .order((visits::half_hour.desc(), visits::id.desc()))
        .select((visits::half_hour, organizations::name))
        .load(conn)?;
    let read: Vec<(Instant, String, String)> = document_downloads::table
        .inner_join(booths::table.inner_join(organizations::table))
        .inner_join(files::table.on(files::id.eq(document_downloads::file_id)))
        .filter(document_downloads::person_id.eq(person))
        .order((document_downloads::half_hour.desc(), document_downloads::id.desc()))
        .select((document_downloads::half_hour, organizations::name, files::name))
        .load(conn)?;
    Ok(json!({
        "cards": cards.iter().map(card).collect::<Vec<_>>(),
        "visits": looked.iter().map(|(at, name)| json!({ "half_hour": machine(*at), "organization": name })).collect::<Vec<_>>(),
        "documents": read
            .iter()
            .map(|(at, name, file)| json!({ "half_hour": machine(*at), "organization": name, "document": file }))
            .collect::<Vec<_>>(),
    }))
}

fn card((lead, organization): &(Lead, String)) -> Value {
    json!({
        "organization": organization,
        "shared_at": machine(lead.shared_at),
        "first_shared_at": machine(lead.created_at),
        "name": lead.name,
        "email": lead.email,
        "affiliation": lead.affiliation,
        "phone": lead.phone,
        "country": lead.country,
        "note": lead.note,
        "rating_of_the_organization": lead.rated().as_str(),
        "note_of_the_organization": lead.remark,
    })
}

/// Takes all cards of a person back, of which their holders are told, and lets visits and downloads count on without
/// saying whose they were. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn erase_person(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<()> {
    let cards: Vec<(Lead, EditionId, String)> = leads::table
        .inner_join(organizations::table)
        .filter(leads::person_id.eq(person))
        .select((Lead::as_select(), leads::edition_id, organizations::slug))
        .load(conn)?;
    for (lead, edition, slug) in &cards {
        delete_lead(conn, &lead.id)?;
        let told = tell_withdrawn(conn, edition, (lead, slug), now);
        told.map_err(|error| diesel::result::Error::QueryBuilderError(error.to_string().into()))?;
    }
    diesel::update(visits::table.filter(visits::person_id.eq(person)))
        .set(visits::person_id.eq(None::<&PersonId>))
        .execute(conn)?;
    diesel::update(document_downloads::table.filter(document_downloads::person_id.eq(person)))
        .set(document_downloads::person_id.eq(None::<&PersonId>))
        .execute(conn)?;
    Ok(())
}
