//! The statements of the moderators' queue of appeals, and what a decision does in one transaction.

use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::forms::{Decision, Wanted};
use super::model::{AppealRow, AppealState, Subject};
use crate::audit::Action;
use crate::chat::messages::queries as messages;
use crate::chat::rooms::queries::find_any_room;
use crate::clock::Instant;
use crate::db::schema::{appeals, people};
use crate::db::{Conn, changed_one};
use crate::error::{AppError, AppResult};
use crate::ids::{AppealId, EditionId};
use crate::lifecycle::{self, Mover};
use crate::moderation::messages::queries::{Line, list_shown, reveal_message};
use crate::moderation::sanctions::model::{SanctionRow, Standing};
use crate::moderation::sanctions::queries::{end_sanction, find_any_sanction};
use crate::moderation::{Effects, require, require_moderator, zones_of};
use crate::outbox::{Notice, notify};
use crate::site::appeals::appeal_path;
use crate::site::sanctions::SanctionKind;
use crate::site::{Viewer, Visit, ZoneKind};
use crate::web::i18n::Locale;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::word_patterns;

/// An appeal in the queue.
#[derive(Debug, Clone, Queryable)]
pub struct AppealCard {
    /// The appeal.
    pub id: AppealId,
    /// The zone it belongs to, if any.
    pub zone: Option<ZoneKind>,
    /// Its state.
    pub state: AppealState,
    /// Who appeals.
    pub name: String,
    /// Their words.
    pub words: String,
    /// When it was made.
    pub created_at: Instant,
}

/// What moderators of an edition look at: its appeals, and those of earlier editions that wait, since bans outlast them.
macro_rules! at_hand {
    ($edition:expr) => {
        appeals::edition_id.eq($edition).or(appeals::state.eq(AppealState::Open))
    };
}

/// A page of the appeals of a moderator's zones: those that wait, the longest waiting first; of
/// those decided, the newest first.
///
/// # Errors
/// Not signed in; 404 to who moderates nothing.
pub fn list_appeals(conn: &mut Conn, visit: &Visit, wanted: &Wanted, at: PageNumber) -> AppResult<Page<AppealCard>> {
    let viewer = require_moderator(visit)?;
    let (zones, sees_no_zone) = (zones_of(viewer), viewer.may_moderate_in(None));
    let (edition, states) = (visit.edition()?.id.clone(), wanted.states());
    let narrow = || {
        let mut query = appeals::table
            .inner_join(people::table.on(people::id.eq(appeals::person_id)))
            .filter(at_hand!(edition.clone()))
            .filter(
                appeals::zone
                    .eq_any(zones.clone())
                    .or(appeals::zone.is_null().and(sees_no_zone.into_sql::<Bool>()))
                    .assume_not_null(),
            )
            .filter(appeals::state.eq_any(states.clone()))
            .into_boxed();
        for word in word_patterns(&wanted.q) {
            query = query.filter(appeals::search_key.like(word).escape('\\'));
        }
        query
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let ordered = match states.as_slice() {
        [AppealState::Open] => narrow().order(appeals::id.asc()),
        _ => narrow().order(appeals::id.desc()),
    };
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(0));
    let card = (appeals::id, appeals::zone, appeals::state, people::name, appeals::words, appeals::created_at);
    let found = ordered.offset(offset).limit(limit).select(card).load(conn)?;
    Ok(at.page(found, u64::try_from(total).unwrap_or(0)))
}

/// How many appeals of a moderator's zones wait, and since when the longest.
///
/// # Errors
/// What the database said.
pub fn count_open(conn: &mut Conn, viewer: &Viewer) -> QueryResult<(i64, Option<Instant>)> {
    let mut found = appeals::table.filter(appeals::state.eq(AppealState::Open)).into_boxed();
    if !viewer.may_moderate_in(None) {
        found = found.filter(appeals::zone.eq_any(zones_of(viewer)));
    }
    found.select((diesel::dsl::count_star(), diesel::dsl::min(appeals::created_at))).first(conn)
}

/// An appeal of a moderator's zones.
///
/// # Errors
/// Not signed in; 404 for any other.
pub fn find_appeal(conn: &mut Conn, visit: &Visit, id: &AppealId) -> AppResult<AppealRow> {
    let viewer = require_moderator(visit)?;
    let own = appeals::table.find(id).filter(at_hand!(&visit.edition()?.id));
    let row: AppealRow = own.select(AppealRow::as_select()).first(conn)?;
    require(viewer.may_moderate_in(row.zone))?;
    Ok(row)
}

/// What is appealed, as moderators look at it.
#[derive(Debug, Clone)]
pub enum Matter {
    /// A sanction, with its edition.
    Sanction(EditionId, Box<SanctionRow>),
    /// What was said around a message.
    Message(Vec<Line>),
}

/// What an appeal is about.
///
/// # Errors
/// 404 when it is gone.
pub fn find_matter(conn: &mut Conn, row: &AppealRow) -> AppResult<Matter> {
    match row.subject().ok_or(AppError::NotFound)? {
        Subject::Sanction(id) => {
            let (edition, sanction) = find_any_sanction(conn, &id)?;
            Ok(Matter::Sanction(edition, Box::new(sanction)))
        }
        Subject::Message(id) => {
            let message = messages::find_message(conn, &id)?;
            let room = find_any_room(conn, &message.room, None)?;
            Ok(Matter::Message(list_shown(conn, &message, &room)?))
        }
    }
}

/// Decides about an appeal: whoever decided before, and who appeals, may not. Overturned, what it is
/// about is undone where it still holds. Both sides are told.
///
/// # Errors
/// As [`find_appeal`]; refused to those two; a conflict when somebody was faster.
pub fn decide(conn: &mut Conn, visit: &Visit, id: &AppealId, decision: &Decision) -> AppResult<Effects> {
    let row = find_appeal(conn, visit, id)?;
    let viewer = visit.writer()?;
    if !row.may_be_decided_by(&viewer.person) {
        return Err(AppError::Refused("error-appeal-own"));
    }
    if row.version != decision.version || row.state != AppealState::Open {
        return Err(AppError::Conflict("error-changed-meanwhile"));
    }
    let seen = appeals::table.find(id).filter(appeals::version.eq(decision.version));
    let changes = (
        appeals::state.eq(decision.to),
        // It stays with the edition whose moderators decided.
        appeals::edition_id.eq(&visit.edition()?.id),
        appeals::handled_by.eq(Some(&viewer.person)),
        appeals::reason.eq(&decision.reason),
        appeals::version.eq(appeals::version + 1),
        appeals::updated_at.eq(visit.now),
    );
    changed_one(diesel::update(seen).set(changes).execute(conn)?)?;
    let mover = Mover { person: Some(&viewer.person), at: visit.now, reason: &decision.reason };
    lifecycle::record_move(conn, id.as_str(), row.state, decision.to, mover)?;
    let after = format!("{}: {}", decision.to, decision.reason);
    visit.note(conn, Action::AppealDecide, id, (row.state.as_str(), &after))?;
    let effects = match decision.to {
        AppealState::Overturned => undo(conn, visit, &row, &decision.reason)?,
        AppealState::Upheld | AppealState::Open => Effects::default(),
    };
    tell_both(conn, visit, &row, decision)?;
    Ok(effects)
}

/// Ends the sanction or shows the message; what holds no longer stays as it is.
fn undo(conn: &mut Conn, visit: &Visit, row: &AppealRow, reason: &str) -> AppResult<Effects> {
    match row.subject().ok_or(AppError::NotFound)? {
        Subject::Sanction(id) => {
            let sanction = find_any_sanction(conn, &id)?.1;
            if sanction.standing(visit.now) != Standing::InForce {
                return Ok(Effects::default());
            }
            end_sanction(conn, visit, &sanction, reason)?;
            let rechecked = (sanction.kind == SanctionKind::Silenced).then_some(sanction.person);
            Ok(Effects { rechecked, ..Effects::default() })
        }
        Subject::Message(id) => match messages::find_message(conn, &id)?.is_hidden() {
            true => Ok(Effects { changed: Some(reveal_message(conn, visit, &id, reason)?.1), ..Effects::default() }),
            false => Ok(Effects::default()),
        },
    }
}

fn tell_both(conn: &mut Conn, visit: &Visit, row: &AppealRow, decision: &Decision) -> AppResult<()> {
    let is_overturned = decision.to == AppealState::Overturned;
    let words = |locale: Locale, key: &str| Notice {
        subject: locale.t(key).to_owned(),
        detail: locale.tf("notice-reason", &[("reason", &decision.reason)]),
    };
    let own = if is_overturned { "notice-appeal-overturned" } else { "notice-appeal-upheld" };
    let link = match row.subject().ok_or(AppError::NotFound)? {
        Subject::Sanction(id) if !is_overturned => appeal_path(conn, &id, visit.now)?,
        subject => subject.path(),
    };
    notify(conn, &row.person_id, "appeal.decided", &link, visit.now, |locale| words(locale, own))?;
    let Some(moderator) = &row.decided_by else { return Ok(()) };
    let theirs = if is_overturned { "notice-appeal-yours-overturned" } else { "notice-appeal-yours-upheld" };
    let link = format!("/organizer/appeals/{}", row.id);
    notify(conn, moderator, "appeal.told", &link, visit.now, |locale| words(locale, theirs))
}
