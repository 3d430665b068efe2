//! Cards after the next edition has come.

use diesel::prelude::*;
use fairhall::db::schema::editions;

use super::cards::{Scene, written};
use crate::accounts::join;
use crate::both;
use crate::organizer::editions::turn_to_the_next;

both!(cards_of_an_edition_are_worked_with_until_it_is_archived, |kind| async move {
    let scene = Scene::set(kind).await;
    let (stage, list) = (&scene.stage, &scene.leads);
    scene.leave(&scene.visitor, "", "Fibre lasers of 4 kW?").await;
    let before = stage.app.site.snapshot.load().edition.as_ref().unwrap().slug.clone();
    let (path, of_then) = (scene.first().await, format!("{list}?edition={before}"));
    let export = format!("{list}/export?edition={before}&format=csv");
    let reader = join(&stage.app, "Olga Other", "olga@test.example").await;
    turn_to_the_next(&stage.organizer).await;
    let now = stage.owner.get(list).await.body;
    assert!(now.contains("No cards yet") && now.contains(&format!("<option value=\"{before}\"")), "{now}");
    let then = stage.owner.get(&of_then).await.body;
    assert!(then.contains("Li Na") && then.contains(&export.replace('&', "&#38;")), "{then}");
    let none = stage.owner.get(&format!("{of_then}&q=nobody")).await.body;
    assert!(none.contains(&format!("href=\"{of_then}\"")), "everything is everything of that edition: {none}");
    let csv = stage.owner.get(&export).await.body;
    assert!(csv.contains("Li Na") && csv.contains("Fibre lasers of 4 kW?"), "{csv}");
    assert!(stage.owner.get(&path).await.body.contains("Fibre lasers of 4 kW?"), "mails and reminders lead there");
    let write = |remark: &'static str, version: &'static str| written(version, "hot", "laser", remark, "");
    assert_eq!(stage.owner.post(&path, &write("Call in spring", "1")).await.status, 303);
    for other in [&scene.visitor, &stage.organizer, &reader] {
        for address in [&path, &of_then, &export] {
            assert_eq!(other.get(address).await.status, 404, "{address}");
        }
        assert_eq!(other.post(&path, &write("Not theirs", "2")).await.status, 404);
    }
    for to in ["open", "closed", "archived"] {
        let moved = stage.organizer.post(&format!("/organizer/editions/{before}/transitions"), &[("to", to)]).await;
        assert_eq!(moved.status, 303, "{to}: {}", moved.body);
    }
    let left = stage.owner.get(&path).await.body;
    assert!(left.contains("Call in spring") && !left.contains("name=\"remark\""), "it stays readable: {left}");
    assert_eq!(stage.owner.post(&path, &write("Too late", "2")).await.status, 403);
    let draft = move |conn: &mut fairhall::db::Conn| {
        let of_then = editions::table.filter(editions::slug.eq(&before));
        Ok(diesel::update(of_then).set(editions::state.eq("draft")).execute(conn)?)
    };
    stage.app.site.db.write(draft).await.unwrap();
    assert!(!stage.owner.get(&of_then).await.body.contains("Li Na"), "nobody can tell a draft from no edition");
});
