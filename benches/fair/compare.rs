//! What several benchmarks do alike: a page beside its bare rows, and answers one after the other.

use std::time::Instant;

use crate::load::{Answer, Ask, Figures, get, once};
use crate::process::Server;
use crate::report::Report;
use crate::{Outcome, SPAN, YARDSTICK_SPAN, load};

/// Loads a page and the bare handler of its rows; the page must reach this share of the rows.
pub async fn page(
    (server, bare): (&Server, &Server),
    (name, cookie): (&str, &str),
    (path, rows, target): (&str, &str, f64),
    report: &mut Report,
) -> Outcome<()> {
    println!("\n{path}");
    let rows = load(bare, "  the same rows, bare", get(rows, ""), YARDSTICK_SPAN, report).await?;
    let page = load(server, &format!("  {name}"), get(path, cookie), SPAN, report).await?;
    report.at_least(&format!("{name}: of the bare rows"), page.per_second() / rows.per_second(), target);
    report.load(name, &page);
    Ok(())
}

/// Asks one after the other, each perhaps after something else; every answer must be right and hold a text.
/// Only the asking counts.
pub async fn in_turn(
    server: &Server,
    steps: impl Iterator<Item = (Option<Ask>, Ask)>,
    holds: &str,
) -> Outcome<Figures> {
    let (begin, mut figures) = (Instant::now(), Figures::default());
    for (before, ask) in steps {
        if let Some(before) = before {
            right(&once(server.address, &before).await?, &before, "")?;
        }
        let asked = Instant::now();
        let answer = once(server.address, &ask).await?;
        figures.waits.push(u64::try_from(asked.elapsed().as_micros()).unwrap_or(u64::MAX));
        right(&answer, &ask, holds)?;
    }
    figures.seconds = begin.elapsed().as_secs_f64();
    figures.waits.sort_unstable();
    Ok(figures)
}

fn right(answer: &Answer, ask: &Ask, holds: &str) -> Outcome<()> {
    if answer.status == ask.status && text(answer).contains(holds) {
        return Ok(());
    }
    let asked = String::from_utf8_lossy(&ask.bytes);
    Err(format!("{}: {} without {holds:?}", asked.lines().next().unwrap_or_default(), answer.status).into())
}

/// The body of an answer.
pub fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}

/// What stands behind a text, up to the next quote.
pub fn between<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split('"').next()
}
