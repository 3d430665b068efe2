//! The audit trail: who did what to which thing, before and after. Written in the transaction of
//! the change; never holds a password, a token or a letter.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::audit_entries;
use crate::ids::{AuditEntryId, EditionId, PersonId};

/// One entry.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_entries)]
pub struct AuditEntry {
    /// Its id; ids sort by time.
    pub id: AuditEntryId,
    /// The edition it belongs to, where it belongs to one.
    pub edition_id: Option<EditionId>,
    /// Who did it.
    pub person_id: Option<PersonId>,
    /// What was done: `zone.update`, `sanction.create`.
    pub action: String,
    /// The kind of the thing.
    pub thing_kind: String,
    /// The thing.
    pub thing_id: String,
    /// What stood there before, as short text.
    pub before: String,
    /// What stands there after.
    pub after: String,
    /// When.
    pub created_at: Instant,
}

/// What is to be written down.
#[derive(Debug, Clone, Copy)]
pub struct Act<'a> {
    /// The edition, where there is one.
    pub edition: Option<&'a EditionId>,
    /// Who.
    pub person: Option<&'a PersonId>,
    /// `noun.verb`.
    pub action: &'a str,
    /// The kind and the id of the thing.
    pub thing: (&'a str, &'a str),
    /// Before.
    pub before: &'a str,
    /// After.
    pub after: &'a str,
    /// When.
    pub at: Instant,
}

/// Writes an entry.
///
/// # Errors
/// What the database said.
pub fn insert_entry(conn: &mut Conn, act: Act<'_>) -> QueryResult<()> {
    let row = AuditEntry {
        id: AuditEntryId::new(),
        edition_id: act.edition.cloned(),
        person_id: act.person.cloned(),
        action: act.action.to_owned(),
        thing_kind: act.thing.0.to_owned(),
        thing_id: act.thing.1.to_owned(),
        before: act.before.to_owned(),
        after: act.after.to_owned(),
        created_at: act.at,
    };
    diesel::insert_into(audit_entries::table).values(&row).execute(conn)?;
    Ok(())
}
