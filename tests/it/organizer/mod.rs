//! The organizer's console: who finds what there, and what its forms do.

mod announcements;
mod audit;
mod carrying;
pub mod editions;
mod figures;
mod finding;
mod halls;
mod home;
mod organizations;
mod pages;
mod prepared;
mod settings;
mod staff;
mod today;
mod zones;
mod zones_only;

use diesel::prelude::*;
use fairhall::accounts::setup::queries::insert_staff_role;
use fairhall::db::Conn;
use fairhall::db::schema::{editions as edition_rows, logins, people, zones as zone_rows};
use fairhall::ids::{EditionId, LoginId, PersonId, ZoneId};
use fairhall::site::viewer::hash_token;
use fairhall::site::{StaffRole, ZoneKind};

use crate::support::{Browser, TestApp};

const PASSWORD: &str = "a quiet morning in Wuhan";

/// Makes the event; gives its administrator, Lin Mei.
async fn administrator(app: &TestApp) -> Browser {
    let link = fairhall::accounts::setup::make_link(&app.site).await.unwrap().expect("nobody is here yet");
    let browser = app.visitor();
    let days = app.event_days();
    let fields = [
        ("name", "Lin Mei"),
        ("email", "organizer@test.example"),
        ("password", PASSWORD),
        ("event_en", "20th Conference"),
        ("event_zh", "第二十届大会"),
        ("opens_on", &days[0]),
        ("closes_on", &days[1]),
        ("time_zone", "Asia/Shanghai"),
    ];
    let seen = browser.post(&format!("/setup/{}", link.rsplit('/').next().unwrap()), &fields).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    browser
}

/// A verified person of this name, signed in; the address is the name at test.example.
async fn person(app: &TestApp, name: &'static str) -> Browser {
    let (now, id, token) = (app.clock.now(), PersonId::new(), format!("token of {name}"));
    let email = format!("{name}@test.example");
    let hash = hash_token(&token);
    let work = move |conn: &mut Conn| {
        diesel::insert_into(people::table)
            .values((
                people::id.eq(&id),
                people::email.eq(&email),
                people::email_key.eq(&email),
                people::name.eq(name),
                people::password_hash.eq(""),
                people::locale.eq("en"),
                people::time_zone.eq("UTC"),
                people::verified_at.eq(Some(now)),
                people::created_at.eq(now),
                people::updated_at.eq(now),
            ))
            .execute(conn)?;
        diesel::insert_into(logins::table)
            .values((
                logins::id.eq(LoginId::new()),
                logins::person_id.eq(&id),
                logins::token_hash.eq(&hash),
                logins::user_agent.eq(""),
                logins::address.eq(""),
                logins::seen_at.eq(now),
                logins::expires_at.eq(now + chrono::Duration::days(1_000)),
                logins::created_at.eq(now),
            ))
            .execute(conn)?;
        Ok(())
    };
    app.site.db.write(work).await.unwrap();
    let browser = app.visitor();
    browser.set_cookie("__Host-login", &token);
    browser
}

/// Gives a person of [`person`] a role in the current edition.
async fn give_role(app: &TestApp, name: &'static str, role: StaffRole, zone: Option<ZoneKind>) {
    let now = app.clock.now();
    let work = move |conn: &mut Conn| {
        let id: PersonId = people::table.filter(people::name.eq(name)).select(people::id).first(conn)?;
        let edition: EditionId =
            edition_rows::table.filter(edition_rows::is_current.eq(true)).select(edition_rows::id).first(conn)?;
        let zone: Option<ZoneId> = match zone {
            None => None,
            Some(kind) => Some(
                zone_rows::table
                    .filter(zone_rows::edition_id.eq(&edition))
                    .filter(zone_rows::kind.eq(kind))
                    .select(zone_rows::id)
                    .first(conn)?,
            ),
        };
        insert_staff_role(conn, &edition, zone.as_ref(), &id, role, now)?;
        Ok(())
    };
    app.site.db.write(work).await.unwrap();
}

/// A person with a role, signed in.
async fn staff(app: &TestApp, name: &'static str, role: StaffRole, zone: Option<ZoneKind>) -> Browser {
    let browser = person(app, name).await;
    give_role(app, name, role, zone).await;
    browser
}
