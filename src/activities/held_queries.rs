//! What activities hold of a person: what they signed up for. Who goes gives their seats back.

use diesel::prelude::*;

use super::model::text_in;
use super::queries::list_texts;
use super::seats::give_back;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{activities, activity_signups};
use crate::error::AppResult;
use crate::ids::{ActivityId, PersonId};
use crate::site::holdings::{Ending, Leaving, Named, Part};
use crate::web::i18n::Locale;
use crate::{forget_rows, held_rows};

/// The parts of activities.
pub const HELD: &[Part] = &[Part {
    name: "activities",
    given: &["activity_signups.person_id"],
    load: held_rows!(activity_signups.person_id, { activity_id: String, state: String, created_at: Instant, updated_at: Instant }),
    erased: &["activity_signups.person_id"],
    erase: forget_rows!(activity_signups.person_id),
}];

/// What of activities ends with a person.
pub const ENDINGS: &[Ending] = &[Ending { key: "leaving-activities", list: list_ahead, end: leave_all }];

/// What they signed up for and is not over.
fn list_ids_ahead(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<Vec<(ActivityId, String)>> {
    activity_signups::table
        .inner_join(activities::table)
        .filter(activity_signups::person_id.eq(person))
        .filter(activities::ends_at.gt(now))
        .order((activities::starts_at, activities::id))
        .select((activities::id, activities::slug))
        .load(conn)
}

fn list_ahead(conn: &mut Conn, person: &PersonId, locale: Locale, now: Instant) -> AppResult<Vec<Named>> {
    let rows = list_ids_ahead(conn, person, now)?;
    let ids: Vec<ActivityId> = rows.iter().map(|row| row.0.clone()).collect();
    let texts = list_texts(conn, &ids)?;
    let named = |(id, slug): &(ActivityId, String)| Named {
        name: text_in(&texts, id, locale).map(|text| text.title.clone()).unwrap_or_default(),
        link: format!("/activities/{slug}"),
    };
    Ok(rows.iter().map(named).collect())
}

/// Gives their seats back; whoever waits moves up.
fn leave_all(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    for (id, _) in list_ids_ahead(conn, &leaving.person, leaving.now)? {
        give_back(conn, &id, &leaving.person, leaving.now)?;
    }
    Ok(())
}
