//! Every column of the database that refers to people is given to them and erased with them, or stands in a list here
//! with the reason why not. The columns come from the database itself.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::Text;
use fairhall::app::personal::holdings;

use crate::both;
use crate::support::{Kind, TestApp};

/// What is not in the download, and why.
const NOT_GIVEN: &[(&str, &str)] = &[
    ("blocks.blocked_id", "who does not want to hear from somebody is told to nobody"),
    ("meetings.asked_by", "a side of the meeting, no person"),
    ("offers.answer_by", "until when one answers, no person"),
    ("postings.apply_by", "how one applies, no person"),
    ("outbox.person_id", "mails on their way; the notifications they tell of are given"),
];

/// What still points to the emptied row, and why.
const NOT_ERASED: &[(&str, &str)] = &[
    ("meetings.asked_by", "a side of the meeting, no person"),
    ("offers.answer_by", "until when one answers, no person"),
    ("postings.apply_by", "how one applies, no person"),
    (
        "invitations.invited_by",
        "whoever was invited may still come; nobody's name is drawn from it but the emptied one",
    ),
    ("live_requests.person_id", "the queue reckons by how long conversations took; the row has no words"),
    ("prepared_decisions.prepared_by", "it waits to be announced by the other reviewers"),
    ("resume_reads.reader_id", "whose résumé it was still sees that the organization opened it"),
    ("sanctions.created_by", "a sanction holds also when its moderator has gone"),
];

#[derive(QueryableByName, Debug)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Foreign keys to people, and columns that are named like them.
fn statement(kind: Kind) -> &'static str {
    match kind {
        Kind::Sqlite => {
            "SELECT m.name || '.' || f.\"from\" AS name FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f \
             WHERE m.type = 'table' AND f.\"table\" = 'people' \
             UNION SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND (c.name = 'person_id' OR c.name LIKE '%\\_by' ESCAPE '\\')"
        }
        #[cfg(feature = "everything")]
        Kind::Postgres => {
            "SELECT DISTINCT c.table_name || '.' || c.column_name AS name FROM information_schema.columns c \
             WHERE c.table_schema = 'public' AND (c.column_name = 'person_id' OR c.column_name LIKE '%\\_by' OR EXISTS ( \
             SELECT 1 FROM information_schema.key_column_usage k \
             JOIN information_schema.constraint_column_usage u ON u.constraint_name = k.constraint_name \
             JOIN information_schema.table_constraints t ON t.constraint_name = k.constraint_name \
             WHERE t.constraint_type = 'FOREIGN KEY' AND u.table_name = 'people' \
             AND k.table_name = c.table_name AND k.column_name = c.column_name))"
        }
    }
}

both!(every_column_that_refers_to_people_is_given_and_erased, |kind: Kind| async move {
    let app = TestApp::start(kind).await;
    let load = move |conn: &mut fairhall::db::Conn| Ok(diesel::sql_query(statement(kind)).load::<Column>(conn)?);
    let found: BTreeSet<String> = app.site.db.read(load).await.unwrap().into_iter().map(|one| one.name).collect();
    assert!(
        found.len() > 60 && found.contains("messages.person_id") && found.contains("booth_revisions.submitted_by"),
        "{found:?}"
    );
    let held = holdings();
    let lists = [
        ("given", held.parts().iter().flat_map(|part| part.given.iter().copied()).collect::<Vec<_>>(), NOT_GIVEN),
        ("erased", held.parts().iter().flat_map(|part| part.erased.iter().copied()).collect(), NOT_ERASED),
    ];
    for (what, named, excepted) in lists {
        let known: BTreeSet<&str> = named.iter().copied().chain(excepted.iter().map(|(column, _)| *column)).collect();
        let missing: Vec<_> = found.iter().filter(|column| !known.contains(column.as_str())).collect();
        assert!(missing.is_empty(), "refers to people and is not {what}: {missing:?}");
        let gone: Vec<_> = known.iter().filter(|column| **column != "people.id" && !found.contains(**column)).collect();
        assert!(gone.is_empty(), "named among what is {what}, and not in the database: {gone:?}");
        let twice: Vec<_> = excepted.iter().filter(|(column, _)| named.contains(column)).collect();
        assert!(twice.is_empty(), "{what}, and excepted: {twice:?}");
    }
});

#[test]
fn every_part_has_a_file_of_its_own() {
    let held = holdings();
    let names: BTreeSet<&str> = held.parts().iter().map(|part| part.name).collect();
    assert_eq!(names.len(), held.parts().len());
}
