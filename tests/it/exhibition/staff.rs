//! Who stands at a booth: members with titles and duty.

use super::*;

both!(a_booths_staff_are_members_with_titles_and_duty, |kind| async move {
    let stage = Stage::set(kind).await;
    write_booth(&stage, "Light at work").await;
    submit(&stage).await;
    assert_eq!(decide(&stage.organizer, "approved", "", "").await.status, 303);
    let member = stage.member("Wu Tao", "tao@test.example", "representative").await;
    let path = stage.desk("/booth/staff");
    let page = stage.owner.get(&path).await;
    let people: Vec<&str> = page.body.split("name=\"person\" value=\"").skip(1).map(|rest| &rest[..36]).collect();
    assert_eq!(people.len(), 2);
    let stranger = fairhall::ids::PersonId::new().to_string();
    let long = "x".repeat(81);
    let form = |title| {
        vec![
            ("person", people[0]),
            ("title", ""),
            ("person", people[1]),
            ("title", title),
            ("shown", people[1]),
            ("shown", stranger.as_str()),
            ("on_duty", people[1]),
        ]
    };
    assert_eq!(stage.owner.post(&path, &form(&long)).await.status, 422);
    assert_eq!(member.post(&path, &form("Sales")).await.status, 404, "a representative writes nothing");
    assert_eq!(stage.owner.post(&path, &form("Optics")).await.status, 303);
    let public = format!("/exhibition/booths/{}", stage.slug);
    let seen = stage.app.visitor().get(&public).await;
    for word in ["Wu Tao", "Optics", "1 person on duty"] {
        assert!(seen.body.contains(word), "{word}: {}", seen.body);
    }
    stage.app.clock.advance(chrono::Duration::hours(11));
    assert!(stage.app.visitor().get(&public).await.body.contains("Nobody on duty now"));
});
