//! The benchmarks, run by `make bench`: the built server as a process of its own on a folder of its
//! own, loaded over loopback from this process, beside two yardsticks measured in the same run.
//! Figures and how to read them: docs/benchmarks.md. A missed target is printed, not an error.
#![expect(clippy::print_stdout, reason = "the figures are what this program is for")]

mod bare;
mod chat;
mod compare;
mod crowd;
mod list_rows;
mod lists;
mod live;
mod load;
mod pairing;
mod pairing_rows;
mod process;
mod report;
mod search;
mod wire;
mod yardstick;
mod zone_rows;
mod zones;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use load::{Ask, Figures, get, once, repeated};
use process::Server;
use report::Report;

/// What may go wrong here ends the run with its sentence.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// How long a page is loaded, and how long its yardsticks.
const SPAN: Duration = Duration::from_secs(8);
const YARDSTICK_SPAN: Duration = Duration::from_secs(4);
/// Postings beside the demo's 240: what there is to search, and to apply for.
const POSTINGS: u32 = 2_000;
/// The length of a résumé of one page, in bytes.
const RESUME_BYTES: usize = 3_000;
/// Who applies and listens, all of the demo, all with its password.
const PEOPLE: [&str; 4] = ["seeker", "newcomer", "recruiter", "exhibitor"];

/// The type of a plain form.
const FORM: &str = "application/x-www-form-urlencoded";

/// A page with its yardstick.
struct Case {
    name: &'static str,
    path: &'static str,
    rows: &'static str,
}

const PAGES: [Case; 5] = [
    Case { name: "lobby", path: "/", rows: "/rows/hall/LOBBY" },
    Case { name: "hall of 24", path: "/exhibition/halls/LOBBY", rows: "/rows/hall/LOBBY" },
    Case { name: "hall of 48", path: "/exhibition/halls/hall-of-48", rows: "/rows/hall/hall-of-48" },
    Case { name: "booth", path: "/exhibition/booths/hall-of-48-1", rows: "/rows/booth/hall-of-48-1" },
    Case { name: "search postings", path: "/recruitment?q=robot", rows: "/rows/postings/robot" },
];

#[actix_web::main]
async fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, role, database, captured, _, listen] = arguments.as_slice()
        && role == "yardstick"
    {
        return yardstick::serve(listen.parse()?, database, Path::new(captured)).await;
    }
    let folder = std::env::temp_dir().join(format!("fairhall-bench-{}", std::process::id()));
    let has = |word: &str| arguments.iter().any(|one| one == word);
    let outcome = match () {
        () if has("live") => measure_live_alone(&folder).await,
        () if has("pairing") => measure_pairing_alone(&folder).await,
        () if has("zones") => measure_zones_alone(&folder).await,
        () if has("lists") => measure_lists_alone(&folder).await,
        () if has("search") => measure_search_alone(&folder).await,
        () => measure(&folder).await,
    };
    std::fs::remove_dir_all(&folder)?;
    outcome
}

async fn measure(folder: &Path) -> Outcome<()> {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_fairhall"));
    let data = folder.join("data").display().to_string();
    fill(&program, &data, &[("booths", 48), ("postings", POSTINGS)])?;
    let mut report = Report::default();
    let size = std::fs::metadata(&program)?.len();
    report.at_most("binary", size as f64 / 1_048_576.0, 60.0, "MB");
    // The first start fills the search index; the second is the one measured.
    let serve = ["serve", "--demo", "--no-limits", "--data", data.as_str()];
    wait_for_index(&Server::start(&program, &serve).await?).await?;
    let server = Server::start(&program, &serve).await?;
    wait_for_index(&server).await?;
    report.at_most("start on an existing database", server.started_in.as_secs_f64() * 1_000.0, 300.0, "ms");
    report.at_most("RSS idle", server.rss(), 80.0, "MB");
    let cookies = sign_in_all(&server, &PEOPLE).await?;
    let captured = folder.join("captured");
    measure_pages(&server, &format!("sqlite://{data}/fairhall.db"), &captured, &cookies, &mut report).await?;
    measure_changing(&server, &cookies, &report).await?;
    measure_applying(&server, &cookies, &mut report).await?;
    measure_chat(&server, &cookies, &mut report).await?;
    report.at_most("RSS after the run", server.rss(), 150.0, "MB");
    drop(server);
    pairing::measure(&program, folder, &mut report).await?;
    zones::measure(&program, folder, &mut report).await?;
    lists::measure(&program, folder, &mut report).await?;
    measure_live(&program, folder, &mut report).await?;
    report.close();
    Ok(())
}

/// `make bench ONLY=pairing`: projects and calendars without the rest.
async fn measure_pairing_alone(folder: &Path) -> Outcome<()> {
    let mut report = Report::default();
    pairing::measure(&PathBuf::from(env!("CARGO_BIN_EXE_fairhall")), folder, &mut report).await?;
    report.close();
    Ok(())
}

/// `make bench ONLY=zones`: the forum and the online service without the rest.
async fn measure_zones_alone(folder: &Path) -> Outcome<()> {
    let mut report = Report::default();
    zones::measure(&PathBuf::from(env!("CARGO_BIN_EXE_fairhall")), folder, &mut report).await?;
    report.close();
    Ok(())
}

/// `make bench ONLY=lists`: long lists, large résumés and figures without the rest.
async fn measure_lists_alone(folder: &Path) -> Outcome<()> {
    let mut report = Report::default();
    lists::measure(&PathBuf::from(env!("CARGO_BIN_EXE_fairhall")), folder, &mut report).await?;
    report.close();
    Ok(())
}

/// `make bench ONLY=search`: the search over a million postings, which no other run makes.
async fn measure_search_alone(folder: &Path) -> Outcome<()> {
    let mut report = Report::default();
    search::measure(&PathBuf::from(env!("CARGO_BIN_EXE_fairhall")), folder, &mut report).await?;
    report.close();
    Ok(())
}

/// `make bench ONLY=live`: the live engine without the pages.
async fn measure_live_alone(folder: &Path) -> Outcome<()> {
    let mut report = Report::default();
    measure_live(&PathBuf::from(env!("CARGO_BIN_EXE_fairhall")), folder, &mut report).await?;
    report.close();
    Ok(())
}

async fn measure_live(program: &Path, folder: &Path, report: &mut Report) -> Outcome<()> {
    let captured = folder.join("nothing");
    std::fs::create_dir_all(&captured)?;
    let (database, captured) = (format!("sqlite://{}/bare.db", folder.display()), captured.display().to_string());
    let bare = Server::start(&std::env::current_exe()?, &["yardstick", &database, &captured]).await?;
    live::measure(program, &bare, folder, report).await
}

/// Makes a folder with the demo and so many things of some kinds.
fn fill(program: &Path, data: &str, kinds: &[(&str, u32)]) -> Outcome<()> {
    for (kind, count) in kinds {
        let count = count.to_string();
        let seed = ["seed", "--data", data, "--only", *kind, "--count", &count];
        if !Command::new(program).args(seed).env("RUST_LOG", "warn").status()?.success() {
            return Err(format!("seed --only {kind} failed").into());
        }
    }
    Ok(())
}

async fn wait_for_index(server: &Server) -> Outcome<()> {
    for _ in 0..600 {
        let answer = once(server.address, &get("/readyz", "")).await?;
        let ready: serde_json::Value = serde_json::from_slice(&answer.body)?;
        if ready.pointer("/search/behind").and_then(serde_json::Value::as_u64) == Some(0) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err("the search index does not catch up".into())
}

async fn sign_in_all(server: &Server, people: &[&str]) -> Outcome<Vec<String>> {
    let mut cookies = Vec::new();
    for person in people {
        let form = format!("email={person}%40demo.fairhall.example&password={}", fairhall::demo::PASSWORD);
        let ask = post("/login", "", FORM, form.as_bytes(), "/");
        let answer = once(server.address, &ask).await?;
        let login = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        let login = login.filter(|_| answer.status == 303).ok_or_else(|| format!("{person} cannot sign in"))?;
        cookies.push(login.to_owned());
    }
    Ok(cookies)
}

fn post(path: &str, cookie: &str, kind: &str, body: &[u8], leads_to: &'static str) -> Ask {
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: bench\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
         Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    Ask { bytes: [head.as_bytes(), body].concat().into(), status: 303, leads_to }
}

/// The hall of the demo with 24 booths stands first on the exhibition's front page.
async fn find_lobby_hall(server: &Server) -> Outcome<String> {
    let page = once(server.address, &get("/exhibition", "")).await?;
    let text = String::from_utf8(page.body)?;
    let (_, rest) = text.split_once("/exhibition/halls/").ok_or("no hall on the front page")?;
    Ok(rest.chars().take_while(|one| one.is_ascii_alphanumeric() || *one == '-').collect())
}

async fn measure_pages(
    server: &Server,
    database: &str,
    captured: &Path,
    cookies: &[String],
    report: &mut Report,
) -> Outcome<()> {
    std::fs::create_dir_all(captured)?;
    let hall = find_lobby_hall(server).await?;
    for case in &PAGES {
        let page = once(server.address, &get(&case.path.replace("LOBBY", &hall), "")).await?;
        if page.status != 200 {
            return Err(format!("{} answers {}", case.path, page.status).into());
        }
        std::fs::write(captured.join(case.name.replace(' ', "-")), &page.body)?;
    }
    let folder = captured.display().to_string();
    let bare = Server::start(&std::env::current_exe()?, &["yardstick", database, &folder]).await?;
    let cookie = cookies.first().ok_or("nobody is signed in")?;
    for case in &PAGES {
        println!("\n{}", case.path.replace("LOBBY", &hall));
        let (path, rows) = (case.path.replace("LOBBY", &hall), case.rows.replace("LOBBY", &hall));
        let memory = format!("/memory/{}", case.name.replace(' ', "-"));
        let memory = load(&bare, "  the same bytes from memory", get(&memory, ""), YARDSTICK_SPAN, report).await?;
        let rows = load(&bare, "  the same rows, bare", get(&rows, ""), YARDSTICK_SPAN, report).await?;
        let visitor = load(server, "  a visitor", get(&path, ""), SPAN, report).await?;
        let person = load(server, "  signed in", get(&path, cookie), SPAN, report).await?;
        for (who, figures, target) in [("visitor", &visitor, 0.6), ("signed in", &person, 0.4)] {
            let name = format!("{}, {who}", case.name);
            println!("    of the bytes from memory: {:.3} ×", figures.per_second() / memory.per_second());
            report.at_least(&format!("{name}: of the bare rows"), figures.per_second() / rows.per_second(), target);
            report.load(&name, figures);
        }
    }
    Ok(())
}

async fn load(server: &Server, name: &str, ask: Ask, span: Duration, report: &Report) -> Outcome<Figures> {
    let _warm = load::run(server.address, repeated(ask.clone()), Duration::from_millis(500)).await?;
    let before = server.cpu();
    let figures = load::run(server.address, repeated(ask), span).await?;
    report.figures(name, &figures, server.cpu() - before, server.rss());
    Ok(figures)
}

/// The lobby and a booth while somebody says something in a room ten times a second: what is kept
/// is drawn anew after each of these changes.
async fn measure_changing(server: &Server, cookies: &[String], report: &Report) -> Outcome<()> {
    println!("\nwhile something changes ten times a second");
    let (speaker, reader) = (cookies.last().ok_or("nobody speaks")?, cookies.first().ok_or("nobody reads")?);
    let room = find_room(server).await?;
    let address = server.address;
    let say = post(&format!("/rooms/{room}/messages"), speaker, FORM, b"body=Welcome", "/");
    let speaking = actix_web::rt::spawn(async move {
        loop {
            if once(address, &say).await.is_ok_and(|answer| answer.status != say.status) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    });
    for (name, path) in [("lobby", "/"), ("booth", "/exhibition/booths/hall-of-48-2")] {
        load(server, &format!("  {name}, a visitor"), get(path, ""), YARDSTICK_SPAN, report).await?;
        load(server, &format!("  {name}, signed in"), get(path, reader), YARDSTICK_SPAN, report).await?;
    }
    if speaking.is_finished() {
        return Err("the speaker was refused".into());
    }
    speaking.abort();
    Ok(())
}

/// The room of the booth on which the measurements stand.
async fn find_room(server: &Server) -> Outcome<String> {
    let page = once(server.address, &get("/exhibition/booths/hall-of-48-1", "")).await?;
    let text = String::from_utf8(page.body)?;
    let (_, rest) = text.split_once("data-room=\"").ok_or("the booth has no room")?;
    Ok(rest.chars().take_while(|one| *one != '"').collect())
}

/// Everybody applies for every copied posting once; the span ends it early.
async fn measure_applying(server: &Server, cookies: &[String], report: &mut Report) -> Outcome<()> {
    println!("\napplying with a résumé of one page");
    let (cookies, turn, body) = (cookies.to_vec(), AtomicUsize::new(0), application(RESUME_BYTES));
    let people = cookies.len();
    let source = Arc::new(move || {
        let turn = turn.fetch_add(1, Ordering::Relaxed);
        let (number, cookie) = (turn / people + 1, cookies.get(turn % people)?);
        let path = format!("/recruitment/postings/copy-of-{POSTINGS}-{number}/applications");
        let is_left = number <= usize::try_from(POSTINGS).unwrap_or(0);
        is_left.then(|| post(&path, cookie, "multipart/form-data; boundary=edge", &body, "/me/applications/"))
    });
    let before = server.cpu();
    let figures = load::run(server.address, source, SPAN).await?;
    report.figures("  applications", &figures, server.cpu() - before, server.rss());
    report.load("applying", &figures);
    Ok(())
}

/// A letter and a résumé of about this length.
fn application(length: usize) -> Vec<u8> {
    let letter = "I have built robots for ten years and should like to build yours. ".repeat(4);
    let line = |year: usize| format!("Year {year:08}: what was done, where, and with whom.");
    let lines: Vec<String> = (0..length / line(0).len()).map(line).collect();
    let resume = fairhall::demo::art::resume_pdf("Lin Yue", "Engineer", &lines);
    let head = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"letter\"\r\n\r\n{letter}\r\n--edge\r\nContent-Disposition: \
         form-data; name=\"resume\"; filename=\"lin.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
    );
    [head.as_bytes(), &resume, b"\r\n--edge--\r\n"].concat()
}

async fn measure_chat(server: &Server, cookies: &[String], report: &mut Report) -> Outcome<()> {
    println!("\nchat: 10 messages a second to {} subscribers of one room", chat::SUBSCRIBERS);
    let room = find_room(server).await?;
    let before = server.cpu();
    let figures = chat::run(server.address, cookies, &room).await?;
    report.figures("  frames delivered", &figures, server.cpu() - before, server.rss());
    report.load("chat", &figures);
    Ok(())
}
