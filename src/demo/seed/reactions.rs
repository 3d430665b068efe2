//! The signs with which the demo's people answered what was said. Called by [`super::fill`].

use super::chat::find_line;
use super::{Seed, missing};
use crate::chat::messages::reactions::{ReactionKind, set_reaction};
use crate::db::Conn;
use crate::demo::content::LineSeed;
use crate::error::AppResult;

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let lines = seed.content.conversations.iter().flat_map(|one| &one.lines);
    lines.filter(|line| !line.reactions.is_empty()).try_for_each(|line| insert_some(conn, seed, line))
}

fn insert_some(conn: &mut Conn, seed: &Seed, line: &LineSeed) -> AppResult<()> {
    let id = find_line(conn, seed, line)?;
    for (kind, people) in &line.reactions {
        let kind: ReactionKind = kind.parse().map_err(|()| missing("reaction", kind))?;
        for slug in people {
            set_reaction(conn, &id, (seed.person(slug)?, kind, true), seed.now)?;
        }
    }
    Ok(())
}
