//! The search over a million postings, alone under `ONLY=search` since making them takes long: the index by itself,
//! with filters and counts of facets, then the pages and what is suggested, one question after the other.

use std::path::Path;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use fairhall::clock::Clock;
use fairhall::db::Address;
use fairhall::db::schema::editions;
use fairhall::find::sources;
use fairhall::search::{Query, Search};
use fairhall::web::i18n::Locale;

use crate::load::{Figures, get, once};
use crate::process::Server;
use crate::report::Report;
use crate::{Outcome, compare, fill};

/// What there is to search, in so many steps: each of another size, as the command wants it.
const POSTINGS: u32 = 1_000_000;
const STEPS: u32 = 10;
/// Questions in English, in Chinese and in both at once, asked in turn.
const WORDS: [&str; 12] = [
    "robot",
    "laser engineer",
    "materials",
    "quality assurance",
    "embedded software",
    "芯",
    "机器人",
    "激光工程师",
    "材料",
    "AI 工程师",
    "robot 工程师",
    "optics 光学",
];
/// What is typed so far.
const BEGUN: [&str; 8] = ["ro", "rob", "robot", "laser en", "机", "机器", "工程", "AI 工"];
/// How often each set is asked.
const ASKED: usize = 300;
/// The longest waits at the 95th percentile, in milliseconds.
const INDEX_P95_MS: f64 = 15.0;
const PAGE_P95_MS: f64 = 40.0;
/// How long the index may take to be filled.
const FILLING: Duration = Duration::from_secs(3_600);

/// All of it.
pub async fn measure(program: &Path, folder: &Path, report: &mut Report) -> Outcome<()> {
    let data = folder.join("search").display().to_string();
    let steps: Vec<_> = (0..STEPS).map(|step| ("postings", POSTINGS / STEPS - step)).collect();
    fill(program, &data, &steps)?;
    let serve = ["serve", "--demo", "--no-limits", "--data", data.as_str()];
    let server = Server::start(program, &serve).await?;
    wait_until_filled(&server).await?;
    drop(server);
    measure_index(&data, report)?;
    let server = Server::start(program, &serve).await?;
    wait_until_filled(&server).await?;
    measure_pages(&server, report).await
}

/// Far longer than for the other benchmarks.
async fn wait_until_filled(server: &Server) -> Outcome<()> {
    let begin = Instant::now();
    while begin.elapsed() < FILLING {
        let answer = once(server.address, &get("/readyz", "")).await?;
        let ready: serde_json::Value = serde_json::from_slice(&answer.body)?;
        let search = ready.get("search").cloned().unwrap_or_default();
        if search.get("filling") == Some(&false.into()) && search.get("behind") == Some(&0.into()) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    Err("the search index is not filled".into())
}

/// The index alone, on this process's own thread.
fn measure_index(data: &str, report: &mut Report) -> Outcome<()> {
    println!("\nthe index over {POSTINGS} postings");
    let mut conn = format!("sqlite://{data}/fairhall.db").parse::<Address>()?.connect()?;
    let edition: String = editions::table.filter(editions::is_current).select(editions::id).first(&mut conn)?;
    let index = Search::open(&Path::new(data).join("index"), sources())?;
    let asked =
        |text: &str| Query { text: text.to_owned(), ..Query::of_edition(&*edition, Clock::new().now(), Locale::En) };
    let plain = |text: &str| -> Outcome<usize> { Ok(index.find(&asked(text))?.total) };
    time("words", &plain, report)?;
    let facets = |text: &str| -> Outcome<usize> {
        let filters = vec![("kind", vec!["posting".to_owned()]), ("country", vec!["CN".to_owned()])];
        let count = vec!["field", "type", "country", "language"];
        Ok(index.list(&Query { filters, count, ..asked(text) })?.total)
    };
    time("words, filters and counts of facets", &facets, report)?;
    let kinds = |text: &str| -> Outcome<usize> { Ok(index.group(&Query { limit: 4, ..asked(text) })?.groups.len()) };
    time("the best of every kind", &kinds, report)?;
    let begun = |text: &str| -> Outcome<usize> { Ok(index.suggest(&Query { limit: 40, ..asked(text) })?.hits.len()) };
    time_of(&BEGUN, "suggestions", &begun, report)
}

fn time(name: &str, ask: &dyn Fn(&str) -> Outcome<usize>, report: &mut Report) -> Outcome<()> {
    time_of(&WORDS, name, ask, report)
}

fn time_of(words: &[&str], name: &str, ask: &dyn Fn(&str) -> Outcome<usize>, report: &mut Report) -> Outcome<()> {
    let mut figures = Figures::default();
    for word in words.iter().cycle().take(ASKED) {
        let begin = Instant::now();
        let _total = ask(word)?;
        figures.waits.push(u64::try_from(begin.elapsed().as_micros())?);
    }
    figures.waits.sort_unstable();
    tell(&figures, name);
    report.at_most(&format!("{name}, in the index: p95"), figures.percentile(0.95), INDEX_P95_MS, "ms");
    Ok(())
}

async fn measure_pages(server: &Server, report: &mut Report) -> Outcome<()> {
    println!("\nthe pages over {POSTINGS} postings");
    // What is asked again within a second is answered from memory: each is asked with another number.
    let pages = [
        ("/search", "turn", WORDS.as_slice()),
        ("/recruitment", "salary_min", WORDS.as_slice()),
        ("/search/suggestions", "turn", BEGUN.as_slice()),
    ];
    for (path, number, words) in pages {
        let ask = |(turn, word): (usize, &&str)| {
            let typed: String = url::form_urlencoded::byte_serialize(word.as_bytes()).collect();
            (None, get(&format!("{path}?q={typed}&{number}={}", turn + 1), ""))
        };
        let asks: Vec<_> = words.iter().cycle().take(ASKED).enumerate().map(ask).collect();
        let figures = compare::in_turn(server, asks.into_iter(), "").await?;
        tell(&figures, path);
        report.at_most(&format!("{path}: p95"), figures.percentile(0.95), PAGE_P95_MS, "ms");
    }
    Ok(())
}

fn tell(figures: &Figures, name: &str) {
    println!("  {name}: p50 {:.1} ms, p95 {:.1} ms", figures.percentile(0.5), figures.percentile(0.95));
}
