//! The attachments of a project: what a revision has, and who may read one.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::queries::find_project_of_id;
use super::steps::{Step, find_step};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{files, project_files, project_revisions};
use crate::error::AppResult;
use crate::ids::{FileId, ProjectId, ProjectRevisionId, RowId};
use crate::lifecycle::RevisionState;
use crate::site::Visit;
use crate::site::files::address;
use crate::web::text;

/// An attachment as a page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The file.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// Where it is read.
    pub href: String,
    /// Its size, for people.
    pub size: String,
}

/// What a revision has, in its order.
///
/// # Errors
/// What the database said.
pub fn list_attachments(conn: &mut Conn, revision: &ProjectRevisionId) -> QueryResult<Vec<Attachment>> {
    let rows: Vec<(FileId, String, i64)> = project_files::table
        .inner_join(files::table)
        .filter(project_files::revision_id.eq(revision))
        .order((project_files::position, project_files::id))
        .limit(20)
        .select((files::id, files::name, files::bytes))
        .load(conn)?;
    let attachment = |(id, name, bytes): (FileId, String, i64)| Attachment {
        href: address(&id, &name),
        size: text::size(bytes),
        id,
        name,
    };
    Ok(rows.into_iter().map(attachment).collect())
}

/// Gives a revision these files, behind those it has.
///
/// # Errors
/// What the database said.
pub fn attach_files(
    conn: &mut Conn,
    revision: &ProjectRevisionId,
    new: &[FileId],
    first: usize,
    now: Instant,
) -> QueryResult<()> {
    for (place, file) in (first..).zip(new) {
        let row = (
            project_files::id.eq(RowId::new()),
            project_files::revision_id.eq(revision),
            project_files::file_id.eq(file),
            project_files::position.eq(i64::try_from(place).unwrap_or(i64::MAX)),
            project_files::created_at.eq(now),
        );
        diesel::insert_into(project_files::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Whether this visit may read an attachment: the team always, reviewers once it was submitted, others what
/// the public revision has and their step shows.
///
/// # Errors
/// What the database said.
pub fn may_read_file(conn: &mut Conn, visit: &Visit, file: &FileId) -> AppResult<bool> {
    let of_file = project_files::table.inner_join(project_revisions::table).filter(project_files::file_id.eq(file));
    let Some(id) = of_file.select(project_revisions::project_id).first::<ProjectId>(conn).optional()? else {
        return Ok(false);
    };
    let (project, organization) = find_project_of_id(conn, &id)?;
    match find_step(conn, &project, &organization, visit)? {
        Step::Hidden | Step::Teaser | Step::Details => Ok(false),
        Step::Attachments => {
            let Some(published) = &project.published_revision_id else { return Ok(false) };
            let of_public = project_files::table
                .filter(project_files::file_id.eq(file))
                .filter(project_files::revision_id.eq(published));
            Ok(diesel::select(exists(of_public)).get_result(conn)?)
        }
        Step::Review => {
            let submitted = of_file.filter(project_revisions::state.ne(RevisionState::Draft));
            Ok(submitted.select(project_files::id).first::<String>(conn).optional()?.is_some())
        }
        Step::Team => Ok(true),
    }
}
