//! What the tests of the zones begin with: an event with a hall, an organization with its owner,
//! and the pictures and documents that people upload.

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{editions, hall_texts, halls, places, zones};
use fairhall::ids::{EditionId, HallId, PlaceId, RowId};
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use crate::accounts::{join, mailed_link, set_up};
use crate::support::{Browser, Kind, Seen, TestApp};

/// An event that is on.
pub struct Stage {
    /// The server.
    pub app: TestApp,
    /// Who set it up.
    pub organizer: Browser,
    /// The owner of the organization.
    pub owner: Browser,
    /// The organization's part of the address.
    pub slug: String,
    /// The places of its one hall.
    pub places: Vec<String>,
}

/// The owner's address.
pub const OWNER: &str = "owner@test.example";

impl Stage {
    /// Sets it up.
    pub async fn set(kind: Kind) -> Self {
        Self::set_on(TestApp::start(kind).await).await
    }

    /// The same on a server that runs.
    pub async fn set_on(app: TestApp) -> Self {
        let organizer = app.visitor();
        set_up(&app, &organizer).await;
        let places = add_hall(&app).await;
        let owner = join(&app, "Chen Jia", OWNER).await;
        let slug = found(&owner, "Delta Photonics").await;
        Self { app, organizer, owner, slug, places }
    }

    /// An address of the organization's workspace.
    pub fn desk(&self, rest: &str) -> String {
        format!("/organizations/{}{rest}", self.slug)
    }

    /// Somebody whom the owner took into the organization.
    pub async fn member(&self, name: &str, email: &str, role: &str) -> Browser {
        let link = self.invite(email, role).await;
        let browser = join(&self.app, name, email).await;
        assert_eq!(browser.post(&link, &[]).await.status, 303);
        browser
    }

    /// The link of an invitation into the organization.
    pub async fn invite(&self, email: &str, role: &str) -> String {
        let seen = self.owner.post(&self.desk("/invitations"), &[("email", email), ("role", role)]).await;
        assert_eq!(seen.status, 303, "{}", seen.body);
        mailed_link(&self.app, email).await
    }

    /// Opens, shuts or stills a zone by the organizer's hand.
    pub async fn set_gate(&self, kind: &'static str, gate: &'static str) {
        let work = move |conn: &mut Conn| {
            Ok(diesel::update(zones::table.filter(zones::kind.eq(kind))).set(zones::gate.eq(gate)).execute(conn)?)
        };
        self.app.site.db.write(work).await.unwrap();
        self.app.site.refresh().await.unwrap();
    }

    /// Says whether what is submitted in a zone waits for a reviewer.
    pub async fn set_review(&self, kind: &'static str, is_required: bool) {
        let work = move |conn: &mut Conn| {
            let zone = zones::table.filter(zones::kind.eq(kind));
            Ok(diesel::update(zone).set(zones::review_required.eq(is_required)).execute(conn)?)
        };
        self.app.site.db.write(work).await.unwrap();
        self.app.site.refresh().await.unwrap();
    }

    /// The subjects of the mails that went to an address, oldest first.
    pub async fn subjects(&self, to: &str) -> Vec<String> {
        let mails = self.app.mails().await;
        mails.iter().filter(|mail| mail.to == to).map(|mail| mail.subject.clone()).collect()
    }
}

/// Makes an organization and gives its part of the address.
pub async fn found(browser: &Browser, name: &str) -> String {
    let form =
        [("name", name), ("name_zh", "光谷光电"), ("country", "CN"), ("city", "Wuhan"), ("website", "delta.example")];
    let seen = browser.post("/organizations", &form).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    seen.location.unwrap().rsplit('/').next().unwrap().to_owned()
}

async fn add_hall(app: &TestApp) -> Vec<String> {
    let ids = [PlaceId::new(), PlaceId::new()];
    let (hall, now, made) = (HallId::new(), app.clock.now(), ids.clone());
    let work = move |conn: &mut Conn| {
        let edition: EditionId = editions::table.select(editions::id).first(conn)?;
        diesel::insert_into(halls::table)
            .values((
                (
                    halls::id.eq(&hall),
                    halls::edition_id.eq(&edition),
                    halls::slug.eq("light"),
                    halls::position.eq(1_i64),
                ),
                (
                    halls::width.eq(60_i64),
                    halls::depth.eq(40_i64),
                    halls::created_at.eq(now),
                    halls::updated_at.eq(now),
                ),
            ))
            .execute(conn)?;
        for (locale, name) in [("en", "Hall of Light"), ("zh-CN", "光馆")] {
            diesel::insert_into(hall_texts::table)
                .values((
                    (hall_texts::id.eq(RowId::new()), hall_texts::hall_id.eq(&hall), hall_texts::locale.eq(locale)),
                    (hall_texts::name.eq(name), hall_texts::description.eq(""), hall_texts::created_at.eq(now)),
                ))
                .execute(conn)?;
        }
        for (n, id) in (1_i64..).zip(&made) {
            diesel::insert_into(places::table)
                .values((
                    (places::id.eq(id), places::hall_id.eq(&hall), places::number.eq(format!("A-0{n}"))),
                    (places::x.eq(n * 16), places::y.eq(8_i64), places::width.eq(12_i64), places::depth.eq(10_i64)),
                    (places::state.eq("available"), places::created_at.eq(now), places::updated_at.eq(now)),
                ))
                .execute(conn)?;
        }
        Ok(())
    };
    app.site.db.write(work).await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

/// A picture of 40 × 40 pixels.
pub fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(40, 40, image::Rgb([200, 30, 60]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// A document that is a PDF by its bytes.
pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n";

/// Sends a form with files: field, name of the file and bytes.
pub async fn send(browser: &Browser, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, Vec<u8>)]) -> Seen {
    let mut form = Form::new();
    for (name, value) in fields {
        form = form.text((*name).to_owned(), (*value).to_owned());
    }
    for (field, name, bytes) in files {
        form = form.part((*field).to_owned(), Part::bytes(bytes.clone()).file_name((*name).to_owned()));
    }
    browser.send(browser.request(Method::POST, path).multipart(form)).await
}

/// What stands between two texts on a page, the first time.
pub fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("{before} is not in {page}"));
    rest.split_once(after).unwrap().0
}

/// The version that a form on a page carries.
pub fn version(page: &str) -> String {
    between(page, "name=\"version\" value=\"", "\"").to_owned()
}
