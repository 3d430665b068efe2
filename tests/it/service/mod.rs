//! Online Service: articles of the help, enquiries, the desk.

mod articles;
mod desk;
pub mod enquiries;
mod files;
mod kills;
mod talking;

use diesel::prelude::*;
use fairhall::accounts::setup::queries::insert_staff_role;
use fairhall::db::Conn;
use fairhall::db::schema::{editions, people, zones};
use fairhall::ids::{EditionId, PersonId, ZoneId};
use fairhall::site::{StaffRole, ZoneKind};

use crate::accounts::join;
use crate::stage::Stage;
use crate::support::Browser;

/// Somebody with a role in the service zone, signed in.
pub async fn staff(stage: &Stage, name: &str, email: &'static str, role: StaffRole) -> Browser {
    let browser = join(&stage.app, name, email).await;
    let now = stage.app.clock.now();
    let work = move |conn: &mut Conn| {
        let edition: EditionId = editions::table.select(editions::id).first(conn)?;
        let zone: ZoneId = zones::table.filter(zones::kind.eq(ZoneKind::Service)).select(zones::id).first(conn)?;
        let person: PersonId = people::table.filter(people::email.eq(email)).select(people::id).first(conn)?;
        Ok(insert_staff_role(conn, &edition, Some(&zone), &person, role, now)?)
    };
    stage.app.site.db.write(work).await.unwrap();
    browser
}
