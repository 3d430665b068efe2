//! What a lifecycle is: an enum of states with one table of legal moves, refused in one place when
//! illegal, every move recorded. The nouns' `model.rs` files declare theirs.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{people, transitions};
use crate::error::AppError;
use crate::ids::{PersonId, TransitionId};

/// A state machine: implemented by an enum of states.
pub trait Lifecycle: Copy + PartialEq + Sized + 'static {
    /// What moves, as it stands in `transitions.thing_kind`.
    const THING: &'static str;
    /// Every legal move, from and to.
    const MOVES: &'static [(Self, Self)];

    /// The text of the state.
    fn text(self) -> &'static str;

    /// Whether this move is legal.
    fn may_become(self, to: Self) -> bool {
        Self::MOVES.contains(&(self, to))
    }

    /// Refuses an illegal move.
    ///
    /// # Errors
    /// [`AppError::Conflict`] when the move is not in the table.
    fn check(self, to: Self) -> Result<(), AppError> {
        if self.may_become(to) { Ok(()) } else { Err(AppError::Conflict("error-move-not-allowed")) }
    }
}

crate::text_enum! {
    /// The states of a revision of a booth, posting or project: what is reviewed. The public sees the
    /// approved one; an edit afterwards is a new revision.
    pub enum RevisionState {
        /// Being written.
        Draft = "draft",
        /// Waits for a reviewer.
        Submitted = "submitted",
        /// Sent back with a comment.
        ChangesRequested = "changes_requested",
        /// Approved.
        Approved = "approved",
        /// Refused for good.
        Rejected = "rejected",
    }
}

impl RevisionState {
    /// Whether its text may be edited in place.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::ChangesRequested)
    }
}

/// Declares the lifecycle of the revisions of a thing: a type around [`RevisionState`] with its moves, and
/// what stands in `transitions.thing_kind`.
#[macro_export]
macro_rules! revision_lifecycle {
    ($(#[$doc:meta])* $name:ident, $thing:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(pub $crate::lifecycle::RevisionState);

        impl $crate::lifecycle::Lifecycle for $name {
            const THING: &'static str = $thing;
            const MOVES: &'static [(Self, Self)] = {
                use $crate::lifecycle::RevisionState as State;
                &[
                    (Self(State::Draft), Self(State::Submitted)),
                    (Self(State::Submitted), Self(State::Approved)),
                    (Self(State::Submitted), Self(State::ChangesRequested)),
                    (Self(State::ChangesRequested), Self(State::Submitted)),
                    (Self(State::Submitted), Self(State::Rejected)),
                    (Self(State::Submitted), Self(State::Draft)),
                ]
            };

            fn text(self) -> &'static str {
                self.0.as_str()
            }
        }
    };
}

/// A recorded move.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = transitions)]
pub struct Transition {
    /// Its id; ids sort by time.
    pub id: TransitionId,
    /// [`Lifecycle::THING`].
    pub thing_kind: String,
    /// The id of what moved.
    pub thing_id: String,
    /// The state before; empty at the beginning.
    pub from_state: String,
    /// The state after.
    pub to_state: String,
    /// Who did it; nobody when the clock did.
    pub person_id: Option<PersonId>,
    /// The reason that was given; may be empty.
    pub reason: String,
    /// When.
    pub created_at: Instant,
}

/// Who moves something, when and why.
#[derive(Debug, Clone, Copy)]
pub struct Mover<'a> {
    /// The person; none when the clock moves it.
    pub person: Option<&'a PersonId>,
    /// When.
    pub at: Instant,
    /// The reason; may be empty.
    pub reason: &'a str,
}

/// Checks and records a move. The caller updates the row itself in the same transaction, with its
/// version in the condition.
///
/// # Errors
/// [`AppError::Conflict`] when the move is illegal.
pub fn record_move<S: Lifecycle>(
    conn: &mut Conn,
    thing_id: &str,
    from: S,
    to: S,
    mover: Mover<'_>,
) -> Result<(), AppError> {
    from.check(to)?;
    insert_transition::<S>(conn, thing_id, from.text(), to, mover)
}

/// Records the first state of a thing.
///
/// # Errors
/// What the database said.
pub fn record_beginning<S: Lifecycle>(
    conn: &mut Conn,
    thing_id: &str,
    to: S,
    mover: Mover<'_>,
) -> Result<(), AppError> {
    insert_transition::<S>(conn, thing_id, "", to, mover)
}

fn insert_transition<S: Lifecycle>(
    conn: &mut Conn,
    thing_id: &str,
    from: &str,
    to: S,
    mover: Mover<'_>,
) -> Result<(), AppError> {
    let row = Transition {
        id: TransitionId::new(),
        thing_kind: S::THING.to_owned(),
        thing_id: thing_id.to_owned(),
        from_state: from.to_owned(),
        to_state: to.text().to_owned(),
        person_id: mover.person.cloned(),
        reason: mover.reason.to_owned(),
        created_at: mover.at,
    };
    diesel::insert_into(transitions::table).values(&row).execute(conn)?;
    Ok(())
}

/// Refuses a change of what somebody has changed since the form was given out that carries `seen`.
///
/// # Errors
/// [`AppError::Conflict`].
pub fn require_version(stands: i64, seen: &str) -> Result<(), AppError> {
    let is_same = seen.parse() == Ok(stands);
    if is_same { Ok(()) } else { Err(AppError::Conflict("error-changed-meanwhile")) }
}

/// The recorded moves of a thing, oldest first, at most 200.
///
/// # Errors
/// What the database said.
pub fn list_transitions<S: Lifecycle>(conn: &mut Conn, thing_id: &str) -> QueryResult<Vec<Transition>> {
    transitions::table
        .filter(transitions::thing_kind.eq(S::THING))
        .filter(transitions::thing_id.eq(thing_id))
        .order(transitions::id.asc())
        .limit(200)
        .select(Transition::as_select())
        .load(conn)
}

/// A recorded move with the name of who made it.
#[derive(Debug, Clone, Queryable)]
pub struct NamedMove {
    /// The state after.
    pub to_state: String,
    /// Who; nobody when the clock did, or when the account is gone.
    pub name: Option<String>,
    /// The reason that was given; may be empty.
    pub reason: String,
    /// When.
    pub at: Instant,
}

/// The recorded moves of a thing with who made them, newest first, at most 200.
///
/// # Errors
/// What the database said.
pub fn list_named_moves<S: Lifecycle>(conn: &mut Conn, thing_id: &str) -> QueryResult<Vec<NamedMove>> {
    transitions::table
        .left_join(people::table.on(transitions::person_id.eq(people::id.nullable())))
        .filter(transitions::thing_kind.eq(S::THING))
        .filter(transitions::thing_id.eq(thing_id))
        .order(transitions::id.desc())
        .limit(200)
        .select((transitions::to_state, people::name.nullable(), transitions::reason, transitions::created_at))
        .load(conn)
}

#[cfg(test)]
mod tests {
    use super::Lifecycle;

    crate::revision_lifecycle! {
        /// A revision of nothing in particular.
        Revision, "revision"
    }

    #[test]
    fn the_table_of_a_revisions_moves_is_this() {
        let table: Vec<String> = Revision::MOVES.iter().map(|(from, to)| format!("{} → {}", from.0, to.0)).collect();
        assert_eq!(
            table.join("\n"),
            "draft → submitted\nsubmitted → approved\nsubmitted → changes_requested\n\
             changes_requested → submitted\nsubmitted → rejected\nsubmitted → draft"
        );
    }
}
