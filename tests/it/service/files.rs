//! Files that come with enquiries: by whoever asks and by agents, read by those of the enquiry and nobody else.

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{enquiry_files, files};
use fairhall::site::StaffRole;
use reqwest::Method;

use super::enquiries::{GUEST, KEY, ask, ask_by_mail, fields, rows};
use super::staff;
use crate::accounts::join;
use crate::both;
use crate::stage::{PDF, Stage, picture, send, version};
use crate::support::{Browser, Kind, Seen};

const ANA: &str = "ana@test.example";
const HOSTILE: &str = "<img src=x onerror=alert(1)>.pdf";

/// The field, the name and the bytes of a file.
type File<'a> = (&'a str, &'a str, Vec<u8>);
/// Who sends a form where, its fields, and the field of its files.
type Form<'a> = (&'a Browser, String, &'a [(&'a str, &'a str)], &'a str);

fn long_pdf() -> Vec<u8> {
    [b"%PDF-1.4\n%".as_slice(), "a".repeat(100_000).as_bytes(), b"\n%%EOF\n"].concat()
}

/// The files of enquiries, those that an entry has, and those that the store keeps.
async fn count(stage: &Stage) -> (i64, i64, usize) {
    let read = |conn: &mut Conn| {
        let kept = files::table.filter(files::kind.eq("enquiry")).count().get_result(conn)?;
        Ok((kept, enquiry_files::table.count().get_result(conn)?))
    };
    let (kept, referred) = stage.app.site.db.read(read).await.unwrap();
    let folders = std::fs::read_dir(stage.app.database.folder.join("files")).into_iter().flatten();
    let stored = folders.filter_map(|folder| std::fs::read_dir(folder.unwrap().path()).ok()).flatten().count();
    (kept, referred, stored)
}

/// The addresses of the files on a page, in their order.
fn files_on(page: &str) -> Vec<String> {
    let lists = page.split("<ul class=\"message-files\">").skip(1).map(|rest| rest.split("</ul>").next().unwrap());
    let links = lists.flat_map(|list| list.split("<a href=\"").skip(1));
    links.map(|link| link.split('"').next().unwrap().to_owned()).collect()
}

/// Sends a form of the desk with files, as the page of the enquiry stands.
async fn act(who: &Browser, page: &str, what: &str, fields: &[(&str, &str)], files: &[File<'_>]) -> Seen {
    let version = version(&who.get(page).await.body);
    send(who, &format!("{page}/{what}"), &[&[("version", version.as_str())], fields].concat(), files).await
}

async fn statuses(path: &str, all: &[&Browser]) -> Vec<u16> {
    let mut found = Vec::new();
    for who in all {
        found.push(who.get(path).await.status);
    }
    found
}

both!(files_come_with_what_is_written_and_are_read_at_the_enquiry, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let guest = join(&stage.app, "Greta Guest", GUEST).await;
    let given = [("files", "stamp.png", picture()), ("files", "护照 passport.pdf", long_pdf())];
    let mut enquiry = String::new();
    for _ in 0..2 {
        let seen = send(&guest, "/service/enquiries", &fields("Papers for the visa", KEY), &given).await;
        assert_eq!(seen.status, 303, "{}", seen.body);
        enquiry = seen.location.unwrap();
    }
    assert_eq!(
        (rows(&stage).await.1, count(&stage).await),
        (1, (2, 2, 1)),
        "the same form twice is one, with its files"
    );
    let at_desk = enquiry.replace("/service", "/service/desk");
    let own = files_on(&guest.get(&enquiry).await.body);
    assert_eq!((own.len(), files_on(&ana.get(&at_desk).await.body)), (2, own.clone()));
    let visitor = stage.app.visitor();
    for path in &own {
        let seen = statuses(path, &[&guest, &ana, &stage.organizer, &stage.owner, &visitor]).await;
        assert_eq!(seen, [200, 200, 200, 404, 404], "{path}");
    }
    assert_eq!(guest.get(&own[0]).await.headers["content-type"], "image/jpeg", "a picture is written anew");
    let document = guest.get(&own[1]).await;
    assert!(document.body.as_bytes() == long_pdf() && document.headers["cache-control"] == "no-store");
    assert!(document.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));

    // Each entry may have its own; those of a note are for the desk.
    let more = [("files", "again.pdf", PDF.to_vec())];
    let said = [("body", "Here it is again."), ("key", KEY)];
    for _ in 0..2 {
        assert_eq!(send(&guest, &format!("{enquiry}/messages"), &said, &more).await.status, 303);
    }
    let note = [("note", "SECRET"), ("key", KEY)];
    let with_note = [("note_files", "what we think.pdf", PDF.to_vec())];
    assert_eq!(act(&ana, &at_desk, "notes", &note, &with_note).await.status, 303);
    let answer = [("body", "Fill in this one."), ("key", KEY), ("then", "pending")];
    let form = [("files", "form.pdf", long_pdf()), ("files", HOSTILE, PDF.to_vec())];
    assert_eq!(act(&ana, &at_desk, "answers", &answer, &form).await.status, 303);
    assert_eq!(count(&stage).await, (6, 6, 2));
    let (told, known) = (guest.get(&enquiry).await.body, ana.get(&at_desk).await.body);
    assert!(told.contains("form.pdf") && !told.contains("what we think") && !told.contains("<img src=x"), "{told}");
    let (told, known) = (files_on(&told), files_on(&known));
    assert_eq!((told.len(), known.len()), (5, 6));
    for path in &known {
        let expected = if told.contains(path) { [200, 200, 404, 404] } else { [404, 200, 404, 404] };
        assert_eq!(statuses(path, &[&guest, &ana, &stage.owner, &visitor]).await, expected, "{path}");
    }
    let told_by_mail = stage.app.mails().await;
    let mail = told_by_mail.iter().rfind(|mail| mail.to == GUEST).unwrap();
    assert!(
        mail.paragraphs.iter().any(|words| words.contains("Fill in this one.") && words.contains("form.pdf")),
        "{mail:?}"
    );
    assert!(ana.get("/service/desk?state=all&q=护照").await.body.contains(&at_desk), "found by the name of a file");

    // Merged they go along.
    let other =
        send(&guest, "/service/enquiries", &fields("Papers again", ""), &[("files", "b.pdf", PDF.to_vec())]).await;
    let other = other.location.unwrap();
    let into = [("target", enquiry.rsplit('/').next().unwrap())];
    let merged = act(&ana, &other.replace("/service", "/service/desk"), "merger", &into, &[]).await;
    assert_eq!(merged.status, 303, "{}", merged.body);
    let all = files_on(&guest.get(&enquiry).await.body);
    assert!(all.len() == 6 && told.iter().all(|path| all.contains(path)), "{all:?}");
    for path in &all {
        assert_eq!(statuses(path, &[&guest, &ana, &stage.owner]).await, [200, 200, 404], "{path}");
    }
});

both!(who_has_the_link_reads_and_sends_files_by_it_alone, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let (visitor, letter) = ask_by_mail(&stage, GUEST).await;
    let given = [("files", "stamp.png", picture()), ("files", "passport.pdf", long_pdf())];
    let said = [("body", "Both are here."), ("key", KEY)];
    assert_eq!(send(&visitor, &format!("{letter}/messages"), &said, &given).await.status, 303);
    let at_desk = letter.replace("/service/letters", "/service/desk/enquiries");
    let note = [("note", "SECRET"), ("key", KEY)];
    assert_eq!(act(&ana, &at_desk, "notes", &note, &[("note_files", "n.pdf", PDF.to_vec())]).await.status, 303);
    let own = files_on(&visitor.get(&letter).await.body);
    assert!(own.len() == 2 && own.iter().all(|path| path.starts_with(&format!("{letter}/files/"))), "{own:?}");
    let (other, others) = ask_by_mail(&stage, "otto@test.example").await;
    let stranger = stage.app.visitor();
    for path in &own {
        assert_eq!(statuses(path, &[&visitor, &other, &stranger, &ana, &stage.owner]).await, [200, 404, 404, 404, 404]);
        let under_other = path.replace(&letter, &others);
        assert_eq!(statuses(&under_other, &[&visitor, &other]).await, [404, 404], "a file is its enquiry's alone");
        let of_accounts = path.replace(&letter, "");
        assert_eq!(statuses(&of_accounts, &[&ana, &visitor, &stranger, &stage.owner]).await, [200, 404, 404, 404]);
    }
    let of_note = files_on(&ana.get(&at_desk).await.body).into_iter().find(|path| path.ends_with("n%2Epdf")).unwrap();
    assert_eq!(statuses(&format!("{letter}{of_note}"), &[&visitor, &ana]).await, [404, 404], "of the desk alone");
    for path in ["x/n.pdf", "018f0000-0000-7000-8000-000000000000/n.pdf"] {
        assert_eq!(visitor.get(&format!("{letter}/files/{path}")).await.status, 404);
    }
    assert_eq!(visitor.post(&format!("{letter}/resolution"), &[]).await.status, 303);
    stage.app.clock.advance(chrono::Duration::days(8));
    stage.app.mails().await;
    assert_eq!(visitor.get(&own[1]).await.status, 200);
    let late = send(&visitor, &format!("{letter}/messages"), &[("body", "Words that stay")], &given).await;
    assert!(late.status == 409 && late.body.contains("Words that stay"), "{} {}", late.status, late.body);
    assert_eq!(count(&stage).await, (3, 3, 1));
    assert_eq!(ana.get(&own[1].replace(&letter, "")).await.status, 200);
    stage.app.clock.advance(chrono::Duration::days(31));
    assert_eq!(visitor.get(&own[1]).await.status, 404, "with the link ends what it opens");
});

/// A picture that says it is huge: 50,000 × 50,000 pixels.
fn bomb() -> Vec<u8> {
    let mut bytes = picture();
    let side = 50_000_u32.to_be_bytes();
    bytes[16..20].copy_from_slice(&side);
    bytes[20..24].copy_from_slice(&side);
    let check = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&check.to_be_bytes());
    bytes
}

/// The checksum of PNG's chunks.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
    })
}

both!(what_is_hostile_is_refused_everywhere_and_the_words_stay, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let guest = join(&stage.app, "Greta Guest", GUEST).await;
    let enquiry = ask(&guest, "Papers for the visa").await;
    let at_desk = enquiry.replace("/service", "/service/desk");
    let (visitor, letter) = ask_by_mail(&stage, "otto@test.example").await;
    let mut new = fields("Words that stay", "");
    let stays = [("body", "Words that stay"), ("then", "open"), ("note", "Words that stay")];
    let version = version(&ana.get(&at_desk).await.body);
    let at_version = [&[("version", version.as_str())], stays.as_slice()].concat();
    let by_account = new.clone();
    new.extend([("name", "Otto"), ("email", "otto@test.example")]);
    let forms: [Form<'_>; 6] = [
        (&guest, "/service/enquiries".into(), &by_account, "files"),
        (&visitor, "/service/enquiries".into(), &new, "files"),
        (&guest, format!("{enquiry}/messages"), &stays, "files"),
        (&visitor, format!("{letter}/messages"), &stays, "files"),
        (&ana, format!("{at_desk}/answers"), &at_version, "files"),
        (&ana, format!("{at_desk}/notes"), &at_version, "note_files"),
    ];
    let written = rows(&stage).await.1;
    let script = b"<html><script>alert(1)</script>".to_vec();
    for (who, path, fields, field) in &forms {
        let named = |name: &'static str, bytes: &[u8]| (*field, name, bytes.to_vec());
        let many: Vec<_> = (0..5).map(|_| named("a.pdf", PDF)).collect();
        for (given, sentence) in [
            (vec![named("a.pdf", PDF), named("page.png", &script)], "Please choose pictures"),
            (vec![named("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")], "Please choose pictures"),
            (vec![named("a.pdf", b"%PDF-1.7 broken off")], "could not be read"),
            (vec![named("cut.png", &picture()[..60])], "could not be read"),
            (vec![named("bomb.png", &bomb())], "megapixels"),
            (vec![named("big.pdf", &[b"%PDF-".to_vec(), vec![b' '; 8_500_000]].concat())], "at most 8 megabytes"),
            (many, "At most 4 files"),
        ] {
            let seen = send(who, path, fields, &given).await;
            assert_eq!(seen.status, 422, "{path} {sentence}: {}", seen.body);
            assert!(seen.body.contains(sentence), "{path} {sentence}: {}", seen.body);
            assert!(seen.body.contains("Words that stay"), "{path} {sentence}: {}", seen.body);
        }
        let huge = [(*field, "huge.pdf", vec![b' '; 12_900_000])];
        assert_eq!(send(who, path, fields, &huge).await.status, 413, "{path}");
        let head =
            format!("--b\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7");
        let cut = who.request(Method::POST, path).header("content-type", "multipart/form-data; boundary=b").body(head);
        assert_eq!(who.send(cut).await.status, 400, "{path}: cut off");
    }
    // A note never comes back in the place of an answer.
    let seen = send(&ana, &forms[5].1, &[("version", "99"), ("note", "A SECRET")], &[]).await;
    let answers = crate::stage::between(&seen.body, "/answers\"", "</form>");
    assert!(seen.status == 409 && seen.body.contains("A SECRET") && !answers.contains("A SECRET"), "{}", seen.body);
    let one = [("files", "a.pdf", PDF.to_vec())];
    let foreign = [
        (&stage.owner, format!("{enquiry}/messages")),
        (&visitor, format!("{}/messages", letter.replace(|c: char| c.is_ascii_digit(), "0"))),
        (&stage.owner, format!("{at_desk}/answers")),
        (&guest, format!("{at_desk}/notes")),
    ];
    for (who, path) in foreign {
        assert_eq!(send(who, &path, &stays, &one).await.status, 404, "{path}");
    }
    assert_eq!(rows(&stage).await.1, written, "nothing was written");
    assert_eq!(count(&stage).await, (0, 0, 0), "nothing is left of what was refused");
});
