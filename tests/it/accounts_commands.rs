//! `fairhall user …` and `seed`: what the operator of the machine does about people and content,
//! and how it ends.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use diesel::prelude::*;
use fairhall::db::schema::{applications, booths, messages, people, postings, rooms};
use fairhall::demo::start;

use crate::accounts::{PASSWORD, set_up};
use crate::both;
use crate::support::{Browser, TestApp, program};

/// Runs the program on the database of a test.
fn run(app: &TestApp, arguments: &[&str], typed: &str) -> Output {
    run_in(app, &app.site.config.data, arguments, typed)
}

/// The same with a folder of its own for files and index.
fn run_in(app: &TestApp, data: &Path, arguments: &[&str], typed: &str) -> Output {
    let mut command = program();
    let config = &app.site.config;
    command.args(arguments).env("RUST_LOG", "error").arg("--data").arg(data);
    command.args(["--database", config.database.as_deref().unwrap(), "--public-url", &app.url]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

async fn log_in(browser: &Browser, email: &str, password: &str) -> u16 {
    browser.post("/login", &[("email", email), ("password", password)]).await.status
}

both!(an_account_is_made_and_its_link_sets_the_password, |kind| async move {
    let app = TestApp::start(kind).await;
    let early = said(&run(&app, &["user", "add", "lin@fair.example", "--name", "Lin"], ""));
    assert_eq!(early.0, 1, "there is no event yet: {early:?}");
    assert_eq!(early.2.lines().count(), 1, "one sentence: {early:?}");
    set_up(&app, &app.visitor()).await;
    let made = said(&run(&app, &["user", "add", "Lin@fair.example", "--name", "林", "--role", "administrator"], ""));
    assert_eq!(made.0, 0, "{made:?}");
    let link = made.1.split(app.url.as_str()).nth(1).expect("a link").to_owned();
    let browser = app.visitor();
    assert_eq!(browser.get(&link).await.status, 303);
    let form = [("password", "a loud evening in Lisbon")];
    assert_eq!(browser.post("/password-resets/edit", &form).await.location.as_deref(), Some("/me"));
    assert_eq!(browser.get("/organizer/booths").await.status, 200, "the role holds");
    let again = said(&run(&app, &["user", "add", "lin@FAIR.example", "--name", "Lin"], ""));
    assert_eq!((again.0, again.2.lines().count()), (1, 1), "{again:?}");
    assert!(again.2.contains("account with this address"), "{again:?}");
});

both!(a_role_is_given_and_taken_away, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let add = ["user", "add", "rae@fair.example", "--name", "Rae", "--stdin"];
    let made = said(&run(&app, &add, "a quiet morning in Wuhan\n"));
    assert_eq!((made.0, made.1.as_str()), (0, "rae@fair.example has an account."));
    let browser = app.visitor();
    assert_eq!(log_in(&browser, "rae@fair.example", PASSWORD).await, 303);
    assert_eq!(browser.get("/organizer/booths").await.status, 404);
    let give = ["user", "role", "rae@fair.example", "reviewer", "--zone", "exhibition"];
    for _ in 0..2 {
        assert_eq!(said(&run(&app, &give, "")).0, 0, "safe to repeat");
    }
    assert_eq!(browser.get("/organizer/booths").await.status, 200);
    assert_eq!(said(&run(&app, &["user", "role", "rae@fair.example", "reviewer", "--remove"], "")).0, 0);
    assert_eq!(browser.get("/organizer/booths").await.status, 404);
    assert_eq!(said(&run(&app, &["user", "role", "rae@fair.example", "king"], "")).0, 2, "no such role");
    assert_eq!(said(&run(&app, &["user", "role", "no@fair.example", "reviewer"], "")).0, 1, "no such account");
});

both!(a_password_set_by_the_operator_ends_the_logins, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let set = ["user", "password", "organizer@test.example", "--stdin"];
    let weak = said(&run(&app, &set, "short\n"));
    assert_eq!((weak.0, weak.2.lines().count()), (1, 1), "{weak:?}");
    assert_eq!(organizer.get("/me").await.status, 200);
    let done = said(&run(&app, &set, "a loud evening in Lisbon\n"));
    assert_eq!(done.0, 0, "{done:?}");
    assert!(!done.1.contains("Lisbon") && !done.2.contains("Lisbon"), "a password is never printed");
    assert_eq!(organizer.get("/me").await.status, 303);
    assert_eq!(log_in(&app.visitor(), "organizer@test.example", "a loud evening in Lisbon").await, 303);
});

#[test]
fn every_command_explains_itself_with_an_example() {
    for arguments in
        [vec![], vec!["serve"], vec!["migrate"], vec!["user"], vec!["user", "add"], vec!["user", "role"], vec!["seed"]]
    {
        let help = Command::new(env!("CARGO_BIN_EXE_fairhall")).args(&arguments).arg("--help").output().unwrap();
        assert!(String::from_utf8_lossy(&help.stdout).contains("Example"), "{arguments:?}");
    }
    let wrong = Command::new(env!("CARGO_BIN_EXE_fairhall")).arg("--listen=nowhere").output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("--listen"));
}

/// What a command does to the number of rows: postings, booths, applications, messages, people.
async fn count_rows(app: &TestApp) -> [i64; 5] {
    let count = |conn: &mut fairhall::db::Conn| {
        Ok([
            postings::table.count().get_result(conn)?,
            booths::table.count().get_result(conn)?,
            applications::table.count().get_result(conn)?,
            messages::table.count().get_result(conn)?,
            people::table.count().get_result(conn)?,
        ])
    };
    app.site.db.read(count).await.unwrap()
}

both!(a_folder_is_filled_for_load_tests, |kind| async move {
    let app = TestApp::start(kind).await;
    start::prepare(&app.site, true).await.unwrap();
    // The index of a folder is held by the server that runs on it.
    let beside = app.site.config.data.join("beside");
    let mut before = count_rows(&app).await;
    // Each line: what, how many, and what grows by that.
    for (only, count, grown) in [
        ("postings", "7", [7, 0, 0, 0, 0]),
        ("booths", "3", [0, 3, 0, 0, 0]),
        ("applications", "130", [0, 0, 130, 0, 2]),
        ("messages", "100", [0, 0, 0, 100, 0]),
    ] {
        let arguments = ["seed", "--only", only, "--count", count];
        let done = said(&run_in(&app, &beside, &arguments, ""));
        assert_eq!(done.0, 0, "{only}: {done:?}");
        let after = count_rows(&app).await;
        let by: Vec<i64> = after.iter().zip(before).map(|(after, before)| after - before).collect();
        assert_eq!(by, grown, "{only}");
        if only != "messages" {
            let again = said(&run_in(&app, &beside, &arguments, ""));
            assert_eq!((again.0, again.2.lines().count()), (1, 1), "{only} twice: {again:?}");
        }
        before = count_rows(&app).await;
        assert_eq!(before, after, "a refused run leaves nothing of {only}");
    }
    let gaps = |conn: &mut fairhall::db::Conn| {
        let rows: Vec<(String, i64)> = rooms::table.select((rooms::id, rooms::last_seq)).load(conn)?;
        rows.into_iter()
            .map(|(room, last)| {
                let said: i64 = messages::table.filter(messages::room_id.eq(room)).count().get_result(conn)?;
                Ok(last - said)
            })
            .collect::<Result<Vec<i64>, diesel::result::Error>>()
            .map_err(Into::into)
    };
    assert!(app.site.db.read(gaps).await.unwrap().iter().all(|gap| *gap == 0), "rooms count without gaps");
    let applicant = app.visitor();
    assert_eq!(log_in(&applicant, "applicant-130-1@demo.fairhall.example", fairhall::demo::PASSWORD).await, 303);
    assert_eq!(applicant.get("/me/applications").await.status, 200);
    for wrong in [["seed", "--only", "kings", "--count", "1"], ["seed", "--only", "booths", "--count", "0"]] {
        assert_eq!(said(&run(&app, &wrong, "")).0, 2, "{wrong:?}");
    }
});
