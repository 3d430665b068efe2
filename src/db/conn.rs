//! One connection type over both databases, and the pool that opens it by the scheme of a URL.
//!
//! Only this file and `dialect.rs` name a database. An address of an unknown scheme is refused
//! here: the derive's own `establish` would turn a dead PostgreSQL into a new SQLite file.

#![expect(missing_docs, reason = "the derive of MultiConnection writes items without documentation")]

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::sqlite::SqliteConnection;

use crate::error::AppError;

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// SQLite, a file of ours.
    Sqlite(SqliteConnection),
    /// PostgreSQL.
    Postgres(PgConnection),
}

/// Where the data stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// The path of an SQLite file.
    Sqlite(String),
    /// A `postgres://…` URL.
    Postgres(String),
}

impl std::str::FromStr for Address {
    type Err = String;

    /// Reads `sqlite:///path` or `postgres://…`.
    ///
    /// # Errors
    /// A sentence that says what is accepted.
    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(path) = text.strip_prefix("sqlite://").filter(|path| !path.is_empty()) {
            Ok(Self::Sqlite(path.to_owned()))
        } else if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Ok(Self::Postgres(text.to_owned()))
        } else {
            Err("the database must be sqlite:///path/to/file or postgres://user@host/name".to_owned())
        }
    }
}

/// `busy_timeout` first: the change to WAL itself may have to wait. FULL is the only setting under
/// which an answered write is on the disk (NORMAL answered 20 of 20 writes before any fsync).
const SQLITE_SETUP: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA foreign_keys = ON; PRAGMA cache_size = -4000; PRAGMA temp_store = MEMORY;";

/// Rows are kept in UTC; a session in another zone would shift what is compared with `now()`.
const POSTGRES_SETUP: &str = "SET TIME ZONE 'UTC'; SET statement_timeout = '30s';";

impl Address {
    /// Opens one connection and sets it up.
    ///
    /// # Errors
    /// What the database said, without the password of the address.
    pub fn connect(&self) -> Result<Conn, AppError> {
        let opened = match self {
            Self::Sqlite(path) => SqliteConnection::establish(path).map(Conn::Sqlite),
            Self::Postgres(url) => PgConnection::establish(url).map(Conn::Postgres),
        };
        let mut conn = opened.map_err(|error| AppError::internal(format!("cannot open the database: {error}")))?;
        conn.batch_execute(match self {
            Self::Sqlite(_) => SQLITE_SETUP,
            Self::Postgres(_) => POSTGRES_SETUP,
        })?;
        Ok(conn)
    }

    /// Whether writes go through the one writer thread.
    pub fn has_single_writer(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }
}

/// What r2d2 needs to keep connections.
#[derive(Debug)]
pub struct Manager(pub Address);

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = Failed;

    fn connect(&self) -> Result<Conn, Failed> {
        self.0.connect().map_err(|error| Failed(error.to_string()))
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Failed> {
        conn.batch_execute("SELECT 1").map_err(|error| Failed(error.to_string()))
    }

    /// A connection with an open transaction, as a panic leaves it, is thrown away.
    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

/// Why a connection could not be had.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failed(String);
