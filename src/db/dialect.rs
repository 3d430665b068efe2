//! The statements that differ between the databases, each written once and expanded into both
//! arms: inserting many rows, inserting or updating, keeping a row; and what every page asks for. Called by
//! `queries.rs` files.

/// Inserts a `Vec` of `Insertable` rows in one statement; does nothing for an empty one.
///
/// `insert_many!(conn, table, rows)` gives `QueryResult<usize>`, the number of rows.
/// SQLite takes at most 32,766 values a statement: keep to some thousand rows.
#[macro_export]
macro_rules! insert_many {
    ($conn:expr, $table:expr, $rows:expr) => {{
        let rows = $rows;
        if rows.is_empty() {
            Ok(0)
        } else {
            match $conn {
                $crate::db::Conn::Sqlite(conn) => diesel::insert_into($table).values(rows).execute(conn),
                $crate::db::Conn::Postgres(conn) => diesel::insert_into($table).values(rows).execute(conn),
            }
        }
    }};
}

/// Inserts a row, or, when its unique columns are taken, sets the given columns of the row that
/// stands there.
///
/// `upsert!(conn, table, row, (columns), changes)` gives `QueryResult<usize>`.
#[macro_export]
macro_rules! upsert {
    ($conn:expr, $table:expr, $row:expr, $columns:expr, $changes:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite(conn) => {
                diesel::insert_into($table).values($row).on_conflict($columns).do_update().set($changes).execute(conn)
            }
            $crate::db::Conn::Postgres(conn) => {
                diesel::insert_into($table).values($row).on_conflict($columns).do_update().set($changes).execute(conn)
            }
        }
    };
}

/// Keeps a row from being deleted until the end of the transaction, after whoever deletes it just now; other changes
/// of it go on. `keep_row!(conn, table.find(id).select(id))` gives `QueryResult<bool>`: whether it is there. On SQLite
/// one write comes after the other anyway.
#[macro_export]
macro_rules! keep_row {
    ($conn:expr, $row:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite(_) => diesel::QueryResult::Ok(true),
            $crate::db::Conn::Postgres(conn) => {
                $row.for_key_share().load::<String>(conn).map(|rows: Vec<String>| !rows.is_empty())
            }
        }
    };
}

/// Loads the rows of a statement that every page asks for. [`Conn`](crate::db::Conn) puts the text of a statement
/// together anew, twice at each use; the connections under it keep that of a statement whose shape is fixed.
///
/// `load_often!(conn, query)` gives what `query.load(conn)` does.
#[macro_export]
macro_rules! load_often {
    ($conn:expr, $query:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite(conn) => $query.load(conn),
            $crate::db::Conn::Postgres(conn) => $query.load(conn),
        }
    };
}
