//! What stands in a calendar: its kinds, an entry, what is booked and what stands in the way of it.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Duration;
use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::calendar_entries;
use crate::error::AppResult;
use crate::ids::{CalendarEntryId, EditionId, MemberId, PersonId};
use crate::web::i18n::Locale;

crate::text_enum! {
    /// What takes a person's time.
    pub enum EntryKind {
        /// A session that they attend.
        Session = "session",
        /// An activity that they have signed up for.
        Activity = "activity",
        /// An interview.
        Interview = "interview",
        /// A meeting.
        Meeting = "meeting",
        /// Standing at a booth.
        Duty = "duty",
        /// Something of their own.
        Own = "own",
    }
}

impl EntryKind {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Session => "calendar-kind-session",
            Self::Activity => "calendar-kind-activity",
            Self::Interview => "calendar-kind-interview",
            Self::Meeting => "calendar-kind-meeting",
            Self::Duty => "calendar-kind-duty",
            Self::Own => "calendar-kind-own",
        }
    }
}

/// From when until when, both in UTC, the end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The beginning.
    pub starts_at: Instant,
    /// The end.
    pub ends_at: Instant,
}

impl Span {
    /// Whether some time is in both.
    pub fn overlaps(self, other: Self) -> bool {
        self.starts_at < other.ends_at && other.starts_at < self.ends_at
    }

    /// The same with a while after its end.
    pub fn with_gap(self, gap: Duration) -> Self {
        Self { ends_at: self.ends_at + gap, ..self }
    }
}

/// Something to be booked.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// Whose time it takes.
    pub person: PersonId,
    /// The edition.
    pub edition: EditionId,
    /// What it is.
    pub kind: EntryKind,
    /// The id of that; of what is one's own the entry's.
    pub thing: String,
    /// What one calls it, for what is one's own; else empty.
    pub title: String,
    /// When.
    pub span: Span,
    /// How long nothing else may follow.
    pub gap: Duration,
    /// The membership that it ends with, where it is done for an organization.
    pub member: Option<MemberId>,
}

/// An entry as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = calendar_entries)]
pub struct Entry {
    /// Its id.
    pub id: CalendarEntryId,
    /// Whose it is.
    pub person_id: PersonId,
    /// What it is.
    pub kind: EntryKind,
    /// The id of that.
    pub thing_id: String,
    /// What one calls it; empty unless it is one's own.
    pub title: String,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// Until when nothing else may begin.
    pub busy_until: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl Entry {
    /// When it is.
    pub fn span(&self) -> Span {
        Span { starts_at: self.starts_at, ends_at: self.ends_at }
    }
}

/// What came of booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Booking {
    /// Everything stands.
    Booked,
    /// Nothing was booked: this stands in the way, of the person it is of.
    Clashing(Box<Entry>),
}

/// An entry as its zone words it.
#[derive(Debug, Clone, Default)]
pub struct Description {
    /// One line.
    pub title: String,
    /// With whom or where, one line; may be empty.
    pub detail: String,
    /// The path of its page.
    pub href: Option<String>,
}

/// Words the things with these ids to this person, by id; what is gone may be left out.
pub type Describer =
    Arc<dyn Fn(&mut Conn, &[String], &PersonId, Locale) -> AppResult<HashMap<String, Description>> + Send + Sync>;

/// How each kind is worded; the zones stand above the calendar, so `app` fills this.
#[derive(Clone, Default)]
pub struct Describers(HashMap<&'static str, Describer>);

impl Describers {
    /// With one kind more.
    #[must_use]
    pub fn with(
        mut self,
        kind: EntryKind,
        describe: impl Fn(&mut Conn, &[String], &PersonId, Locale) -> AppResult<HashMap<String, Description>>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        self.0.insert(kind.as_str(), Arc::new(describe));
        self
    }

    /// Words entries of one person, in their order; one query a kind.
    ///
    /// # Errors
    /// What the database said.
    pub fn describe(
        &self,
        conn: &mut Conn,
        entries: &[Entry],
        person: &PersonId,
        locale: Locale,
    ) -> AppResult<Vec<Description>> {
        let mut known: HashMap<(&str, String), Description> = HashMap::new();
        for (kind, describe) in &self.0 {
            let of_kind = entries.iter().filter(|entry| entry.kind.as_str() == *kind);
            let things: Vec<String> = of_kind.map(|entry| entry.thing_id.clone()).collect();
            if !things.is_empty() {
                let worded = describe(conn, &things, person, locale)?;
                known.extend(worded.into_iter().map(|(thing, words)| ((*kind, thing), words)));
            }
        }
        let word = |entry: &Entry| match entry.kind {
            EntryKind::Own => Description { title: entry.title.clone(), ..Description::default() },
            kind => known
                .get(&(kind.as_str(), entry.thing_id.clone()))
                .cloned()
                .unwrap_or_else(|| Description { title: locale.t(kind.key()).to_owned(), ..Description::default() }),
        };
        Ok(entries.iter().map(word).collect())
    }
}
