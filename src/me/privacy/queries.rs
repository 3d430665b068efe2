//! Every statement of the privacy page.

use diesel::prelude::*;

use super::views::Shown;
use crate::accounts::held_queries::list_consents;
use crate::audit::Action;
use crate::chat::held_queries::list_blocked;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{audit_entries, people};
use crate::error::AppResult;
use crate::ids::PersonId;
use crate::live::Presence;
use crate::site::holdings::{Holdings, Seen, Sight};
use crate::web::i18n::Locale;

/// What organizers did with an account.
pub const SIGHTS: &[Sight] = &[Sight { key: "sight-organizers", list: list_acts_about }];

/// Acts that are listed.
const ACTS_MOST: i64 = 100;

/// What a person shows.
///
/// # Errors
/// 404 when there is no such person.
pub fn find_presence(conn: &mut Conn, person: &PersonId) -> QueryResult<Presence> {
    people::table.find(person).select(people::presence).first(conn)
}

/// Stores what a person shows.
///
/// # Errors
/// What the database said.
pub fn store_presence(conn: &mut Conn, person: &PersonId, presence: Presence, now: Instant) -> QueryResult<usize> {
    diesel::update(people::table.find(person))
        .set((people::presence.eq(presence), people::updated_at.eq(now)))
        .execute(conn)
}

/// What the page shows of a person.
///
/// # Errors
/// What the database said.
pub fn load_shown(conn: &mut Conn, holdings: &Holdings, person: &PersonId, locale: Locale) -> AppResult<Shown> {
    type Row = (String, String, String, Option<String>, Option<String>, String, String);
    let (name, email, headline, country, photo, tag, time_zone): Row = people::table
        .find(person)
        .select((
            people::name,
            people::email,
            people::headline,
            people::country,
            people::photo_file_id,
            people::locale,
            people::time_zone,
        ))
        .first(conn)?;
    let mut sights = Vec::new();
    for sight in holdings.sights() {
        sights.push((sight.key, (sight.list)(conn, person, locale)?));
    }
    let language = Locale::from_tag(&tag).unwrap_or(Locale::En).own_name();
    Ok(Shown {
        name,
        email,
        headline,
        country: country.unwrap_or_default(),
        has_photo: photo.is_some(),
        hours: format!("{language} · {time_zone}"),
        presence: find_presence(conn, person)?,
        consents: list_consents(conn, person)?,
        blocked: list_blocked(conn, person)?,
        sights,
    })
}

/// What organizers did about a person: roles given and taken, sanctions have their own page. Who did it is not told;
/// what they did themselves is not in it.
fn list_acts_about(conn: &mut Conn, person: &PersonId, locale: Locale) -> AppResult<Vec<Seen>> {
    let rows: Vec<(String, Instant)> = audit_entries::table
        .filter(audit_entries::thing_kind.eq("person"))
        .filter(audit_entries::thing_id.eq(person.as_str()))
        .filter(audit_entries::person_id.is_null().or(audit_entries::person_id.ne(person).assume_not_null()))
        .order(audit_entries::id.desc())
        .limit(ACTS_MOST)
        .select((audit_entries::action, audit_entries::created_at))
        .load(conn)?;
    let seen = |(action, at): (String, Instant)| {
        let what =
            action.parse::<Action>().map_or_else(|()| action.clone(), |action| locale.t(action.key()).to_owned());
        Seen { who: locale.t("sight-organizer").to_owned(), what, at }
    };
    Ok(rows.into_iter().map(seen).collect())
}
