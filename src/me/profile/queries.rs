//! Every statement of a person's own profile.

use diesel::prelude::*;

use super::forms::{ProfileForm, ValidProfile};
use crate::clock::Instant;
use crate::db::schema::people;
use crate::db::{Conn, changed_one};
use crate::error::AppResult;
use crate::ids::{FileId, PersonId};
use crate::outbox::digest::put_to_its_hour;

/// What stands, as the form shows it, with the id of the photo.
///
/// # Errors
/// 404 when there is no such person.
pub fn find_profile(conn: &mut Conn, person: &PersonId) -> QueryResult<(ProfileForm, Option<String>)> {
    type Row = (String, String, Option<String>, String, String, i64, Option<String>);
    let (name, headline, country, locale, time_zone, version, photo): Row = people::table
        .find(person)
        .select((
            people::name,
            people::headline,
            people::country,
            people::locale,
            people::time_zone,
            people::version,
            people::photo_file_id,
        ))
        .first(conn)?;
    let country = country.unwrap_or_default();
    Ok((ProfileForm { name, headline, country, locale, time_zone, no_photo: String::new(), version }, photo))
}

/// Saves the profile. A new photo takes the place of the old one.
///
/// # Errors
/// A conflict when another window saved it meanwhile.
pub fn update_profile(
    conn: &mut Conn,
    person: &PersonId,
    profile: &ValidProfile,
    photo: Option<&FileId>,
    now: Instant,
) -> AppResult<()> {
    let seen = people::table.find(person).filter(people::version.eq(profile.version));
    let rows = diesel::update(seen)
        .set((
            people::name.eq(&profile.name),
            people::headline.eq(&profile.headline),
            people::country.eq(&profile.country),
            people::locale.eq(profile.locale.tag()),
            people::time_zone.eq(profile.time_zone.name()),
            people::version.eq(people::version + 1),
            people::updated_at.eq(now),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    // Another time zone has its hours at other instants.
    put_to_its_hour(conn, person, now)?;
    if profile.no_photo || photo.is_some() {
        let photo = photo.map(FileId::as_str);
        diesel::update(people::table.find(person)).set(people::photo_file_id.eq(photo)).execute(conn)?;
    }
    Ok(())
}
