//! Statements about activities.

use diesel::prelude::*;

use super::forms::{ValidActivity, ValidRecap};
use super::model::{ACTIVITY, Activity, ActivityState, ActivityText, text_in};
use crate::accounts::organizations::OrganizationState;
use crate::clock::Instant;
use crate::db::schema::{activities, activity_texts, organizations};
use crate::db::{Conn, changed_one};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{ActivityId, EditionId, OrganizationId, RowId};
use crate::lifecycle::{self, Mover};
use crate::search::record_change;
use crate::site::slugs;
use crate::upsert;
use crate::web::i18n::Locale;
use crate::web::text;

/// An activity.
///
/// # Errors
/// 404 where there is none.
pub fn find_activity(conn: &mut Conn, id: &ActivityId) -> QueryResult<Activity> {
    activities::table.find(id).select(Activity::as_select()).first(conn)
}

/// These activities, in any order.
///
/// # Errors
/// What the database said.
pub fn list_of(conn: &mut Conn, ids: &[String]) -> QueryResult<Vec<Activity>> {
    activities::table.filter(activities::id.eq_any(ids)).select(Activity::as_select()).load(conn)
}

/// An activity of this edition.
///
/// # Errors
/// 404 where there is none.
pub fn find_own(conn: &mut Conn, edition: &EditionId, id: &ActivityId) -> QueryResult<Activity> {
    activities::table.find(id).filter(activities::edition_id.eq(edition)).select(Activity::as_select()).first(conn)
}

/// The activity at an address, where there is one.
///
/// # Errors
/// What the database said.
pub fn find_at(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<Activity>> {
    activities::table
        .filter(activities::edition_id.eq(edition))
        .filter(activities::slug.eq(slug))
        .select(Activity::as_select())
        .first(conn)
        .optional()
}

/// The present address of the activity that once had this one.
///
/// # Errors
/// What the database said.
pub fn find_moved_slug(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<String>> {
    let Some(id) = slugs::find_thing(conn, edition, ACTIVITY, slug)? else { return Ok(None) };
    activities::table.filter(activities::id.eq(id)).select(activities::slug).first(conn).optional()
}

/// The texts of these activities, in the order of their languages.
///
/// # Errors
/// What the database said.
pub fn list_texts(conn: &mut Conn, of: &[ActivityId]) -> QueryResult<Vec<ActivityText>> {
    activity_texts::table
        .filter(activity_texts::activity_id.eq_any(of))
        .order((activity_texts::activity_id, activity_texts::locale))
        .select(ActivityText::as_select())
        .load(conn)
}

/// The title of one activity as a person of a language reads it.
///
/// # Errors
/// What the database said.
pub fn title_of(conn: &mut Conn, id: &ActivityId) -> QueryResult<impl Fn(Locale) -> String + use<>> {
    let (texts, id) = (list_texts(conn, std::slice::from_ref(id))?, id.clone());
    Ok(move |locale| text_in(&texts, &id, locale).map(|text| text.title.clone()).unwrap_or_default())
}

/// The organizations that may host something: their ids, names and names in Chinese.
///
/// # Errors
/// What the database said.
pub fn list_hosts(conn: &mut Conn) -> QueryResult<Vec<(OrganizationId, String, String)>> {
    organizations::table
        .filter(organizations::state.eq(OrganizationState::Verified))
        .order((organizations::name, organizations::id))
        .limit(1_000)
        .select((organizations::id, organizations::name, organizations::name_zh))
        .load(conn)
}

fn require_host(conn: &mut Conn, host: Option<&OrganizationId>) -> AppResult<()> {
    let Some(host) = host else { return Ok(()) };
    let known: Option<OrganizationState> =
        organizations::table.find(host).select(organizations::state).first(conn).optional()?;
    match known {
        Some(OrganizationState::Verified) => Ok(()),
        _ => Err(AppError::Invalid(FieldErrors::one("organization", "error-choice"))),
    }
}

fn free_slug(conn: &mut Conn, edition: &EditionId, id: &ActivityId, title: &str) -> QueryResult<String> {
    let base = text::slug(title);
    let mut taken: Vec<String> = activities::table
        .filter(activities::edition_id.eq(edition))
        .filter(activities::id.ne(id))
        .filter(activities::slug.like(format!("{base}%")))
        .select(activities::slug)
        .load(conn)?;
    taken.extend(slugs::list_old(conn, edition, ACTIVITY, id.as_str(), &base)?);
    Ok(slugs::free(title, &taken))
}

fn key_of(valid: &ValidActivity) -> String {
    let titles = valid.texts.iter().map(|text| text.1.as_str());
    text::search_key(titles.chain([valid.host.0.as_str(), &valid.host.1, &valid.place.0, &valid.place.1]))
}

/// Makes an activity, a draft.
///
/// # Errors
/// The field `organization` where that hosts nothing.
pub fn insert_activity(
    conn: &mut Conn,
    id: &ActivityId,
    edition: &EditionId,
    valid: &ValidActivity,
    mover: Mover<'_>,
) -> AppResult<()> {
    require_host(conn, valid.organization.as_ref())?;
    let row = Activity {
        id: id.clone(),
        edition_id: edition.clone(),
        slug: free_slug(conn, edition, id, valid.title())?,
        state: ActivityState::Draft,
        kind: valid.kind,
        zone: valid.zone,
        organization_id: valid.organization.clone(),
        host: valid.host.0.clone(),
        host_zh: valid.host.1.clone(),
        place: valid.place.0.clone(),
        place_zh: valid.place.1.clone(),
        starts_at: valid.span.starts_at,
        ends_at: valid.span.ends_at,
        seats: valid.seats,
        reminded_for: None,
        search_key: key_of(valid),
        version: 1,
        created_at: mover.at,
        updated_at: mover.at,
    };
    diesel::insert_into(activities::table).values(&row).execute(conn)?;
    lifecycle::record_beginning(conn, id.as_str(), ActivityState::Draft, mover)?;
    save_texts(conn, id, valid, mover.at)
}

/// Sets an activity to what was typed; a new title is a new address.
///
/// # Errors
/// 409 where somebody was faster; the field `organization` where that hosts nothing.
pub fn update_activity(conn: &mut Conn, activity: &Activity, valid: &ValidActivity, now: Instant) -> AppResult<()> {
    require_host(conn, valid.organization.as_ref())?;
    let is_same = valid.texts.iter().any(|text| slugs::is_of(&activity.slug, &text.1));
    let slug = match is_same {
        true => activity.slug.clone(),
        false => free_slug(conn, &activity.edition_id, &activity.id, valid.title())?,
    };
    if slug != activity.slug {
        let thing = (ACTIVITY, activity.id.as_str());
        slugs::record_old(conn, &activity.edition_id, thing, (&activity.slug, &slug), now)?;
    }
    let own = activities::table.find(&activity.id).filter(activities::version.eq(activity.version));
    let changes = (
        activities::slug.eq(slug),
        activities::kind.eq(valid.kind),
        activities::zone.eq(valid.zone),
        activities::organization_id.eq(&valid.organization),
        activities::host.eq(&valid.host.0),
        activities::host_zh.eq(&valid.host.1),
        activities::place.eq(&valid.place.0),
        activities::place_zh.eq(&valid.place.1),
        activities::starts_at.eq(valid.span.starts_at),
        activities::ends_at.eq(valid.span.ends_at),
        activities::seats.eq(valid.seats),
        activities::search_key.eq(key_of(valid)),
        activities::version.eq(activities::version + 1),
        activities::updated_at.eq(now),
    );
    changed_one(diesel::update(own).set(changes).execute(conn)?)?;
    save_texts(conn, &activity.id, valid, now)?;
    Ok(record_change(conn, ACTIVITY, activity.id.as_str(), now)?)
}

fn save_texts(conn: &mut Conn, id: &ActivityId, valid: &ValidActivity, now: Instant) -> AppResult<()> {
    let kept: Vec<&str> = valid.texts.iter().map(|text| text.0.tag()).collect();
    let own = activity_texts::table.filter(activity_texts::activity_id.eq(id));
    diesel::delete(own.filter(activity_texts::locale.ne_all(kept))).execute(conn)?;
    for (locale, title, body) in &valid.texts {
        let row = (
            activity_texts::id.eq(RowId::new()),
            activity_texts::activity_id.eq(id),
            activity_texts::locale.eq(locale.tag()),
            activity_texts::title.eq(title),
            activity_texts::body.eq(body),
            activity_texts::recap.eq(""),
            activity_texts::outcome.eq(""),
            activity_texts::created_at.eq(now),
        );
        let changes = (activity_texts::title.eq(title), activity_texts::body.eq(body));
        upsert!(conn, activity_texts::table, row, (activity_texts::activity_id, activity_texts::locale), changes)?;
    }
    Ok(())
}

/// Sets how it went and what came of it, in the languages that it has.
///
/// # Errors
/// 409 where somebody was faster.
pub fn save_recap(conn: &mut Conn, activity: &Activity, valid: &ValidRecap, now: Instant) -> AppResult<()> {
    let seen = activities::table.find(&activity.id).filter(activities::version.eq(activity.version));
    let changes = (activities::version.eq(activities::version + 1), activities::updated_at.eq(now));
    changed_one(diesel::update(seen).set(changes).execute(conn)?)?;
    for (locale, recap, outcome) in &valid.0 {
        let own = activity_texts::table
            .filter(activity_texts::activity_id.eq(&activity.id))
            .filter(activity_texts::locale.eq(locale.tag()));
        diesel::update(own)
            .set((activity_texts::recap.eq(recap), activity_texts::outcome.eq(outcome)))
            .execute(conn)?;
    }
    Ok(record_change(conn, ACTIVITY, activity.id.as_str(), now)?)
}

/// Moves an activity that was read in this version, and records it.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn move_activity(conn: &mut Conn, activity: &Activity, to: ActivityState, mover: Mover<'_>) -> AppResult<()> {
    lifecycle::record_move(conn, activity.id.as_str(), activity.state, to, mover)?;
    let own = activities::table.find(&activity.id).filter(activities::version.eq(activity.version));
    let changes = (
        activities::state.eq(to),
        activities::version.eq(activities::version + 1),
        activities::updated_at.eq(mover.at),
    );
    changed_one(diesel::update(own).set(changes).execute(conn)?)?;
    Ok(record_change(conn, ACTIVITY, activity.id.as_str(), mover.at)?)
}

/// Notes for which beginning those who come were reminded; gives whether that is new.
///
/// # Errors
/// What the database said.
pub fn mark_reminded(conn: &mut Conn, id: &ActivityId, starts_at: Instant) -> QueryResult<bool> {
    let not_yet = activities::reminded_for.is_null().or(activities::reminded_for.ne(starts_at).assume_not_null());
    let own = activities::table.filter(activities::id.eq(id)).filter(not_yet);
    Ok(diesel::update(own).set(activities::reminded_for.eq(Some(starts_at))).execute(conn)? == 1)
}
