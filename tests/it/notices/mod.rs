//! What a person is told, and when: in the site, by mail, by push.

mod digest;
mod once;
mod push;
mod push_browsers;
mod push_service;
mod seen;
mod settings;
mod tasks;
mod unsubscribe;

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::people;
use fairhall::ids::PersonId;
use fairhall::outbox::settings::{Hours, MailChoice, save_choice, save_hours};
use fairhall::outbox::topics::NoticeTopic;
use fairhall::outbox::{Notice, notify};

use crate::support::TestApp;

/// The person with this address.
pub async fn person(app: &TestApp, email: &'static str) -> PersonId {
    let find =
        move |conn: &mut Conn| Ok(people::table.filter(people::email.eq(email)).select(people::id).first(conn)?);
    app.site.db.read(find).await.unwrap()
}

/// Whom these tests tell.
pub const TO: &str = "organizer@test.example";

/// Tells [`TO`] of something of this kind, and where it stands.
pub async fn tell(app: &TestApp, kind: &'static str, link: &'static str) {
    let (person, now) = (person(app, TO).await, app.clock.now());
    let write = move |conn: &mut Conn| notify(conn, &person, kind, link, now, |_| notice(link));
    app.site.db.write(write).await.unwrap();
}

/// Lets [`TO`] say when mails of a topic come.
pub async fn choose(app: &TestApp, topic: NoticeTopic, mail: MailChoice) {
    let (person, now) = (person(app, TO).await, app.clock.now());
    app.site.db.write(move |conn: &mut Conn| Ok(save_choice(conn, &person, topic, mail, now)?)).await.unwrap();
}

/// Lets [`TO`] live in a time zone and be told at these hours.
pub async fn live(app: &TestApp, zone: &'static str, hours: Hours) {
    let (person, now) = (person(app, TO).await, app.clock.now());
    let write = move |conn: &mut Conn| {
        diesel::update(people::table.find(&person)).set(people::time_zone.eq(zone)).execute(conn)?;
        Ok(save_hours(conn, &person, hours, now)?)
    };
    app.site.db.write(write).await.unwrap();
}

/// Marks everything that [`TO`] was told of this link as read.
pub async fn read(app: &TestApp, link: &'static str) {
    use fairhall::db::schema::notifications;
    let now = app.clock.now();
    let write = move |conn: &mut Conn| {
        let told = notifications::table.filter(notifications::link.eq(link));
        Ok(diesel::update(told).set(notifications::read_at.eq(Some(now))).execute(conn)?)
    };
    assert_eq!(app.site.db.write(write).await.unwrap(), 1);
}

/// A notice of one line, the same in every language.
pub fn notice(subject: &str) -> Notice {
    Notice { subject: subject.to_owned(), detail: String::new() }
}

/// The subjects of the mails that went to an address, oldest first.
pub async fn subjects(app: &TestApp, to: &str) -> Vec<String> {
    app.mails().await.into_iter().filter(|mail| mail.to == to).map(|mail| mail.subject).collect()
}
