//! An edition that is over: everything public of it is read in its archive, and nothing can be done there.

use super::things::{KINDS, Maker, current};
use crate::both;
use crate::organizer::editions::turn_to_the_next;
use crate::stage::{Stage, between};

both!(what_was_public_stays_readable_when_the_next_edition_has_come, |kind| async move {
    let stage = Stage::set(kind).await;
    let slug = stage.app.site.snapshot.load().edition.as_ref().unwrap().slug.clone();
    let maker = Maker::all(current(&stage.app).await);
    let things = maker.things.clone();
    maker.write(&stage.app).await;
    turn_to_the_next(&stage.organizer).await;
    let visitor = stage.app.visitor();
    let readers = [&visitor, &stage.owner, &stage.organizer];
    for thing in things.iter().filter(|thing| thing.kind != "page") {
        let (_, place) = KINDS.iter().find(|(kind, _)| *kind == thing.kind).unwrap();
        let path = format!("{place}{}?lang=en", thing.slug);
        let archived = format!("/editions/{slug}{path}");
        let led = visitor.get(&path).await;
        let expected = if thing.is_shown() { (302, Some(archived.as_str())) } else { (404, None) };
        assert_eq!((led.status, led.location.as_deref()), expected, "{path}");
        for reader in readers.iter().filter(|_| thing.is_shown()) {
            let page = reader.get(&archived).await;
            assert_eq!(page.status, 200, "{archived}: {}", page.body);
            assert_nothing_to_do(&archived, &page.body);
        }
    }
    for list in ["/exhibition", "/pairing", "/recruitment", "/service", "/forum?day=all", "/activities", "/news"] {
        let path = format!("/editions/{slug}{list}");
        for reader in readers {
            let page = reader.get(&path).await;
            assert_eq!(page.status, 200, "{path}: {}", page.body);
            assert_nothing_to_do(&path, &page.body);
        }
        let of_this = list.trim_start_matches('/').split('?').next().unwrap();
        let link = format!("href=\"/editions/{slug}/{of_this}/");
        let is_listed = ["/recruitment", "/forum?day=all", "/activities", "/news", "/pairing"].contains(&list);
        assert!(!is_listed || visitor.get(&path).await.body.contains(&link), "{path} leads to what stands in it");
    }
    let halls = visitor.get(&format!("/editions/{slug}/exhibition")).await.body;
    let hall = format!("/editions/{slug}/exhibition/halls/{}", between(&halls, "/exhibition/halls/", "\""));
    for reader in readers {
        assert_nothing_to_do(&hall, &reader.get(&hall).await.body);
    }
    let present = visitor.get("/editions/21/pairing?q=a&lang=en").await;
    let plain = (302, Some("/pairing?q=a&lang=en"));
    assert_eq!((present.status, present.location.as_deref()), plain, "the current edition stands at its own addresses");
    for elsewhere in ["/pairing/meetings", "/service/enquiries", "/rooms/new", "/me"] {
        assert_eq!(visitor.get(&format!("/editions/{slug}{elsewhere}")).await.status, 404, "{elsewhere}");
    }
});

/// Only the search and the choice of language have forms; nobody is on duty, no room is open.
fn assert_nothing_to_do(path: &str, page: &str) {
    let main = between(page, "<main", "</main>");
    assert!(!main.contains("method=\"post\""), "{path}: {main}");
    assert!(!main.contains("href=\"/rooms/") && !main.contains("class=\"lamp"), "{path}: {main}");
    assert!(!main.contains("href=\"/organizer/") && !main.contains("/edit\""), "{path}: {main}");
}
