//! Exhibits of a draft: changed in place and moved, and by whom.

use super::*;

both!(an_exhibit_is_changed_and_moved_while_the_draft_may_be, |kind| async move {
    let stage = Stage::set(kind).await;
    write_booth(&stage, "Light at work").await;
    let (owner, desk, exhibits) = (&stage.owner, stage.desk("/booth"), stage.desk("/booth/exhibits"));
    for name in ["Laser L1", "Laser L2"] {
        let seen = send(owner, &exhibits, &[("exhibit_name", name)], &[("exhibit_image", "l.png", picture())]).await;
        assert_eq!(seen.status, 303, "{}", seen.body);
    }
    let is_first_first = |page: &str| page.find("Laser L1") < page.find("Laser L2");
    let page = owner.get(&desk).await.body;
    assert!(is_first_first(&page), "{page}");
    let link = format!("href=\"{exhibits}/");
    let ids: Vec<&str> = page.split(&link).skip(1).map(|rest| &rest[..36]).collect();
    assert_eq!(ids.len(), 2);
    let second = format!("{exhibits}/{}", ids[1]);
    let seen = owner.get(&second).await;
    assert!(
        seen.status == 200 && seen.body.contains("Laser L2") && seen.body.contains("present picture"),
        "{}",
        seen.body
    );

    let wrong = send(owner, &second, &[("exhibit_summary", "Kept words")], &[]).await;
    assert!(wrong.status == 422 && wrong.body.contains("Kept words"), "{}", wrong.body);
    let mark = between(&seen.body, "name=\"exhibit_seen\" value=\"", "\"").replace("&#34;", "\"");
    let mut changed =
        vec![("exhibit_name", "Laser L2"), ("exhibit_name_zh", "激光器"), ("exhibit_seen", mark.as_str())];
    changed.push(("exhibit_summary", "Cuts copper"));
    assert_eq!(send(owner, &second, &changed, &[]).await.status, 303);
    changed[3].1 = "Typed by whoever was slower";
    let late = send(owner, &second, &changed, &[]).await;
    assert!(late.status == 409, "{}", late.status);
    assert!(late.body.contains("Cuts copper") && late.body.contains("whoever was slower"), "{}", late.body);
    changed[3].1 = "Cuts copper";
    for _ in 0..2 {
        assert_eq!(owner.post(&format!("{second}/rise"), &[]).await.status, 303, "the first stays the first");
        let page = owner.get(&desk).await.body;
        assert!(page.contains("Cuts copper") && page.contains("激光器") && !is_first_first(&page), "{page}");
    }
    assert!(owner.get(&second).await.body.contains("present picture"), "none came, the old one stays");

    let other = join(&stage.app, "Li Na", "na@test.example").await;
    let slug = found(&other, "Epsilon Optics").await;
    assert_eq!(other.post(&format!("/organizations/{slug}/booth/draft"), &[]).await.status, 303);
    let of_other = format!("/organizations/{slug}/booth/exhibits/{}", ids[1]);
    for path in [&second, &of_other] {
        assert_eq!(other.get(path).await.status, 404);
        assert_eq!(send(&other, path, &changed, &[]).await.status, 404);
        assert_eq!(other.post(&format!("{path}/rise"), &[]).await.status, 404);
    }

    submit(&stage).await;
    assert_eq!(owner.get(&second).await.status, 404, "it is being looked at");
    assert_eq!(send(owner, &second, &changed, &[]).await.status, 409);
    for verb in ["rise", "removal"] {
        assert_eq!(owner.post(&format!("{second}/{verb}"), &[]).await.status, 409, "{verb}");
    }
    assert_eq!(decide(&stage.organizer, "approved", "", "").await.status, 303);
    let booth = stage.app.visitor().get(&format!("/exhibition/booths/{}", stage.slug)).await.body;
    assert!(booth.contains("Cuts copper") && !is_first_first(&booth), "{booth}");
});
