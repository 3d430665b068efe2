//! The benchmarks of the forum and the online service: the programme, the queue of the desk, two thousand votes,
//! and the search of the help.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use diesel::prelude::*;
use fairhall::db::schema::{poll_options, poll_votes, polls};
use fairhall::db::{Address, Conn};

use crate::crowd::Crowd;
use crate::load::{Ask, Figures, get, run};
use crate::process::Server;
use crate::report::Report;
use crate::{FORM, Outcome, compare, fill, post, sign_in_all, wait_for_index};

/// What is made beside the demo.
const SESSIONS: u32 = 500;
const ENQUIRIES: u32 = 5_000;
const ARTICLES: u32 = 10_000;
/// Who votes in one poll, and within how many seconds.
const VOTERS: usize = 2_000;
const VOTING_SECONDS: f64 = 5.0;
/// What is looked up in the help, in turn, and how often.
const WORDS: [&str; 8] = ["password", "booth", "application", "visa", "conference", "apply", "applying", "to visit"];
const LOOKED_UP: usize = 400;
/// The longest wait for what was looked up at the 95th percentile, in milliseconds.
const HELP_P95_MS: f64 = 15.0;

/// All of them.
pub async fn measure(program: &Path, folder: &Path, report: &mut Report) -> Outcome<()> {
    let data = folder.join("zones").display().to_string();
    let database = format!("sqlite://{data}/fairhall.db");
    fill(program, &data, &[("sessions", SESSIONS), ("enquiries", ENQUIRIES), ("articles", ARTICLES)])?;
    let crowd = Crowd::gather(&database, VOTERS)?;
    let server = Server::start(program, &["serve", "--demo", "--no-limits", "--data", data.as_str()]).await?;
    wait_for_index(&server).await?;
    let captured = folder.join("nothing-of-zones");
    std::fs::create_dir_all(&captured)?;
    let captured = captured.display().to_string();
    let bare = Server::start(&std::env::current_exe()?, &["yardstick", &database, &captured]).await?;
    let cookies = sign_in_all(&server, &["seeker", "agent"]).await?;
    let [reader, agent] = cookies.as_slice() else { return Err("nobody is signed in".into()) };
    let programme = ("/forum?day=all", "/rows/programme", 0.4);
    compare::page((&server, &bare), ("programme, a visitor", ""), programme, report).await?;
    compare::page((&server, &bare), ("programme, signed in", reader), programme, report).await?;
    let queue = ("/service/desk", "/rows/queue", 0.4);
    compare::page((&server, &bare), ("the queue of the desk", agent), queue, report).await?;
    measure_help(&server, report).await?;
    measure_votes(&server, &database, &crowd, report).await
}

async fn measure_help(server: &Server, report: &mut Report) -> Outcome<()> {
    println!("\n/service?q=… among {ARTICLES} articles");
    let word = |word: &&str| word.replace(' ', "+");
    let asks = WORDS.iter().map(word).map(|word| (None, get(&format!("/service?q={word}"), "")));
    let asks: Vec<_> = asks.collect();
    let figures = compare::in_turn(server, asks.into_iter().cycle().take(LOOKED_UP), "/service/articles/").await?;
    tell(&figures, "looked up");
    report.at_most("looked up in the help: p95", figures.percentile(0.95), HELP_P95_MS, "ms");
    Ok(())
}

fn tell(figures: &Figures, name: &str) {
    let at = |share: f64| figures.percentile(share);
    println!("  {name}: p50 {:.1} ms, p95 {:.1} ms", at(0.5), at(0.95));
}

/// Everybody votes in the same poll at once, and every tenth once more for something else.
async fn measure_votes(server: &Server, database: &str, crowd: &Crowd, report: &mut Report) -> Outcome<()> {
    println!("\n{VOTERS} votes in one poll");
    let mut conn = database.parse::<Address>()?.connect()?;
    let (poll, options) = find_poll(&mut conn)?;
    let before = count_votes(&mut conn, &poll)?;
    let path = format!("/forum/polls/{poll}/votes");
    let vote = |number: usize, cookie: &String| -> Ask {
        let option = options.get(number % options.len()).map_or("", String::as_str);
        post(&path, cookie, FORM, format!("option={option}").as_bytes(), "/forum/sessions/")
    };
    let votes: Vec<Ask> = crowd.cookies().iter().enumerate().map(|(number, cookie)| vote(number, cookie)).collect();
    let turn = AtomicUsize::new(0);
    let source = Arc::new(move || votes.get(turn.fetch_add(1, Ordering::Relaxed)).cloned());
    let begin = server.cpu();
    let figures = run(server.address, source, Duration::from_secs(60)).await?;
    report.figures("  votes", &figures, server.cpu() - begin, server.rss());
    report.at_most("votes: within", figures.seconds, VOTING_SECONDS, "s");
    report.none("votes: errors", figures.errors);
    let again = crowd.cookies().iter().enumerate().step_by(10);
    for (number, cookie) in again {
        let _refused = crate::load::once(server.address, &vote(number + 1, cookie)).await?;
    }
    let (rows, shown) = count_votes(&mut conn, &poll)?;
    report.none("votes: lost or counted twice", (rows - before.0).abs_diff(i64::try_from(VOTERS)?));
    report.none("votes: rows and counts apart", rows.abs_diff(shown));
    Ok(())
}

/// An open poll with its answers.
fn find_poll(conn: &mut Conn) -> Outcome<(String, Vec<String>)> {
    let poll: String = polls::table.filter(polls::state.eq("open")).select(polls::id).first(conn)?;
    let options = poll_options::table.filter(poll_options::poll_id.eq(&poll)).select(poll_options::id).load(conn)?;
    Ok((poll, options))
}

/// The votes of a poll, and the sum of what its answers count.
fn count_votes(conn: &mut Conn, poll: &str) -> Outcome<(i64, i64)> {
    let rows = poll_votes::table.filter(poll_votes::poll_id.eq(poll)).count().get_result(conn)?;
    let counts: Vec<i64> =
        poll_options::table.filter(poll_options::poll_id.eq(poll)).select(poll_options::votes).load(conn)?;
    Ok((rows, counts.iter().sum()))
}
