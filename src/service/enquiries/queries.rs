//! Every statement about enquiries and their entries that both sides share.

use diesel::dsl::{exists, max};
use diesel::prelude::*;

use super::files::{EntryFiles, insert_files, list_files};
use super::model::{Change, Enquiry, EnquiryState, Entry, EntryKind};
use crate::clock::Instant;
use crate::db::schema::{enquiries, enquiry_entries, people};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{EnquiryEntryId, EnquiryId, PersonId};
use crate::lifecycle::{self, Mover};
use crate::site::files::NewFile;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::{search_key, word_patterns};

/// Entries of one enquiry that are shown, at most; nobody writes more.
pub(super) const ENTRIES_MOST: i64 = 500;

/// An enquiry, of whatever edition.
///
/// # Errors
/// 404 where there is none.
pub fn find_enquiry(conn: &mut Conn, id: &EnquiryId) -> QueryResult<Enquiry> {
    enquiries::table.find(id).select(Enquiry::as_select()).first(conn)
}

/// The same, held until the end of the transaction: who changes it meanwhile waits.
///
/// # Errors
/// 404 where there is none.
pub fn find_held(conn: &mut Conn, id: &EnquiryId) -> QueryResult<Enquiry> {
    diesel::update(enquiries::table.find(id)).set(enquiries::version.eq(enquiries::version)).execute(conn)?;
    find_enquiry(conn, id)
}

/// Stores a new enquiry.
///
/// # Errors
/// Busy where the same is stored at this moment: the later one runs again and finds it.
pub fn insert_enquiry(conn: &mut Conn, enquiry: &Enquiry) -> AppResult<()> {
    unique(diesel::insert_into(enquiries::table).values(enquiry).execute(conn), AppError::Busy(1))?;
    let mover = Mover { person: enquiry.person_id.as_ref(), at: enquiry.created_at, reason: "" };
    lifecycle::record_beginning(conn, enquiry.id.as_str(), enquiry.state, mover)
}

/// Changes a held enquiry.
///
/// # Errors
/// What the database said.
pub fn change_enquiry(conn: &mut Conn, enquiry: &mut Enquiry, change: &Change, now: Instant) -> AppResult<()> {
    let seen = enquiries::table.filter(enquiries::id.eq(&enquiry.id)).filter(enquiries::version.eq(enquiry.version));
    let set = (change, enquiries::version.eq(enquiries::version + 1), enquiries::updated_at.eq(now));
    changed_one(diesel::update(seen).set(set).execute(conn)?)?;
    *enquiry = find_enquiry(conn, &enquiry.id)?;
    Ok(())
}

/// Stores how a held enquiry was found to be answered. No new version: what agents have open is not out of date by it.
///
/// # Errors
/// What the database said.
pub fn store_rating(
    conn: &mut Conn,
    enquiry: &mut Enquiry,
    (stars, words): (i64, &str),
    now: Instant,
) -> QueryResult<()> {
    let set = (enquiries::stars.eq(stars), enquiries::rating.eq(words), enquiries::updated_at.eq(now));
    diesel::update(enquiries::table.find(&enquiry.id)).set(set).execute(conn)?;
    *enquiry = find_enquiry(conn, &enquiry.id)?;
    Ok(())
}

/// Moves a held enquiry, records it, and writes it into the history.
///
/// # Errors
/// 409 when the move is illegal.
pub fn move_enquiry(
    conn: &mut Conn,
    enquiry: &mut Enquiry,
    to: EnquiryState,
    mover: Mover<'_>,
    change: Change,
) -> AppResult<()> {
    lifecycle::record_move(conn, enquiry.id.as_str(), enquiry.state, to, mover)?;
    let snoozed_until = change.snoozed_until.or(Some(None));
    change_enquiry(conn, enquiry, &Change { state: Some(to), snoozed_until, ..change }, mover.at)?;
    insert_entry(conn, &NewEntry { kind: EntryKind::Move, to_state: to.as_str(), ..NewEntry::of(enquiry) }, mover)
}

/// An entry about to be written.
#[derive(Debug, Clone)]
pub struct NewEntry<'a> {
    /// Its id.
    pub id: EnquiryEntryId,
    /// The enquiry.
    pub enquiry: &'a EnquiryId,
    /// What it is.
    pub kind: EntryKind,
    /// What is written.
    pub body: &'a str,
    /// Of a move the state after it.
    pub to_state: &'a str,
    /// Of a conversation its room.
    pub room: Option<&'a str>,
    /// What it is found by beside its words and the names of its files.
    pub words: &'a [&'a str],
    /// What comes with it.
    pub files: &'a [NewFile],
}

impl<'a> NewEntry<'a> {
    /// An empty note in this enquiry.
    pub fn of(enquiry: &'a Enquiry) -> Self {
        let (kind, id) = (EntryKind::Note, EnquiryEntryId::new());
        Self { id, enquiry: &enquiry.id, kind, body: "", to_state: "", room: None, words: &[], files: &[] }
    }
}

/// Writes an entry of a held enquiry, with its files.
///
/// # Errors
/// Busy where the same is written at this moment.
pub fn insert_entry(conn: &mut Conn, new: &NewEntry<'_>, mover: Mover<'_>) -> AppResult<()> {
    let of_enquiry = enquiry_entries::table.filter(enquiry_entries::enquiry_id.eq(new.enquiry));
    let last: Option<i64> = of_enquiry.select(max(enquiry_entries::seq)).first(conn)?;
    let entry = Entry {
        id: new.id.clone(),
        enquiry_id: new.enquiry.clone(),
        seq: last.unwrap_or(0) + 1,
        kind: new.kind,
        person_id: mover.person.cloned(),
        body: new.body.to_owned(),
        to_state: new.to_state.to_owned(),
        room_id: new.room.map(ToOwned::to_owned),
        search_key: search_key(new.words.iter().copied().chain([new.body]).chain(new.files.iter().map(NewFile::name))),
        created_at: mover.at,
    };
    unique(diesel::insert_into(enquiry_entries::table).values(&entry).execute(conn), AppError::Busy(1))?;
    Ok(insert_files(conn, &entry.id, (mover.person, new.files), mover.at)?)
}

/// Whether this entry was written already.
///
/// # Errors
/// What the database said.
pub fn has_entry(conn: &mut Conn, enquiry: &EnquiryId, id: &EnquiryEntryId) -> QueryResult<bool> {
    let same = enquiry_entries::table.filter(enquiry_entries::id.eq(id));
    diesel::select(exists(same.filter(enquiry_entries::enquiry_id.eq(enquiry)))).get_result(conn)
}

/// The history of an enquiry with the names of who wrote, oldest first; without what agents say among
/// themselves unless it is for them.
///
/// # Errors
/// What the database said.
pub fn list_entries(conn: &mut Conn, id: &EnquiryId, with_notes: bool) -> QueryResult<Vec<(Entry, Option<String>)>> {
    let mut newest: Vec<(Entry, Option<String>)> = enquiry_entries::table
        .left_join(people::table.on(enquiry_entries::person_id.eq(people::id.nullable())))
        .filter(enquiry_entries::enquiry_id.eq(id))
        .filter(enquiry_entries::kind.eq_any(EntryKind::shown(with_notes).iter().copied()))
        .order((enquiry_entries::created_at.desc(), enquiry_entries::seq.desc(), enquiry_entries::id.desc()))
        .limit(ENTRIES_MOST)
        .select((Entry::as_select(), people::name.nullable()))
        .load(conn)?;
    newest.reverse();
    Ok(newest)
}

/// What was written in an enquiry, as a page shows it.
#[derive(Debug, Clone)]
pub struct History {
    /// The entries with the names of who wrote, oldest first.
    pub entries: Vec<(Entry, Option<String>)>,
    /// What came with them.
    pub files: EntryFiles,
}

/// The history of an enquiry, with what agents say among themselves where it is for them.
///
/// # Errors
/// What the database said.
pub fn load_history(conn: &mut Conn, id: &EnquiryId, with_notes: bool) -> QueryResult<History> {
    Ok(History { entries: list_entries(conn, id, with_notes)?, files: list_files(conn, id, with_notes)? })
}

/// A page of a person's own enquiries, of whatever edition, the one changed last at the head; found by what they may read.
///
/// # Errors
/// What the database said.
pub fn list_of_person(
    conn: &mut Conn,
    person: &PersonId,
    (state, words): (Option<EnquiryState>, &str),
    at: PageNumber,
) -> QueryResult<Page<Enquiry>> {
    let narrow = || {
        let mut own = enquiries::table
            .filter(enquiries::person_id.eq(person))
            .filter(enquiries::state.ne(EnquiryState::Merged))
            .into_boxed();
        own = match state {
            Some(EnquiryState::Open) => {
                own.filter(enquiries::state.eq_any([EnquiryState::Open, EnquiryState::Snoozed]))
            }
            Some(state) => own.filter(enquiries::state.eq(state)),
            None => own,
        };
        for word in word_patterns(words) {
            let told = enquiry_entries::table
                .filter(enquiry_entries::enquiry_id.eq(enquiries::id))
                .filter(enquiry_entries::kind.eq_any(EntryKind::TOLD))
                .filter(enquiry_entries::search_key.like(word).escape('\\'));
            own = own.filter(exists(told));
        }
        own
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let rows = narrow()
        .order((enquiries::updated_at.desc(), enquiries::id.desc()))
        .offset(i64::try_from(at.offset()).unwrap_or(0))
        .limit(i64::try_from(at.size).unwrap_or(20))
        .select(Enquiry::as_select())
        .load(conn)?;
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}
