//! The bus is cut and mended: each node goes on, and nothing is lost.

use serde_json::json;

use super::{Nodes, Wire, next_seqs, until};
use crate::moderation::{ADA, Socket};

#[actix_web::test]
async fn a_bus_that_was_away_loses_nothing() {
    let wire = Wire::lay().await;
    let nodes = Nodes::start_with(&wire.url, |config| config.no_limits = true).await;
    let (scene, room) = (&nodes.scene, nodes.scene.room.as_str());
    let mut ada = Socket::open(nodes.here(), &scene.ada).await;
    let mut bo = nodes.socket_there(&scene.bo).await;
    let mut mo = nodes.socket_there(&scene.moderator).await;
    for socket in [&mut ada, &mut bo, &mut mo] {
        socket.subscribe(room).await;
    }
    assert_eq!(ada.say(room, "before").await["type"], "said");
    assert_eq!(next_seqs(&mut bo, 1).await, [1]);
    wire.cut();
    for app in [nodes.here(), &nodes.other] {
        until("the cut is told", async || {
            let ready = app.visitor().get("/readyz").await;
            ready.status == 503 && ready.body.contains("\"bus\":\"failing\"")
        })
        .await;
    }
    for line in 0..30 {
        assert_eq!(ada.say(room, &format!("alone {line}")).await["type"], "said");
    }
    let message = scene.say_rudely("tne").await;
    assert_eq!(scene.ada.post(&format!("/messages/{message}"), &[("body", "ten")]).await.status, 303);
    assert_eq!(bo.say(room, "alone too").await["seq"], 33);
    let ban = [("kind", "banned"), ("zone", "all"), ("term", "week")];
    let mut lost = nodes.socket_there(&scene.ada).await;
    assert_eq!(scene.impose(&scene.stage.organizer, ADA, &ban).await.status, 303);
    wire.mend();
    assert_eq!(next_seqs(&mut bo, 32).await, (2..=33).collect::<Vec<_>>());
    let changed = bo.next_of(&["changed"]).await;
    assert_eq!((&changed["rev"], &changed["id"]), (&json!(1), &json!(message)));
    assert!(lost.close_code().await.is_some(), "who was banned meanwhile leaves");
    nodes.are_ready().await;
    let said = bo.say(room, "together").await;
    assert_eq!(said["seq"], 34);
    assert_eq!(mo.subscribe(room).await["seq"], 34);
}
