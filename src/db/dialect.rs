//! The statements that differ between the databases, each written once and expanded into both
//! arms: inserting many rows, and inserting or updating. Called by `queries.rs` files.

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
