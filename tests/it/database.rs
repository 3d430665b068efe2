//! The database layer: what a write promises, and that both databases have the same tables.

use diesel::prelude::*;
use fairhall::clock::{Clock, Instant};
use fairhall::db::schema::settings;
use fairhall::db::{Conn, Db, migrate};
use fairhall::error::{AppError, AppResult};

use crate::both;
use crate::support::{Kind, TestDatabase};

fn put(conn: &mut Conn, name: &str, now: Instant) -> AppResult<()> {
    diesel::insert_into(settings::table)
        .values((settings::name.eq(name), settings::value.eq("x"), settings::updated_at.eq(now)))
        .execute(conn)?;
    Ok(())
}

fn names(conn: &mut Conn) -> AppResult<Vec<String>> {
    Ok(settings::table.order(settings::name).select(settings::name).load(conn)?)
}

fn open(kind: Kind) -> (TestDatabase, Db, Instant) {
    let database = TestDatabase::make(kind);
    migrate::run(&database.address()).unwrap();
    let db = Db::open(&database.address(), 2).unwrap();
    (database, db, Clock::new().now())
}

both!(a_failed_or_panicking_write_leaves_its_neighbours_alone, |kind| async move {
    let (_database, db, now) = open(kind);
    let good = db.write(move |conn| put(conn, "a", now));
    let failing = db.write(move |conn| put(conn, "b", now).and(Err::<(), _>(AppError::Conflict("error-x"))));
    let panicking = db.write(move |conn| -> AppResult<()> {
        put(conn, "c", now)?;
        panic!("on purpose")
    });
    let last = db.write(move |conn| put(conn, "d", now));
    let (good, failing, panicking, last) = tokio::join!(good, failing, panicking, last);
    assert!(good.is_ok() && last.is_ok());
    assert!(matches!(failing, Err(AppError::Conflict(_))), "{failing:?}");
    assert!(matches!(panicking, Err(AppError::Internal(_))), "{panicking:?}");
    assert_eq!(db.read(names).await.unwrap(), ["a", "d"]);
});

both!(a_violated_constraint_undoes_its_own_write_only, |kind| async move {
    let (_database, db, now) = open(kind);
    db.write(move |conn| put(conn, "a", now)).await.unwrap();
    let twice = db.write(move |conn| put(conn, "b", now).and_then(|()| put(conn, "a", now))).await;
    assert!(twice.is_err());
    db.write(move |conn| put(conn, "c", now)).await.unwrap();
    assert_eq!(db.read(names).await.unwrap(), ["a", "c"]);
});

both!(writes_at_the_same_time_are_all_kept, |kind| async move {
    let (_database, db, now) = open(kind);
    let writes = (0..200).map(|n| {
        let db = db.clone();
        async move { db.write(move |conn| put(conn, &format!("{n:03}"), now)).await }
    });
    for answer in futures_util::future::join_all(writes).await {
        answer.unwrap();
    }
    assert_eq!(db.read(names).await.unwrap().len(), 200);
});

#[actix_web::test]
async fn a_write_that_opens_a_transaction_or_panics_in_it_loses_nothing_acknowledged() {
    let (database, db, now) = open(Kind::Sqlite);
    let good = db.write(move |conn| put(conn, "a", now));
    let nested = db.write(move |conn| {
        conn.transaction(|conn| -> Result<(), diesel::result::Error> {
            drop(put(conn, "b", now));
            panic!("on purpose")
        })?;
        Ok(())
    });
    let last = db.write(move |conn| put(conn, "c", now));
    let (good, nested, last) = tokio::join!(good, nested, last);
    assert!(good.is_ok() && last.is_ok() && nested.is_err());
    // Another connection sees what was acknowledged: it was committed and not only released.
    let names = names(&mut database.address().connect().unwrap()).unwrap();
    assert_eq!(names, ["a", "c"]);
}

both!(migrating_twice_changes_nothing, |kind| async move {
    let database = TestDatabase::make(kind);
    assert!(migrate::run(&database.address()).unwrap() > 0);
    assert_eq!(migrate::run(&database.address()).unwrap(), 0);
});

#[test]
fn an_address_of_an_unknown_scheme_is_refused() {
    for wrong in ["", "mysql://x", "fairhall.db", "sqlite://", "file:///x"] {
        assert!(wrong.parse::<fairhall::db::Address>().is_err(), "{wrong}");
    }
}

#[cfg(feature = "everything")]
mod parity {
    use super::*;
    use diesel::sql_query;
    use diesel::sql_types::Text;

    #[derive(QueryableByName, Debug, PartialEq, Eq, PartialOrd, Ord)]
    struct Column {
        #[diesel(sql_type = Text)]
        table_name: String,
        #[diesel(sql_type = Text)]
        column_name: String,
        #[diesel(sql_type = Text)]
        nullable: String,
    }

    const SQLITE: &str = "SELECT m.name AS table_name, p.name AS column_name, \
        CASE WHEN p.\"notnull\" = 1 OR p.pk > 0 THEN 'NO' ELSE 'YES' END AS nullable \
        FROM sqlite_master m JOIN pragma_table_info(m.name) p \
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'";
    const POSTGRES: &str = "SELECT table_name::text, column_name::text, is_nullable::text AS nullable \
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'";

    #[actix_web::test]
    async fn both_databases_have_the_same_tables_and_columns() {
        let columns = |kind, query: &'static str| {
            let (database, db, _) = open(kind);
            async move {
                let mut rows = db.read(move |conn| Ok(sql_query(query).load::<Column>(conn)?)).await.unwrap();
                rows.sort();
                drop((db, database));
                rows
            }
        };
        let sqlite = columns(Kind::Sqlite, SQLITE).await;
        let postgres = columns(Kind::Postgres, POSTGRES).await;
        assert!(sqlite.len() > 200);
        assert_eq!(sqlite, postgres);
    }
}
