//! What people see on their own pages: who of an organization opened their résumés. Called by [`super::fill`] after the
//! hiring.

use std::collections::HashSet;

use chrono::Duration;
use diesel::prelude::*;

use super::Seed;
use crate::db::Conn;
use crate::db::schema::{applications, members, postings, resume_reads};
use crate::error::AppResult;
use crate::ids::{FileId, OrganizationId, PersonId, RowId};
use crate::insert_many;
use crate::recruitment::applications::ApplicationState;

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let unread = [ApplicationState::Submitted, ApplicationState::Withdrawn];
    let sent: Vec<(FileId, PersonId, OrganizationId)> = applications::table
        .inner_join(postings::table)
        .filter(applications::state.ne_all(unread))
        .filter(postings::is_anonymous.eq(false).or(applications::revealed_at.is_not_null()))
        .order(applications::id)
        .select((applications::resume_file_id, applications::person_id, postings::organization_id))
        .load(conn)?;
    let recruiters: Vec<(OrganizationId, PersonId)> = members::table
        .filter(members::role.eq_any(["owner", "recruiter"]))
        .order(members::id)
        .select((members::organization_id, members::person_id))
        .load(conn)?;
    let at = seed.now - Duration::minutes(30);
    let (mut rows, mut seen) = (Vec::new(), HashSet::new());
    for (file, owner, organization) in sent {
        let Some((_, reader)) = recruiters.iter().find(|(of, _)| *of == organization) else { continue };
        if *reader == owner || !seen.insert((file.clone(), reader.clone())) {
            continue;
        }
        rows.push((
            resume_reads::id.eq(RowId::new()),
            resume_reads::file_id.eq(file),
            resume_reads::owner_id.eq(owner),
            resume_reads::reader_id.eq(reader.clone()),
            resume_reads::organization_id.eq(organization),
            resume_reads::day.eq(at.date().to_string()),
            resume_reads::created_at.eq(at),
        ));
    }
    insert_many!(conn, resume_reads::table, rows)?;
    Ok(())
}
