//! What has been reported in the demo's rooms and waits for a moderator. Called by [`super::fill`].

use super::chat::find_line;
use super::{Seed, missing};
use crate::chat::messages::queries::find_message;
use crate::chat::rooms::queries::find_room;
use crate::db::Conn;
use crate::demo::content::LineSeed;
use crate::error::AppResult;
use crate::ids::ReportId;
use crate::moderation::reports::model::{Category, NewReport};
use crate::moderation::reports::queries::store_report;

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let lines = seed.content.conversations.iter().flat_map(|one| &one.lines);
    for line in lines.filter(|line| !line.reported_by.is_empty()) {
        insert_one(conn, seed, line)?;
    }
    Ok(())
}

fn insert_one(conn: &mut Conn, seed: &Seed, line: &LineSeed) -> AppResult<()> {
    let said = find_line(conn, seed, line)?;
    let message = find_message(conn, &said)?;
    let room = find_room(conn, &message.room, None)?;
    let slug = &line.reported_by;
    let person = seed.content.people.iter().find(|one| one.slug == *slug).ok_or_else(|| missing("person", slug))?;
    let (id, category) = (ReportId::new(), Category::Spam);
    let new = NewReport { id, message: message.id.clone(), category, note: String::new() };
    store_report(conn, &new, (&message, &room), (seed.person(slug)?, &person.name.en), seed.now)
}
