//! Brings a database to the tables this program knows; called at every start and by `migrate`.

use diesel::RunQueryDsl;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::conn::{Address, Conn};
use crate::config::Config;
use crate::error::{AppError, AppResult};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
/// The lock under which a PostgreSQL database is migrated: "fairhall" in ASCII.
const LOCK: i64 = 0x6661_6972_6861_6c6c;

/// Runs what has not run yet and gives how many that were. Safe to repeat.
///
/// # Errors
/// When the database cannot be opened, a migration fails, or the database was migrated by a newer
/// program: running on tables one does not know would lose data.
pub fn run(address: &Address) -> AppResult<usize> {
    match address.connect()? {
        Conn::Sqlite(mut conn) => run_on(&mut conn, SQLITE),
        Conn::Postgres(mut conn) => {
            // Nodes that start at once wait for each other; the lock ends with this connection.
            diesel::sql_query(format!("SELECT pg_advisory_lock({LOCK})")).execute(&mut conn)?;
            run_on(&mut conn, POSTGRES)
        }
    }
}

/// What tells this database from every other: when its first tables were made. The same for every
/// node that stands on it.
///
/// # Errors
/// What the database said.
pub fn find_origin(address: &Address) -> AppResult<String> {
    #[derive(diesel::QueryableByName)]
    struct Origin {
        #[diesel(sql_type = diesel::sql_types::Text)]
        origin: String,
    }
    let first = "SELECT CAST(MIN(run_on) AS TEXT) AS origin FROM __diesel_schema_migrations";
    let found: Origin = diesel::sql_query(first).get_result(&mut address.connect()?)?;
    Ok(found.origin)
}

/// Makes the data folder and brings the database of these settings to the tables this program knows.
///
/// # Errors
/// A sentence that names the setting or what [`run`] said.
pub fn run_with(config: &Config) -> Result<Address, String> {
    std::fs::create_dir_all(&config.data)
        .map_err(|error| format!("--data {}: the folder cannot be made: {error}", config.data.display()))?;
    let address: Address = config.database_url().parse()?;
    let ran = run(&address).map_err(|error| error.to_string())?;
    tracing::info!(ran, "migrated");
    Ok(address)
}

fn run_on<DB: diesel::backend::Backend>(
    conn: &mut impl MigrationHarness<DB>,
    migrations: EmbeddedMigrations,
) -> AppResult<usize> {
    use diesel::migration::MigrationSource;
    let known: Vec<String> = MigrationSource::<DB>::migrations(&migrations)
        .map_err(AppError::internal)?
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect();
    let applied = conn.applied_migrations().map_err(AppError::internal)?;
    if let Some(newer) = applied.iter().map(ToString::to_string).find(|version| !known.contains(version)) {
        return Err(AppError::internal(format!(
            "the database was made by a newer Fairhall (migration {newer}); start that one, or restore a backup"
        )));
    }
    let ran = conn.run_pending_migrations(migrations).map_err(AppError::internal)?;
    Ok(ran.len())
}
