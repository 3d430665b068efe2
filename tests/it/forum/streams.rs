//! Where a session is seen: only from listed hosts, only on its page; recordings and captions.

use super::{Scene, set};
use crate::both;
use crate::stage::{between, send, version};
use crate::support::{Kind, Seen};

/// The beginning of an MP4 file, and some bytes.
const MP4: &[u8] = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2mp41and some bytes";
const CAPTIONS: &[u8] = b"WEBVTT\n\n00:00.000 --> 00:02.000\n<b>Welcome</b>\n";

async fn list(scene: &Scene, hosts: &str) -> Seen {
    let page = scene.stage.organizer.get("/organizer/programme/streams").await.body;
    let form = [("hosts", hosts), ("version", &version(&page))];
    scene.stage.organizer.post("/organizer/programme/streams", &form).await
}

async fn set_stream(scene: &Scene, session: &str, url: &str, files: &[(&str, &str, Vec<u8>)], language: &str) -> Seen {
    let path = format!("{session}/stream");
    let page = scene.stage.organizer.get(&path).await.body;
    let seen = version(&page);
    let fields = [("stream_url", url), ("captions_language", language), ("version", &seen)];
    send(&scene.stage.organizer, &path, &fields, files).await
}

fn policy(seen: &Seen) -> String {
    seen.headers.get("content-security-policy").unwrap().to_str().unwrap().to_owned()
}

both!(a_stream_comes_from_a_listed_host_and_only_its_page_lets_it, |kind: Kind| async move {
    let scene = set(kind).await;
    let (session, link) = scene.confirmed("Streamed", (60, 120), &scene.main, &[]).await;
    let url = "https://media.example.org/live/talk.m3u8";
    let refused = set_stream(&scene, &session, url, &[], "").await;
    assert!(
        refused.status == 422 && refused.body.contains("not on the list") && refused.body.contains(url),
        "{}",
        refused.body
    );
    for odd in ["*", "https://media.example.org", "media.example.org; script-src *"] {
        assert_eq!(list(&scene, odd).await.status, 422, "{odd}");
    }
    assert_eq!(scene.attendee.get("/organizer/programme/streams").await.status, 404);
    assert_eq!(scene.attendee.post("/organizer/programme/streams", &[("hosts", "evil.example")]).await.status, 404);
    assert_eq!(scene.attendee.post(&format!("{session}/stream"), &[]).await.status, 404);
    assert_eq!(list(&scene, "Media.Example.org\n\nlive.example.cn:8443").await.status, 303);
    assert_eq!(set_stream(&scene, &session, url, &[], "").await.status, 303);
    for odd in ["http://media.example.org/a.mp4", "https://evil.example/a.mp4", "https://media.example.org/a.exe", "x"]
    {
        assert_eq!(set_stream(&scene, &session, odd, &[], "").await.status, 422, "{odd}");
    }
    // Drawn for a visitor twice: the second time it is the page that was kept.
    for _ in 0..2 {
        let page = scene.stage.app.visitor().get(&link).await;
        assert!(page.body.contains(&format!("data-hls=\"{url}\"")) && page.body.contains("<video"), "{}", page.body);
        let policy = policy(&page);
        assert!(policy.contains("media-src 'self' blob: https://media.example.org"), "{policy}");
        assert!(policy.contains("script-src 'self';"), "{policy}");
        assert!(page.headers.get("x-media-from").is_none());
    }
    for elsewhere in ["/forum", "/"] {
        assert!(!policy(&scene.stage.app.visitor().get(elsewhere).await).contains("media.example.org"));
    }
    // A host that is listed no more is streamed from no more.
    assert_eq!(list(&scene, "live.example.cn:8443").await.status, 303);
    let page = scene.stage.app.visitor().get(&link).await;
    assert!(!page.body.contains("<video") && !policy(&page).contains("media.example.org"), "{}", page.body);
});

both!(a_recording_and_its_captions_are_seen_by_who_reads_the_session, |kind: Kind| async move {
    let scene = set(kind).await;
    let session = scene.draft("Recorded", (60, 120), &scene.main, &[&scene.ada]).await;
    let odd = [("recording", "talk.mp4", b"<html>".to_vec()), ("captions", "talk.vtt", b"not".to_vec())];
    let refused = set_stream(&scene, &session, "", &odd, "en").await;
    assert!(
        refused.status == 422 && refused.body.contains("no MP4 file") && refused.body.contains("no WebVTT file"),
        "{}",
        refused.body
    );
    let files = [("recording", "talk.mp4", MP4.to_vec()), ("captions", "talk.vtt", CAPTIONS.to_vec())];
    assert_eq!(set_stream(&scene, &session, "", &files, "").await.status, 422, "captions have a language");
    let seen = set_stream(&scene, &session, "", &files, "en").await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let page = scene.speaker.get("/forum/sessions/recorded").await.body;
    let recording = format!("/files/{}", between(&page, "<source src=\"/files/", "\""));
    let captions = format!("/files/{}", between(&page, "kind=\"captions\" src=\"/files/", "\""));
    let visitor = scene.stage.app.visitor();
    for file in [&recording, &captions] {
        assert_eq!((visitor.get(file).await.status, scene.speaker.get(file).await.status), (404, 200));
    }
    for state in ["submitted", "accepted", "confirmed"] {
        assert_eq!(scene.move_to(&session, state, "").await.status, 303);
    }
    let sent = visitor.get(&captions).await;
    assert!(
        sent.status == 200
            && sent.headers["content-type"] == "text/vtt; charset=utf-8"
            && sent.body.starts_with("WEBVTT")
    );
    assert!(policy(&sent).contains("sandbox"));
    let part = visitor.send(visitor.request(reqwest::Method::GET, &recording).header("range", "bytes=4-7")).await;
    assert_eq!((part.status, part.body.as_str()), (206, "ftyp"));
    assert!(
        !policy(&visitor.get("/forum/sessions/recorded").await).contains("blob:"),
        "what is ours needs nothing more"
    );
    let page = scene.stage.organizer.get(&format!("{session}/stream")).await.body;
    let none = [("no_recording", "yes"), ("no_captions", "yes"), ("version", &version(&page))];
    assert_eq!(scene.stage.organizer.post(&format!("{session}/stream"), &none).await.status, 303);
    assert_eq!(visitor.get(&recording).await.status, 404);
    assert!(!visitor.get("/forum/sessions/recorded").await.body.contains("<video"));
});
