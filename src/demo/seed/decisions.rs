//! What the reviewers of the demo have decided and not announced: two projects of the queue.

use diesel::prelude::*;

use super::Seed;
use crate::db::Conn;
use crate::db::schema::{project_revisions, project_texts, projects};
use crate::error::AppResult;
use crate::ids::{ProjectId, ProjectRevisionId};
use crate::lifecycle::RevisionState;
use crate::reviews::prepared_queries::insert_prepared;
use crate::reviews::{Choice, PreparedKind};

/// The decisions: the first is approved, the second sent back.
const DECISIONS: [(RevisionState, &str); 2] = [
    (RevisionState::Approved, ""),
    (
        RevisionState::ChangesRequested,
        "Please say in the teaser which readiness level has been reached. 请在项目简介中说明已达到的技术成熟度。",
    ),
];

/// Prepares them.
pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let waiting: Vec<(ProjectId, ProjectRevisionId, i64)> = project_revisions::table
        .inner_join(projects::table)
        .filter(projects::edition_id.eq(&seed.edition))
        .filter(project_revisions::state.eq(RevisionState::Submitted))
        .order(project_revisions::id)
        .limit(2)
        .select((projects::id, project_revisions::id, project_revisions::version))
        .load(conn)?;
    for ((project, revision, version), (to, comment)) in waiting.into_iter().zip(DECISIONS) {
        let title: String = project_texts::table
            .filter(project_texts::revision_id.eq(&revision))
            .order(project_texts::locale)
            .select(project_texts::title)
            .first(conn)?;
        let choice = Choice { version, to, comment: comment.to_owned() };
        let subject = (PreparedKind::Project, project.as_str(), title.as_str());
        insert_prepared(conn, &seed.edition, subject, &choice, seed.person("organizer")?, seed.now)?;
    }
    Ok(())
}
