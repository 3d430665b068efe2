//! The statements of making an appeal.

use diesel::prelude::*;

use super::model::{AppealRow, AppealState, Subject};
use crate::accounts::people::queries::list_names;
use crate::audit::{self, Act, Action};
use crate::chat::messages::queries::{self as messages, MessageRow};
use crate::chat::rooms::queries::find_any_room;
use crate::db::schema::{appeals, audit_entries};
use crate::db::{Conn, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{AppealId, EditionId, MessageId, PersonId, SanctionId};
use crate::lifecycle::{self, Mover};
use crate::moderation::reports::queries::list_moderators;
use crate::moderation::require;
use crate::moderation::sanctions::model::SanctionRow;
use crate::moderation::sanctions::queries::find_any_sanction;
use crate::outbox::{Notice, notify};
use crate::site::appeals::opens_appeal;
use crate::site::{Visit, ZoneKind};
use crate::web::i18n::Locale;
use crate::web::text::fold;

/// What somebody may appeal, as they are shown it.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it is.
    pub subject: Subject,
    /// The edition.
    pub edition: EditionId,
    /// The zone, if any.
    pub zone: Option<ZoneKind>,
    /// Whom it befell.
    pub person: PersonId,
    /// Who decided it, where that is known.
    pub decided_by: Option<PersonId>,
    /// The sanction, where it is one.
    pub sanction: Option<SanctionRow>,
    /// The words of the message, where that was hidden.
    pub body: String,
    /// The appeal, once it is made.
    pub appeal: Option<AppealRow>,
}

/// A sanction for the person whom it befell: signed in, or with the key of the signed address.
///
/// # Errors
/// Not signed in; 404 for anybody else.
pub fn find_sanction_case(conn: &mut Conn, visit: &Visit, id: &SanctionId, key: &str) -> AppResult<Case> {
    let has_key = !key.is_empty() && opens_appeal(conn, id, key)?;
    if !has_key {
        visit.viewer()?;
    }
    let (edition, sanction) = find_any_sanction(conn, id)?;
    let is_own = visit.viewer.as_ref().is_some_and(|viewer| viewer.person == sanction.person);
    require(has_key || is_own)?;
    let appeal =
        appeals::table.filter(appeals::sanction_id.eq(id)).select(AppealRow::as_select()).first(conn).optional()?;
    Ok(Case {
        subject: Subject::Sanction(id.clone()),
        edition,
        zone: sanction.zone,
        person: sanction.person.clone(),
        decided_by: Some(sanction.created_by.clone()),
        sanction: Some(sanction),
        body: String::new(),
        appeal,
    })
}

/// A message for its author: one that is hidden, or of which the hiding was appealed.
///
/// # Errors
/// Not signed in; 404 for anybody else and for a message that was not hidden.
pub fn find_message_case(conn: &mut Conn, visit: &Visit, id: &MessageId) -> AppResult<Case> {
    let viewer = visit.viewer()?;
    let message: MessageRow = messages::find_message(conn, id)?;
    let appeal: Option<AppealRow> =
        appeals::table.filter(appeals::message_id.eq(id)).select(AppealRow::as_select()).first(conn).optional()?;
    require(message.person == viewer.person && (message.is_hidden() || appeal.is_some()))?;
    let room = find_any_room(conn, &message.room, None)?;
    Ok(Case {
        subject: Subject::Message(id.clone()),
        edition: room.edition.clone(),
        zone: room.kind.zone(),
        person: message.person.clone(),
        decided_by: find_hider(conn, id)?,
        sanction: None,
        body: message.body,
        appeal,
    })
}

/// Who hid a message last.
fn find_hider(conn: &mut Conn, id: &MessageId) -> QueryResult<Option<PersonId>> {
    let hider: Option<Option<PersonId>> = audit_entries::table
        .filter(audit_entries::thing_kind.eq(Action::MessageHide.thing_kind()))
        .filter(audit_entries::thing_id.eq(id.as_str()))
        .filter(audit_entries::action.eq(Action::MessageHide.as_str()))
        .order(audit_entries::id.desc())
        .select(audit_entries::person_id)
        .first(conn)
        .optional()?;
    Ok(hider.flatten())
}

/// Makes an appeal and tells those who may decide about it.
///
/// # Errors
/// A conflict when there is one already, and when what it is about holds no longer.
pub fn insert_appeal(conn: &mut Conn, visit: &Visit, case: &Case, id: &AppealId, words: &str) -> AppResult<()> {
    let taken = || AppError::Conflict("error-appeal-twice");
    if case.appeal.is_some() {
        return Err(taken());
    }
    let holds =
        case.sanction.as_ref().is_none_or(|sanction| sanction.lifted_at.is_none() && sanction.ends_at > visit.now);
    if !holds {
        return Err(AppError::Conflict("error-appeal-over"));
    }
    let names = list_names(conn, std::slice::from_ref(&case.person))?;
    let name = names.get(&case.person).cloned().unwrap_or_default();
    let (sanction_id, message_id) = match &case.subject {
        Subject::Sanction(id) => (Some(id.clone()), None),
        Subject::Message(id) => (None, Some(id.clone())),
    };
    let row = AppealRow {
        id: id.clone(),
        edition_id: case.edition.clone(),
        zone: case.zone,
        sanction_id,
        message_id,
        person_id: case.person.clone(),
        decided_by: case.decided_by.clone(),
        words: words.to_owned(),
        state: AppealState::Open,
        handled_by: None,
        reason: String::new(),
        search_key: fold(&format!("{name} {words}")),
        version: 1,
        created_at: visit.now,
        updated_at: visit.now,
    };
    unique(diesel::insert_into(appeals::table).values(&row).execute(conn), taken())?;
    let mover = Mover { person: Some(&case.person), at: visit.now, reason: "" };
    lifecycle::record_beginning(conn, id.as_str(), AppealState::Open, mover)?;
    let act = Act {
        edition: Some(&case.edition),
        person: Some(&case.person),
        action: Action::AppealCreate,
        thing: id.as_str(),
        before: "",
        after: case.sanction.as_ref().map_or("message", |sanction| sanction.kind.as_str()),
        at: visit.now,
    };
    audit::insert_entry(conn, act)?;
    tell_moderators(conn, visit, &row, &name)
}

fn tell_moderators(conn: &mut Conn, visit: &Visit, row: &AppealRow, name: &str) -> AppResult<()> {
    let link = format!("/organizer/appeals/{}", row.id);
    let word = |locale: Locale| Notice {
        subject: locale.t("notice-appeal-new").to_owned(),
        detail: locale.tf("notice-appeal-detail", &[("name", name)]),
    };
    // Those of today also where it befell them in an earlier edition.
    for moderator in list_moderators(conn, &visit.edition()?.id, row.zone)? {
        if row.may_be_decided_by(&moderator) {
            notify(conn, &moderator, "appeal.created", &link, visit.now, word)?;
        }
    }
    Ok(())
}
