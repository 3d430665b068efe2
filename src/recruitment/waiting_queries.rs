//! What of recruitment waits for a person: offers to answer, and, for recruiters, applications nobody has looked at.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::applications::ApplicationState;
use crate::accounts::organizations::MemberRole;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{applications, members, organizations, postings};
use crate::error::AppResult;
use crate::ids::ApplicationId;
use crate::site::waiting::WaitingItem;
use crate::site::{Viewer, Visit};

/// Offers, one by one; new applications, counted by organization.
///
/// # Errors
/// What the database said.
pub fn list_waiting(conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> AppResult<Vec<WaitingItem>> {
    let Some(edition) = &visit.snapshot.edition else { return Ok(Vec::new()) };
    let locale = visit.locale;
    let offers: Vec<(ApplicationId, String, String, Instant)> = applications::table
        .inner_join(postings::table.inner_join(organizations::table))
        .filter(applications::person_id.eq(&viewer.person))
        .filter(applications::state.eq(ApplicationState::Offered))
        .order(applications::updated_at)
        .limit(5)
        .select((applications::id, organizations::name, organizations::name_zh, applications::updated_at))
        .load(conn)?;
    let mut items: Vec<WaitingItem> = offers
        .into_iter()
        .map(|(id, name, name_zh, at)| {
            let title = locale.tf("waiting-offer", &[("organization", locale.name(&name, &name_zh))]);
            WaitingItem::to_see(title, locale.t("waiting-answer"), format!("/me/applications/{id}")).since(at)
        })
        .collect();
    let recruits = MemberRole::ALL.iter().copied().filter(|role| role.may_recruit());
    let received: Vec<(String, String, String, i64)> = applications::table
        .inner_join(postings::table.inner_join(organizations::table.inner_join(members::table)))
        .filter(members::person_id.eq(&viewer.person))
        .filter(members::role.eq_any(recruits.collect::<Vec<_>>()))
        .filter(postings::edition_id.eq(&edition.id))
        .filter(applications::state.eq(ApplicationState::Submitted))
        .group_by((organizations::slug, organizations::name, organizations::name_zh))
        .order(organizations::slug)
        .select((organizations::slug, organizations::name, organizations::name_zh, count_star()))
        .load(conn)?;
    items.extend(received.into_iter().map(|(slug, name, name_zh, n)| {
        let link = format!("/organizations/{slug}/applications?state=submitted");
        WaitingItem::to_see(locale.tn("waiting-applications", n), locale.t("waiting-look"), link)
            .about(locale.name(&name, &name_zh))
    }));
    Ok(items)
}
