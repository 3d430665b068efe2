//! The pictures that go with links, 1200 × 630: the words of a page in the look of the site, drawn as SVG and rendered
//! by resvg with a font of our own (Noto Sans SC, `OFL.txt`), so that they look the same on every machine. The handler
//! of `/og/…` asks; what is not public has no words.

mod lines;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use moka::future::Cache;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use tokio::sync::Semaphore;

use super::documents::sources;
use super::kinds::{self, Wanted, Which};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::site::{Visit, ZoneKind};
use crate::web::feed::xml_text;
use crate::web::text::clip;

/// Two pictures are drawn at once; the others wait, so that pages are served meanwhile.
pub(super) static DRAWING: Semaphore = Semaphore::const_new(2);
/// How long one waits for a picture, with those before it.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// Memory for drawn pictures, in bytes; one takes some 40 KB.
const KEPT_BYTES: u64 = 8 << 20;
/// How long one is kept.
const KEPT: Duration = Duration::from_secs(3600);
/// The size that Open Graph recommends.
const SIZE: (u32, u32) = (1200, 630);
/// The longest title and the longest line below it, in characters.
const TITLE_MAX: usize = 160;
const LINE_MAX: usize = 60;
/// The font, packed with brotli.
const FONT: &[u8] = include_bytes!("noto-sans-sc-600.ttf.br");
/// Its size, so that it is unpacked in one go.
const FONT_BYTES: usize = 2_600_000;
/// Raised with the drawing, so that what others keep is asked for again.
const VERSION: u32 = 1;

/// The words of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    event: String,
    chip: String,
    title: String,
    line: String,
    colour: String,
}

impl Words {
    /// What makes the picture what it is.
    pub fn key(&self) -> String {
        format!("{VERSION}\n{}\n{}\n{}\n{}\n{}", self.event, self.chip, self.title, self.line, self.colour)
    }
}

/// Drawn pictures by their words.
pub(super) fn kept() -> &'static Cache<String, Bytes> {
    static PICTURES: OnceLock<Cache<String, Bytes>> = OnceLock::new();
    PICTURES.get_or_init(|| {
        let weigh = |key: &String, picture: &Bytes| u32::try_from(key.len() + picture.len()).unwrap_or(u32::MAX);
        Cache::builder().max_capacity(KEPT_BYTES).weigher(weigh).time_to_live(KEPT).build()
    })
}

/// The words of the picture of a public thing, or of a place: a zone, or the lobby.
///
/// # Errors
/// 404 for anything else.
pub(super) fn find_words(conn: &mut Conn, visit: &Visit, (kind, slug): (&str, &str)) -> AppResult<Words> {
    let (edition, locale) = (visit.edition()?, visit.locale);
    let event = edition.texts.title(locale);
    if kind == "place" {
        let zone = edition.zones.iter().find(|zone| zone.kind.as_str() == slug);
        return match zone {
            Some(zone) => Ok(words(event, "", zone.texts.title(locale), zone.texts.body(locale), colour(zone.kind))),
            None if slug == "lobby" => Ok(words("", "", event, edition.texts.body(locale), &edition.accent)),
            None => Err(AppError::NotFound),
        };
    }
    let kind = kinds::kinds_of(visit.archive.is_some()).find(|one| one.name == kind).ok_or(AppError::NotFound)?;
    let wanted = Wanted { edition: &edition.id, now: visit.now, which: Which::At(slug) };
    let row = kinds::list_public(conn, kind, wanted)?.pop().ok_or(AppError::NotFound)?;
    let source = sources().into_iter().find(|source| source.kind() == kind.name).ok_or(AppError::NotFound)?;
    let document = source.document(conn, &row.id)?.ok_or(AppError::NotFound)?;
    let text = document.texts.iter().find(|text| text.locale == locale).or_else(|| document.texts.first());
    let title = text.map_or("", |text| text.title.as_str());
    let of_zone = kind.zone.map(colour);
    let colour = of_zone.unwrap_or(edition.accent.as_str());
    Ok(words(event, locale.t(kind.key), title, locale.name(&row.organization, &row.organization_zh), colour))
}

fn words(event: &str, chip: &str, title: &str, line: &str, colour: &str) -> Words {
    let plain = |text: &str, max| clip(xml_text(text).split_whitespace().collect::<Vec<_>>().join(" ").trim(), max);
    Words {
        event: plain(event, LINE_MAX),
        chip: plain(chip, LINE_MAX / 2),
        title: plain(title, TITLE_MAX),
        line: plain(line, LINE_MAX),
        colour: colour.to_owned(),
    }
}

/// The colours of the zones, as in `base.css`.
fn colour(zone: ZoneKind) -> &'static str {
    match zone {
        ZoneKind::Exhibition => "#0b6b5d",
        ZoneKind::Pairing => "#5b4fa0",
        ZoneKind::Recruitment => "#a34a24",
        ZoneKind::Service => "#2a659c",
        ZoneKind::Forum => "#7d6115",
    }
}

/// The picture as PNG; takes some 50 ms of the processor, so never on a worker.
pub(super) fn draw(words: &Words) -> Option<Bytes> {
    let options = Options { fontdb: font(), font_family: "sans-serif".to_owned(), ..Options::default() };
    let tree = Tree::from_str(&lines::svg(words, SIZE), &options).ok()?;
    let mut pixmap = Pixmap::new(SIZE.0, SIZE.1)?;
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    pixmap.encode_png().ok().map(Bytes::from)
}

/// The font alone, unpacked at the first picture.
fn font() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut plain = Vec::with_capacity(FONT_BYTES);
        let mut fonts = fontdb::Database::new();
        if brotli::BrotliDecompress(&mut &*FONT, &mut plain).is_ok() {
            fonts.load_font_data(plain);
        }
        let family = fonts.faces().next().and_then(|face| face.families.first()).map(|family| family.0.clone());
        fonts.set_sans_serif_family(family.unwrap_or_default());
        Arc::new(fonts)
    };
    FONTS.get_or_init(load).clone()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::{draw, words};

    fn pixels(title: &str) -> image::RgbImage {
        let drawn =
            draw(&words("20th Conference 第二十届大会", "Job 岗位", title, "Delta Photonics", "#a34a24")).unwrap();
        assert!(drawn.len() < 300_000, "{title}: {} bytes", drawn.len());
        image::load_from_memory(&drawn).unwrap().to_rgb8()
    }

    #[test]
    fn every_title_is_drawn_at_the_size_that_others_expect() {
        let long = "激光".repeat(400);
        let hostile = "</text><script>alert(1)</script>&amp;\u{0}\u{1b}\u{202e}\u{fffe}\"'";
        for title in
            ["Laser engineer", "高级激光工程师（武汉）", &long, hostile, "", "👩‍🔬 naïve Straße", &"W".repeat(3_000)]
        {
            let drawn = pixels(title);
            assert_eq!((drawn.width(), drawn.height()), (1200, 630), "{title}");
        }
    }

    #[test]
    fn words_of_both_languages_leave_ink() {
        let blank = pixels("");
        for title in ["Laser engineer", "激光工程师"] {
            let differs = pixels(title).pixels().zip(blank.pixels()).filter(|(a, b)| a != b).count();
            assert!(differs > 2_000, "{title}: {differs}");
        }
    }
}
