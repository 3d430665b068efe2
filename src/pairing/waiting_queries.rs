//! What of pairing waits for a person's answer: meetings, interest in projects they answer for, outcomes.

use diesel::prelude::*;

use super::Side;
use super::interests::model::InterestState;
use super::interests::moves::link as link_of_interest;
use super::meetings::model::{Meeting, MeetingState};
use super::meetings::queries::list_titles;
use super::outcomes::model::OutcomeState;
use crate::accounts::organizations::MemberRole;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{interests, meetings, members, outcomes, people, projects};
use crate::error::AppResult;
use crate::ids::{InterestId, MeetingId, OrganizationId, PersonId, ProjectId};
use crate::site::snapshot::list_unarchived;
use crate::site::waiting::WaitingItem;
use crate::site::{Viewer, Visit};
use crate::web::i18n::Locale;

/// Things of one kind that are named one by one.
const NAMED_MOST: i64 = 5;

/// Everything of this zone that waits for this person.
///
/// # Errors
/// What the database said.
pub fn list_waiting(conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> AppResult<Vec<WaitingItem>> {
    let editions = list_unarchived(conn)?;
    let mine = (meetings::turn.eq(Side::Guest).and(meetings::guest_id.eq(&viewer.person)))
        .or(meetings::turn.eq(Side::Host).and(meetings::host_id.eq(&viewer.person)));
    let asked: Vec<Meeting> = meetings::table
        .filter(meetings::edition_id.eq_any(&editions))
        .filter(meetings::state.eq_any([MeetingState::Requested, MeetingState::CounterProposed]))
        .filter(meetings::expires_at.gt(visit.now))
        .filter(mine)
        .order(meetings::id)
        .limit(NAMED_MOST)
        .select(Meeting::as_select())
        .load(conn)?;
    let received = list_received(conn, visit, viewer)?;
    let recorded = list_recorded(conn, viewer)?;
    let of = asked.iter().map(|row| &row.project_id).chain(received.iter().map(|row| &row.1));
    let of: Vec<ProjectId> = of.chain(recorded.iter().map(|row| &row.1)).cloned().collect();
    let titles = list_titles(conn, &of, visit.locale)?;
    let title = |project: &ProjectId| titles.get(project).cloned().unwrap_or_default();
    let locale = visit.locale;
    let mut items: Vec<WaitingItem> = Vec::new();
    for row in &asked {
        let item = WaitingItem::to_see(locale.t("waiting-meeting").to_owned(), locale.t("waiting-answer"), row.link());
        items.push(item.about(title(&row.project_id)).since(row.created_at));
    }
    for (id, project, name, at) in &received {
        let words = locale.tf("waiting-interest", &[("name", name)]);
        let item = WaitingItem::to_see(words, locale.t("waiting-answer"), link_of_interest(id));
        items.push(item.about(title(project)).since(*at));
    }
    for (meeting, project, at) in &recorded {
        items.push(outcome_item(locale, meeting, *at).about(title(project)));
    }
    Ok(items)
}

fn outcome_item(locale: Locale, meeting: &MeetingId, at: Instant) -> WaitingItem {
    let title = locale.t("waiting-outcome").to_owned();
    WaitingItem::to_see(title, locale.t("waiting-confirm"), format!("/pairing/meetings/{meeting}")).since(at)
}

type Received = (InterestId, ProjectId, String, Instant);

/// Interest that nobody answered, in projects whose contact this person is, or that have none and whose organization
/// they own.
fn list_received(conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> QueryResult<Vec<Received>> {
    let owned: Vec<OrganizationId> = members::table
        .filter(members::person_id.eq(&viewer.person))
        .filter(members::role.eq(MemberRole::Owner))
        .select(members::organization_id)
        .load(conn)?;
    let answers = projects::contact_id
        .eq(&viewer.person)
        .assume_not_null()
        .or(projects::contact_id.is_null().and(projects::organization_id.eq_any(owned)));
    interests::table
        .inner_join(projects::table)
        .inner_join(people::table.on(interests::person_id.eq(people::id)))
        .filter(interests::state.eq(InterestState::Sent))
        .filter(interests::expires_at.gt(visit.now))
        .filter(answers)
        .order(interests::id)
        .limit(NAMED_MOST)
        .select((interests::id, interests::project_id, people::name, interests::created_at))
        .load(conn)
}

/// Outcomes of their meetings that the other side recorded and nobody confirmed.
fn list_recorded(conn: &mut Conn, viewer: &Viewer) -> QueryResult<Vec<(MeetingId, ProjectId, Instant)>> {
    let me: &PersonId = &viewer.person;
    outcomes::table
        .inner_join(meetings::table.on(outcomes::thing_id.eq(meetings::id)))
        .filter(outcomes::thing_kind.eq("meeting"))
        .filter(outcomes::state.eq(OutcomeState::Recorded))
        .filter(outcomes::recorded_by.ne(me).assume_not_null())
        .filter(meetings::guest_id.eq(me).or(meetings::host_id.eq(me)))
        .order(outcomes::id)
        .limit(NAMED_MOST)
        .select((meetings::id, meetings::project_id, outcomes::created_at))
        .load(conn)
}
