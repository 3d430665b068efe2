//! What of recruitment waits for a person: offers and interviews to answer, invitations to apply, and, for recruiters,
//! applications nobody has looked at.

use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;

use super::applications::ApplicationState;
use super::interviews::model::Party;
use super::interviews::queries::{InterviewRow, list_of_person, list_titles};
use super::postings::finding_queries::list_live_postings;
use super::postings::model::Posting;
use crate::accounts::organizations::MemberRole;
use crate::calendar::offers::Shown;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{
    applications, candidate_hidings, candidate_invitations, candidates, members, organizations, postings,
};
use crate::error::AppResult;
use crate::ids::{ApplicationId, EditionId};
use crate::site::snapshot::list_unarchived;
use crate::site::waiting::WaitingItem;
use crate::site::{Viewer, Visit};
use crate::web::paging::PageNumber;

/// Things of one kind that are named one by one.
const NAMED_MOST: usize = 5;

/// Offers, interviews and invitations, one by one; new applications, counted by organization.
///
/// # Errors
/// What the database said.
pub fn list_waiting(conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> AppResult<Vec<WaitingItem>> {
    let Some(edition) = &visit.snapshot.edition else { return Ok(Vec::new()) };
    let mut items = list_offers(conn, visit, viewer)?;
    items.extend(list_interviews(conn, visit, viewer)?);
    items.extend(list_invitations(conn, visit, viewer, &edition.id)?);
    items.extend(list_received(conn, visit, viewer)?);
    Ok(items)
}

fn list_offers(conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> QueryResult<Vec<WaitingItem>> {
    let locale = visit.locale;
    let offers: Vec<(ApplicationId, String, String, Instant)> = applications::table
        .inner_join(postings::table.inner_join(organizations::table))
        .filter(applications::person_id.eq(&viewer.person))
        .filter(applications::state.eq(ApplicationState::Offered))
        .order((applications::updated_at, applications::id))
        .limit(5)
        .select((applications::id, organizations::name, organizations::name_zh, applications::updated_at))
        .load(conn)?;
    let item = |(id, name, name_zh, at): (ApplicationId, String, String, Instant)| {
        let title = locale.tf("waiting-offer", &[("organization", locale.name(&name, &name_zh))]);
        WaitingItem::to_see(title, locale.t("waiting-answer"), format!("/me/applications/{id}")).since(at)
    };
    Ok(offers.into_iter().map(item).collect())
}

/// Interviews whose time they are to choose, or, as the recruiter who comes, to offer anew. The applicant is not named:
/// the posting may hide who they are.
fn list_interviews(conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> QueryResult<Vec<WaitingItem>> {
    let locale = visit.locale;
    let first = PageNumber::read("", NAMED_MOST);
    let rows = list_of_person(conn, &viewer.person, Shown::ToAnswer, first)?.items;
    let of: Vec<Posting> = rows.iter().map(|row| row.2.clone()).collect();
    let titles = list_titles(conn, &of, locale)?;
    let item = |(interview, _, posting, employer): &InterviewRow| {
        let title = match interview.turn {
            Party::Applicant => locale.tf("waiting-interview", &[("organization", employer.name_in(locale))]),
            Party::Team => locale.t("waiting-interview-times").to_owned(),
        };
        let about = titles.get(posting.id.as_str()).cloned().unwrap_or_default();
        let item = WaitingItem::to_see(title, locale.t("waiting-answer"), interview.link());
        item.about(about).since(interview.updated_at)
    };
    Ok(rows.iter().map(item).collect())
}

/// Invitations to postings that are live and to which they have not applied, but for those of organizations that they
/// hide from.
fn list_invitations(
    conn: &mut Conn,
    visit: &Visit,
    viewer: &Viewer,
    edition: &EditionId,
) -> QueryResult<Vec<WaitingItem>> {
    let locale = visit.locale;
    let applied = applications::table
        .filter(applications::posting_id.eq(postings::id))
        .filter(applications::person_id.eq(&viewer.person));
    let hidden = candidate_hidings::table
        .filter(candidate_hidings::candidate_id.eq(candidates::id))
        .filter(candidate_hidings::organization_id.eq(postings::organization_id));
    let invited: Vec<(String, Instant)> = candidate_invitations::table
        .inner_join(candidates::table)
        .inner_join(postings::table)
        .filter(candidates::person_id.eq(&viewer.person))
        .filter(not(exists(applied)))
        .filter(not(exists(hidden)))
        .order(candidate_invitations::id.desc())
        .limit(50)
        .select((postings::id, candidate_invitations::created_at))
        .load(conn)?;
    let ids: Vec<String> = invited.iter().map(|row| row.0.clone()).collect();
    let live = list_live_postings(conn, edition, (ids.as_slice(), None), visit.now)?;
    let of: Vec<Posting> = live.iter().map(|row| row.0.clone()).collect();
    let titles = list_titles(conn, &of, locale)?;
    let item = |(id, at): &(String, Instant)| {
        let (posting, _, employer) = live.iter().find(|row| row.0.id.as_str() == id)?;
        let title = locale.tf("waiting-candidate", &[("organization", employer.name_in(locale))]);
        let link = format!("/recruitment/postings/{}", posting.slug);
        let about = titles.get(id).cloned().unwrap_or_default();
        Some(WaitingItem::to_see(title, locale.t("waiting-look"), link).about(about).since(*at))
    };
    Ok(invited.iter().filter_map(item).take(NAMED_MOST).collect())
}

fn list_received(conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> QueryResult<Vec<WaitingItem>> {
    let (locale, editions) = (visit.locale, list_unarchived(conn)?);
    let recruits = MemberRole::ALL.iter().copied().filter(|role| role.may_recruit());
    let received: Vec<(String, String, String, i64)> = applications::table
        .inner_join(postings::table.inner_join(organizations::table.inner_join(members::table)))
        .filter(members::person_id.eq(&viewer.person))
        .filter(members::role.eq_any(recruits.collect::<Vec<_>>()))
        .filter(postings::edition_id.eq_any(&editions))
        .filter(applications::state.eq(ApplicationState::Submitted))
        .group_by((organizations::slug, organizations::name, organizations::name_zh))
        .order(organizations::slug)
        .select((organizations::slug, organizations::name, organizations::name_zh, count_star()))
        .load(conn)?;
    let item = |(slug, name, name_zh, n): (String, String, String, i64)| {
        let link = format!("/organizations/{slug}/applications?state=submitted");
        WaitingItem::to_see(locale.tn("waiting-applications", n), locale.t("waiting-look"), link)
            .about(locale.name(&name, &name_zh))
    };
    Ok(received.into_iter().map(item).collect())
}
