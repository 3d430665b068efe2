//! What hangs on messages and is drawn with them, read for all of them at once: what they answer and
//! what people answered them with, whom they name and what came with them. Called by `views`.

use std::collections::{HashMap, HashSet};

use diesel::QueryResult;

use super::files::list_files;
use super::mentions::{Mention, list_mentions};
use super::queries::{self, MessageRow};
use super::reactions::{ReactionKind, count_reactions, list_own_reactions};
use crate::chat::rooms::forum::list_speaking;
use crate::db::Conn;
use crate::ids::{MessageId, PersonId};
use crate::site::attached::AttachedFile;

/// What hangs on some messages.
#[derive(Debug, Default)]
pub struct Attached {
    /// The messages that they answer, by their id.
    pub quoted: HashMap<MessageId, MessageRow>,
    reactions: HashMap<MessageId, HashMap<ReactionKind, i64>>,
    own: HashSet<(MessageId, ReactionKind)>,
    mentions: HashMap<MessageId, Vec<Mention>>,
    files: HashMap<MessageId, Vec<AttachedFile>>,
    speaking: HashSet<PersonId>,
}

impl Attached {
    /// Of messages, for a reader or for everybody.
    ///
    /// # Errors
    /// What the database said.
    pub fn load(conn: &mut Conn, rows: &[MessageRow], reader: Option<&PersonId>) -> QueryResult<Self> {
        // Most messages have none of it: what is asked for is only what the rows tell of.
        let those = |tells: fn(&MessageRow) -> bool| -> Vec<MessageId> {
            rows.iter().filter(|row| !row.is_removed() && tells(row)).map(|row| row.id.clone()).collect()
        };
        let mut attached = Self { quoted: queries::list_quoted(conn, rows)?, ..Self::default() };
        let reacted = those(|row| row.last_reaction.is_some());
        if !reacted.is_empty() {
            attached.reactions = count_reactions(conn, &reacted)?;
            if let Some(person) = reader {
                attached.own = list_own_reactions(conn, &reacted, person)?;
            }
        }
        let naming = those(|row| row.body.contains('@'));
        if !naming.is_empty() {
            attached.mentions = list_mentions(conn, &naming)?;
        }
        let laden = those(|row| row.file_count > 0);
        if !laden.is_empty() {
            attached.files = list_files(conn, &laden)?;
        }
        if let Some(first) = rows.first() {
            let authors: Vec<PersonId> = rows.iter().map(|row| row.person.clone()).collect();
            attached.speaking = list_speaking(conn, &first.room, &authors)?;
        }
        Ok(attached)
    }

    /// Whether a person speaks in the session of the room.
    pub fn speaks(&self, person: &PersonId) -> bool {
        self.speaking.contains(person)
    }

    /// Whom a message names.
    pub fn mentions(&self, id: &MessageId) -> &[Mention] {
        self.mentions.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// What came with a message, in its order.
    pub fn files(&self, id: &MessageId) -> &[AttachedFile] {
        self.files.get(id).map(Vec::as_slice).unwrap_or_default()
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
