//! Who stands at a booth when.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::clock::Instant;
use fairhall::db::Conn;
use fairhall::db::schema::booth_staff;

use super::{add, all_live_in, in_minutes, set_at};
use crate::accounts::join;
use crate::both;
use crate::stage::{Stage, between};
use crate::support::{Browser, Kind, Seen};

/// A booth with one on its staff besides the owner; gives that member and their id.
async fn set(stage: &Stage) -> (Browser, String) {
    assert_eq!(stage.owner.post(&stage.desk("/booth/draft"), &[]).await.status, 303);
    let member = stage.member("Rep Resent", "rep@test.example", "representative").await;
    all_live_in(&stage.app, "UTC").await;
    let page = stage.owner.get(&stage.desk("/booth/staff")).await.body;
    let row = &page[page.find("Rep Resent").unwrap()..];
    let person = between(row, "name=\"person\" value=\"", "\"").to_owned();
    let seen =
        stage.owner.post(&stage.desk("/booth/staff"), &[("person", &person), ("title", ""), ("shown", &person)]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    (member, person)
}

async fn plan(stage: &Stage, who: &Browser, person: &str, (from, until): (i64, i64)) -> Seen {
    let (from, until) = (in_minutes(&stage.app, from), in_minutes(&stage.app, until));
    who.post(&stage.desk("/booth/shifts"), &[("person", person), ("starts_at", &from), ("ends_at", &until)]).await
}

both!(a_shift_stands_in_the_calendar_and_puts_on_duty_when_it_begins, |kind: Kind| async move {
    let stage = set_at(kind, "2027-01-11 08:00").await;
    let (member, person) = set(&stage).await;
    assert_eq!(plan(&stage, &stage.owner, &person, (60, 180)).await.status, 303);
    let told = stage.subjects("rep@test.example").await;
    assert!(
        told.iter().any(|subject| subject.starts_with("You are on duty at the booth of Delta Photonics")),
        "{told:?}"
    );
    let seen = member.get("/me/calendar").await.body;
    assert!(seen.contains("Booth of Delta Photonics") && seen.contains("09:00 – 11:00"), "{seen}");
    // Nobody is in two places; what the other is busy with is not told.
    add(&stage.app, &member, "Secret interview", (200, 260)).await;
    let busy = plan(&stage, &stage.owner, &person, (190, 230)).await;
    assert!(
        busy.status == 422 && busy.body.contains("They are busy") && !busy.body.contains("Secret"),
        "{}",
        busy.body
    );
    assert_eq!(add(&stage.app, &member, "Coffee", (100, 110)).await.status, 422);
    let duty =
        |conn: &mut Conn| Ok(booth_staff::table.select(booth_staff::on_duty_until).first::<Option<Instant>>(conn)?);
    assert_eq!(stage.app.site.db.read(duty).await.unwrap(), None);
    stage.app.clock.advance(Duration::minutes(60));
    stage.app.mails().await;
    let until = stage.app.site.db.read(duty).await.unwrap();
    assert_eq!(until.map(|until| until.to_string()), Some("2027-01-11 11:00:00".to_owned()), "until the shift ends");
});

both!(a_shift_ends_with_its_removal_with_the_staff_and_with_the_membership, |kind: Kind| async move {
    let stage = set_at(kind, "2027-01-11 08:00").await;
    let (member, person) = set(&stage).await;
    let has_shift = async || member.get("/me/calendar").await.body.contains("Booth of");
    assert_eq!(plan(&stage, &stage.owner, &person, (60, 120)).await.status, 303);
    let page = stage.owner.get(&stage.desk("/booth/shifts")).await.body;
    let shift = page.split("/booth/shifts/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let stranger = join(&stage.app, "Eve", "eve@test.example").await;
    for nobody in [&member, &stranger, &stage.organizer] {
        assert_eq!(nobody.post(&stage.desk(&format!("/booth/shifts/{shift}/removal")), &[]).await.status, 404);
        assert_eq!(plan(&stage, nobody, &person, (300, 360)).await.status, 404);
        assert_eq!(nobody.get(&stage.desk("/booth/shifts")).await.status, 404);
    }
    assert!(has_shift().await);
    assert_eq!(stage.owner.post(&stage.desk(&format!("/booth/shifts/{shift}/removal")), &[]).await.status, 303);
    assert!(!has_shift().await);
    // Off the staff.
    assert_eq!(plan(&stage, &stage.owner, &person, (60, 120)).await.status, 303);
    assert_eq!(stage.owner.post(&stage.desk("/booth/staff"), &[]).await.status, 303);
    assert!(!has_shift().await);
    assert_eq!(plan(&stage, &stage.owner, &person, (60, 120)).await.status, 422, "only the staff");
    // Out of the organization.
    let form = [("person", person.as_str()), ("title", ""), ("shown", person.as_str())];
    assert_eq!(stage.owner.post(&stage.desk("/booth/staff"), &form).await.status, 303);
    assert_eq!(plan(&stage, &stage.owner, &person, (60, 120)).await.status, 303);
    let members = stage.owner.get(&stage.desk("/members")).await.body;
    let row = &members[members.find("rep@test.example").unwrap()..];
    let id = between(row, &stage.desk("/members/"), "\"").split('/').next().unwrap().to_owned();
    assert_eq!(stage.owner.post(&stage.desk(&format!("/members/{id}/removal")), &[]).await.status, 303);
    assert!(!has_shift().await);
});
