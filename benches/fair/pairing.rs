//! The benchmarks of the pairing: suggestions, the list of projects, a week of a calendar, and fifty who
//! are after the same time.

use std::path::Path;
use std::time::Instant;

use diesel::prelude::*;
use fairhall::clock::Clock;
use fairhall::db::Address;
use fairhall::db::schema::{calendar_entries, editions, people};
use fairhall::ids::CalendarEntryId;

use crate::compare::{between, text};
use crate::crowd::Crowd;
use crate::load::{Answer, get, once};
use crate::process::Server;
use crate::report::Report;
use crate::{FORM, Outcome, compare, fill, find_room, post, sign_in_all, wait_for_index};

/// Projects beside the demo's 60 while counterparts are suggested, and added to those for the list.
const SUGGESTED_AMONG: u32 = 5_000;
const LISTED_BESIDE: u32 = 5_001;
/// Entries of the calendar's week.
const ENTRIES: i64 = 200;
/// Who is after the same time.
const SUITORS: usize = 50;
/// Pages of suggestions that are asked for, one after the other.
const ASKED: usize = 200;
/// The longest wait for suggestions at the 95th percentile, in milliseconds.
const SUGGESTIONS_P95_MS: f64 = 60.0;
/// The address of a copy of a project, as links begin.
const COPY: &str = "/pairing/projects/copy-of";
/// Whose projects they are, and whose calendar is full.
const OWNER: &str = "partner";
const BUSY: &str = "seeker";

/// All of them.
pub async fn measure(program: &Path, folder: &Path, report: &mut Report) -> Outcome<()> {
    let data = folder.join("pairing").display().to_string();
    let database = format!("sqlite://{data}/fairhall.db");
    fill(program, &data, &[("booths", 48), ("projects", SUGGESTED_AMONG)])?;
    let crowd = Crowd::gather(&database, SUITORS)?;
    let serve = ["serve", "--demo", "--no-limits", "--data", data.as_str()];
    let server = Server::start(program, &serve).await?;
    wait_for_index(&server).await?;
    let cookies = sign_in_all(&server, &[OWNER, "exhibitor"]).await?;
    let [owner, speaker] = cookies.as_slice() else { return Err("nobody is signed in".into()) };
    measure_suggestions(&server, (owner, speaker), report).await?;
    measure_slot(&server, owner, &crowd, report).await?;
    drop(server);
    fill(program, &data, &[("projects", LISTED_BESIDE)])?;
    fill_week(&database)?;
    let server = Server::start(program, &serve).await?;
    wait_for_index(&server).await?;
    let captured = folder.join("nothing-of-pairing");
    std::fs::create_dir_all(&captured)?;
    let captured = captured.display().to_string();
    let bare = Server::start(&std::env::current_exe()?, &["yardstick", &database, &captured]).await?;
    let cookies = sign_in_all(&server, &[BUSY]).await?;
    let busy = cookies.first().ok_or("nobody is signed in")?;
    let list = ("/pairing", "/rows/projects", 0.5);
    compare::page((&server, &bare), ("projects, a visitor", ""), list, report).await?;
    compare::page((&server, &bare), ("projects, signed in", busy), list, report).await?;
    let week = ("/me/calendar", "/rows/calendar/seeker", 0.4);
    compare::page((&server, &bare), ("a week of 200 entries", busy), week, report).await
}

/// Pages of suggestions one after the other: while nothing changes, and each after a change, which has what
/// is known of all projects read anew.
async fn measure_suggestions(server: &Server, (owner, speaker): (&str, &str), report: &mut Report) -> Outcome<()> {
    println!("\n/pairing/suggestions among {SUGGESTED_AMONG} projects");
    let room = find_room(server).await?;
    let say = post(&format!("/rooms/{room}/messages"), speaker, FORM, b"body=Welcome", "/");
    let ask = get("/pairing/suggestions", owner);
    for (name, is_changing) in [("suggestions", false), ("suggestions, each after a change", true)] {
        let step = || (is_changing.then(|| say.clone()), ask.clone());
        let figures = compare::in_turn(server, std::iter::repeat_with(step).take(ASKED), COPY).await?;
        println!("  {name}: p50 {:.1} ms, p95 {:.1} ms", figures.percentile(0.5), figures.percentile(0.95));
        report.at_most(&format!("{name}: p95"), figures.percentile(0.95), SUGGESTIONS_P95_MS, "ms");
    }
    Ok(())
}

/// Fifty ask the owner of a project for the same time; the owner says yes to all of them at once.
async fn measure_slot(server: &Server, owner: &str, crowd: &Crowd, report: &mut Report) -> Outcome<()> {
    println!("\n{SUITORS} after the same time");
    let project = find_project(server, owner).await?;
    let at = Clock::new().now() + chrono::Duration::days(1);
    let form = format!("message=I+should+like+to+hear+more.&time={}", at.format("%Y-%m-%dT03%%3A40"));
    let mut meetings = Vec::new();
    for cookie in crowd.cookies() {
        let ask = post(&format!("/pairing/projects/{project}/meetings"), cookie, FORM, form.as_bytes(), "/");
        let answer = once(server.address, &ask).await?;
        let link = answer.header("location").filter(|link| link.starts_with("/pairing/meetings/"));
        meetings.push(link.ok_or_else(|| format!("no meeting: {}", answer.status))?.to_owned());
    }
    let mut accepting = Vec::new();
    for meeting in &meetings {
        let page = text(&once(server.address, &get(meeting, owner)).await?);
        let time = between(&page, "name=\"time\" value=\"").ok_or("no time to choose")?;
        accepting.push(post(
            &format!("{meeting}/acceptance"),
            owner,
            FORM,
            format!("version=1&time={time}").as_bytes(),
            "/",
        ));
    }
    let begin = Instant::now();
    let answers = futures_util::future::join_all(accepting.iter().map(|ask| once(server.address, ask))).await;
    let took = begin.elapsed();
    let answers: Vec<Answer> = answers.into_iter().collect::<Outcome<_>>()?;
    let got = answers.iter().filter(|answer| answer.status == 303).count();
    let is_told = |answer: &&Answer| {
        [409, 422].contains(&answer.status) && text(answer).contains("Something else is planned at this time.")
    };
    let told = answers.iter().filter(is_told).count();
    println!("  {got} got it, {told} heard why, all within {:.0} ms", took.as_secs_f64() * 1_000.0);
    report.none("one slot: more or fewer than one got it", (got as u64).abs_diff(1));
    report.none("one slot: not told why", (SUITORS - 1).abs_diff(told) as u64);
    Ok(())
}

/// The slug of an open project that the owner answers for.
async fn find_project(server: &Server, owner: &str) -> Outcome<String> {
    let list = text(&once(server.address, &get("/pairing/suggestions", owner)).await?);
    // Their own projects head the groups.
    Ok(between(&list, "/pairing/projects/").ok_or("no project of the owner")?.to_owned())
}

/// Spreads entries over the present week of the busy one: each of half an hour, one after the other.
fn fill_week(database: &str) -> Outcome<()> {
    let mut conn = database.parse::<Address>()?.connect()?;
    let now = Clock::new().now();
    let email = format!("{BUSY}@demo.fairhall.example");
    let (person, zone): (String, String) =
        people::table.filter(people::email.eq(email)).select((people::id, people::time_zone)).first(&mut conn)?;
    let edition: String =
        editions::table.filter(editions::is_current.eq(true)).select(editions::id).first(&mut conn)?;
    diesel::delete(calendar_entries::table.filter(calendar_entries::person_id.eq(&person))).execute(&mut conn)?;
    let zone: chrono_tz::Tz = zone.parse()?;
    let monday = fairhall::web::local_days::monday_of(fairhall::web::local_days::day_of(now, zone));
    let begin = fairhall::web::local_days::begin_of(monday, zone).ok_or("no Monday")?;
    for number in 0..ENTRIES {
        let starts_at = begin + chrono::Duration::minutes(number * 48);
        let ends_at = starts_at + chrono::Duration::minutes(30);
        let row = (
            (calendar_entries::id.eq(CalendarEntryId::new()), calendar_entries::person_id.eq(&person)),
            (calendar_entries::edition_id.eq(&edition), calendar_entries::kind.eq("own")),
            (
                calendar_entries::thing_id.eq(format!("own-{number}")),
                calendar_entries::title.eq(format!("Talk {number}")),
            ),
            (calendar_entries::starts_at.eq(starts_at), calendar_entries::ends_at.eq(ends_at)),
            (calendar_entries::busy_until.eq(ends_at), calendar_entries::created_at.eq(now)),
            calendar_entries::updated_at.eq(now),
        );
        diesel::insert_into(calendar_entries::table).values(row).execute(&mut conn)?;
    }
    Ok(())
}
