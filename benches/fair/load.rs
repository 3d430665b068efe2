//! The load generator: so many connections that each send a request, wait for the whole answer and
//! send the next (a closed loop). HTTP/1.1 written by hand, so that it costs less than what it measures.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Outcome;

/// Connections at once, as the targets name them.
pub const CONNECTIONS: usize = 64;

/// One request on the wire with what a right answer begins with.
#[derive(Clone)]
pub struct Ask {
    pub bytes: Arc<[u8]>,
    pub status: u16,
    /// What the header `Location` must begin with; empty for any.
    pub leads_to: &'static str,
}

/// Gives the next request; none when there are no more.
pub type Source = Arc<dyn Fn() -> Option<Ask> + Send + Sync>;

/// What a run found.
#[derive(Debug, Default)]
pub struct Figures {
    /// Microseconds from sending to the last byte, ascending.
    pub waits: Vec<u64>,
    pub errors: u64,
    pub seconds: f64,
}

impl Figures {
    pub fn per_second(&self) -> f64 {
        self.waits.len() as f64 / self.seconds.max(0.001)
    }

    /// Milliseconds within which this share of the answers came.
    pub fn percentile(&self, share: f64) -> f64 {
        let at = ((self.waits.len() as f64 * share) as usize).min(self.waits.len().saturating_sub(1));
        self.waits.get(at).copied().unwrap_or(0) as f64 / 1_000.0
    }
}

/// A plain request for a path.
pub fn get(path: &str, cookie: &str) -> Ask {
    let cookie = if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
    let text = format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAccept: text/html\r\n{cookie}\r\n");
    Ask { bytes: text.into_bytes().into(), status: 200, leads_to: "" }
}

/// The same request again and again.
pub fn repeated(ask: Ask) -> Source {
    Arc::new(move || Some(ask.clone()))
}

/// Sends for so long, or until the source is empty.
pub async fn run(address: SocketAddr, source: Source, span: Duration) -> Outcome<Figures> {
    run_with(address, source, span, CONNECTIONS).await
}

/// The same over so many connections.
pub async fn run_with(address: SocketAddr, source: Source, span: Duration, connections: usize) -> Outcome<Figures> {
    let begin = Instant::now();
    let lanes: Vec<_> =
        (0..connections).map(|_| actix_web::rt::spawn(lane(address, source.clone(), begin + span))).collect();
    let mut all = Figures::default();
    for one in lanes {
        let (waits, errors) = one.await?;
        all.waits.extend(waits);
        all.errors += errors;
    }
    all.seconds = begin.elapsed().as_secs_f64();
    all.waits.sort_unstable();
    Ok(all)
}

async fn lane(address: SocketAddr, source: Source, until: Instant) -> (Vec<u64>, u64) {
    let (mut waits, mut errors) = (Vec::new(), 0);
    let mut line = None;
    while Instant::now() < until {
        let Some(ask) = source() else { break };
        let begin = Instant::now();
        match answer_on(&mut line, address, &ask).await {
            Ok(true) => waits.push(u64::try_from(begin.elapsed().as_micros()).unwrap_or(u64::MAX)),
            Ok(false) => errors += 1,
            Err(_) => {
                errors += 1;
                line = None;
            }
        }
    }
    (waits, errors)
}

async fn answer_on(line: &mut Option<TcpStream>, address: SocketAddr, ask: &Ask) -> Outcome<bool> {
    if line.is_none() {
        let fresh = TcpStream::connect(address).await?;
        fresh.set_nodelay(true)?;
        *line = Some(fresh);
    }
    let Some(stream) = line.as_mut() else { return Ok(false) };
    stream.write_all(&ask.bytes).await?;
    let answer = tokio::time::timeout(Duration::from_secs(10), read_answer(stream)).await??;
    Ok(answer.status == ask.status && answer.header("location").unwrap_or_default().starts_with(ask.leads_to))
}

/// An answer, whole.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let pairs = self.head.lines().filter_map(|line| line.split_once(':'));
        pairs.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
    }
}

/// One request on a connection of its own.
pub async fn once(address: SocketAddr, ask: &Ask) -> Outcome<Answer> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(&ask.bytes).await?;
    read_answer(&mut stream).await
}

async fn read_answer(stream: &mut TcpStream) -> Outcome<Answer> {
    let mut got = Vec::with_capacity(64 * 1024);
    let end = loop {
        if stream.read_buf(&mut got).await? == 0 {
            return Err("the server closed the connection".into());
        }
        if let Some(at) = got.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
    };
    let mut body = got.split_off(end);
    let head = String::from_utf8(got)?;
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).ok_or("no status")?;
    let mut answer = Answer { status, head, body: Vec::new() };
    let length: Option<usize> = answer.header("content-length").and_then(|value| value.parse().ok());
    // Chunks end with an empty one.
    while length.map_or_else(|| !body.ends_with(b"0\r\n\r\n"), |length| body.len() < length) {
        if stream.read_buf(&mut body).await? == 0 {
            return Err("the answer broke off".into());
        }
    }
    answer.body = body;
    Ok(answer)
}
