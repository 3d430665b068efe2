//! The demo's files: logos, banners, portraits, résumés, pictures of fairs and news, a recording, drawn once and written before the rows
//! that name them. A file without a row is unreachable, so a seeding that fails shows nothing.

use std::collections::HashMap;

use diesel::prelude::*;

use super::Seed;
use crate::db::Conn;
use crate::db::schema::files;
use crate::demo::art;
use crate::demo::content::{Content, LetterSeed};
use crate::error::{AppError, AppResult};
use crate::ids::FileId;
use crate::insert_many;
use crate::web::files::FileStore;
use crate::web::text;

/// The session of which there is a recording, with captions in English: 18 seconds without sound, drawn frame by
/// frame for this demo.
const RECORDED: &str = "Listening to a lathe";
const RECORDING: &[u8] = include_bytes!("../content/lathe.mp4");
const CAPTIONS: &[u8] = include_bytes!("../content/lathe.vtt");

/// One thing to draw.
struct Sketch<'a> {
    kind: &'static str,
    /// Slug of the organization or of the person; the English title of a fair, a news item or a session.
    of: &'a str,
    draw: Box<dyn Fn() -> Vec<u8> + Send + Sync + 'a>,
}

/// A file that has been written.
#[derive(Clone)]
struct Written {
    id: FileId,
    bytes: i64,
    /// Width and height of a picture.
    size: Option<(i64, i64)>,
}

/// The written files by kind and by whom they belong to.
#[derive(Clone, Default)]
pub(super) struct Pictures(HashMap<(&'static str, String), Written>);

impl Pictures {
    /// Draws everything on all cores, and writes it.
    pub(super) fn draw(content: &Content, store: &FileStore) -> AppResult<Self> {
        let sketches = sketches(content);
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let share = sketches.len().div_ceil(cores).max(1);
        let written = std::thread::scope(|scope| {
            let started: Vec<_> =
                sketches.chunks(share).map(|some| scope.spawn(move || write_all(some, store))).collect();
            started.into_iter().map(|one| one.join()).collect::<Vec<_>>()
        });
        let mut all = HashMap::new();
        for some in written {
            all.extend(some.map_err(|_| AppError::internal("a demo picture could not be drawn"))??);
        }
        Ok(Self(all))
    }

    fn id(&self, kind: &'static str, of: &str) -> Option<&FileId> {
        self.0.get(&(kind, of.to_owned())).map(|written| &written.id)
    }

    pub(super) fn logo(&self, organization: &str) -> Option<&FileId> {
        self.id("logo", organization)
    }

    pub(super) fn banner(&self, organization: &str) -> Option<&FileId> {
        self.id("banner", organization)
    }

    pub(super) fn portrait(&self, person: &str) -> Option<&FileId> {
        self.id("photo", person)
    }

    /// Of a fair (`fair`), a news item (`news`) or a session (`stream`, `captions`), by its English title.
    pub(super) fn of_title(&self, kind: &'static str, title: &str) -> Option<&FileId> {
        self.id(kind, title)
    }

    pub(super) fn resume(&self, person: &str) -> Option<&FileId> {
        self.id("resume", person)
    }
}

fn sketches(content: &Content) -> Vec<Sketch<'_>> {
    let mut all = Vec::new();
    // Alternating kinds give every core its share of the large ones.
    for one in &content.organizations {
        let draw = Box::new(|| art::logo_png(one.art_seed(), one.hue));
        all.push(Sketch { kind: "logo", of: &one.slug, draw });
        let draw = Box::new(|| art::banner_png(one.art_seed(), one.hue));
        all.push(Sketch { kind: "banner", of: &one.slug, draw });
    }
    for person in &content.people {
        let draw = Box::new(|| art::portrait_png(person.portrait));
        all.push(Sketch { kind: "photo", of: &person.slug, draw });
    }
    let fairs = content.fairs.iter().map(|fair| ("fair", fair.title.en.as_str()));
    let news = content.happenings.news.iter().map(|item| ("news", item.title.en.as_str()));
    for (kind, of) in fairs.chain(news) {
        let draw = Box::new(move || draw_scene(of));
        all.push(Sketch { kind, of, draw });
    }
    all.push(Sketch { kind: "stream", of: RECORDED, draw: Box::new(|| RECORDING.to_vec()) });
    all.push(Sketch { kind: "captions", of: RECORDED, draw: Box::new(|| CAPTIONS.to_vec()) });
    for letter in &content.letters {
        let draw = Box::new(|| draw_resume(content, letter));
        all.push(Sketch { kind: "resume", of: &letter.author, draw });
    }
    all
}

/// A landscape that only this title has.
fn draw_scene(title: &str) -> Vec<u8> {
    let seed = title.bytes().fold(0, |sum: u64, byte| sum * 3 % 50_000 + u64::from(byte));
    art::banner_png(seed, u16::try_from(seed % 360).unwrap_or(0))
}

fn draw_resume(content: &Content, letter: &LetterSeed) -> Vec<u8> {
    let author = content.people.iter().find(|person| person.slug == letter.author);
    let name = author.map_or("", |person| person.name.en.as_str());
    let title = author.map_or("", |person| person.title.en.as_str());
    let headline = if letter.headline.is_ascii() { letter.headline.as_str() } else { title };
    art::resume_pdf(name, headline, &letter.resume)
}

fn write_all(sketches: &[Sketch<'_>], store: &FileStore) -> AppResult<Vec<((&'static str, String), Written)>> {
    let mut all = Vec::new();
    for sketch in sketches {
        let (id, content) = (FileId::new(), (sketch.draw)());
        store.write(&id, &content).map_err(AppError::internal)?;
        let bytes = i64::try_from(content.len()).unwrap_or(0);
        let written = Written { id, bytes, size: png_size(&content) };
        all.push(((sketch.kind, sketch.of.to_owned()), written));
    }
    Ok(all)
}

/// Width and height from the header of a PNG.
pub(super) fn png_size(content: &[u8]) -> Option<(i64, i64)> {
    let number = |at: usize| content.get(at..at + 4)?.try_into().ok().map(|four| i64::from(u32::from_be_bytes(four)));
    content.starts_with(b"\x89PNG").then(|| Some((number(16)?, number(20)?)))?
}

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let mut rows = Vec::new();
    for ((kind, of), written) in &seed.pictures.0 {
        let (person, organization) = match *kind {
            "photo" | "resume" => (seed.person(of)?, None),
            "fair" | "news" | "stream" | "captions" => (seed.person("organizer")?, None),
            _ => (seed.owner_of(of)?, Some(seed.organization(of)?)),
        };
        let (ending, mime) = match *kind {
            "resume" => ("pdf", "application/pdf"),
            "stream" => ("mp4", "video/mp4"),
            "captions" => ("vtt", "text/vtt"),
            _ => ("png", "image/png"),
        };
        rows.push((
            files::id.eq(&written.id),
            files::kind.eq(*kind),
            files::name.eq(format!("{}-{kind}.{ending}", text::slug(of))),
            files::mime.eq(mime),
            files::bytes.eq(written.bytes),
            files::width.eq(written.size.map(|size| size.0)),
            files::height.eq(written.size.map(|size| size.1)),
            files::person_id.eq(person),
            files::organization_id.eq(organization),
            files::created_at.eq(seed.now),
        ));
    }
    insert_many!(conn, files::table, rows)?;
    Ok(())
}
