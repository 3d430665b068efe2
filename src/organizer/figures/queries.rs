//! The statements behind the figures: each an aggregate over an index, none a list of what it counts.

use std::collections::HashMap;

use diesel::dsl::{count, count_star, exists};
use diesel::prelude::*;

use super::model::{Counted, Figure};
use super::people_queries::count_came;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{
    activities, activity_signups, applications, booths, enquiries, fairs, interests, interviews, live_requests,
    meetings, organizations, outcomes, people, posting_revisions, postings, projects, questions, rooms,
    session_attendances, sessions, visit_days,
};
use crate::ids::EditionId;
use crate::pairing::interests::InterestState;
use crate::pairing::meetings::model::MeetingState;
use crate::pairing::outcomes::model::{OutcomeKind, OutcomeState};
use crate::pairing::projects::ProjectState;
use crate::recruitment::applications::ApplicationState;
use crate::recruitment::interviews::model::InterviewState;
use crate::recruitment::postings::PostingState;
use crate::service::enquiries::EnquiryState;
use crate::site::Edition;

/// The most first answers that are measured, the latest; the median of so many does not move.
const MEASURED: i64 = 100_000;

/// Counts every figure of an edition as it stands now; of one that is over, as it stood at its close where that
/// makes a difference.
///
/// # Errors
/// What the database said.
pub fn count_figures(conn: &mut Conn, edition: &Edition, now: Instant) -> QueryResult<Counted> {
    let mut figures = HashMap::new();
    count_people(conn, edition, now, &mut figures)?;
    count_recruitment(conn, &edition.id, now, &mut figures)?;
    count_pairing(conn, &edition.id, &mut figures)?;
    count_forum(conn, &edition.id, &mut figures)?;
    count_year(conn, &edition.id, &mut figures)?;
    count_service(conn, &edition.id, &mut figures)?;
    Ok(Counted { at: now, figures })
}

type Figures = HashMap<Figure, i64>;

/// The sum of numbers, each with how often it stands. Sums in a query are of another type on each database.
fn add_alike(alike: &[(i64, i64)]) -> i64 {
    alike.iter().map(|(number, times)| number * times).sum()
}

/// Postings that have opened, by the clock too.
macro_rules! opened_postings {
    ($edition:expr, $now:expr) => {
        postings::table.filter(postings::edition_id.eq($edition)).filter(
            postings::state
                .eq_any([PostingState::Live, PostingState::Expired, PostingState::ClosedEarly, PostingState::Filled])
                .or(postings::state.eq(PostingState::Scheduled).and(postings::opens_at.le($now))),
        )
    };
}

macro_rules! public_projects {
    ($edition:expr) => {
        projects::table.filter(projects::edition_id.eq($edition)).filter(projects::state.eq_any([
            ProjectState::Published,
            ProjectState::Matched,
            ProjectState::Closed,
            ProjectState::Expired,
        ]))
    };
}

macro_rules! public_booths {
    ($edition:expr) => {
        booths::table
            .filter(booths::edition_id.eq($edition))
            .filter(booths::state.eq_any(["published", "archived"]))
            .filter(booths::published_revision_id.is_not_null())
    };
}

fn count_people(conn: &mut Conn, edition: &Edition, now: Instant, into: &mut Figures) -> QueryResult<()> {
    // Who has deleted their account leaves an emptied row.
    let registered = people::table.filter(people::created_at.lt(edition.closes_at)).filter(people::erased_at.is_null());
    into.insert(Figure::People, registered.count().get_result(conn)?);
    into.insert(Figure::Came, count_came(conn, &edition.id)?);
    let id = &edition.id;
    let has_booth = exists(public_booths!(id).filter(booths::organization_id.eq(organizations::id)));
    let has_posting = exists(opened_postings!(id, now).filter(postings::organization_id.eq(organizations::id)));
    let has_project = exists(public_projects!(id).filter(projects::organization_id.eq(organizations::id)));
    let (present, countries): (i64, i64) = organizations::table
        .filter(has_booth.or(has_posting).or(has_project))
        .select((count_star(), count(organizations::country).aggregate_distinct()))
        .first(conn)?;
    into.insert(Figure::Organizations, present);
    into.insert(Figure::Countries, countries);
    into.insert(Figure::Booths, public_booths!(id).count().get_result(conn)?);
    let alike: Vec<(i64, i64)> = visit_days::table
        .filter(visit_days::edition_id.eq(id))
        .group_by(visit_days::visits)
        .select((visit_days::visits, count_star()))
        .load(conn)?;
    into.insert(Figure::Visits, add_alike(&alike));
    let taken =
        live_requests::table.filter(live_requests::edition_id.eq(id)).filter(live_requests::begun_at.is_not_null());
    into.insert(Figure::Conversations, taken.count().get_result(conn)?);
    Ok(())
}

fn count_recruitment(conn: &mut Conn, edition: &EditionId, now: Instant, into: &mut Figures) -> QueryResult<()> {
    into.insert(Figure::Postings, opened_postings!(edition, now).count().get_result(conn)?);
    let alike: Vec<(i64, i64)> = opened_postings!(edition, now)
        .inner_join(posting_revisions::table.on(postings::published_revision_id.eq(posting_revisions::id.nullable())))
        .group_by(posting_revisions::openings)
        .select((posting_revisions::openings, count_star()))
        .load(conn)?;
    into.insert(Figure::Positions, add_alike(&alike));
    let sent = applications::table
        .inner_join(postings::table)
        .filter(postings::edition_id.eq(edition))
        .filter(applications::state.ne_all([ApplicationState::Draft, ApplicationState::Withdrawn]));
    into.insert(Figure::Applications, sent.count().get_result(conn)?);
    let held = interviews::table
        .filter(interviews::edition_id.eq(edition))
        .filter(interviews::state.eq(InterviewState::Completed));
    into.insert(Figure::Interviews, held.count().get_result(conn)?);
    let published = fairs::table.filter(fairs::edition_id.eq(edition)).filter(fairs::state.eq("published"));
    into.insert(Figure::Fairs, published.count().get_result(conn)?);
    Ok(())
}

fn count_pairing(conn: &mut Conn, edition: &EditionId, into: &mut Figures) -> QueryResult<()> {
    into.insert(Figure::Projects, public_projects!(edition).count().get_result(conn)?);
    let sent = interests::table
        .filter(interests::edition_id.eq(edition))
        .filter(interests::state.ne(InterestState::Withdrawn));
    into.insert(Figure::Interests, sent.count().get_result(conn)?);
    let held = meetings::table.filter(meetings::edition_id.eq(edition)).filter(meetings::state.eq(MeetingState::Held));
    into.insert(Figure::Meetings, held.count().get_result(conn)?);
    let agreed: Vec<(OutcomeKind, i64)> = outcomes::table
        .filter(outcomes::edition_id.eq(edition))
        .filter(outcomes::state.eq(OutcomeState::Confirmed))
        .group_by(outcomes::kind)
        .select((outcomes::kind, count_star()))
        .load(conn)?;
    for kind in OutcomeKind::ALL {
        let figure = match kind {
            OutcomeKind::LetterOfIntent => Figure::Letters,
            OutcomeKind::Contract => Figure::Contracts,
            OutcomeKind::Pilot => Figure::Pilots,
            OutcomeKind::Hire => Figure::Hires,
            OutcomeKind::None => continue,
        };
        into.insert(figure, agreed.iter().find(|one| one.0 == *kind).map_or(0, |one| one.1));
    }
    Ok(())
}

fn count_forum(conn: &mut Conn, edition: &EditionId, into: &mut Figures) -> QueryResult<()> {
    let confirmed = sessions::table.filter(sessions::edition_id.eq(edition)).filter(sessions::state.eq("confirmed"));
    into.insert(Figure::Sessions, confirmed.count().get_result(conn)?);
    let attending = session_attendances::table
        .inner_join(sessions::table)
        .filter(sessions::edition_id.eq(edition))
        .filter(sessions::state.eq("confirmed"))
        .filter(session_attendances::kind.eq("attending"));
    into.insert(Figure::Attendance, attending.count().get_result(conn)?);
    let asked = questions::table.inner_join(sessions::table).filter(sessions::edition_id.eq(edition));
    into.insert(Figure::Questions, asked.count().get_result(conn)?);
    Ok(())
}

fn count_year(conn: &mut Conn, edition: &EditionId, into: &mut Figures) -> QueryResult<()> {
    let of_edition = activities::table.filter(activities::edition_id.eq(edition));
    let announced = of_edition.filter(activities::state.ne_all(["draft", "cancelled"]));
    into.insert(Figure::Activities, announced.count().get_result(conn)?);
    into.insert(Figure::Held, of_edition.filter(activities::state.eq("held")).count().get_result(conn)?);
    let coming = activity_signups::table
        .inner_join(activities::table)
        .filter(activities::edition_id.eq(edition))
        .filter(activities::state.ne("cancelled"))
        .filter(activity_signups::state.eq("coming"));
    into.insert(Figure::Signups, coming.count().get_result(conn)?);
    Ok(())
}

fn count_service(conn: &mut Conn, edition: &EditionId, into: &mut Figures) -> QueryResult<()> {
    let asked =
        enquiries::table.filter(enquiries::edition_id.eq(edition)).filter(enquiries::state.ne(EnquiryState::Merged));
    into.insert(Figure::Enquiries, asked.count().get_result(conn)?);
    let answered = asked.filter(enquiries::answered_at.is_not_null());
    into.insert(Figure::Answered, answered.count().get_result(conn)?);
    let times: Vec<(Instant, Option<Instant>)> = answered
        .order(enquiries::id.desc())
        .limit(MEASURED)
        .select((enquiries::created_at, enquiries::answered_at))
        .load(conn)?;
    let mut waits: Vec<i64> =
        times.iter().filter_map(|(asked, answered)| Some((*answered.as_ref()? - *asked).num_minutes())).collect();
    waits.sort_unstable();
    if let Some(median) = waits.get(waits.len() / 2) {
        into.insert(Figure::FirstAnswer, *median);
    }
    // Messages are numbered from 1 in each room without gaps.
    let alike: Vec<(i64, i64)> = rooms::table
        .filter(rooms::edition_id.eq(edition))
        .filter(rooms::last_seq.gt(0))
        .group_by(rooms::last_seq)
        .select((rooms::last_seq, count_star()))
        .load(conn)?;
    into.insert(Figure::Messages, add_alike(&alike));
    Ok(())
}
