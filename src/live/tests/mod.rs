//! The socket as its clients meet it, over a real server and conversations in memory.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod autobahn;
mod fake;
mod limits;

use std::time::Duration;

use bytestring::ByteString;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use uuid::Uuid;

use fake::Served;

use super::{Ending, Pace, Talk};

#[actix_web::test]
async fn what_is_said_reaches_everyone_in_order_and_a_late_reader_gets_the_rest() {
    let served = Served::start().await;
    let (mut ada, mut bo) = (served.client(Some("ada")).await, served.client(None).await);
    assert_eq!(ada.subscribe(&served.room, None).await["may_post"], true);
    assert_eq!(bo.subscribe(&served.room, None).await["seq"], 0);
    for number in 0..40 {
        ada.say(&served.room, Uuid::now_v7(), &format!("line {number}")).await;
    }
    let all: Vec<i64> = (1..=40).collect();
    assert_eq!(bo.next_seqs(40).await, all);
    assert_eq!(ada.next_seqs(40).await, all);
    let mut late = served.client(None).await;
    let subscribed = late.subscribe(&served.room, Some(25)).await;
    assert_eq!((&subscribed["seq"], &subscribed["more"]), (&json!(40), &json!(false)));
    assert_eq!(late.next_seqs(15).await, (26..=40).collect::<Vec<_>>());
    ada.say(&served.room, Uuid::now_v7(), "one more").await;
    assert_eq!(late.next_seqs(1).await, [41]);
}

#[actix_web::test]
async fn the_same_client_id_is_the_same_message() {
    let served = Served::start().await;
    let mut ada = served.client(Some("ada")).await;
    ada.subscribe(&served.room, None).await;
    let client_id = Uuid::now_v7();
    ada.say(&served.room, client_id, "hello").await;
    let first = ada.next_of(&["said"]).await;
    ada.say(&served.room, client_id, "hello").await;
    assert_eq!(ada.next_of(&["said"]).await, first);
    assert_eq!((&first["seq"], &first["client_id"]), (&json!(1), &json!(client_id)));
    ada.say(&served.room, Uuid::now_v7(), "next").await;
    assert_eq!(ada.next_of(&["said"]).await["seq"], 2);
}

#[actix_web::test]
async fn a_message_that_never_arrived_is_read_before_the_next_one_passes() {
    let served = Served::start().await;
    let mut bo = served.client(None).await;
    bo.subscribe(&served.room, None).await;
    let ada = served.fake.person("ada");
    let said: Vec<_> = (0..4).map(|_| served.fake.store(&served.room, &ada, Uuid::now_v7(), "x")).collect();
    for lost in [3, 1] {
        served.hub.publish_message(&served.room, said[lost].seq, said[lost].frame.clone().unwrap());
    }
    assert_eq!(bo.next_seqs(4).await, [1, 2, 3, 4]);
}

#[actix_web::test]
async fn a_thousand_votes_are_told_to_a_room_once_and_the_next_one_again() {
    let served = Served::start().await;
    let mut bo = served.client(None).await;
    bo.subscribe(&served.room, None).await;
    for _ in 0..1_000 {
        served.hub.tell_talk(&served.room, Talk::Shown);
    }
    assert_eq!(bo.next_of(&["talk", "message"]).await["type"], "talk");
    let said = served.fake.store(&served.room, &served.fake.person("ada"), Uuid::now_v7(), "x");
    served.hub.publish_message(&served.room, said.seq, said.frame.clone().unwrap());
    served.hub.tell_talk(&served.room, Talk::Shown);
    assert_eq!(bo.next_of(&["talk", "message"]).await["type"], "message");
    assert_eq!(bo.next_of(&["talk", "message"]).await["type"], "talk");
}

#[actix_web::test]
async fn a_reader_far_behind_asks_again_until_it_is_live() {
    let served = Served::start().await;
    let ada = served.fake.person("ada");
    for _ in 0..250 {
        served.fake.store(&served.room, &ada, Uuid::now_v7(), "x");
    }
    let mut bo = served.client(None).await;
    assert_eq!(bo.subscribe(&served.room, Some(0)).await["more"], true);
    assert_eq!(bo.next_seqs(200).await.last(), Some(&200));
    assert_eq!(served.hub.present(&served.room), 0);
    assert_eq!(bo.subscribe(&served.room, Some(200)).await["more"], false);
    assert_eq!(bo.next_seqs(50).await.last(), Some(&250));
    assert_eq!(served.hub.present(&served.room), 1);
}

#[actix_web::test]
async fn a_reader_that_does_not_read_is_cut_and_the_others_get_everything() {
    let served = Served::start().await;
    let (mut slow, mut quick) = (served.client(None).await, served.client(None).await);
    slow.subscribe(&served.room, None).await;
    quick.subscribe(&served.room, None).await;
    let long = ByteString::from(format!("{{\"type\":\"message\",\"body\":\"{}\",\"seq\":1}}", "x".repeat(50_000)));
    let mut seq = 0;
    while served.hub.count_sockets() == 2 {
        seq += 1;
        assert!(seq < 5_000, "never cut");
        served.hub.publish_message(&served.room, seq, long.clone());
        quick.next_of(&["message"]).await;
    }
    assert_eq!(slow.close_code().await, None);
    served.hub.publish_message(&served.room, seq + 1, long.clone());
    quick.next_of(&["message"]).await;
}

#[actix_web::test]
async fn frames_that_break_the_protocol_end_the_socket_with_its_code() {
    let served = Served::start().await;
    let masked = |first: u8, payload: &[u8]| [&[first, 0x80 | payload.len() as u8, 0, 0, 0, 0], payload].concat();
    for (bytes, code) in [
        (vec![0x81, 0x02, b'h', b'i'], 1002u16),
        (masked(0xc1, b"hi"), 1002),
        (vec![0x81, 0xff, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0], 1009),
        (masked(0x81, b"\xc0\xaf"), 1007),
        (masked(0x82, b"bin"), 1003),
        (masked(0x88, &1000u16.to_be_bytes()), 1000),
    ] {
        let answer = send_raw(&served, &bytes).await;
        assert_eq!(answer, [&[0x88, 2], &code.to_be_bytes()[..]].concat(), "{bytes:?}");
    }
    while served.hub.count_sockets() > 0 {
        tokio::task::yield_now().await;
    }
}

/// Opens a socket by hand, sends bytes, gives what comes after the handshake until the end.
async fn send_raw(served: &Served, bytes: &[u8]) -> Vec<u8> {
    let mut stream = tokio::net::TcpStream::connect(served.address).await.unwrap();
    let address = served.address;
    let head = format!(
        "GET /live HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: fairhall.v1\r\nOrigin: http://{address}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        answer.push(stream.read_u8().await.unwrap());
    }
    stream.write_all(bytes).await.unwrap();
    answer.clear();
    let whole = stream.read_to_end(&mut answer);
    tokio::time::timeout(Duration::from_secs(10), whole).await.expect("not closed").unwrap();
    answer
}

#[actix_web::test]
async fn only_this_site_opens_a_socket() {
    let served = Served::start().await;
    let port = served.address.port();
    let protocol = Some("fairhall.v1");
    for (origin, refused) in [
        (Some(format!("http://127.0.0.1:{port}")), None),
        (Some(format!("http://localhost:{port}")), None),
        (Some(format!("http://127.0.0.1:{port}.evil.example")), Some(403)),
        (Some("http://127.0.0.1:1".to_owned()), Some(403)),
        (Some("https://evil.example".to_owned()), Some(403)),
        (Some("null".to_owned()), Some(403)),
        (None, Some(403)),
    ] {
        let got = served.knock(origin.as_deref(), protocol, None).await.err();
        assert_eq!(got, refused, "{origin:?}");
    }
}

#[actix_web::test]
async fn another_protocol_and_a_dead_login_are_refused_before_the_upgrade() {
    let served = Served::start().await;
    let origin = format!("http://{}", served.address);
    assert_eq!(served.knock(Some(&origin), None, None).await.err(), Some(400));
    assert_eq!(served.knock(Some(&origin), Some("fairhall.v2"), None).await.err(), Some(400));
    assert_eq!(served.knock(Some(&origin), Some("fairhall.v1"), Some("login=made-up")).await.err(), Some(401));
}

#[actix_web::test]
async fn an_ended_login_a_ban_and_a_restart_close_with_their_codes() {
    let served = Served::start().await;
    let (mut ada, mut bo, mut cleo) =
        (served.client(Some("ada")).await, served.client(Some("bo")).await, served.client(None).await);
    for client in [&mut ada, &mut bo, &mut cleo] {
        client.subscribe(&served.room, None).await;
    }
    served.hub.end_login(&served.fake.person("ada").login);
    assert_eq!(ada.close_code().await, Some(4001));
    served.hub.end_person(&served.fake.person("bo").person, Ending::Banned);
    assert_eq!(bo.close_code().await, Some(4003));
    served.hub.drain();
    assert_eq!(cleo.close_code().await, Some(1012));
    let origin = format!("http://{}", served.address);
    assert_eq!(served.knock(Some(&origin), Some("fairhall.v1"), None).await.err(), Some(503));
}

#[actix_web::test]
async fn a_lost_right_takes_the_reader_out_of_the_room() {
    let served = Served::start().await;
    let mut ada = served.client(Some("ada")).await;
    ada.subscribe(&served.room, None).await;
    served.fake.close(&served.room);
    served.hub.recheck_person(&served.fake.person("ada").person);
    let error = ada.next_of(&["error"]).await;
    assert_eq!((&error["code"], &error["room"]), (&json!("forbidden"), &json!(served.room)));
    assert_eq!(served.hub.present(&served.room), 0);
}

#[actix_web::test]
async fn refusals_name_the_request_and_leave_the_socket_open() {
    let served = Served::start().await;
    let (mut ada, mut visitor) = (served.client(Some("ada")).await, served.client(None).await);
    let id = Uuid::now_v7();
    visitor.say(&served.room, id, "hello").await;
    let error = visitor.next_of(&["error"]).await;
    assert_eq!((&error["code"], &error["client_id"]), (&json!("forbidden"), &json!(id)));
    ada.say(&served.room, id, &"字".repeat(4_001)).await;
    assert_eq!(ada.next_of(&["error"]).await["code"], "too_long");
    ada.say(&served.room, id, &"字".repeat(4_000)).await;
    assert_eq!(ada.next_of(&["said"]).await["seq"], 1);
    ada.send(json!({"type": "say", "room": served.room, "client_id": id, "body": "x", "as": "root"})).await;
    let error = ada.next_of(&["error"]).await;
    assert_eq!((&error["code"], &error["client_id"]), (&json!("bad_frame"), &json!(id)));
    assert_eq!(ada.subscribe(&crate::ids::RoomId::new(), None).await["code"], "unknown_room");
    ada.send(json!({"type": "subscribe", "room": "nowhere"})).await;
    assert_eq!(ada.next_of(&["error"]).await["code"], "unknown_room");
    ada.send(json!({"type": "ping"})).await;
    ada.next_of(&["pong"]).await;
}

#[actix_web::test]
async fn too_much_is_refused_and_then_ends_the_socket() {
    let frames_at_once = 5;
    let served = Served::start_with(Pace { frames_at_once, frames_per_second: 0, ..Pace::default() }).await;
    let mut ada = served.client(Some("ada")).await;
    // Not one more than ends it: what is written to a closed socket may fail.
    for _ in 0..frames_at_once + u16::from(super::budget::MAX_STRIKES) + 1 {
        ada.send(json!({"type": "ping"})).await;
    }
    assert_eq!(ada.next_of(&["error"]).await["code"], "too_fast");
    assert_eq!(ada.close_code().await, Some(1008));
}

#[actix_web::test]
async fn a_silent_client_is_pinged_and_then_closed() {
    let (ping_every, silence) = (Duration::from_millis(40), Duration::from_millis(120));
    let served = Served::start_with(Pace { ping_every, silence, ..Pace::default() }).await;
    let mut answering = served.client(None).await;
    let frames = tokio::select! {
        frames = send_raw(&served, b"") => frames,
        frame = answering.next_of(&["error"]) => panic!("{frame}"),
    };
    assert!(frames.starts_with(&[0x89, 0]), "{frames:?}");
    answering.send(json!({"type": "ping"})).await;
    answering.next_of(&["pong"]).await;
}

#[actix_web::test]
async fn typing_and_reading_reach_those_they_are_meant_for() {
    let served = Served::start().await;
    let (mut ada, mut second, mut bo) =
        (served.client(Some("ada")).await, served.client(Some("ada")).await, served.client(Some("bo")).await);
    for client in [&mut ada, &mut second, &mut bo] {
        client.subscribe(&served.room, None).await;
    }
    assert_eq!(served.hub.present(&served.room), 2);
    for _ in 0..3 {
        ada.send(json!({"type": "typing", "room": served.room})).await;
    }
    ada.send(json!({"type": "read", "room": served.room, "seq": 7})).await;
    ada.say(&served.room, Uuid::now_v7(), "done").await;
    assert_eq!(bo.next_of(&["typing", "message"]).await["person"]["name"], "ada");
    assert_eq!(bo.next_of(&["typing", "message"]).await["type"], "message");
    assert_eq!(second.next_of(&["typing", "read"]).await["seq"], 7);
    assert_eq!(bo.next_of(&["present"]).await["count"], 2);
}
