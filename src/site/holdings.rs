//! What the site holds of a person, part by part, and what ends when they go. Each zone lists its own in its
//! `held_queries.rs`; `app` puts the lists together, `me` gives the parts out and erases them. A test compares the
//! columns named here with every column of the database that refers to people.
//!
//! A person's row stays, without anything of theirs: what they said to others keeps its place in a room, and what
//! others did with them keeps its other side.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value;

use super::Site;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::{FileId, LoginId, PersonId};
use crate::web::i18n::Locale;

/// Stands where the name of somebody stood whose account is deleted, in both languages at once: others read it in
/// lists that know no language.
pub const GONE_NAME: &str = "Deleted person · 已注销用户";

/// Gives what one part holds of a person.
pub type Load = fn(&mut Conn, &PersonId) -> diesel::QueryResult<Value>;

/// Erases what one part holds of somebody who goes.
pub type Erase = fn(&mut Conn, &mut Leaving) -> AppResult<()>;

/// One part of what is held of people.
#[derive(Clone, Copy)]
pub struct Part {
    /// The name of its file in the download, without its ending.
    pub name: &'static str,
    /// The columns (`table.column`) that say whose the rows are that it gives.
    pub given: &'static [&'static str],
    /// Gives them.
    pub load: Load,
    /// The columns that say whose the rows are that it erases.
    pub erased: &'static [&'static str],
    /// Erases them.
    pub erase: Erase,
}

/// An [`Erase`] of rows that say nothing but that there was somebody, and point to the emptied row.
///
/// # Errors
/// Never.
pub fn stays(_: &mut Conn, _: &mut Leaving) -> AppResult<()> {
    Ok(())
}

/// Something with a name, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As the reader is shown it.
    pub name: String,
    /// The address of its page; may be empty.
    pub link: String,
}

/// Lists things of a person by name, in the reader's language.
pub type List = fn(&mut Conn, &PersonId, Locale, Instant) -> AppResult<Vec<Named>>;

/// What ends when a person goes, by the rules of its own noun: those whom it concerns are told by these.
#[derive(Clone, Copy)]
pub struct Ending {
    /// The Fluent key of the sentence that says what will become of it.
    pub key: &'static str,
    /// What would end now.
    pub list: List,
    /// Ends it.
    pub end: Erase,
}

/// What a person hands over or ends before they can go.
#[derive(Clone, Copy)]
pub struct Obstacle {
    /// The Fluent key of the sentence that says why.
    pub key: &'static str,
    /// What stands in the way now.
    pub list: List,
}

/// That somebody saw what is a person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Who: as a rule an organization or the organizer, by name.
    pub who: String,
    /// What of theirs, or what was done with it.
    pub what: String,
    /// When last.
    pub at: Instant,
}

/// One kind of seeing what is a person's, for them to look at.
#[derive(Clone, Copy)]
pub struct Sight {
    /// The Fluent key of its heading.
    pub key: &'static str,
    /// The latest first, at most 100.
    pub list: fn(&mut Conn, &PersonId, Locale) -> AppResult<Vec<Seen>>,
}

/// What follows once the database has forgotten.
pub type After = Box<dyn FnOnce(&Site) + Send>;

/// Somebody who goes, and what was found of them on the way.
pub struct Leaving {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What their address of mail is compared by.
    pub email_key: String,
    /// Their address as they wrote it and as it is compared, others that they wanted to move to, and names that they used
    /// in forms.
    pub addresses: Vec<String>,
    /// What they called things of theirs: taken out of what others were told beside their name.
    pub titles: Vec<String>,
    /// The link, and what they said there, of what others were told without their name.
    pub quotes: Vec<(String, String)>,
    /// When.
    pub now: Instant,
    /// Their logins, which have ended.
    pub logins: Vec<LoginId>,
    /// Files that are to leave the store.
    pub files: Vec<FileId>,
    /// The ids of what was theirs: what others were told of it is forgotten too.
    pub things: HashSet<String>,
    /// The ids of what is not there any more: what others are told of its end leads nowhere.
    pub gone: HashSet<String>,
    /// Whom the sockets tell of it after the commit.
    pub after: Vec<After>,
}

impl Leaving {
    /// Somebody who is about to go.
    pub fn new(person: PersonId, (name, email, email_key): (String, String, String), now: Instant) -> Self {
        let (logins, files, after) = (Vec::new(), Vec::new(), Vec::new());
        let (things, gone) = (HashSet::new(), HashSet::new());
        let addresses = vec![email, email_key.clone()];
        let (titles, quotes) = (Vec::new(), Vec::new());
        Self { person, name, email_key, addresses, titles, quotes, now, logins, files, things, gone, after }
    }

    /// Notes names and addresses that stand, other than those of the account, in what they filled in.
    pub fn is_also_known_by(&mut self, typed: impl IntoIterator<Item = String>) {
        for text in typed {
            if !text.is_empty() && text != self.name && !self.addresses.contains(&text) {
                self.addresses.push(text);
            }
        }
    }
}

/// Every part, ending and obstacle; put into the app data by `app`.
#[derive(Clone, Default)]
pub struct Holdings(Arc<Lists>);

#[derive(Clone, Default)]
struct Lists {
    parts: Vec<Part>,
    endings: Vec<Ending>,
    obstacles: Vec<Obstacle>,
    sights: Vec<Sight>,
}

impl Holdings {
    fn change(mut self, change: impl FnOnce(&mut Lists)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// With these parts more; they are erased in the order in which they came.
    #[must_use]
    pub fn with(self, parts: &[Part]) -> Self {
        self.change(|lists| lists.parts.extend_from_slice(parts))
    }

    /// With these endings more; they come before anything is erased.
    #[must_use]
    pub fn ending(self, endings: &[Ending]) -> Self {
        self.change(|lists| lists.endings.extend_from_slice(endings))
    }

    /// With these obstacles more.
    #[must_use]
    pub fn refusing(self, obstacles: &[Obstacle]) -> Self {
        self.change(|lists| lists.obstacles.extend_from_slice(obstacles))
    }

    /// With these kinds of seeing more.
    #[must_use]
    pub fn seen_by(self, sights: &[Sight]) -> Self {
        self.change(|lists| lists.sights.extend_from_slice(sights))
    }

    /// The parts.
    pub fn parts(&self) -> &[Part] {
        &self.0.parts
    }

    /// What ends.
    pub fn endings(&self) -> &[Ending] {
        &self.0.endings
    }

    /// What stands in the way.
    pub fn obstacles(&self) -> &[Obstacle] {
        &self.0.obstacles
    }

    /// Who saw what.
    pub fn sights(&self) -> &[Sight] {
        &self.0.sights
    }
}

/// Rows as a part gives them.
///
/// # Errors
/// When they cannot be written as JSON.
pub fn rows_as_json(rows: impl serde::Serialize) -> diesel::QueryResult<Value> {
    serde_json::to_value(rows).map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))
}

/// A [`Load`] of the rows of a table that a column says are a person's, oldest first, with these columns:
/// `held_rows!(logins.person_id, { user_agent: String, created_at: Instant })`.
#[macro_export]
macro_rules! held_rows {
    ($table:ident.$owner:ident, { $($column:ident: $type:ty),* $(,)? }) => {{
        fn load(conn: &mut $crate::db::Conn, person: &$crate::ids::PersonId) -> diesel::QueryResult<serde_json::Value> {
            use diesel::prelude::*;
            use $crate::db::schema::$table;
            #[derive(diesel::Queryable, serde::Serialize)]
            struct Row {
                $($column: $type),*
            }
            let rows: Vec<Row> = $table::table
                .filter($table::$owner.eq(person))
                .order($table::created_at)
                .select(($($table::$column,)*))
                .load(conn)?;
            $crate::site::holdings::rows_as_json(rows)
        }
        load
    }};
}

/// An [`Erase`] that deletes the rows of tables that a column says are a person's, in this order:
/// `forget_rows!(logins.person_id, mail_tokens.person_id)`.
#[macro_export]
macro_rules! forget_rows {
    ($($table:ident.$owner:ident),* $(,)?) => {{
        fn erase(
            conn: &mut $crate::db::Conn,
            leaving: &mut $crate::site::holdings::Leaving,
        ) -> $crate::error::AppResult<()> {
            use diesel::prelude::*;
            $(
                {
                    use $crate::db::schema::$table;
                    diesel::delete($table::table.filter($table::$owner.eq(&leaving.person))).execute(conn)?;
                }
            )*
            Ok(())
        }
        erase
    }};
}

/// An [`Erase`] that leaves the rows of tables and takes the person out of a column, in this order:
/// `forget_name!(page_versions.person_id)`.
#[macro_export]
macro_rules! forget_name {
    ($($table:ident.$owner:ident),* $(,)?) => {{
        fn erase(
            conn: &mut $crate::db::Conn,
            leaving: &mut $crate::site::holdings::Leaving,
        ) -> $crate::error::AppResult<()> {
            use diesel::prelude::*;
            $(
                {
                    use $crate::db::schema::$table;
                    let own = $table::table.filter($table::$owner.eq(&leaving.person));
                    diesel::update(own).set($table::$owner.eq(None::<$crate::ids::PersonId>)).execute(conn)?;
                }
            )*
            Ok(())
        }
        erase
    }};
}
