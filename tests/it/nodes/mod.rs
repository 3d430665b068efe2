//! Several nodes on one PostgreSQL database and one Redis: whoever sits at one gets what is said and
//! done at another.

mod interleavings;
mod kill;
mod outage;
mod running;
mod wire;

use fairhall::config::Config;
use fairhall::db::{Conn, Topic, raise};
use fairhall::live::Talk;
use serde_json::{Value, json};

use crate::moderation::{ADA, Scene, Socket};
use crate::requests;
use crate::stage::Stage;
use crate::support::{Browser, Kind, PATIENCE, TestApp, until};
use wire::{Wire, redis};

/// Two nodes with a booth's room.
pub struct Nodes {
    /// The one where everybody signed in.
    pub scene: Scene,
    /// The other.
    pub other: TestApp,
}

impl Nodes {
    async fn start() -> Self {
        Self::start_with(&redis(), |config| config.no_limits = true).await
    }

    async fn start_with(redis: &str, change: fn(&mut Config)) -> Self {
        let set = |config: &mut Config| {
            config.redis = Some(redis.to_owned());
            change(config);
        };
        let app = TestApp::start_with(Kind::Postgres, set).await;
        let scene = Scene::set_in(Stage::set_on(app).await).await;
        let other = scene.stage.app.start_beside(set).await;
        let nodes = Self { scene, other };
        nodes.are_ready().await;
        nodes
    }

    fn here(&self) -> &TestApp {
        &self.scene.stage.app
    }

    async fn are_ready(&self) {
        for app in [self.here(), &self.other] {
            until("the bus is there", async || app.visitor().get("/readyz").await.status == 200).await;
        }
    }

    /// The same person's browser, at the other node.
    fn there(&self, who: &Browser) -> Browser {
        let browser = Browser::new(&self.other.url);
        browser.set_cookie("__Host-login", &who.cookie("__Host-login").unwrap());
        browser
    }

    /// A socket of somebody at the other node.
    async fn socket_there(&self, who: &Browser) -> Socket {
        Socket::open(&self.other, &self.there(who)).await
    }
}

async fn next_seqs(socket: &mut Socket, count: usize) -> Vec<i64> {
    let mut seqs = Vec::new();
    while seqs.len() < count {
        seqs.push(socket.next_of(&["message"]).await["seq"].as_i64().unwrap());
    }
    seqs
}

#[actix_web::test]
async fn what_is_said_at_one_node_is_heard_at_the_other_once_and_in_order() {
    let nodes = Nodes::start().await;
    let room = &nodes.scene.room;
    let mut ada = Socket::open(nodes.here(), &nodes.scene.ada).await;
    let mut bo = nodes.socket_there(&nodes.scene.bo).await;
    let (mut near, mut far) =
        (Socket::open(nodes.here(), &nodes.scene.moderator).await, nodes.socket_there(&nodes.scene.moderator).await);
    for socket in [&mut ada, &mut bo, &mut near, &mut far] {
        socket.subscribe(room).await;
    }
    let (one, two) = tokio::join!(
        async {
            for line in 0..40 {
                assert_eq!(ada.say(room, &format!("here {line}")).await["type"], "said");
            }
        },
        async {
            for line in 0..40 {
                assert_eq!(bo.say(room, &format!("there {line}")).await["type"], "said");
            }
        }
    );
    assert_eq!((one, two), ((), ()));
    let all: Vec<i64> = (1..=80).collect();
    assert_eq!(next_seqs(&mut near, 80).await, all);
    assert_eq!(next_seqs(&mut far, 80).await, all);
    // By form too, and after it nothing comes again.
    let there = nodes.there(&nodes.scene.bo);
    assert_eq!(there.post(&format!("/rooms/{room}/messages"), &[("body", "by form")]).await.status, 303);
    assert_eq!(next_seqs(&mut near, 1).await, [81]);
    assert_eq!(next_seqs(&mut far, 1).await, [81]);
}

#[actix_web::test]
async fn changes_typing_and_what_was_read_reach_the_other_node() {
    let nodes = Nodes::start().await;
    let (scene, room) = (&nodes.scene, nodes.scene.room.clone());
    let message = scene.say_rudely("You are all fools").await;
    let mut far = nodes.socket_there(&scene.bo).await;
    far.subscribe(&room).await;
    assert_eq!(scene.ada.post(&format!("/messages/{message}"), &[("body", "You are all wise")]).await.status, 303);
    let changed = far.next_of(&["changed"]).await;
    assert_eq!((&changed["rev"], &changed["id"]), (&json!(1), &json!(message)));
    assert!(changed["html"].as_str().unwrap().contains("wise"), "{changed}");
    scene.report(&scene.bo, &message).await;
    let report = scene.first_report().await;
    assert_eq!(scene.decide(&scene.moderator, &report, &[("verdict", "hide")]).await.status, 303);
    let changed = far.next_of(&["changed"]).await;
    assert!(changed["rev"] == 2 && !changed["html"].as_str().unwrap().contains("wise"), "{changed}");

    let (mut ada, mut at_home) = (Socket::open(nodes.here(), &scene.ada).await, nodes.socket_there(&scene.ada).await);
    ada.subscribe(&room).await;
    ada.send(json!({"type": "typing", "room": room})).await;
    assert_eq!(far.next_of(&["typing"]).await["person"]["name"], "Ada");
    ada.send(json!({"type": "read", "room": room, "seq": 1})).await;
    assert_eq!(at_home.next_of(&["read"]).await["seq"], 1);
}

#[actix_web::test]
async fn who_is_present_is_counted_over_all_nodes() {
    let nodes = Nodes::start().await;
    let room = &nodes.scene.room;
    let mut far = nodes.socket_there(&nodes.scene.bo).await;
    far.subscribe(room).await;
    let mut near = Socket::open(nodes.here(), &nodes.scene.ada).await;
    near.subscribe(room).await;
    let mut again = nodes.socket_there(&nodes.scene.ada).await;
    again.subscribe(room).await;
    for socket in [&mut near, &mut far] {
        let mut seen = Value::Null;
        while seen["count"] != 2 || seen["people"].as_array().unwrap().len() != 2 {
            seen = socket.next_of(&["present"]).await;
        }
    }
    drop(far);
    while near.next_of(&["present"]).await["count"] != 1 {}
    drop(again);
    // A page tells it too.
    let id = room.parse().unwrap();
    until("one is left", async || nodes.other.site.hub.present(&id) == 1).await;
    drop(near);
    until("nobody is left", async || nodes.other.site.hub.present(&id) == 0).await;
}

#[actix_web::test]
async fn a_login_that_ends_at_one_node_ends_its_sockets_at_the_other() {
    let nodes = Nodes::start().await;
    let mut far = nodes.socket_there(&nodes.scene.ada).await;
    far.subscribe(&nodes.scene.room).await;
    assert_eq!(nodes.scene.ada.post("/logout", &[]).await.status, 303);
    assert_eq!(far.close_code().await, Some(4001));
}

#[actix_web::test]
async fn a_ban_and_a_silence_reach_the_other_node() {
    let nodes = Nodes::start().await;
    let (scene, room) = (&nodes.scene, nodes.scene.room.as_str());
    let mut far = nodes.socket_there(&scene.ada).await;
    let first = far.next_of(&["notification"]).await["unread"].as_i64().unwrap();
    assert_eq!(far.subscribe(room).await["may_post"], true);
    let silence = [("kind", "silenced"), ("zone", "exhibition"), ("term", "day")];
    assert_eq!(scene.impose(&scene.moderator, ADA, &silence).await.status, 303);
    while far.next_of(&["notification"]).await["unread"] != first + 1 {}
    assert_eq!(far.say(room, "I go on").await["code"], "silenced");
    assert_eq!(scene.ada.post("/me/notifications/reading", &[]).await.status, 303);
    while far.next_of(&["notification"]).await["unread"] != 0 {}
    let ban = [("kind", "banned"), ("zone", "all"), ("term", "week")];
    assert_eq!(scene.impose(&scene.stage.organizer, ADA, &ban).await.status, 303);
    assert_eq!(far.close_code().await, Some(4003));
}

#[actix_web::test]
async fn a_commit_at_one_node_wakes_who_follows_it_at_the_other() {
    let nodes = Nodes::start().await;
    for (topic, from, to) in [
        (Topic::Search, nodes.here(), &nodes.other),
        (Topic::Site, &nodes.other, nodes.here()),
        (Topic::Requests, nodes.here(), &nodes.other),
    ] {
        let (mut bell, commits) = (to.site.db.listen(topic), to.site.db.commits());
        let write = move |_: &mut Conn| {
            raise(topic);
            Ok(())
        };
        from.site.db.write(write).await.unwrap();
        tokio::time::timeout(PATIENCE, bell.changed()).await.expect("it was woken").unwrap();
        assert!(to.site.db.commits() > commits, "what is kept counts as changed");
    }
}

#[actix_web::test]
async fn a_request_is_offered_at_every_node_and_the_first_to_accept_talks() {
    let set = |config: &mut Config| {
        config.redis = Some(redis());
        config.no_limits = true;
    };
    let app = TestApp::start_with(Kind::Postgres, set).await;
    let scene = requests::open(Scene::set_in(Stage::set_on(app).await).await).await;
    let colleague = requests::add_colleague(&scene).await;
    let other = scene.stage.app.start_beside(set).await;
    let nodes = Nodes { scene, other };
    nodes.are_ready().await;
    let scene = &nodes.scene;
    requests::go_on_duty(scene, &scene.stage.owner, "3").await;
    let mut desk = nodes.socket_there(&colleague).await;
    let mut ada = nodes.socket_there(&scene.ada).await;
    let request = requests::ask(scene, &scene.ada, "Hello").await;
    let told = desk.next_of(&["request"]).await;
    assert_eq!(
        (&told["state"], format!("/requests/{}", told["room"].as_str().unwrap())),
        (&json!("offered"), request.clone())
    );
    while ada.next_of(&["request"]).await["position"] != 1 {}
    let path = format!("{request}/acceptance");
    let there = nodes.there(&colleague);
    let (one, other) = tokio::join!(scene.stage.owner.post(&path, &[]), there.post(&path, &[]));
    let mut got = [one.status, other.status];
    got.sort_unstable();
    assert_eq!(got, [303, 409], "{} {}", one.body, other.body);
    assert_eq!(requests::states(scene).await, ["active"]);
    while ada.next_of(&["request"]).await["state"] != "active" {}
}

#[actix_web::test]
async fn a_rate_is_one_for_all_nodes() {
    let nodes = Nodes::start_with(&redis(), |_| {}).await;
    // Some are counted before the trip to the database, some inside it.
    let form = [("email", "stranger@test.example"), ("password", "wrong wrong wrong")];
    let mut passed = 0;
    let (here, there) = (nodes.here().visitor(), nodes.other.visitor());
    // Ten tries for an account: a node whose count was not answered in time counts for itself, so a
    // few more may pass, but never those of two nodes.
    for turn in 0..20 {
        let who = if turn % 2 == 0 { &here } else { &there };
        match who.post("/login", &form).await.status {
            422 => passed += 1,
            429 => {}
            other => panic!("{other}"),
        }
    }
    assert!((10..16).contains(&passed), "{passed} tries passed");
    let message = nodes.scene.say_rudely("You are all fools").await;
    let (here, there) = (&nodes.scene.bo, nodes.there(&nodes.scene.bo));
    let mut passed = 0;
    for turn in 0..20 {
        let seen = nodes.scene.report(if turn % 2 == 0 { here } else { &there }, &message).await;
        passed += i32::from(seen.status != 429);
    }
    assert!((10..16).contains(&passed), "{passed} reports passed");
}

#[actix_web::test]
async fn that_questions_and_polls_changed_is_told_at_every_node() {
    let nodes = Nodes::start().await;
    let mut bo = nodes.socket_there(&nodes.scene.bo).await;
    bo.subscribe(&nodes.scene.room).await;
    for (talk, kind) in [(Talk::Shown, "talk"), (Talk::Desk, "talk_desk")] {
        nodes.here().site.hub.tell_talk(&nodes.scene.room.parse().unwrap(), talk);
        assert_eq!(bo.next_of(&["talk", "talk_desk"]).await["type"], kind);
    }
}
