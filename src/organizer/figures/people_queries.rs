//! Who came: people with an account who did something in an edition.

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{
    activities, activity_signups, applications, enquiries, interests, live_requests, meetings, messages, people,
    postings, rooms, session_attendances, sessions, visits,
};
use crate::ids::EditionId;

/// How many people did something in an edition. Each is looked up by indexes that begin with the person.
///
/// # Errors
/// What the database said.
pub fn count_came(conn: &mut Conn, edition: &EditionId) -> QueryResult<i64> {
    let wrote = exists(
        messages::table
            .inner_join(rooms::table)
            .filter(messages::person_id.eq(people::id))
            .filter(rooms::edition_id.eq(edition)),
    );
    let applied = exists(
        applications::table
            .inner_join(postings::table)
            .filter(applications::person_id.eq(people::id))
            .filter(postings::edition_id.eq(edition)),
    );
    let interested =
        exists(interests::table.filter(interests::person_id.eq(people::id)).filter(interests::edition_id.eq(edition)));
    let met = exists(
        meetings::table
            .filter(meetings::host_id.eq(people::id).or(meetings::guest_id.eq(people::id)))
            .filter(meetings::edition_id.eq(edition))
            .filter(meetings::state.eq("held")),
    );
    let attended = exists(
        session_attendances::table
            .inner_join(sessions::table)
            .filter(session_attendances::person_id.eq(people::id))
            .filter(sessions::edition_id.eq(edition)),
    );
    let signed_up = exists(
        activity_signups::table
            .inner_join(activities::table)
            .filter(activity_signups::person_id.eq(people::id))
            .filter(activities::edition_id.eq(edition)),
    );
    let asked = exists(
        live_requests::table
            .filter(live_requests::person_id.eq(people::id))
            .filter(live_requests::edition_id.eq(edition)),
    );
    let enquired = exists(
        enquiries::table
            .filter(enquiries::person_id.eq(people::id.nullable()))
            .filter(enquiries::edition_id.eq(edition)),
    );
    let visited = exists(
        visits::table.filter(visits::person_id.eq(people::id.nullable())).filter(visits::edition_id.eq(edition)),
    );
    let took_part = wrote.or(applied).or(interested).or(met).or(attended).or(signed_up);
    people::table.filter(took_part.or(asked).or(enquired).or(visited)).count().get_result(conn)
}
