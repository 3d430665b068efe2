//! The demo's documents and cards, at the booth of its exhibitor. Called by [`super::fill`] after the booths.

use chrono::Duration;
use diesel::prelude::*;
use serde::Deserialize;

use super::{Seed, days, missing, visits};
use crate::db::Conn;
use crate::db::schema::{booths, leads, people};
use crate::demo::art;
use crate::demo::content::Bilingual;
use crate::error::{AppError, AppResult};
use crate::exhibition::documents::DocumentForm;
use crate::exhibition::documents::queries::insert_document;
use crate::exhibition::leads::card_queries::insert_lead;
use crate::exhibition::leads::desk_forms::ValidLead;
use crate::exhibition::leads::desk_queries::update_lead;
use crate::exhibition::leads::model::{Card, Lead};
use crate::ids::{BoothRevisionId, LeadId};
use crate::site::files::{FileKind, NewFile, insert_file};
use crate::web::documents::prepare_pdf;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeadsFile {
    organization: String,
    documents: Vec<DocumentSeed>,
    leads: Vec<LeadSeed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentSeed {
    title: Bilingual,
    file: String,
    headline: String,
    lines: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeadSeed {
    who: String,
    days: u32,
    affiliation: String,
    phone: String,
    note: String,
    rating: String,
    tags: Vec<String>,
    remark: String,
    follow_up_in_hours: Option<i64>,
}

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let file: LeadsFile = toml::from_str(include_str!("../content/leads.toml")).map_err(AppError::internal)?;
    insert_documents(conn, seed, &file)?;
    for lead in &file.leads {
        insert_card(conn, seed, &file.organization, lead)?;
    }
    visits::renew(conn, &seed.edition, seed.now)
}

fn insert_documents(conn: &mut Conn, seed: &Seed, file: &LeadsFile) -> AppResult<()> {
    let (owner, organization) = (seed.owner_of(&file.organization)?, seed.organization(&file.organization)?);
    let revision: Option<BoothRevisionId> =
        booths::table.find(seed.booth(&file.organization)?).select(booths::published_revision_id).first(conn)?;
    let revision = revision.ok_or_else(|| missing("revision", &file.organization))?;
    for (position, one) in file.documents.iter().enumerate() {
        let content = art::resume_pdf(&one.title.en, &one.headline, &one.lines);
        let prepared = prepare_pdf(content.into()).map_err(|_| AppError::internal("the page is no PDF"))?;
        let stored = NewFile::inline(FileKind::Document, one.file.clone(), prepared)?;
        insert_file(conn, &stored, owner, Some(organization), seed.now - days(10))?;
        let form = DocumentForm { document_title: one.title.en.clone(), document_title_zh: one.title.zh.clone() };
        insert_document(conn, &revision, position, (&form, &stored.id), seed.now - days(10))?;
    }
    Ok(())
}

fn insert_card(conn: &mut Conn, seed: &Seed, organization: &str, lead: &LeadSeed) -> AppResult<()> {
    let (person, id) = (seed.person(&lead.who)?, LeadId::new());
    let (name, email, country): (String, String, Option<String>) =
        people::table.find(person).select((people::name, people::email, people::country)).first(conn)?;
    let card = Card {
        name,
        email,
        affiliation: lead.affiliation.clone(),
        phone: lead.phone.clone(),
        country: country.unwrap_or_default(),
        note: lead.note.clone(),
    };
    let (booth, owner) = (seed.booth(organization)?, seed.owner_of(organization)?);
    let organization = seed.organization(organization)?;
    let left_at = seed.now - days(lead.days) - Duration::hours(2);
    insert_lead(conn, &id, (&seed.edition, organization, booth), (person, &card), left_at)?;
    let valid = ValidLead {
        rating: lead.rating.parse().map_err(|()| missing("rating", &lead.rating))?,
        tags: lead.tags.clone(),
        remark: lead.remark.clone(),
        follow_up_at: lead.follow_up_in_hours.map(|hours| seed.now + Duration::hours(hours)),
        version: 1,
    };
    let stands = leads::table.find(&id).select(Lead::as_select()).first(conn)?;
    update_lead(conn, &stands, &valid, owner, left_at + Duration::hours(1))
}
