//! The fan-out of one room: subscribers that only read, one who speaks.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::Outcome;
use crate::load::Figures;

/// Sockets in the room.
pub const SUBSCRIBERS: usize = 500;
/// Messages said, one after the other.
const MESSAGES: usize = 100;
/// Between two messages: 5,000 frames a second for the whole room.
const PAUSE: Duration = Duration::from_millis(100);
/// Longest wait for a frame.
const PATIENCE: Duration = Duration::from_secs(10);

type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

async fn open(address: SocketAddr, cookie: &str, room: &str) -> Outcome<Socket> {
    let mut request = format!("ws://{address}/live").into_client_request()?;
    let headers = request.headers_mut();
    headers.insert("origin", HeaderValue::from_str(&format!("http://{address}"))?);
    if !cookie.is_empty() {
        headers.insert("cookie", HeaderValue::from_str(cookie)?);
    }
    headers.insert("sec-websocket-protocol", HeaderValue::from_static("fairhall.v1"));
    let (mut socket, _) = connect_async(request).await?;
    socket.send(Message::text(format!(r#"{{"type":"subscribe","room":"{room}"}}"#))).await?;
    wait_for(&mut socket, r#""subscribed""#).await?;
    Ok(socket)
}

async fn wait_for(socket: &mut Socket, part: &str) -> Outcome<()> {
    loop {
        let frame = tokio::time::timeout(PATIENCE, socket.next()).await?.ok_or("the socket ended")??;
        if frame.to_text().is_ok_and(|text| text.contains(part)) {
            return Ok(());
        }
    }
}

/// Reads until all messages came; the waits from saying to hearing in microseconds.
async fn hear(mut socket: Socket, begin: Instant) -> Vec<u64> {
    let mut waits = Vec::new();
    while waits.len() < MESSAGES {
        let Ok(Some(Ok(frame))) = tokio::time::timeout(PATIENCE, socket.next()).await else { break };
        let Some(said) = frame.to_text().ok().and_then(said_at) else { continue };
        let now = u64::try_from(begin.elapsed().as_micros()).unwrap_or(u64::MAX);
        waits.push(now.saturating_sub(said));
    }
    waits
}

/// The microsecond that a body carries.
fn said_at(text: &str) -> Option<u64> {
    let (_, rest) = text.split_once(r#""type":"message""#)?;
    let (_, rest) = rest.split_once("said at ")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Says everything to a full room; an error is a frame that a subscriber did not get.
pub async fn run(address: SocketAddr, cookies: &[String], room: &str) -> Outcome<Figures> {
    let mut sockets = Vec::new();
    // A person has at most 64 sockets: four speak and the rest listen as visitors.
    let strangers = std::iter::repeat(String::new());
    for cookie in &cookies.iter().cloned().chain(strangers).take(SUBSCRIBERS).collect::<Vec<_>>() {
        sockets.push(open(address, cookie, room).await?);
    }
    let speaker = cookies.first().ok_or("nobody is signed in")?;
    let mut speaker = open(address, speaker, room).await?;
    let begin = Instant::now();
    let listeners: Vec<_> = sockets.into_iter().map(|one| actix_web::rt::spawn(hear(one, begin))).collect();
    for _ in 0..MESSAGES {
        let (id, at) = (uuid::Uuid::now_v7(), begin.elapsed().as_micros());
        let said = format!(r#"{{"type":"say","room":"{room}","client_id":"{id}","body":"said at {at}"}}"#);
        speaker.send(Message::text(said)).await?;
        wait_for(&mut speaker, r#""said""#).await?;
        tokio::time::sleep(PAUSE).await;
    }
    let mut all = Figures::default();
    for one in listeners {
        all.waits.extend(one.await?);
    }
    all.seconds = begin.elapsed().as_secs_f64();
    all.errors = u64::try_from((SUBSCRIBERS * MESSAGES).saturating_sub(all.waits.len()))?;
    all.waits.sort_unstable();
    Ok(all)
}
