//! What an enquiry is: its row, its lifecycle, the entries of its history.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::{enquiries, enquiry_entries};
use crate::ids::{EditionId, EnquiryEntryId, EnquiryId, PersonId};
use crate::lifecycle::Lifecycle;
use crate::service::topics::Topic;
use crate::web::i18n::Locale;

crate::text_enum! {
    /// The state of an enquiry.
    pub enum EnquiryState {
        /// Nobody has looked at it.
        New = "new",
        /// The desk is to answer.
        Open = "open",
        /// Whoever asked is to answer.
        Pending = "pending",
        /// Out of the queue until a time.
        Snoozed = "snoozed",
        /// Answered; whoever asked may still write on.
        Resolved = "resolved",
        /// Over.
        Closed = "closed",
        /// Goes on in another one of the same requester.
        Merged = "merged",
    }
}

impl EnquiryState {
    /// Those that the desk has to do with.
    pub const ALIVE: [Self; 4] = [Self::New, Self::Open, Self::Pending, Self::Snoozed];
    /// Those in which an agent is looked for.
    pub const IN_QUEUE: [Self; 2] = [Self::New, Self::Open];

    /// What whoever asked is told: that the desk put it aside for a while is its own affair.
    pub fn as_told(self) -> Self {
        if self == Self::Snoozed { Self::Open } else { self }
    }

    /// Whether nobody writes there any more.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Merged)
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::New => "enquiry-state-new",
            Self::Open => "enquiry-state-open",
            Self::Pending => "enquiry-state-pending",
            Self::Snoozed => "enquiry-state-snoozed",
            Self::Resolved => "enquiry-state-resolved",
            Self::Closed => "enquiry-state-closed",
            Self::Merged => "enquiry-state-merged",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::New | Self::Open => "wait",
            Self::Pending => "info",
            Self::Resolved => "ok",
            Self::Snoozed | Self::Closed | Self::Merged => "off",
        }
    }
}

impl Lifecycle for EnquiryState {
    const THING: &'static str = "enquiry";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::New, Self::Open),
        (Self::Open, Self::Pending),
        (Self::Pending, Self::Open),
        (Self::Open, Self::Snoozed),
        (Self::Snoozed, Self::Open),
        (Self::Open, Self::Resolved),
        (Self::Pending, Self::Resolved),
        (Self::Resolved, Self::Open),
        (Self::Resolved, Self::Closed),
        (Self::New, Self::Merged),
        (Self::Open, Self::Merged),
        (Self::Pending, Self::Merged),
        (Self::Snoozed, Self::Merged),
        (Self::Resolved, Self::Merged),
        (Self::Closed, Self::Merged),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

crate::text_enum! {
    /// How soon an enquiry is to be answered.
    pub enum Priority {
        /// When there is time.
        Low = "low",
        /// In its turn.
        Normal = "normal",
        /// Before others.
        High = "high",
        /// At once.
        Urgent = "urgent",
    }
}

impl Priority {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Low => "enquiry-priority-low",
            Self::Normal => "enquiry-priority-normal",
            Self::High => "enquiry-priority-high",
            Self::Urgent => "enquiry-priority-urgent",
        }
    }
}

crate::text_enum! {
    /// What an entry of the history is.
    pub enum EntryKind {
        /// What whoever asked wrote.
        Message = "message",
        /// What the desk answered.
        Answer = "answer",
        /// What agents say among themselves; never shown to whoever asked.
        Note = "note",
        /// A change of the state.
        Move = "move",
        /// A conversation at the desk.
        Talk = "talk",
    }
}

impl EntryKind {
    /// What whoever asked reads.
    pub const TOLD: [Self; 4] = [Self::Message, Self::Answer, Self::Move, Self::Talk];

    /// What agents read, or whoever asked: all but the notes.
    pub fn shown(with_notes: bool) -> &'static [Self] {
        if with_notes { Self::ALL } else { &Self::TOLD }
    }
}

/// An enquiry.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = enquiries)]
pub struct Enquiry {
    /// Its id.
    pub id: EnquiryId,
    /// The edition.
    pub edition_id: EditionId,
    /// Who asked; none for somebody without an account.
    pub person_id: Option<PersonId>,
    /// The name they gave.
    pub name: String,
    /// The address of mail of somebody without an account; else empty.
    pub email: String,
    /// What addresses are compared by.
    pub email_key: String,
    /// The tag of the language it is answered in.
    pub locale: String,
    /// What it is about.
    pub topic: Topic,
    /// How soon it is to be answered.
    pub priority: Priority,
    /// Its state.
    pub state: EnquiryState,
    /// What it is called.
    pub subject: String,
    /// The path of the page it was asked from, or empty.
    pub about: String,
    /// The agent who looks after it.
    pub agent_id: Option<PersonId>,
    /// Until when it is out of the queue.
    pub snoozed_until: Option<Instant>,
    /// Where it goes on.
    pub merged_into_id: Option<EnquiryId>,
    /// Since when whoever asked waits for an answer.
    pub waiting_since: Option<Instant>,
    /// When the desk answered first.
    pub answered_at: Option<Instant>,
    /// When it was resolved last.
    pub resolved_at: Option<Instant>,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// From one to five, by whoever asked.
    pub stars: Option<i64>,
    /// Their words about it.
    pub rating: String,
    /// Counts its changes.
    pub version: i64,
    /// When it was asked.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl Enquiry {
    /// The language it is answered in.
    pub fn language(&self) -> Locale {
        Locale::from_tag(&self.locale).unwrap_or(Locale::En)
    }

    /// Whether whoever asked may say how it was.
    pub fn can_be_rated(&self) -> bool {
        self.state == EnquiryState::Resolved
    }
}

/// What changes in an enquiry; what is none stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = enquiries)]
#[expect(missing_docs, reason = "the columns are told at the row")]
pub struct Change {
    pub locale: Option<String>,
    pub topic: Option<Topic>,
    pub priority: Option<Priority>,
    pub state: Option<EnquiryState>,
    pub agent_id: Option<Option<PersonId>>,
    pub snoozed_until: Option<Option<Instant>>,
    pub merged_into_id: Option<Option<EnquiryId>>,
    pub waiting_since: Option<Option<Instant>>,
    pub answered_at: Option<Option<Instant>>,
    pub resolved_at: Option<Option<Instant>>,
    pub closed_at: Option<Option<Instant>>,
}

/// An entry of the history of an enquiry.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = enquiry_entries)]
pub struct Entry {
    /// Its id.
    pub id: EnquiryEntryId,
    /// The enquiry.
    pub enquiry_id: EnquiryId,
    /// The order of what was written at one instant: what takes an enquiry up stands before the answer.
    pub seq: i64,
    /// What it is.
    pub kind: EntryKind,
    /// Who; none for the clock and for somebody without an account.
    pub person_id: Option<PersonId>,
    /// What was written; of a move the subject of the enquiry that was merged, or nothing.
    pub body: String,
    /// Of a move the state after it, else empty.
    pub to_state: String,
    /// Of a conversation its room.
    pub room_id: Option<String>,
    /// The words it is found by.
    pub search_key: String,
    /// When.
    pub created_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_an_enquirys_moves_is_this() {
        let table: Vec<String> = EnquiryState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(
            table.join("\n"),
            "new → open\nopen → pending\npending → open\nopen → snoozed\nsnoozed → open\nopen → resolved\n\
             pending → resolved\nresolved → open\nresolved → closed\nnew → merged\nopen → merged\npending → merged\n\
             snoozed → merged\nresolved → merged\nclosed → merged"
        );
    }
}
