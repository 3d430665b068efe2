//! Everything that is held about a person here: the cards they left, the booths they looked at, the documents they
//! read. For the pages on which people take their data away or have it erased.

use diesel::prelude::*;
use serde_json::{Value, json};

use super::card_queries::delete_lead;
use super::desk_queries::tags_of;
use super::model::Lead;
use super::telling::tell_withdrawn;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{booths, document_downloads, files, leads, organizations, visits};
use crate::error::AppResult;
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
    let rows: Vec<Lead> = cards.iter().map(|row| row.0.clone()).collect();
    let tags = tags_of(conn, &rows)?;
    let card = |(lead, organization): &(Lead, String)| card(lead, organization, tags.get(&lead.id));
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

fn card(lead: &Lead, organization: &str, tags: Option<&Vec<String>>) -> Value {
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
        "tags_of_the_organization": tags.cloned().unwrap_or_default(),
        "note_of_the_organization": lead.remark,
        "followed_up_at": lead.follow_up_at.map(machine),
    })
}

/// Takes all cards of a person back, of which their holders are told, and lets visits and downloads count on without
/// saying whose they were. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn erase_person(conn: &mut Conn, person: &PersonId, now: Instant) -> AppResult<()> {
    let cards: Vec<(Lead, EditionId, String)> = leads::table
        .inner_join(organizations::table)
        .filter(leads::person_id.eq(person))
        .select((Lead::as_select(), leads::edition_id, organizations::slug))
        .load(conn)?;
    for (lead, edition, slug) in &cards {
        delete_lead(conn, &lead.id)?;
        tell_withdrawn(conn, edition, (lead, slug), now)?;
    }
    diesel::update(visits::table.filter(visits::person_id.eq(person)))
        .set(visits::person_id.eq(None::<&PersonId>))
        .execute(conn)?;
    diesel::update(document_downloads::table.filter(document_downloads::person_id.eq(person)))
        .set(document_downloads::person_id.eq(None::<&PersonId>))
        .execute(conn)?;
    Ok(())
}
