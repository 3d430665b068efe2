//! What a person is told, and when: in the site, by mail, by push.

mod seen;

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::people;
use fairhall::ids::PersonId;
use fairhall::outbox::Notice;

use crate::support::TestApp;

/// The person with this address.
pub async fn person(app: &TestApp, email: &'static str) -> PersonId {
    let find =
        move |conn: &mut Conn| Ok(people::table.filter(people::email.eq(email)).select(people::id).first(conn)?);
    app.site.db.read(find).await.unwrap()
}

/// A notice of one line, the same in every language.
pub fn notice(subject: &str) -> Notice {
    Notice { subject: subject.to_owned(), detail: String::new() }
}

/// The subjects of the mails that went to an address, oldest first.
pub async fn subjects(app: &TestApp, to: &str) -> Vec<String> {
    app.mails().await.into_iter().filter(|mail| mail.to == to).map(|mail| mail.subject).collect()
}
