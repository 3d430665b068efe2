//! The benchmarks of the live engine, each beside its yardstick in the same run.

use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use futures_util::future::join_all;

use crate::Outcome;
use crate::bare::Inserter;
use crate::crowd::{Crowd, Talk, say, talk};
use crate::load::Figures;
use crate::process::Server;
use crate::report::Report;
use crate::wire::{PATIENCE, Wire, number_behind};

/// Deliveries a second at which the processor is measured.
const DELIVERIES: u64 = 20_000;
/// How long each talk lasts, in seconds.
const TALK_SECONDS: u64 = 10;
/// Sockets that wait and do nothing.
const IDLE: usize = 10_000;
/// Sockets that come back at once.
const STORM: usize = 5_000;
/// Who writes at once, each in a room of their own.
const SENDERS: usize = 200;
/// Readers that stop reading; the cost is told of one.
const SLOW: usize = 10;
/// What they write.
const LINE: &str = "Good morning from one of two hundred senders, each in a room of their own.";
/// How long the senders write.
const WRITE_SPAN: Duration = Duration::from_secs(8);

/// All of them.
pub async fn measure(program: &Path, bare: &Server, folder: &Path, report: &mut Report) -> Outcome<()> {
    let data = folder.join("crowd").display().to_string();
    crate::fill(program, &data, &[("booths", 400)])?;
    let crowd = Crowd::gather(&format!("sqlite://{data}/fairhall.db"), 200)?;
    let serve = ["serve", "--demo", "--no-limits", "--data", data.as_str()];
    let fresh = Server::start(program, &serve).await?;
    crate::wait_for_index(&fresh).await?;
    measure_idle(&fresh, bare, &crowd, report).await?;
    drop(fresh);
    let server = Server::start(program, &serve).await?;
    crate::wait_for_index(&server).await?;
    for followers in [500, 5_000] {
        measure_fan_out(&server, bare, &crowd, followers, report).await?;
    }
    measure_slow_readers(&server, &crowd, report).await?;
    measure_storm(&server, &crowd, report).await?;
    measure_durable(&server, bare, &crowd, folder, report).await
}

fn room(crowd: &Crowd, number: usize) -> Outcome<&str> {
    Ok(crowd.rooms.get(number).ok_or("too few rooms")?)
}

/// Microseconds of CPU a delivery.
fn each(cpu: f64, figures: &Figures) -> f64 {
    cpu * 1_000_000.0 / figures.waits.len().max(1) as f64
}

async fn measure_fan_out(
    server: &Server,
    bare: &Server,
    crowd: &Crowd,
    followers: usize,
    report: &mut Report,
) -> Outcome<()> {
    println!("\nfan-out: {DELIVERIES} deliveries a second to {followers} in one room");
    let each_second = DELIVERIES / followers as u64;
    let plan = Talk { messages: each_second * TALK_SECONDS, each_second, chars: 60 };
    let room = room(crowd, if followers > 500 { 1 } else { 0 })?;
    let wires = crowd.follow(server.address, room, followers).await?;
    let mut speaker = Wire::follow(server.address, crowd.cookie(followers), room, None).await?;
    // The yardstick passes on a frame of the same length.
    speaker.send(&say(room)(0, &format!("as long as {}", "x".repeat(plan.chars - 11)))).await?;
    let length = loop {
        let text = speaker.next().await?;
        if text.contains("as long as") {
            break text.len();
        }
    };
    tokio::time::sleep(Duration::from_secs(2)).await;
    let before = server.cpu();
    let (figures, wires) = talk(wires, speaker, plan, say(room)).await?;
    let cpu = server.cpu() - before;
    report.figures("  Fairhall, every message durable", &figures, cpu, server.rss());
    drop(wires);

    let wires = crowd.follow(bare.address, "bare", followers).await?;
    let speaker = Wire::follow(bare.address, "", "bare", None).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let before = bare.cpu();
    let frame = move |seq: u64, text: &str| {
        let frame = format!(r#"{{"type":"message","seq":{seq},"body":"{text}"}}"#);
        format!("{frame}{}", " ".repeat(length.saturating_sub(frame.len())))
    };
    let (yardstick, wires) = talk(wires, speaker, plan, frame).await?;
    let bare_cpu = bare.cpu() - before;
    report.figures("  the bare room", &yardstick, bare_cpu, bare.rss());
    drop(wires);
    let name = format!("fan-out to {followers}");
    report.at_most_of(&format!("{name}: CPU of the bare room"), each(cpu, &figures) / each(bare_cpu, &yardstick), 1.3);
    report.load_within(&name, &figures, 50.0);
    Ok(())
}

async fn measure_idle(server: &Server, bare: &Server, crowd: &Crowd, report: &mut Report) -> Outcome<()> {
    println!("\nidle: {IDLE} signed-in sockets in one room");
    let mut kib = Vec::new();
    for (one, room) in [(server, room(crowd, 2)?), (bare, "bare")] {
        // What is made once and kept is made by the first of them.
        drop(crowd.follow(one.address, room, 200).await?);
        tokio::time::sleep(Duration::from_secs(2)).await;
        let before = one.rss();
        let wires = crowd.follow(one.address, room, IDLE).await?;
        tokio::time::sleep(Duration::from_secs(3)).await;
        kib.push((one.rss() - before) * 1_024.0 / IDLE as f64);
        drop(wires);
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let [own, yardstick] = kib.as_slice() else { return Err("two were measured".into()) };
    println!("  RSS a socket: Fairhall {own:.1} KiB, the bare room {yardstick:.1} KiB");
    report.at_most("idle: RSS a socket", *own, 14.0, "KiB");
    Ok(())
}

async fn measure_slow_readers(server: &Server, crowd: &Crowd, report: &mut Report) -> Outcome<()> {
    println!("\n{SLOW} readers that stop reading, beside 500 that read");
    let (room, plan) = (room(crowd, 3)?, Talk { messages: 400, each_second: 25, chars: 1_500 });
    let wires = crowd.follow(server.address, room, 500).await?;
    let speaker = Wire::follow(server.address, crowd.cookie(501), room, None).await?;
    let (alone, wires) = talk(wires, speaker, plan, say(room)).await?;
    report.figures("  without them", &alone, 0.0, server.rss());
    let (rss, sockets) = (server.rss(), server.sockets());
    let mut slow = Vec::new();
    for number in 0..SLOW {
        let mut wire = Wire::open_narrow(server.address, crowd.cookie(600 + number)).await?;
        wire.subscribe(room, None).await?;
        slow.push(wire);
    }
    let speaker = Wire::follow(server.address, crowd.cookie(501), room, None).await?;
    let begin = Instant::now();
    let (most, gone) = (Rc::new(std::cell::Cell::new(0.0_f64)), Rc::new(std::cell::Cell::new(None)));
    let watching = {
        let (most, gone, id) = (most.clone(), gone.clone(), server.watch());
        actix_web::rt::spawn(async move {
            while begin.elapsed() < Duration::from_secs(40) {
                most.set(most.get().max(id.rss()));
                // The speaker came with them and is still there.
                if gone.get().is_none() && begin.elapsed() > Duration::from_secs(1) && id.sockets() <= sockets + 1 {
                    gone.set(Some(begin.elapsed().as_secs_f64()));
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        })
    };
    let (beside, wires) = talk(wires, speaker, plan, say(room)).await?;
    watching.await?;
    report.figures("  beside them", &beside, 0.0, server.rss());
    drop((wires, slow));
    report.at_most("slow reader: RSS of one", (most.get() - rss).max(0.0) / SLOW as f64, 1.0, "MB");
    report.at_most("slow reader: gone after", gone.get().unwrap_or(99.0), 30.0, "s");
    let others = beside.percentile(0.99) / alone.percentile(0.99).max(0.001);
    report.at_most_of("slow reader: p99 of the others", others, 2.0);
    report.none("slow reader: errors of the others", alone.errors + beside.errors);
    Ok(())
}

async fn measure_storm(server: &Server, crowd: &Crowd, report: &mut Report) -> Outcome<()> {
    println!("\n{STORM} sockets come back at once");
    let room = room(crowd, 4)?;
    let wires = crowd.follow(server.address, room, STORM).await?;
    let mut speaker = Wire::follow(server.address, crowd.cookie(STORM), room, None).await?;
    let mut last = 0;
    for _ in 0..20 {
        speaker.send(&say(room)(0, "before the storm")).await?;
        last = acknowledged(&mut speaker).await?;
    }
    let known = i64::try_from(last)? - 10;
    drop(wires);
    let begin = Instant::now();
    let returning = (0..STORM).map(|number| come_back(server, crowd.cookie(number), room, known, begin));
    let back = join_all(returning).await;
    let errors = back.iter().filter(|one| one.is_err()).count();
    for one in back.iter().filter_map(|one| one.as_ref().err()).take(3) {
        println!("  {one}");
    }
    let mut figures = Figures { waits: back.into_iter().flatten().collect(), ..Figures::default() };
    figures.waits.sort_unstable();
    let slowest = figures.waits.last().copied().unwrap_or(0) as f64 / 1_000_000.0;
    println!("  all back after {slowest:.2} s, half of them after {:.2} s", figures.percentile(0.5) / 1_000.0);
    report.at_most("reconnecting: the last is back after", slowest, 5.0, "s");
    report.none("reconnecting: errors and losses", errors as u64);
    Ok(())
}

async fn acknowledged(wire: &mut Wire) -> Outcome<u64> {
    loop {
        let text = wire.next().await?;
        if text.contains(r#""type":"said""#) {
            return number_behind(&text, r#""seq":"#).ok_or_else(|| "no number".into());
        }
    }
}

/// Microseconds until a socket is open again and holds the ten messages it missed, in their order.
async fn come_back(server: &Server, cookie: &str, room: &str, known: i64, begin: Instant) -> Outcome<u64> {
    let mut wire = tokio::time::timeout(PATIENCE, Wire::open(server.address, cookie)).await??;
    wire.subscribe(room, Some(known)).await?;
    for seq in known + 1..=known + 10 {
        let text = loop {
            let text = wire.next().await?;
            if text.contains(r#""type":"message""#) {
                break text;
            }
        };
        if number_behind(&text, r#""seq":"#) != u64::try_from(seq).ok() {
            return Err("a message is missing or out of order".into());
        }
    }
    Ok(u64::try_from(begin.elapsed().as_micros())?)
}

async fn measure_durable(
    server: &Server,
    bare: &Server,
    crowd: &Crowd,
    folder: &Path,
    report: &mut Report,
) -> Outcome<()> {
    println!("\ndurable messages: {SENDERS} senders, each in a room of their own");
    let mut writing = Vec::new();
    for number in 0..SENDERS {
        let room = room(crowd, 10 + number)?.to_owned();
        writing.push((Wire::follow(server.address, crowd.cookie(number * 60), &room, None).await?, room));
    }
    let before = server.cpu();
    let (own, errors) = write_all(writing).await?;
    report.figures("  Fairhall, over sockets", &own, server.cpu() - before, server.rss());
    let mut inserting = Vec::new();
    for _ in 0..SENDERS {
        inserting.push((Wire::open_insert(bare.address).await?, String::new()));
    }
    let before = bare.cpu();
    let (yardstick, _) = write_all(inserting).await?;
    report.figures("  the bare insert, over sockets", &yardstick, bare.cpu() - before, bare.rss());
    let inserter = Rc::new(Inserter::start(&folder.join("lines.db"))?);
    let until = Instant::now() + WRITE_SPAN;
    let writing = (0..SENDERS).map(|_| actix_web::rt::spawn(insert_on(inserter.clone(), until)));
    let (alone, _) = gather(join_all(writing).await)?;
    report.figures("  the bare insert, without sockets", &alone, 0.0, 0.0);
    println!("    of the bare insert without sockets: {:.3} ×", own.per_second() / alone.per_second());
    report.at_least("durable messages: of the bare insert", own.per_second() / yardstick.per_second(), 0.25);
    report.none("durable messages: errors", errors);
    Ok(())
}

async fn write_all(wires: Vec<(Wire, String)>) -> Outcome<(Figures, u64)> {
    let until = Instant::now() + WRITE_SPAN;
    let writing = wires.into_iter().map(|(wire, room)| actix_web::rt::spawn(write_on(wire, room, until)));
    gather(join_all(writing).await)
}

type Written = Result<Outcome<Vec<u64>>, tokio::task::JoinError>;

fn gather(written: Vec<Written>) -> Outcome<(Figures, u64)> {
    let mut all = Figures { seconds: WRITE_SPAN.as_secs_f64(), ..Figures::default() };
    for one in written {
        match one? {
            Ok(waits) => all.waits.extend(waits),
            Err(error) => {
                println!("  {error}");
                all.errors += 1;
            }
        }
    }
    all.waits.sort_unstable();
    let errors = all.errors;
    Ok((all, errors))
}

async fn write_on(mut wire: Wire, room: String, until: Instant) -> Outcome<Vec<u64>> {
    let (mut waits, word) = (Vec::new(), say(&room));
    while Instant::now() < until {
        let begin = Instant::now();
        wire.send(&word(0, LINE)).await?;
        acknowledged(&mut wire).await?;
        waits.push(u64::try_from(begin.elapsed().as_micros())?);
    }
    Ok(waits)
}

async fn insert_on(inserter: Rc<Inserter>, until: Instant) -> Outcome<Vec<u64>> {
    let mut waits = Vec::new();
    while Instant::now() < until {
        let begin = Instant::now();
        inserter.insert("room".to_owned(), LINE.to_owned()).await?;
        waits.push(u64::try_from(begin.elapsed().as_micros())?);
    }
    Ok(waits)
}
