//! What breaks the protocol of the socket, sent to the built program: it closes, and rests afterwards.

use std::time::Duration;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::crash::Program;
use crate::support::PATIENCE;

/// How long the program is watched at a time.
const WATCH: Duration = Duration::from_millis(400);
/// A thread that spins uses 40 hundredths in that time.
const RESTING: u64 = 12;
/// Streams of noise that are sent.
const NOISES: usize = 60;

/// Opens a socket by hand.
async fn knock(program: &Program) -> TcpStream {
    let address = program.url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "GET /live HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: fairhall.v1\r\nOrigin: {}\r\n\r\n",
        program.url
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        answer.push(stream.read_u8().await.unwrap());
    }
    assert!(answer.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&answer));
    stream
}

/// Waits until the program rests; it never does while something spins.
async fn rests(program: &Program, after: &str) {
    let begin = std::time::Instant::now();
    loop {
        let before = program.cpu();
        tokio::time::sleep(WATCH).await;
        let used = program.cpu() - before;
        if used <= RESTING {
            return;
        }
        assert!(begin.elapsed() < PATIENCE, "after {after} the program does not rest: {used} of 40");
    }
}

fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    match u16::try_from(payload.len()).unwrap() {
        short @ 0..126 => bytes.push(0x80 | u8::try_from(short).unwrap()),
        long => {
            bytes.push(0x80 | 126);
            bytes.extend(long.to_be_bytes());
        }
    }
    bytes.extend([0; 4]);
    bytes.extend(payload);
    bytes
}

#[actix_web::test]
async fn the_program_rests_after_every_kind_of_bad_frame() {
    let program = Program::start().await;
    rests(&program, "the start").await;
    let nonsense = masked(0x81, b"{\"type\":\"dance\"}").repeat(40);
    let cases: [(&str, Vec<u8>); 12] = [
        ("no mask", vec![0x81, 0x02, b'h', b'i']),
        ("reserved bits", masked(0xf1, b"hi")),
        ("an unknown opcode", masked(0x83, b"hi")),
        ("a frame announced with 2^63 bytes", [&[0x81, 0xff, 0x7f][..], &[0xff; 7], &[0; 4]].concat()),
        ("70,000 bytes in fragments", [masked(0x01, &[b'a'; 35_000]), masked(0x80, &[b'a'; 35_000])].concat()),
        ("a continuation of nothing", masked(0x80, b"hi")),
        ("a long ping", masked(0x89, &[b'a'; 126])),
        ("bad UTF-8", masked(0x81, b"\xc0\xaf")),
        ("a binary frame", masked(0x82, b"bin")),
        ("broken JSON", masked(0x81, b"{\"type\":")),
        ("unknown types until the end", nonsense),
        ("half a head", vec![0x81]),
    ];
    for (name, bytes) in &cases {
        // One end stays open, the other goes away in the middle.
        let (mut open, mut gone) = (knock(&program).await, knock(&program).await);
        open.write_all(bytes).await.unwrap();
        gone.write_all(bytes).await.unwrap();
        drop(gone);
        rests(&program, name).await;
        drop(open);
    }
}

#[actix_web::test]
async fn noise_ends_sockets_and_nothing_else() {
    let program = Program::start().await;
    let mut runner = TestRunner::deterministic();
    let frames =
        (any::<u8>(), prop::collection::vec(any::<u8>(), 0..200)).prop_map(|(first, body)| masked(first, &body));
    let noise = prop::collection::vec(prop_oneof![frames, prop::collection::vec(any::<u8>(), 0..60)], 1..12);
    for _ in 0..NOISES {
        let parts = noise.new_tree(&mut runner).unwrap().current();
        let mut stream = knock(&program).await;
        for part in &parts {
            // The server may have closed after any of them.
            if stream.write_all(part).await.is_err() {
                break;
            }
        }
    }
    rests(&program, "noise").await;
    knock(&program).await;
}
