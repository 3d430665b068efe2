//! What a deletion would end, and the deletion itself, in one transaction.

use diesel::prelude::*;

use crate::accounts::logins::queries::delete_logins;
use crate::audit::{self, Act, Action};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::people;
use crate::error::{AppError, AppResult};
use crate::ids::PersonId;
use crate::outbox::hold_person;
use crate::site::files::remove_later;
use crate::site::held_queries::redact;
use crate::site::holdings::{Holdings, Leaving, Named};
use crate::web::i18n::Locale;

/// Things of one kind, under a sentence.
#[derive(Debug, Clone)]
pub struct Group {
    /// The Fluent key of the sentence.
    pub key: &'static str,
    /// By name.
    pub things: Vec<Named>,
}

/// What stands in the way, and what would end.
#[derive(Debug, Clone, Default)]
pub struct Outlook {
    /// To be handed over or ended first.
    pub obstacles: Vec<Group>,
    /// What ends.
    pub endings: Vec<Group>,
}

/// What deleting this account would meet and end; what is empty is left out.
///
/// # Errors
/// What the database said.
pub fn look_ahead(
    conn: &mut Conn,
    holdings: &Holdings,
    person: &PersonId,
    (locale, now): (Locale, Instant),
) -> AppResult<Outlook> {
    let mut outlook = Outlook::default();
    for obstacle in holdings.obstacles() {
        let things = (obstacle.list)(conn, person, locale, now)?;
        outlook.obstacles.push(Group { key: obstacle.key, things });
    }
    for ending in holdings.endings() {
        let things = (ending.list)(conn, person, locale, now)?;
        outlook.endings.push(Group { key: ending.key, things });
    }
    outlook.obstacles.retain(|group| !group.things.is_empty());
    outlook.endings.retain(|group| !group.things.is_empty());
    Ok(outlook)
}

/// Deletes an account: ends what is open, erases every part, takes the name out of what others keep. What is to
/// follow the commit comes back.
///
/// # Errors
/// A conflict while something stands in the way.
pub fn erase(conn: &mut Conn, holdings: &Holdings, person: &PersonId, now: Instant) -> AppResult<Leaving> {
    // First: what they are writing at this moment is waited for and found below, what comes later is refused.
    let logins = delete_logins(conn, person, None)?;
    hold_person(conn, person)?;
    for obstacle in holdings.obstacles() {
        if !(obstacle.list)(conn, person, Locale::En, now)?.is_empty() {
            return Err(AppError::Conflict("error-deletion-barred"));
        }
    }
    let of: (String, String, String) =
        people::table.find(person).select((people::name, people::email, people::email_key)).first(conn)?;
    let mut leaving = Leaving { logins, ..Leaving::new(person.clone(), of, now) };
    for ending in holdings.endings() {
        (ending.end)(conn, &mut leaving)?;
    }
    for part in holdings.parts() {
        (part.erase)(conn, &mut leaving)?;
    }
    remove_later(conn, &leaving.files, now)?;
    redact(conn, &leaving)?;
    let act = Act {
        edition: None,
        person: None,
        action: Action::PersonErase,
        thing: person.as_str(),
        before: "",
        after: "",
        at: now,
    };
    audit::insert_entry(conn, act)?;
    Ok(leaving)
}
