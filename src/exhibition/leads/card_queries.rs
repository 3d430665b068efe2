//! The statements of whoever leaves a card, and those about what a card may say.

use diesel::prelude::*;

use super::model::{Card, CardRules, Lead};
use crate::clock::Instant;
use crate::db::schema::{booths, card_rules, lead_tags, leads, members, organizations, people};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::exhibition::booths::model::BoothState;
use crate::exhibition::booths::queries::{BoothRow, find_booth};
use crate::holds;
use crate::ids::{BoothId, EditionId, LeadId, OrganizationId, PersonId};
use crate::site::Visit;
use crate::web::text::{fold, like_pattern, search_key, words};

/// What a card may say in an edition; everything where nobody set it.
///
/// # Errors
/// What the database said.
pub fn find_rules(conn: &mut Conn, edition: &EditionId) -> QueryResult<CardRules> {
    let set: Option<(String, i64)> =
        card_rules::table.find(edition).select((card_rules::fields, card_rules::version)).first(conn).optional()?;
    Ok(set.map_or_else(CardRules::default, |(fields, version)| CardRules::read(&fields, version)))
}

/// Sets what a card may say, when that is still what was seen.
///
/// # Errors
/// 409 when somebody was faster.
pub fn save_rules(conn: &mut Conn, edition: &EditionId, rules: &CardRules, now: Instant) -> AppResult<()> {
    let columns = (
        card_rules::fields.eq(rules.write()),
        card_rules::version.eq(rules.version + 1),
        card_rules::updated_at.eq(now),
    );
    if rules.version == 0 {
        let row = (card_rules::edition_id.eq(edition), card_rules::created_at.eq(now), columns);
        let done = diesel::insert_into(card_rules::table).values(row).execute(conn);
        unique(done, AppError::Conflict("error-changed-meanwhile"))?;
        return Ok(());
    }
    let seen = card_rules::table.find(edition).filter(card_rules::version.eq(rules.version));
    changed_one(diesel::update(seen).set(columns).execute(conn)?)
}

/// A booth that everybody may see.
///
/// # Errors
/// 404 for any other.
pub fn find_public_booth(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<BoothRow> {
    let row = find_booth(conn, &visit.edition()?.id, slug, visit.locale)?;
    let is_public = row.state == BoothState::Published && row.is_verified && row.published_revision_id.is_some();
    if is_public { Ok(row) } else { Err(AppError::NotFound) }
}

/// What a profile says that a first card begins with: what one does and where, and the country.
///
/// # Errors
/// What the database said.
pub fn find_profile(conn: &mut Conn, person: &PersonId) -> QueryResult<(String, Option<String>)> {
    people::table.find(person).select((people::headline, people::country)).first(conn)
}

/// A person's card at a booth.
///
/// # Errors
/// What the database said.
pub fn find_at_booth(conn: &mut Conn, booth: &BoothId, person: &PersonId) -> QueryResult<Option<Lead>> {
    leads::table
        .filter(leads::booth_id.eq(booth))
        .filter(leads::person_id.eq(person))
        .select(Lead::as_select())
        .first(conn)
        .optional()
}

/// The card that a person left last in an edition, wherever.
///
/// # Errors
/// What the database said.
pub fn find_last(conn: &mut Conn, edition: &EditionId, person: &PersonId) -> QueryResult<Option<Lead>> {
    leads::table
        .filter(leads::edition_id.eq(edition))
        .filter(leads::person_id.eq(person))
        .order((leads::shared_at.desc(), leads::id.desc()))
        .select(Lead::as_select())
        .first(conn)
        .optional()
}

/// Where a card is left: edition, organization, booth.
pub type Receiver<'a> = (&'a EditionId, &'a OrganizationId, &'a BoothId);

/// Stores a first card.
///
/// # Errors
/// To be run again when the same person left one at the same moment.
pub fn insert_lead(
    conn: &mut Conn,
    id: &LeadId,
    (edition, organization, booth): Receiver<'_>,
    (person, card): (&PersonId, &Card),
    now: Instant,
) -> AppResult<()> {
    let of = (
        leads::id.eq(id),
        leads::edition_id.eq(edition),
        leads::organization_id.eq(organization),
        leads::booth_id.eq(booth),
        leads::person_id.eq(person),
    );
    let says = (
        leads::name.eq(&card.name),
        leads::email.eq(&card.email),
        leads::affiliation.eq(&card.affiliation),
        leads::phone.eq(&card.phone),
        leads::country.eq(&card.country),
        leads::note.eq(&card.note),
        leads::name_key.eq(fold(&card.name)),
        leads::search_key.eq(key_of(card, "", &[])),
    );
    let blank = (leads::rating.eq(0_i64), leads::remark.eq(""), leads::version.eq(1_i64));
    let times = (leads::shared_at.eq(now), leads::created_at.eq(now), leads::updated_at.eq(now));
    let done = diesel::insert_into(leads::table).values((of, says, blank, times)).execute(conn);
    unique(done, AppError::Busy(1))?;
    Ok(())
}

/// Makes a card say this from now on; what the exhibitor wrote to it stays.
///
/// # Errors
/// What the database said.
pub fn renew_lead(conn: &mut Conn, lead: &Lead, card: &Card, now: Instant) -> QueryResult<()> {
    let tags = list_tags(conn, &lead.id)?;
    diesel::update(leads::table.find(&lead.id))
        .set((
            leads::name.eq(&card.name),
            leads::email.eq(&card.email),
            leads::affiliation.eq(&card.affiliation),
            leads::phone.eq(&card.phone),
            leads::country.eq(&card.country),
            leads::note.eq(&card.note),
            leads::name_key.eq(fold(&card.name)),
            leads::search_key.eq(key_of(card, &lead.remark, &tags)),
            leads::shared_at.eq(now),
            leads::updated_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// What a card is searched by: all that stands on it and was written to it.
pub fn key_of(card: &Card, remark: &str, tags: &[String]) -> String {
    let own = [&card.name, &card.email, &card.affiliation, &card.phone, &card.note].map(String::as_str);
    search_key(own.into_iter().chain([remark]).chain(tags.iter().map(String::as_str)))
}

/// The tags of a card, in the order of their keys.
///
/// # Errors
/// What the database said.
pub fn list_tags(conn: &mut Conn, lead: &LeadId) -> QueryResult<Vec<String>> {
    lead_tags::table
        .filter(lead_tags::lead_id.eq(lead))
        .order((lead_tags::tag_key, lead_tags::id))
        .limit(50)
        .select(lead_tags::tag)
        .load(conn)
}

/// A card with who holds it, as its person finds it.
#[derive(Debug, Clone)]
pub struct HeldCard {
    /// The card.
    pub lead: Lead,
    /// Who holds it.
    pub organization: String,
    /// Address of the booth's page; none where nobody sees that any more.
    pub booth: Option<String>,
}

/// A page of the cards that a person has left, the last first, narrowed to words of who holds them; and how many there are.
///
/// # Errors
/// What the database said.
pub fn list_held(
    conn: &mut Conn,
    visit: &Visit,
    person: &PersonId,
    typed: &str,
    (offset, limit): (i64, i64),
) -> AppResult<(Vec<HeldCard>, i64)> {
    type Row = (Lead, (String, String, String), (String, EditionId, BoothState));
    let narrow = || {
        let mut own = leads::table
            .inner_join(organizations::table)
            .inner_join(booths::table)
            .filter(leads::person_id.eq(person))
            .into_boxed();
        for word in words(typed) {
            let name = organizations::name_key.like(like_pattern(&fold(word))).escape('\\');
            own = own.filter(name.or(holds!(organizations::name_zh, word)));
        }
        own
    };
    let total = narrow().count().get_result(conn)?;
    let rows: Vec<Row> = narrow()
        .order((leads::shared_at.desc(), leads::id.desc()))
        .offset(offset)
        .limit(limit)
        .select((
            Lead::as_select(),
            (organizations::name, organizations::name_zh, organizations::state),
            (booths::slug, booths::edition_id, booths::state),
        ))
        .load(conn)?;
    let current = &visit.edition()?.id;
    let held = |(lead, (name, name_zh, standing), (slug, edition, state)): Row| {
        let is_public = edition == *current && state == BoothState::Published && standing == "verified";
        let organization = visit.locale.name(&name, &name_zh).to_owned();
        HeldCard { lead, organization, booth: is_public.then(|| format!("/exhibition/booths/{slug}")) }
    };
    Ok((rows.into_iter().map(held).collect(), total))
}

/// A person's own card.
///
/// # Errors
/// 404 when it is another's.
pub fn find_own(conn: &mut Conn, person: &PersonId, id: &LeadId) -> QueryResult<Lead> {
    leads::table.find(id).filter(leads::person_id.eq(person)).select(Lead::as_select()).first(conn)
}

/// Erases a card with all that was written to it.
///
/// # Errors
/// What the database said.
pub fn delete_lead(conn: &mut Conn, id: &LeadId) -> QueryResult<()> {
    diesel::delete(leads::table.find(id)).execute(conn)?;
    Ok(())
}

/// Everybody who belongs to an organization.
///
/// # Errors
/// What the database said.
pub fn list_member_ids(conn: &mut Conn, organization: &OrganizationId) -> QueryResult<Vec<PersonId>> {
    members::table
        .filter(members::organization_id.eq(organization))
        .order(members::id)
        .limit(1_000)
        .select(members::person_id)
        .load(conn)
}

/// The edition of a card and the part of the address of the organization that holds it.
///
/// # Errors
/// What the database said.
pub fn find_receiver(conn: &mut Conn, lead: &Lead) -> QueryResult<(EditionId, String)> {
    booths::table
        .inner_join(organizations::table)
        .filter(booths::id.eq(&lead.booth_id))
        .select((booths::edition_id, organizations::slug))
        .first(conn)
}
