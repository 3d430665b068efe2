//! The statements of those who hold cards: the staff of a booth and the owners of its organization.

use std::collections::HashMap;

use diesel::dsl::exists;
use diesel::prelude::*;

use super::LEAD_REMINDER;
use super::card_queries::key_of;
use super::desk_forms::{Follow, Sort, ValidLead, Wanted};
use super::model::Lead;
use crate::accounts::organizations::{OwnOrganization, find_membership};
use crate::chat::rooms::desks::{Desk, DeskKind, is_staff};
use crate::clock::Instant;
use crate::db::schema::{editions, lead_tags, leads, organizations, people};
use crate::db::{Conn, changed_one};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, LeadId, OrganizationId, PersonId, RowId};
use crate::insert_many;
use crate::outbox::tasks::enqueue_task;
use crate::site::Visit;
use crate::site::edition::EditionState;
use crate::web::text::{fold, word_patterns};

/// The edition with this slug; the current one where there is none, or a draft, of which exhibitors know nothing. Cards
/// are worked with after the turn too.
///
/// # Errors
/// 404 on an empty installation.
pub fn find_edition_of(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<EditionId> {
    let known = editions::table.filter(editions::state.ne(EditionState::Draft));
    let asked = known.filter(editions::slug.eq(slug)).select(editions::id).first(conn).optional()?;
    asked.map_or_else(|| Ok(visit.edition()?.id.clone()), Ok)
}

/// The slugs of the editions in which an organization holds cards, at most fifty, the latest first.
///
/// # Errors
/// What the database said.
pub fn list_holding(conn: &mut Conn, organization: &OrganizationId) -> QueryResult<Vec<String>> {
    let held = leads::table.filter(leads::organization_id.eq(organization)).filter(leads::edition_id.eq(editions::id));
    let holding = editions::table.filter(exists(held)).order((editions::opens_at.desc(), editions::id));
    holding.limit(50).select(editions::slug).load(conn)
}

/// The organization at this address, for the staff of its booth in an edition and its owners.
///
/// # Errors
/// Not signed in; 404 for everybody else.
pub fn find_team(conn: &mut Conn, visit: &Visit, slug: &str, edition: &EditionId) -> AppResult<OwnOrganization> {
    let person = &visit.viewer()?.person;
    let found = find_membership(conn, person, slug)?;
    let desk = Desk::of(edition, DeskKind::Booth, &found.organization.id);
    if !is_staff(conn, &desk, person)? {
        return Err(AppError::NotFound);
    }
    let rights = found.rights();
    Ok(OwnOrganization { organization: found.organization.into(), rights })
}

/// The cards of an organization in an edition that fit.
macro_rules! narrow {
    ($edition:expr, $organization:expr, $wanted:expr, $now:expr) => {{
        let mut found = leads::table
            .filter(leads::organization_id.eq($organization))
            .filter(leads::edition_id.eq($edition))
            .into_boxed();
        for word in word_patterns(&$wanted.q) {
            found = found.filter(leads::search_key.like(word).escape('\\'));
        }
        if let Some(rating) = $wanted.rating {
            found = found.filter(leads::rating.eq(rating.number()));
        }
        if !$wanted.tag.is_empty() {
            let own = lead_tags::table.filter(lead_tags::lead_id.eq(leads::id));
            found = found.filter(exists(own.filter(lead_tags::tag_key.eq(&$wanted.tag))));
        }
        match $wanted.follow {
            None => found,
            Some(Follow::Due) => found.filter(leads::follow_up_at.le($now)),
            Some(Follow::Ahead) => found.filter(leads::follow_up_at.gt($now)),
            Some(Follow::Unplanned) => found.filter(leads::follow_up_at.is_null()),
        }
    }};
}

/// A card with its tags.
pub type Tagged = (Lead, Vec<String>);

/// So many of the cards that fit, each with its tags, and how many there are.
///
/// # Errors
/// What the database said.
pub fn list_leads(
    conn: &mut Conn,
    (edition, organization): (&EditionId, &OrganizationId),
    wanted: &Wanted,
    (offset, limit): (i64, i64),
    now: Instant,
) -> QueryResult<(Vec<Tagged>, i64)> {
    let total = narrow!(edition, organization, wanted, now).count().get_result(conn)?;
    let found = narrow!(edition, organization, wanted, now);
    let newest = (leads::shared_at.desc(), leads::id.desc());
    let sorted = match wanted.sort {
        Sort::Newest => found.order(newest),
        Sort::Name => found.order((leads::name_key.asc(), leads::id.asc())),
        Sort::Rating => found.order((leads::rating.desc(), leads::shared_at.desc(), leads::id.desc())),
        Sort::FollowUp => {
            found.order((leads::follow_up_at.is_null().asc(), leads::follow_up_at.asc(), leads::id.desc()))
        }
    };
    let rows: Vec<Lead> = sorted.offset(offset).limit(limit).select(Lead::as_select()).load(conn)?;
    let mut tags = tags_of(conn, &rows)?;
    let with_tags = |lead: Lead| {
        let own = tags.remove(&lead.id).unwrap_or_default();
        (lead, own)
    };
    Ok((rows.into_iter().map(with_tags).collect(), total))
}

/// The tags of these cards. Ids of a thousand cards a statement stay below SQLite's limit of values.
pub(super) fn tags_of(conn: &mut Conn, rows: &[Lead]) -> QueryResult<HashMap<LeadId, Vec<String>>> {
    let mut tags: HashMap<LeadId, Vec<String>> = HashMap::new();
    for some in rows.chunks(1_000) {
        let found: Vec<(LeadId, String)> = lead_tags::table
            .filter(lead_tags::lead_id.eq_any(some.iter().map(|lead| &lead.id)))
            .order((lead_tags::tag_key, lead_tags::id))
            .select((lead_tags::lead_id, lead_tags::tag))
            .load(conn)?;
        found.into_iter().for_each(|(lead, tag)| tags.entry(lead).or_default().push(tag));
    }
    Ok(tags)
}

/// The tags that an organization uses in an edition, each once, by their keys: at most a hundred.
///
/// # Errors
/// What the database said.
pub fn list_used_tags(
    conn: &mut Conn,
    edition: &EditionId,
    organization: &OrganizationId,
) -> QueryResult<Vec<(String, String)>> {
    lead_tags::table
        .inner_join(leads::table)
        .filter(leads::organization_id.eq(organization))
        .filter(leads::edition_id.eq(edition))
        .group_by(lead_tags::tag_key)
        .order(lead_tags::tag_key)
        .limit(100)
        .select((lead_tags::tag_key, diesel::dsl::min(lead_tags::tag).assume_not_null()))
        .load(conn)
}

/// A card that the organization with this slug holds, and the edition in which it was left.
///
/// # Errors
/// 404 when it is another's.
pub fn find_lead(conn: &mut Conn, organization: &str, id: &LeadId) -> QueryResult<(Lead, EditionId)> {
    leads::table
        .inner_join(organizations::table)
        .filter(leads::id.eq(id))
        .filter(organizations::slug.eq(organization))
        .select((Lead::as_select(), leads::edition_id))
        .first(conn)
}

/// The name of whoever is to be reminded; none where they are of the booth no more, and all of it are.
///
/// # Errors
/// What the database said.
pub fn find_reminded(conn: &mut Conn, edition: &EditionId, lead: &Lead) -> QueryResult<Option<String>> {
    let Some(person) = &lead.follow_up_by else { return Ok(None) };
    if !is_staff(conn, &Desk::of(edition, DeskKind::Booth, &lead.organization_id), person)? {
        return Ok(None);
    }
    people::table.find(person).select(people::name).first(conn).optional()
}

/// Writes to a card of the version that was seen. Who plans a new time is reminded then.
///
/// # Errors
/// 409 when somebody else has written meanwhile.
pub fn update_lead(conn: &mut Conn, lead: &Lead, valid: &ValidLead, by: &PersonId, now: Instant) -> AppResult<()> {
    let seen = leads::table.find(&lead.id).filter(leads::version.eq(valid.version));
    let rows = diesel::update(seen)
        .set((
            leads::rating.eq(valid.rating.number()),
            leads::remark.eq(&valid.remark),
            leads::search_key.eq(key_of(&lead.card(), &valid.remark, &valid.tags)),
            leads::version.eq(leads::version + 1),
            leads::updated_at.eq(now),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    replace_tags(conn, &lead.id, &valid.tags, now)?;
    if valid.follow_up_at == lead.follow_up_at {
        return Ok(());
    }
    diesel::update(leads::table.find(&lead.id))
        .set((
            leads::follow_up_at.eq(valid.follow_up_at),
            leads::follow_up_by.eq(valid.follow_up_at.map(|_| by)),
            leads::reminded_at.eq(None::<Instant>),
        ))
        .execute(conn)?;
    match valid.follow_up_at {
        Some(at) => Ok(enqueue_task(conn, LEAD_REMINDER, lead.id.as_str(), at, now)?),
        None => Ok(()),
    }
}

fn replace_tags(conn: &mut Conn, lead: &LeadId, tags: &[String], now: Instant) -> QueryResult<()> {
    diesel::delete(lead_tags::table.filter(lead_tags::lead_id.eq(lead))).execute(conn)?;
    let row = |tag: &String| {
        (
            lead_tags::id.eq(RowId::new()),
            lead_tags::lead_id.eq(lead),
            lead_tags::tag.eq(tag.clone()),
            lead_tags::tag_key.eq(fold(tag)),
            lead_tags::created_at.eq(now),
        )
    };
    let rows: Vec<_> = tags.iter().map(row).collect();
    insert_many!(conn, lead_tags::table, rows)?;
    Ok(())
}
