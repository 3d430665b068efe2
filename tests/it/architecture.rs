//! Holds the floors of the crate: a file imports only from its own folder and from lower floors.
//! Also that databases and the web framework stay where they belong.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The floors, lowest first; see the text of `src/lib.rs`.
const FLOORS: &[&[&str]] = &[
    &["ids", "clock", "error", "config"],
    &["db", "lifecycle", "audit", "bus"],
    &["web"],
    &["mail", "push", "search", "live"],
    &["outbox"],
    &["site"],
    &["accounts", "editions", "calendar", "chat", "moderation"],
    &["reviews", "saves"],
    &["exhibition", "recruitment", "pairing", "forum", "service", "activities", "news"],
    &["lobby", "me", "find", "organizer", "requests", "presence"],
    &["app", "demo"],
];

/// Zones that another zone of the same floor may use, through its `mod.rs`.
const NEIGHBOURS: &[(&str, &str)] = &[
    ("recruitment", "exhibition"),
    ("pairing", "exhibition"),
    ("moderation", "chat"),
    ("moderation", "accounts"),
    ("chat", "accounts"),
    ("calendar", "accounts"),
    ("editions", "accounts"),
    ("app", "demo"),
    ("demo", "app"),
    // The base of every query and every error.
    ("db", "lifecycle"),
];

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The modules a text names as `crate::module`.
fn named_modules(text: &str) -> BTreeSet<&str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default())
        .collect()
}

#[test]
fn a_file_imports_only_from_its_own_folder_and_from_lower_floors() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        let own = name.split(['/', '.']).next().unwrap_or_default().to_owned();
        let Some(own_floor) = floor(&own) else {
            assert!(matches!(own.as_str(), "main" | "lib"), "{name} stands on no floor");
            continue;
        };
        for module in named_modules(&text).into_iter().filter(|module| *module != own) {
            let Some(its_floor) = floor(module) else { continue };
            let is_neighbour = NEIGHBOURS.contains(&(own.as_str(), module));
            if its_floor > own_floor || (its_floor == own_floor && own_floor > 1 && !is_neighbour) {
                wrong.push(format!("{name} imports {module}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_database_layer_names_a_database() {
    let may = ["db/conn.rs", "db/dialect.rs", "db/migrate.rs"];
    let names = ["PgConnection", "SqliteConnection", "Conn::Sqlite", "Conn::Postgres"];
    for (name, text) in sources().into_iter().filter(|(name, _)| !may.contains(&name.as_str())) {
        for forbidden in names {
            assert!(!text.contains(forbidden), "{name} names {forbidden}");
        }
    }
}

#[test]
fn the_web_framework_stays_in_the_files_that_answer_requests() {
    let may = |name: &str| {
        name.starts_with("web/")
            || name.starts_with("live/")
            || name.starts_with("site/")
            || ["app.rs", "error.rs", "main.rs"].contains(&name)
            || name.ends_with("handlers.rs")
            || name.ends_with("mod.rs")
    };
    for (name, text) in sources().into_iter().filter(|(name, _)| !may(name)) {
        // A test's runtime is no answer to a request.
        let code = text.replace("#[actix_web::test]", "");
        assert!(!code.contains("actix_web::"), "{name} uses the web framework");
    }
}

#[test]
fn every_file_says_what_it_is() {
    for (name, text) in sources() {
        assert!(text.starts_with("//!"), "{name} does not open with //!");
        assert!(text.lines().count() <= 400, "{name} is over 400 lines");
    }
}

/// The dependencies in a section of `Cargo.toml`.
fn dependencies(section: &str) -> Vec<String> {
    let manifest = include_str!("../../Cargo.toml");
    let (_, rest) = manifest.split_once(&format!("\n[{section}]\n")).unwrap();
    let own = rest.split("\n[").next().unwrap_or_default().lines();
    own.filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_"))).collect()
}

#[test]
fn every_dependency_is_used() {
    // Linked for what they bundle, so that no library has to be installed; diesel speaks to them.
    let linked = ["libsqlite3_sys", "pq_sys", "openssl_sys"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read_all = |folders: &[&str]| {
        let mut files = Vec::new();
        folders.iter().for_each(|folder| rust_files(&root.join(folder), &mut files));
        files.into_iter().map(|path| std::fs::read_to_string(path).unwrap()).collect::<String>()
    };
    let of_build = std::fs::read_to_string(root.join("build.rs")).unwrap();
    let sections = [
        ("dependencies", read_all(&["src"])),
        ("build-dependencies", of_build),
        ("dev-dependencies", read_all(&["src", "tests", "benches"])),
    ];
    for (section, code) in sections {
        for name in dependencies(section).iter().filter(|name| !linked.contains(&name.as_str())) {
            assert!(code.contains(&format!("{name}::")), "[{section}] {name} is used nowhere");
        }
    }
}
