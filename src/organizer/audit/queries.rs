//! Reading the audit trail.

use diesel::prelude::*;

use super::forms::Narrow;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{audit_entries, people};
use crate::holds;
use crate::ids::AuditEntryId;
use crate::web::paging::Cursor;
use crate::web::text::email_key;

/// An entry with the name of who did it.
#[derive(Debug, Clone, Queryable)]
pub struct TrailEntry {
    /// The id.
    pub id: AuditEntryId,
    /// Who; nobody when the clock did, or when the account is gone.
    pub name: Option<String>,
    /// What, as it is stored.
    pub action: String,
    /// The thing.
    pub thing_id: String,
    /// What stood there before.
    pub before: String,
    /// What stands there after.
    pub after: String,
    /// When.
    pub created_at: Instant,
}

/// Entries, newest first, in the direction of the cursor: `limit` of them. Words are looked for in
/// the action, of which some bear them in their name, the texts, the thing's id and the name of who did it.
///
/// # Errors
/// What the database said.
pub fn list_entries(
    conn: &mut Conn,
    narrow: &Narrow,
    cursor: Option<&Cursor>,
    limit: i64,
) -> QueryResult<Vec<TrailEntry>> {
    let mut found = audit_entries::table
        .left_join(people::table.on(audit_entries::person_id.eq(people::id.nullable())))
        .select((
            audit_entries::id,
            people::name.nullable(),
            audit_entries::action,
            audit_entries::thing_id,
            audit_entries::before,
            audit_entries::after,
            audit_entries::created_at,
        ))
        .limit(limit)
        .into_boxed();
    if !narrow.kind.is_empty() {
        found = found.filter(audit_entries::thing_kind.eq(narrow.kind.clone()));
    }
    if let Some(action) = narrow.what {
        found = found.filter(audit_entries::action.eq(action.as_str()));
    }
    if let Some(from) = narrow.from {
        found = found.filter(audit_entries::created_at.ge(from));
    }
    if let Some(until) = narrow.until {
        found = found.filter(audit_entries::created_at.lt(until));
    }
    if !narrow.who.is_empty() {
        let by_mail = people::email_key.eq(email_key(&narrow.who));
        let by_name = holds!(people::name, &narrow.who);
        found = found.filter(by_mail.or(by_name).assume_not_null());
    }
    if !narrow.words.is_empty() {
        let in_texts = holds!(audit_entries::action, &narrow.words)
            .or(holds!(audit_entries::before, &narrow.words))
            .or(holds!(audit_entries::after, &narrow.words))
            .or(audit_entries::action.eq_any(narrow.named.iter().map(|action| action.as_str())))
            .or(audit_entries::thing_id.eq(narrow.words.clone()));
        found = found.filter(in_texts.or(holds!(people::name, &narrow.words).assume_not_null()));
    }
    match cursor {
        Some(at) if at.backwards => {
            found.filter(audit_entries::id.gt(at.id.clone())).order(audit_entries::id.asc()).load(conn)
        }
        Some(at) => found.filter(audit_entries::id.lt(at.id.clone())).order(audit_entries::id.desc()).load(conn),
        None => found.order(audit_entries::id.desc()).load(conn),
    }
}
