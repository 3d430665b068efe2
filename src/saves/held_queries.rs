//! What saved things hold of a person.

use super::{erase_person, export_person};
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::holdings::{Leaving, Part};

/// The parts of saved things.
pub const HELD: &[Part] =
    &[Part { name: "saved", given: &["saves.person_id"], load: export_person, erased: &["saves.person_id"], erase }];

fn erase(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    Ok(erase_person(conn, &leaving.person, leaving.now)?)
}
