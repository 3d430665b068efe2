//! What an appeal is, and its lifecycle.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::appeals;
use crate::ids::{AppealId, EditionId, MessageId, PersonId, SanctionId};
use crate::lifecycle::Lifecycle;
use crate::site::ZoneKind;

crate::text_enum! {
    /// The states of an appeal.
    pub enum AppealState {
        /// Nobody has decided.
        Open = "open",
        /// What was decided stands.
        Upheld = "upheld",
        /// It does not.
        Overturned = "overturned",
    }
}

impl Lifecycle for AppealState {
    const THING: &'static str = "appeal";
    const MOVES: &'static [(Self, Self)] = &[(Self::Open, Self::Upheld), (Self::Open, Self::Overturned)];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

impl AppealState {
    /// The badge and the key of its name.
    pub fn badge_and_key(self) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("wait", "appeal-open"),
            Self::Upheld => ("off", "appeal-upheld"),
            Self::Overturned => ("ok", "appeal-overturned"),
        }
    }
}

/// What is appealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A sanction.
    Sanction(SanctionId),
    /// That a message was hidden.
    Message(MessageId),
}

impl Subject {
    /// The address of the appeal for whom it is against.
    pub fn path(&self) -> String {
        match self {
            Self::Sanction(id) => format!("/sanctions/{id}/appeal"),
            Self::Message(id) => format!("/messages/{id}/appeal"),
        }
    }
}

/// An appeal.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = appeals)]
pub struct AppealRow {
    /// Its id.
    pub id: AppealId,
    /// The edition.
    pub edition_id: EditionId,
    /// The zone that it belongs to, if any.
    pub zone: Option<ZoneKind>,
    /// The sanction, where it is one.
    pub sanction_id: Option<SanctionId>,
    /// The message, where that was hidden.
    pub message_id: Option<MessageId>,
    /// Who appeals.
    pub person_id: PersonId,
    /// Who decided what is appealed; nobody where the account is gone.
    pub decided_by: Option<PersonId>,
    /// In the words of who appeals.
    pub words: String,
    /// Its state.
    pub state: AppealState,
    /// Who looked again.
    pub handled_by: Option<PersonId>,
    /// Why it was decided so.
    pub reason: String,
    /// What it is found by.
    pub search_key: String,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was changed.
    pub updated_at: Instant,
}

impl AppealRow {
    /// What is appealed.
    pub fn subject(&self) -> Option<Subject> {
        let sanction = self.sanction_id.clone().map(Subject::Sanction);
        sanction.or_else(|| self.message_id.clone().map(Subject::Message))
    }

    /// Whether somebody may decide about it: neither who appeals nor who decided before.
    pub fn may_be_decided_by(&self, person: &PersonId) -> bool {
        self.person_id != *person && self.decided_by.as_ref() != Some(person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_appeal_is_decided_once() {
        let moves: Vec<_> = AppealState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(moves, ["open → upheld", "open → overturned"]);
    }
}
