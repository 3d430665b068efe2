//! Copies of revisions: an edit of what was decided about begins with one. Called where attachments change
//! and where an edit is stored.

use diesel::prelude::*;

use super::queries::{OwnProject, ProjectRevision, bump, insert_revision, require_editable};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{project_files, project_texts};
use crate::error::{AppError, AppResult};
use crate::ids::{FileId, ProjectRevisionId, RowId};
use crate::lifecycle::{Mover, RevisionState};
use crate::pairing::projects::files::attach_files;

/// The revision whose attachments may be changed: the draft that stands there, else a new copy of the last.
///
/// # Errors
/// As [`update_project`].
pub fn open_revision(
    conn: &mut Conn,
    (project, revision): &OwnProject,
    new_revision: &ProjectRevisionId,
    mover: Mover<'_>,
) -> AppResult<ProjectRevisionId> {
    require_editable(project, revision, mover.at)?;
    bump(conn, project, mover.at)?;
    if revision.state.is_editable() {
        return Ok(revision.id.clone());
    }
    let row = ProjectRevision {
        id: new_revision.clone(),
        number: revision.number + 1,
        state: RevisionState::Draft,
        submitted_by: None,
        submitted_at: None,
        decided_by: None,
        decided_at: None,
        comment: String::new(),
        version: 1,
        created_at: mover.at,
        updated_at: mover.at,
        ..revision.clone()
    };
    insert_revision(conn, &row, mover)?;
    copy_files(conn, &revision.id, &row.id, mover.at)?;
    for (locale, title, teaser, details) in list_plain_texts(conn, &revision.id)? {
        let text = (
            project_texts::id.eq(RowId::new()),
            project_texts::revision_id.eq(&row.id),
            project_texts::locale.eq(locale),
            project_texts::title.eq(title),
            project_texts::teaser.eq(teaser),
            project_texts::details.eq(details),
            project_texts::created_at.eq(mover.at),
        );
        diesel::insert_into(project_texts::table).values(text).execute(conn)?;
    }
    Ok(row.id)
}

fn list_plain_texts(
    conn: &mut Conn,
    revision: &ProjectRevisionId,
) -> QueryResult<Vec<(String, String, String, String)>> {
    let of_revision = project_texts::table.filter(project_texts::revision_id.eq(revision));
    of_revision
        .select((project_texts::locale, project_texts::title, project_texts::teaser, project_texts::details))
        .load(conn)
}

/// Gives a revision the attachments of another.
pub(super) fn copy_files(
    conn: &mut Conn,
    from: &ProjectRevisionId,
    to: &ProjectRevisionId,
    now: Instant,
) -> QueryResult<()> {
    let kept: Vec<FileId> = project_files::table
        .filter(project_files::revision_id.eq(from))
        .order((project_files::position, project_files::id))
        .select(project_files::file_id)
        .load(conn)?;
    attach_files(conn, to, &kept, 0, now)
}

/// Takes an attachment off a revision. The file stays while another revision has it.
///
/// # Errors
/// 404 when it has none of this id.
pub fn detach_file(conn: &mut Conn, revision: &ProjectRevisionId, file: &FileId) -> AppResult<()> {
    let own =
        project_files::table.filter(project_files::revision_id.eq(revision)).filter(project_files::file_id.eq(file));
    match diesel::delete(own).execute(conn)? {
        0 => Err(AppError::NotFound),
        _ => Ok(()),
    }
}
