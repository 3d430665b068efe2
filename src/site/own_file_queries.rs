//! The files that a person sent, for them to take along.

use diesel::prelude::*;

use super::Site;
use crate::db::Conn;
use crate::db::schema::files;
use crate::error::AppResult;
use crate::ids::{FileId, PersonId};

/// A file of a person's own, for them to take along.
#[derive(Debug, Clone, Queryable)]
pub struct OwnFile {
    /// Its id.
    pub id: FileId,
    /// The name it is shown under.
    pub name: String,
    /// How large it is.
    pub bytes: i64,
}

impl OwnFile {
    /// What is in it; none where the store has lost it, or it was deleted meanwhile.
    ///
    /// # Errors
    /// What the database or the store said.
    pub async fn read(&self, site: &Site) -> AppResult<Option<Vec<u8>>> {
        let id = self.id.clone();
        let find = move |conn: &mut Conn| Ok(files::table.find(&id).select(files::content).first(conn).optional()?);
        let content: Option<Option<Vec<u8>>> = site.db.read(find).await?;
        match content {
            None => Ok(None),
            Some(Some(bytes)) => Ok(Some(bytes)),
            Some(None) => Ok(site.files.get(&self.id).await?.map(|bytes| bytes.to_vec())),
        }
    }
}

/// The files that a person sent, oldest first, at most 5,000.
///
/// # Errors
/// What the database said.
pub fn list_own_files(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<OwnFile>> {
    files::table
        .filter(files::person_id.eq(person))
        .order(files::id)
        .limit(5_000)
        .select((files::id, files::name, files::bytes))
        .load(conn)
}
