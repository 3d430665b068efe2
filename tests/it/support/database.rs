//! A database for each test.

#[cfg(feature = "everything")]
use std::path::Path;
use std::path::PathBuf;
use std::sync::OnceLock;

use diesel::connection::SimpleConnection;
use fairhall::db::{Address, migrate};

use super::Kind;

/// The file of a test on SQLite.
const FILE: &str = "test.db";

/// A database for one test; gone when dropped.
pub struct TestDatabase {
    /// Its URL.
    pub url: String,
    /// A folder for the test's files.
    pub folder: PathBuf,
    drop_on_server: Option<(String, String)>,
}

impl TestDatabase {
    /// An empty one.
    pub fn make(kind: Kind) -> Self {
        match kind {
            Kind::Sqlite => Self::in_folder(new_name(), None),
            #[cfg(feature = "everything")]
            Kind::Postgres => Self::in_folder(create(""), Some(postgres())),
        }
    }

    /// One with all tables, which are made once and copied for each test.
    pub fn with_tables(kind: Kind) -> Self {
        match kind {
            Kind::Sqlite => {
                static MADE: OnceLock<Vec<u8>> = OnceLock::new();
                let made = MADE.get_or_init(|| {
                    let first = Self::make(kind);
                    migrate::run(&first.address()).expect("the tables are made");
                    std::fs::read(first.folder.join(FILE)).expect("the tables")
                });
                let database = Self::make(kind);
                std::fs::write(database.folder.join(FILE), made).expect("a copy of the tables");
                database
            }
            #[cfg(feature = "everything")]
            Kind::Postgres => {
                // It stays on the server, which `make test` makes for one run.
                static MADE: OnceLock<String> = OnceLock::new();
                let made = MADE.get_or_init(|| {
                    let name = create("");
                    let address: Address = on(&postgres(), &name).parse().expect("an address of ours");
                    migrate::run(&address).expect("the tables are made");
                    name
                });
                let name = create(&format!("TEMPLATE {made} STRATEGY FILE_COPY"));
                // Databases are told apart by when their tables were made.
                let made_now = "UPDATE __diesel_schema_migrations SET run_on = clock_timestamp()";
                execute(&on(&postgres(), &name), made_now);
                Self::in_folder(name, Some(postgres()))
            }
        }
    }

    /// Keeps what stands in it and in its folder, to be copied. Nobody may be connected any more.
    #[cfg(feature = "everything")]
    pub fn pack(mut self) -> Packed {
        let mut files = Vec::new();
        collect(&self.folder, Path::new(""), &mut files);
        // It stays on the server, which `make test` makes for one run.
        Packed { files, on_server: self.drop_on_server.take().map(|(_, name)| name) }
    }

    fn in_folder(name: String, server: Option<String>) -> Self {
        let folder = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&folder).expect("a folder for the test");
        let url = match &server {
            Some(server) => on(server, &name),
            None => format!("sqlite://{}", folder.join(FILE).display()),
        };
        Self { url, folder, drop_on_server: server.map(|server| (server, name)) }
    }

    /// Its address.
    pub fn address(&self) -> Address {
        self.url.parse().expect("an address of ours")
    }
}

/// A database and its folder, made once and copied for many tests.
#[cfg(feature = "everything")]
pub struct Packed {
    files: Vec<(PathBuf, Vec<u8>)>,
    on_server: Option<String>,
}

#[cfg(feature = "everything")]
impl Packed {
    /// A database of its own that holds the same.
    pub fn copy(&self) -> TestDatabase {
        let database = match &self.on_server {
            None => TestDatabase::make(Kind::Sqlite),
            Some(name) => {
                let name = create(&format!("TEMPLATE {name} STRATEGY FILE_COPY"));
                TestDatabase::in_folder(name, Some(postgres()))
            }
        };
        for (name, bytes) in &self.files {
            let path = database.folder.join(name);
            std::fs::create_dir_all(path.parent().expect("it is below the folder")).expect("a folder");
            std::fs::write(path, bytes).expect("a copy");
        }
        database
    }
}

/// Every file below a folder, with its path from where this began.
#[cfg(feature = "everything")]
fn collect(folder: &Path, path: &Path, into: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("the folder of a test") {
        let entry = entry.expect("what stands in it");
        let path = path.join(entry.file_name());
        if entry.path().is_dir() {
            collect(&entry.path(), &path, into);
        } else {
            into.push((path, std::fs::read(entry.path()).expect("a file of the test")));
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.drop_on_server {
            execute(server, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
        let _left_for_the_system = std::fs::remove_dir_all(&self.folder);
    }
}

fn new_name() -> String {
    format!("fairhall_test_{}", uuid::Uuid::now_v7().simple())
}

/// Makes a database on the server and gives its name.
#[cfg(feature = "everything")]
fn create(options: &str) -> String {
    let name = new_name();
    execute(&postgres(), &format!("CREATE DATABASE {name} {options}"));
    name
}

#[cfg(feature = "everything")]
fn postgres() -> String {
    std::env::var("FAIRHALL_TEST_POSTGRES").expect("FAIRHALL_TEST_POSTGRES names a server; `make test` starts one")
}

/// The URL of a database on a server.
fn on(server: &str, name: &str) -> String {
    format!("{}/{name}", server.trim_end_matches("/postgres"))
}

fn execute(url: &str, statement: &str) {
    let address: Address = url.parse().expect("an address of ours");
    address.connect().expect("the server answers").batch_execute(statement).expect("the statement runs");
}
