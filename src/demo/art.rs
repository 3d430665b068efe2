//! Draws the pictures of the demo edition: marks, banners, portraits, and a one-page résumé.
//! The demo seeder calls it. The same seed always gives the same bytes; there is no text in a
//! picture, no network, and nothing is read from disk.

mod air;
mod banners;
mod colour;
mod dice;
mod marks;
mod pictures;
mod portraits;
mod resume;
mod shapes;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

pub use resume::resume_pdf;

/// How many families of marks there are; `seed % FAMILIES` chooses one.
pub const FAMILIES: u64 = 14;

/// A mark of 256 × 256 pixels as PNG, for a stand or a card.
#[must_use]
pub fn logo_png(seed: u64, hue: u16) -> Vec<u8> {
    render(&marks::draw_mark(seed, hue), 256, 256)
}

/// A calm landscape of 1200 × 375 pixels as PNG, in the mood of the mark with the same seed.
#[must_use]
pub fn banner_png(seed: u64, hue: u16) -> Vec<u8> {
    render(&banners::draw_banner(seed, hue), 1200, 375)
}

/// Head and shoulders of an invented person, 256 × 256 pixels as PNG. `PersonSeed::portrait` holds
/// a seed that fits the person.
#[must_use]
pub fn portrait_png(seed: u64) -> Vec<u8> {
    render(&portraits::draw_portrait(seed), 256, 256)
}

/// Empty where the drawing is wrong, which a test rules out for every family.
fn render(content: &str, width: u32, height: u32) -> Vec<u8> {
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">{content}</svg>"#
    );
    let Ok(tree) = Tree::from_str(&svg, &Options::default()) else {
        return Vec::new();
    };
    let Some(mut pixmap) = Pixmap::new(width, height) else {
        return Vec::new();
    };
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    pixmap.encode_png().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first wrong picture")]

    use std::collections::HashSet;

    use super::{FAMILIES, banner_png, logo_png, portrait_png, resume_pdf};

    fn size_of(png: &[u8]) -> (u32, u32) {
        let picture = image::load_from_memory(png).unwrap();
        (picture.width(), picture.height())
    }

    #[test]
    fn every_family_of_marks_draws_its_own_picture() {
        let marks: HashSet<_> = (0..FAMILIES).map(|seed| logo_png(seed, 200)).collect();
        assert_eq!(marks.len(), 14);
        assert!(marks.iter().all(|png| size_of(png) == (256, 256)));
    }

    #[test]
    fn banners_and_portraits_have_their_sizes_and_are_repeatable() {
        assert!((0..FAMILIES).all(|seed| size_of(&banner_png(seed, 30)) == (1200, 375)));
        assert!((0..24).all(|seed| size_of(&portrait_png(seed)) == (256, 256)));
        assert_eq!(portrait_png(7), portrait_png(7));
    }

    #[test]
    fn a_resume_is_a_pdf_whose_table_points_at_its_objects() {
        let pdf = resume_pdf("Lin (Yue)", "Engineer", &["Wuhan, 2020".to_owned()]);
        assert!(pdf.starts_with(b"%PDF-1.4\n") && pdf.ends_with(b"%%EOF\n"));
        let text = String::from_utf8(pdf).unwrap();
        assert!(text.contains(r"Lin \(Yue\)"));
        let start: usize = text.lines().rev().nth(1).unwrap().parse().unwrap();
        assert!(text.get(start..).unwrap().starts_with("xref"));
    }
}
