//! What the help desk holds of a person: what they asked, how articles helped them, their duty as an agent. Who goes
//! takes their words along; the desk keeps that something was asked and when it was answered.

use diesel::prelude::*;
use serde_json::Value;

use super::desk::actions::give_back_all;
use super::enquiries::model::{Enquiry, EnquiryState};
use super::enquiries::moves::end_of_leaver;
use super::enquiries::queries::find_held;
use super::enquiries::telling::own_link;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{enquiries, enquiry_entries, enquiry_files, enquiry_links, files, people};
use crate::error::AppResult;
use crate::ids::{EnquiryEntryId, EnquiryId, FileId, PersonId};
use crate::site::holdings::{Ending, GONE_NAME, Leaving, Named, Part, rows_as_json};
use crate::web::i18n::Locale;
use crate::web::text::one_line;
use crate::{forget_name, forget_rows, held_rows};

/// The parts of the help desk.
pub const HELD: &[Part] = &[
    Part {
        name: "enquiries",
        given: &["enquiries.person_id"],
        load: load_enquiries,
        erased: &["enquiries.person_id"],
        erase: erase_enquiries,
    },
    Part {
        name: "enquiry-entries",
        given: &["enquiry_entries.person_id"],
        load: held_rows!(enquiry_entries.person_id, { enquiry_id: String, kind: String, body: String, to_state: String, created_at: Instant }),
        erased: &["enquiry_entries.person_id"],
        erase: forget_name!(enquiry_entries.person_id),
    },
    Part {
        name: "enquiries-answered",
        given: &["enquiries.agent_id"],
        load: held_rows!(enquiries.agent_id, { id: String, topic: String, state: String, created_at: Instant }),
        erased: &["enquiries.agent_id"],
        erase: forget_name!(enquiries.agent_id),
    },
    Part {
        name: "article-votes",
        given: &["article_votes.person_id"],
        load: held_rows!(article_votes.person_id, { article_id: String, is_helpful: bool, created_at: Instant }),
        erased: &["article_votes.person_id"],
        erase: forget_rows!(article_votes.person_id),
    },
    Part {
        name: "desk-duty",
        given: &["desk_duties.person_id"],
        load: held_rows!(desk_duties.person_id, { on_duty_until: Option<Instant>, most_at_once: i64, created_at: Instant, updated_at: Instant }),
        erased: &["desk_duties.person_id"],
        erase: forget_rows!(desk_duties.person_id),
    },
];

/// What of the help desk ends with a person.
pub const ENDINGS: &[Ending] = &[
    Ending { key: "leaving-enquiries", list: list_alive, end: end_enquiries },
    Ending { key: "leaving-agent", list: list_looked_after, end: give_back },
];

/// The enquiries of a person: those of their account, and those asked without one under their proved address.
fn list_own(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<Enquiry>> {
    let (key, verified): (String, Option<Instant>) =
        people::table.find(person).select((people::email_key, people::verified_at)).first(conn)?;
    let mut own = enquiries::table.filter(enquiries::person_id.eq(person)).into_boxed();
    if verified.is_some() {
        own = own.or_filter(enquiries::email_key.eq(key).and(enquiries::person_id.is_null()));
    }
    own.order(enquiries::id).select(Enquiry::as_select()).load(conn)
}

fn load_enquiries(conn: &mut Conn, person: &PersonId) -> QueryResult<Value> {
    #[derive(serde::Serialize)]
    struct Row {
        id: EnquiryId,
        name: String,
        email: String,
        topic: String,
        state: EnquiryState,
        subject: String,
        about: String,
        stars: Option<i64>,
        rating: String,
        created_at: Instant,
        updated_at: Instant,
    }
    let row = |one: Enquiry| Row {
        id: one.id,
        name: one.name,
        email: one.email,
        topic: one.topic.to_string(),
        state: one.state.as_told(),
        subject: one.subject,
        about: one.about,
        stars: one.stars,
        rating: one.rating,
        created_at: one.created_at,
        updated_at: one.updated_at,
    };
    rows_as_json(list_own(conn, person)?.into_iter().map(row).collect::<Vec<_>>())
}

fn list_alive(conn: &mut Conn, person: &PersonId, _: Locale, _: Instant) -> AppResult<Vec<Named>> {
    let mut rows = list_own(conn, person)?;
    rows.retain(|row| EnquiryState::ALIVE.contains(&row.state));
    Ok(rows.into_iter().map(|row| Named { link: own_link(&row.id), name: row.subject }).collect())
}

fn end_enquiries(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let person = leaving.person.clone();
    for one in list_own(conn, &person)? {
        let mut enquiry = find_held(conn, &one.id)?;
        end_of_leaver(conn, &mut enquiry, leaving.now)?;
        leaving.titles.push(one_line(&one.subject));
        // It may bear another name and another way to write the address than the account.
        leaving.is_also_known_by([one_line(&one.name), one.email]);
        leaving.things.insert(one.id.into());
    }
    Ok(())
}

fn looked_after(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<(EnquiryId, String)>> {
    enquiries::table
        .filter(enquiries::agent_id.eq(person))
        .filter(enquiries::state.eq_any(EnquiryState::ALIVE))
        .order(enquiries::id)
        .select((enquiries::id, enquiries::subject))
        .load(conn)
}

fn list_looked_after(conn: &mut Conn, person: &PersonId, _: Locale, _: Instant) -> AppResult<Vec<Named>> {
    let rows = looked_after(conn, person)?;
    let named = |(id, name): (EnquiryId, String)| Named { name, link: super::enquiries::telling::desk_link(&id) };
    Ok(rows.into_iter().map(named).collect())
}

/// What they looked after goes back to the queue.
fn give_back(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let ids: Vec<EnquiryId> = looked_after(conn, &leaving.person)?.into_iter().map(|row| row.0).collect();
    give_back_all(conn, &ids, &leaving.person, leaving.now)
}

/// Words, files and secret links of what they asked (the ending has noted which) go, and what the desk wrote about it: it was written about them.
fn erase_enquiries(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let known: Vec<&String> = leaving.things.iter().collect();
    let mut ids: Vec<EnquiryId> = Vec::new();
    for some in known.chunks(500) {
        let of = enquiries::table.filter(enquiries::id.eq_any(some.iter().map(|id| id.as_str())));
        ids.extend(of.select(enquiries::id).load::<EnquiryId>(conn)?);
    }
    for some in ids.chunks(500) {
        let entries = || enquiry_entries::table.filter(enquiry_entries::enquiry_id.eq_any(some));
        let entry_ids: Vec<EnquiryEntryId> = entries().select(enquiry_entries::id).load(conn)?;
        let file_ids: Vec<FileId> = enquiry_files::table
            .filter(enquiry_files::entry_id.eq_any(&entry_ids))
            .select(enquiry_files::file_id)
            .load(conn)?;
        diesel::delete(files::table.filter(files::id.eq_any(&file_ids))).execute(conn)?;
        leaving.files.extend(file_ids);
        diesel::update(entries())
            .set((enquiry_entries::body.eq(""), enquiry_entries::search_key.eq("")))
            .execute(conn)?;
        diesel::delete(enquiry_links::table.filter(enquiry_links::enquiry_id.eq_any(some))).execute(conn)?;
        let emptied = (
            enquiries::name.eq(GONE_NAME),
            enquiries::email.eq(""),
            enquiries::email_key.eq(""),
            enquiries::subject.eq("—"),
            enquiries::about.eq(""),
            enquiries::rating.eq(""),
            enquiries::version.eq(enquiries::version + 1),
        );
        diesel::update(enquiries::table.filter(enquiries::id.eq_any(some))).set(emptied).execute(conn)?;
    }
    Ok(())
}
