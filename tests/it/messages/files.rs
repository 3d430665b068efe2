//! Files come with messages.

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{files, messages};
use fairhall::ids::FileId;
use uuid::Uuid;

use crate::both;
use crate::moderation::{BO, Scene, Socket};
use crate::stage::{PDF, between, picture, send};

/// Where the first file of a page's messages stands.
fn file_on(page: &str) -> String {
    let files = page.split("message-files").nth(1).unwrap_or_else(|| panic!("no file in {page}"));
    between(files, "href=\"", "\"").to_owned()
}

fn long_pdf() -> Vec<u8> {
    [b"%PDF-1.4\n%".as_slice(), "a".repeat(100_000).as_bytes(), b"\n%%EOF\n"].concat()
}

async fn count_rows(scene: &Scene) -> (i64, i64) {
    let count = |conn: &mut Conn| {
        let stored = files::table.filter(files::kind.eq("message")).count().get_result(conn)?;
        Ok((messages::table.count().get_result(conn)?, stored))
    };
    scene.stage.app.site.db.read(count).await.unwrap()
}

both!(a_picture_and_a_document_come_with_a_message_once_and_leave_with_it, |kind| async move {
    let scene = Scene::set(kind).await;
    let (app, room) = (&scene.stage.app, format!("/rooms/{}", scene.room));
    let mut reader = Socket::open(app, &scene.bo).await;
    reader.subscribe(&scene.room).await;
    let key = Uuid::now_v7().to_string();
    let (say, fields) = (format!("{room}/messages"), [("body", "Our gripper"), ("client_id", key.as_str())]);
    let both = [("files", "gripper.png", picture()), ("files", "data sheet 数据.pdf", long_pdf())];
    for _ in 0..2 {
        assert_eq!(send(&scene.ada, &say, &fields, &both).await.status, 303, "the same again is the same message");
    }
    assert_eq!(count_rows(&scene).await, (1, 2));
    let frame = reader.next_of(&["message"]).await;
    let html = frame["html"].as_str().unwrap();
    assert!(html.contains("alt=\"gripper.png\"") && html.contains("width=\"40\""), "{html}");
    assert!(html.contains("data sheet 数据.pdf <small>98 KB</small>"), "{html}");
    let seen = app.visitor().get(&room).await;
    let shown = file_on(&seen.body);
    let sent = app.visitor().get(&shown).await;
    assert_eq!((sent.status, &sent.headers["content-type"]), (200, &"image/jpeg".parse().unwrap()), "{shown}");
    let document = format!("/files{}", between(html.split("</li>").nth(1).unwrap(), "/files", "\""));
    let sent = app.visitor().get(&document).await;
    assert_eq!((sent.status, sent.body.as_bytes() == long_pdf()), (200, true), "{document}");

    // Hidden: for moderators alone. Deleted: for nobody, and nothing is left of it.
    let message = frame["id"].as_str().unwrap();
    let reason = [("reason", "Off topic")];
    assert_eq!(scene.moderator.post(&format!("/organizer/messages/{message}/hiding"), &reason).await.status, 303);
    for (who, status) in [(&app.visitor(), 404), (&scene.ada, 404), (&scene.bo, 404), (&scene.moderator, 200)] {
        assert_eq!(who.get(&document).await.status, status);
    }
    assert_eq!(scene.moderator.post(&format!("/organizer/messages/{message}/showing"), &reason).await.status, 303);
    assert_eq!(scene.bo.get(&document).await.status, 200);
    assert_eq!(scene.ada.post(&format!("/messages/{message}/deletion"), &[]).await.status, 303);
    assert_eq!(count_rows(&scene).await, (1, 0));
    for path in [&shown, &document] {
        assert_eq!(scene.ada.get(path).await.status, 404);
    }
    let id: FileId = document.split('/').nth(2).unwrap().parse().unwrap();
    assert!(app.site.files.get(&id).await.unwrap().is_none(), "the store has let go of it");
});

both!(the_same_twice_at_once_is_one_message_with_its_files_once, |kind| async move {
    let scene = Scene::set(kind).await;
    let (say, key) = (format!("/rooms/{}/messages", scene.room), Uuid::now_v7().to_string());
    let fields = [("body", "Our gripper"), ("client_id", key.as_str())];
    let files = [("files", "a.pdf", long_pdf()), ("files", "b.png", picture())];
    let one = || send(&scene.ada, &say, &fields, &files);
    let (first, second, third) = tokio::join!(one(), one(), one());
    assert_eq!([first.status, second.status, third.status], [303; 3]);
    assert_eq!(count_rows(&scene).await, (1, 2));
    // Other files under the same name are a message of their own: nothing chosen is lost.
    let other = [("files", "c.pdf", PDF.to_vec())];
    assert_eq!(send(&scene.ada, &say, &fields, &other).await.status, 303);
    assert_eq!(count_rows(&scene).await, (2, 3));
});

both!(what_is_in_a_private_room_is_for_its_people, |kind| async move {
    let scene = Scene::set(kind).await;
    let (bo, key) = (scene.id_of(BO).await, Uuid::now_v7().to_string());
    let form = [("person", bo.as_str()), ("body", "Between us"), ("key", &key)];
    let room = scene.ada.post("/rooms", &form).await.location.unwrap();
    let say = format!("{room}/messages");
    assert_eq!(
        send(&scene.ada, &say, &[("body", "")], &[("files", "合同 contract.pdf", PDF.to_vec())]).await.status,
        303
    );
    let seen = scene.bo.get(&room).await;
    let shown = file_on(&seen.body);
    assert_eq!(scene.bo.get(&shown).await.status, 200);
    for who in [&scene.stage.app.visitor(), &scene.moderator, &scene.stage.organizer] {
        assert_eq!(who.get(&shown).await.status, 404);
    }
    // It is found by its name, and named where words would stand.
    let seen = scene.bo.get("/me/messages?q=合同").await;
    assert!(seen.body.contains(&format!("{room}?at=2")), "{}", seen.body);
    assert!(scene.bo.get("/me/messages").await.body.contains("Files"), "not as if it were deleted");
    // A moderator reads what was reported.
    let message = between(&scene.bo.get(&room).await.body, "id=\"message-2\" data-id=\"", "\"").to_owned();
    assert_eq!(scene.report(&scene.bo, &message).await.status, 303);
    assert_eq!(scene.stage.organizer.get(&shown).await.status, 200);
    let page = scene.stage.organizer.get(&format!("/organizer/messages/{message}")).await.body;
    assert!(page.contains(&shown) && page.contains("合同 contract.pdf"), "{page}");
    assert!(scene.ada.get("/me/messages/export").await.body.contains(&shown));
    assert_eq!(scene.moderator.get(&shown).await.status, 404, "not of their zone");
});

both!(what_cannot_be_sent_says_why_and_keeps_the_words, |kind| async move {
    let scene = Scene::set(kind).await;
    let say = format!("/rooms/{}/messages", scene.room);
    let named = |name: &'static str, bytes: &[u8]| ("files", name, bytes.to_vec());
    let script = b"<html><script>alert(1)</script>".as_slice();
    let many: Vec<_> = (0..5).map(|_| named("a.pdf", PDF)).collect();
    for (given, sentence) in [
        (vec![named("a.pdf", PDF), named("page.png", script)], "Please choose pictures"),
        (vec![named("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")], "Please choose pictures"),
        (vec![named("a.pdf", b"%PDF-1.7 broken off")], "could not be read"),
        (many, "At most 4 files"),
    ] {
        let seen = send(&scene.ada, &say, &[("body", "Words that stay")], &given).await;
        assert_eq!(seen.status, 422, "{sentence}: {}", seen.body);
        assert!(seen.body.contains(sentence) && seen.body.contains("Words that stay"), "{sentence}: {}", seen.body);
    }
    let one = [named("a.pdf", PDF)];
    assert_eq!(send(&scene.stage.app.visitor(), &say, &[("body", "x")], &one).await.status, 303, "to sign in");
    // Too many at once: the sentence, and the words.
    let mut seen = send(&scene.bo, &say, &[("body", "Words that stay")], &one).await;
    for _ in 0..100 {
        if seen.status != 303 {
            break;
        }
        seen = send(&scene.bo, &say, &[("body", "Words that stay")], &one).await;
    }
    let stays = seen.body.split("<textarea").nth(1).is_some_and(|form| form.contains("Words that stay"));
    assert_eq!((seen.status, stays), (429, true), "{}", seen.body);
    let (said, _) = count_rows(&scene).await;
    let silence = [("kind", "silenced"), ("term", "day"), ("zone", "exhibition")];
    assert_eq!(scene.impose(&scene.moderator, crate::moderation::ADA, &silence).await.status, 303);
    let seen = send(&scene.ada, &say, &[("body", "Words that stay")], &one).await;
    assert_eq!((seen.status, seen.body.contains("Words that stay")), (403, true));
    assert_eq!(count_rows(&scene).await, (said, said), "nothing is left of what was refused");
});
