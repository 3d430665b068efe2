//! How much a person may have, and what a person is told beside rooms.

use serde_json::json;

use super::fake::Served;
use crate::bus::{BEAT_SECONDS, BUS_QUEUE, NODE_SECONDS};
use crate::live::budget::MAX_STRIKES;
use crate::live::following::{MAX_HELD, MAX_ROOMS};
use crate::live::handshake::MAX_SOCKETS_OF_PERSON;
use crate::live::outcomes::MAX_ERRANDS;
use crate::live::socket::MAILBOX;
use crate::live::sockets::{SEND_BUFFER_BYTES, USER_TIMEOUT};
use crate::live::{MAX_BODY_CHARS, MAX_FRAME_BYTES, Pace};

#[actix_web::test]
async fn a_person_is_told_how_much_is_unread_at_first_and_after_each_change() {
    let served = Served::start().await;
    let (mut tab, mut other) = (served.client(Some("ada")).await, served.client(Some("ada")).await);
    for tab in [&mut tab, &mut other] {
        assert_eq!(tab.next_of(&["notification"]).await["unread"], 0);
    }
    served.fake.notify();
    served.hub.tell_unread(&served.fake.person("ada").person);
    for tab in [&mut tab, &mut other] {
        let told = tab.next_of(&["notification"]).await;
        assert_eq!(told, json!({"type": "notification", "unread": 1, "text": "1 unread"}));
    }
}

#[actix_web::test]
async fn a_person_opens_so_many_sockets_and_one_more_when_one_has_closed() {
    let served = Served::start().await;
    let mut tabs = Vec::new();
    for _ in 0..MAX_SOCKETS_OF_PERSON {
        tabs.push(served.client(Some("ada")).await);
    }
    let ada = served.fake.person("ada").person;
    while served.hub.count_sockets_of(&ada) < MAX_SOCKETS_OF_PERSON {
        tokio::task::yield_now().await;
    }
    let origin = format!("http://{}", served.address);
    let knock = async |cookie| served.knock(Some(&origin), Some("fairhall.v1"), Some(cookie)).await;
    assert_eq!(knock("login=ada").await.err(), Some(429));
    served.fake.person("bo");
    assert!(knock("login=bo").await.is_ok(), "others come in");
    tabs.pop();
    while served.hub.count_sockets_of(&ada) == MAX_SOCKETS_OF_PERSON {
        tokio::task::yield_now().await;
    }
    assert!(knock("login=ada").await.is_ok());
}

#[test]
fn the_limits_of_the_socket_are_those_that_operators_read() {
    let pace = Pace::default();
    let rows = [
        ("MAX_SOCKETS_OF_PERSON", MAX_SOCKETS_OF_PERSON as u64),
        ("MAX_ROOMS", MAX_ROOMS as u64),
        ("MAX_FRAME_BYTES", MAX_FRAME_BYTES as u64),
        ("MAX_BODY_CHARS", MAX_BODY_CHARS as u64),
        ("frames_at_once", pace.frames_at_once.into()),
        ("frames_per_second", pace.frames_per_second.into()),
        ("MAX_STRIKES", MAX_STRIKES.into()),
        ("MAX_ERRANDS", MAX_ERRANDS as u64),
        ("MAILBOX", MAILBOX as u64),
        ("MAX_HELD", MAX_HELD as u64),
        ("ping_every", pace.ping_every.as_secs()),
        ("silence", pace.silence.as_secs()),
        ("typing_every", pace.typing_every.as_secs()),
        ("talk_after", u64::try_from(pace.talk_after.as_millis()).unwrap()),
        ("BUS_QUEUE", BUS_QUEUE as u64),
        ("BEAT_SECONDS", BEAT_SECONDS),
        ("NODE_SECONDS", NODE_SECONDS),
        ("SEND_BUFFER_BYTES", SEND_BUFFER_BYTES as u64),
        ("USER_TIMEOUT", USER_TIMEOUT.as_secs()),
    ];
    let written = include_str!("../../../docs/limits.md");
    let (_, live) = written.split_once("## Live").expect("a part about the socket");
    for (name, value) in rows {
        assert!(live.contains(&format!("| `{name}` | {value} |")), "docs/limits.md does not say {name}: {value}");
    }
    assert_eq!(live.lines().filter(|line| line.starts_with("| `")).count(), rows.len());
}
