//! What hangs on messages and is drawn with them, read for all of them at once: what they answer and
//! what people answered them with. Called by `views`.

use std::collections::{HashMap, HashSet};

use diesel::QueryResult;

use super::queries::{self, MessageRow};
use super::reactions::{ReactionKind, count_reactions, list_own_reactions};
use crate::db::Conn;
use crate::ids::{MessageId, PersonId};

/// What hangs on some messages.
#[derive(Debug, Default)]
pub struct Attached {
    /// The messages that they answer, by their id.
    pub quoted: HashMap<MessageId, MessageRow>,
    reactions: HashMap<MessageId, HashMap<ReactionKind, i64>>,
    own: HashSet<(MessageId, ReactionKind)>,
}

impl Attached {
    /// Of messages, for a reader or for everybody.
    ///
    /// # Errors
    /// What the database said.
    pub fn load(conn: &mut Conn, rows: &[MessageRow], reader: Option<&PersonId>) -> QueryResult<Self> {
        let quoted = queries::list_quoted(conn, rows)?;
        // A message that was just said has nothing yet.
        let reacted = rows.iter().filter(|row| row.last_reaction.is_some() && !row.is_removed());
        let ids: Vec<MessageId> = reacted.map(|row| row.id.clone()).collect();
        if ids.is_empty() {
            return Ok(Self { quoted, ..Self::default() });
        }
        Ok(Self {
            quoted,
            reactions: count_reactions(conn, &ids)?,
            own: match reader {
                Some(person) => list_own_reactions(conn, &ids, person)?,
                None => HashSet::new(),
            },
        })
    }

    /// How many people answered a message with a sign.
    pub fn count(&self, id: &MessageId, kind: ReactionKind) -> i64 {
        self.reactions.get(id).and_then(|counts| counts.get(&kind)).copied().unwrap_or(0)
    }

    /// Whether the reader is one of them.
    pub fn is_own(&self, id: &MessageId, kind: ReactionKind) -> bool {
        self.own.contains(&(id.clone(), kind))
    }
}
