//! Reports of abuse, appeals, what moderators do about them, and the sanctions against people. A moderator
//! acts in their own zones: what is another's does not exist for them. Every change stands in one
//! transaction with the check of the right and an audit entry; [`Effects`] go to the sockets after
//! the commit.
//!
//! Stands on `chat` (the messages) and `accounts` (the logins); who is sanctioned is asked of
//! `site::sanctions` by everyone else.

pub mod appeals;
pub mod held_queries;
pub mod messages;
pub mod reports;
pub mod rooms;
pub mod sanctions;
pub mod words;

use actix_web::web;

use crate::chat::messages::changing::Changed;
use crate::error::{AppError, AppResult};
use crate::ids::PersonId;
use crate::live::Ending;
use crate::moderation::sanctions::model::NewSanction;
use crate::site::sanctions::SanctionKind;
use crate::site::{Site, Viewer, Visit, ZoneKind};

/// The addresses of moderation.
pub fn routes(cfg: &mut web::ServiceConfig) {
    appeals::routes(cfg);
    reports::routes(cfg);
    sanctions::routes(cfg);
    messages::routes(cfg);
    rooms::routes(cfg);
    words::routes(cfg);
}

/// The zones in which this person moderates.
pub fn zones_of(viewer: &Viewer) -> Vec<ZoneKind> {
    ZoneKind::ALL.iter().copied().filter(|zone| viewer.may_moderate(*zone)).collect()
}

/// The moderator who asks.
///
/// # Errors
/// Not signed in; 404 to everyone who moderates no zone.
pub fn require_moderator(visit: &Visit) -> AppResult<&Viewer> {
    visit.staff(Viewer::may_moderate_somewhere)
}

/// What the sockets are told once a change is committed.
#[derive(Debug, Default)]
pub struct Effects {
    /// What a room is told of a message that was hidden or shown.
    pub changed: Option<Changed>,
    /// Somebody whose right to write has changed.
    pub rechecked: Option<PersonId>,
    /// Somebody who was banned.
    pub banned: Option<PersonId>,
}

impl Effects {
    /// What follows a sanction.
    pub fn of_sanction(new: &NewSanction) -> Self {
        let person = Some(new.person.clone());
        match new.kind {
            SanctionKind::Banned => Self { banned: person, ..Self::default() },
            SanctionKind::Silenced => Self { rechecked: person, ..Self::default() },
        }
    }
}

/// Tells the sockets; called after the commit, never before it.
pub fn publish(site: &Site, effects: Effects) {
    if let Some(person) = &effects.banned {
        site.hub.end_person(person, Ending::Banned);
    }
    if let Some(person) = &effects.rechecked {
        site.hub.recheck_person(person);
    }
    if let Some(changed) = effects.changed {
        changed.publish(&site.hub);
    }
}

/// 404 unless a change was found to be this moderator's.
fn require(is_theirs: bool) -> AppResult<()> {
    if is_theirs { Ok(()) } else { Err(AppError::NotFound) }
}
