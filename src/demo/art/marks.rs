//! The marks of the demo's organizations: fourteen geometric families, each in several cuts,
//! on one of three grounds. Called by `logo_png` only; it gives SVG without a root element.

use super::FAMILIES;
use super::colour::tone;
use super::dice::Dice;
use super::pictures;
use super::shapes::{block, disc, path, polygon, stroke, turned};

/// The colours of one mark.
pub(super) struct Ink {
    /// Carries the shape.
    pub(super) main: String,
    /// Sets off a part of it.
    pub(super) second: String,
    /// What the shape lies on, for gaps.
    pub(super) ground: String,
}

/// One mark in a box of 256 × 256.
pub(super) fn draw_mark(seed: u64, hue: u16) -> String {
    let mut dice = Dice::new(seed);
    let (ground, ink) = draw_ground(&mut dice, f64::from(hue));
    let shape = match seed % FAMILIES {
        0 => lattice(&mut dice, &ink),
        1 => pictures::waves(&mut dice, &ink),
        2 => orbit(&mut dice, &ink),
        3 => pictures::leaf(&mut dice, &ink),
        4 => chip(&mut dice, &ink),
        5 => pictures::helix(&mut dice, &ink),
        6 => pictures::mountain(&mut dice, &ink),
        7 => pictures::bridge(&mut dice, &ink),
        8 => aperture(&mut dice, &ink),
        9 => knot(&mut dice, &ink),
        10 => pictures::sail(&mut dice, &ink),
        11 => grid(&mut dice, &ink),
        12 => pictures::sunrise(&mut dice, &ink),
        _ => arcs(&mut dice, &ink),
    };
    // Shapes are drawn with room about them; a stand's fascia is small and wants them larger.
    format!(r#"{ground}<g transform="translate(128 128) scale(1.16) translate(-128 -128)">{shape}</g>"#)
}

/// White with a coloured shape, or a coloured disc or tile with a white one.
fn draw_ground(dice: &mut Dice, hue: f64) -> (String, Ink) {
    let neighbour = hue + dice.pick(&[-42.0, 38.0, 165.0]);
    let white = "#ffffff".to_owned();
    // Dark orange and yellow turn to brown: warm hues are kept lighter.
    let warmth = 0.13 * (1.0 - (hue - 48.0).abs() / 48.0).clamp(0.0, 1.0);
    match dice.roll(4) {
        0 | 1 => {
            let ink = Ink {
                main: tone(hue, 0.46 + warmth, 0.15),
                second: tone(neighbour, 0.70, 0.14),
                ground: white.clone(),
            };
            (block(128.0, 128.0, 256.0, 44.0, &white), ink)
        }
        other => {
            let colour = tone(hue, 0.44 + warmth, 0.14);
            let ink = Ink { main: white, second: tone(neighbour, 0.83, 0.11), ground: colour.clone() };
            let tile =
                if other == 2 { disc(128.0, 128.0, 128.0, &colour) } else { block(128.0, 128.0, 256.0, 44.0, &colour) };
            (tile, ink)
        }
    }
}

fn lattice(dice: &mut Dice, ink: &Ink) -> String {
    let accent = dice.roll(6);
    let open = dice.roll(2) == 0;
    let mut shape = path(&polygon(128.0, 128.0, 25.0, 6), if open { &ink.second } else { &ink.main });
    for side in 0..6 {
        let angle = (f64::from(side) * 60.0 + 30.0).to_radians();
        let (x, y) = (128.0 + 52.0 * angle.sin(), 128.0 - 52.0 * angle.cos());
        let fill = if !open && side == accent { &ink.second } else { &ink.main };
        shape.push_str(&path(&polygon(x, y, 25.0, 6), fill));
    }
    shape
}

fn orbit(dice: &mut Dice, ink: &Ink) -> String {
    let turns = dice.pick(&[2, 3]);
    let start = dice.between(0.0, 60.0);
    let ring =
        format!(r#"<ellipse cx="128" cy="128" rx="82" ry="32" fill="none" stroke="{}" stroke-width="9"/>"#, ink.main);
    let mut shape: String =
        (0..turns).map(|turn| turned(&ring, start + f64::from(turn) * 180.0 / f64::from(turns))).collect();
    shape.push_str(&disc(128.0, 128.0, 17.0, &ink.second));
    let bead = disc(210.0, 128.0, 13.0, &ink.ground) + &disc(210.0, 128.0, 9.0, &ink.main);
    shape + &turned(&bead, start)
}

fn chip(dice: &mut Dice, ink: &Ink) -> String {
    let pins = dice.pick(&[3, 4]);
    let side: String = (0..pins)
        .map(|pin| {
            let x = 128.0 + (f64::from(pin) - f64::from(pins - 1) / 2.0) * (96.0 / f64::from(pins));
            stroke(&format!("M{x:.1} 50V80"), &ink.main, 11.0)
        })
        .collect();
    let mut shape: String = (0..4).map(|turn| turned(&side, f64::from(turn) * 90.0)).collect();
    shape.push_str(&block(128.0, 128.0, 112.0, 20.0, &ink.main));
    shape.push_str(&block(128.0, 128.0, 62.0, 10.0, &ink.ground));
    let core = if dice.roll(2) == 0 {
        disc(128.0, 128.0, 17.0, &ink.second)
    } else {
        block(128.0, 128.0, 32.0, 4.0, &ink.second)
    };
    shape + &core
}

fn aperture(dice: &mut Dice, ink: &Ink) -> String {
    let blades = dice.pick(&[6, 8]);
    let start = dice.between(0.0, 45.0);
    let accent = dice.roll(blades);
    let reach = if blades == 6 {
        "M128 92L128 44A84 84 0 0 1 196 79L159 110Z"
    } else {
        "M128 90L128 44A84 84 0 0 1 184 66L155 101Z"
    };
    (0..blades)
        .map(|blade| {
            let fill = if blade == accent { &ink.second } else { &ink.main };
            let piece = path(reach, fill) + &stroke(reach, &ink.ground, 5.0);
            turned(&piece, start + f64::from(blade) * 360.0 / f64::from(blades))
        })
        .collect()
}

fn knot(dice: &mut Dice, ink: &Ink) -> String {
    let loops = dice.pick(&[3, 4]);
    let start = dice.pick(&[0.0, 45.0]);
    let d = if loops == 3 {
        "M128 128C82 96 92 46 128 46S174 96 128 128"
    } else {
        "M128 128C92 100 98 46 128 46S158 100 128 128"
    };
    (0..loops)
        .map(|turn| {
            let colour = if turn == 0 { &ink.second } else { &ink.main };
            turned(&stroke(d, colour, 15.0), start + f64::from(turn) * 360.0 / f64::from(loops))
        })
        .collect()
}

fn grid(dice: &mut Dice, ink: &Ink) -> String {
    let round = dice.roll(2) == 0;
    let corner = dice.roll(4);
    let mut shape = String::new();
    for cell in 0..9_u32 {
        let (column, row) = (cell % 3, cell / 3);
        let x = 128.0 + (f64::from(column) - 1.0) * 56.0;
        let y = 128.0 + (f64::from(row) - 1.0) * 56.0;
        let on_diagonal = if corner.is_multiple_of(2) { column == row } else { column + row == 2 };
        let fill = if on_diagonal { &ink.second } else { &ink.main };
        let size = if on_diagonal || corner > 1 { 42.0 } else { 30.0 };
        shape.push_str(&if round { disc(x, y, size / 2.0, fill) } else { block(x, y, size, 8.0, fill) });
    }
    shape
}

fn arcs(dice: &mut Dice, ink: &Ink) -> String {
    let start = dice.pick(&[0.0, 90.0, 180.0, 270.0]);
    let wide = [(34.0, false), (66.0, false), (98.0, true)];
    let mut shape = disc(84.0, 172.0, 15.0, &ink.second);
    for (radius, accent) in wide {
        let d = format!("M84 {:.1}A{radius} {radius} 0 0 1 {:.1} 172", 172.0 - radius, 84.0 + radius);
        shape.push_str(&stroke(&d, if accent { &ink.second } else { &ink.main }, 17.0));
    }
    // The quarter circle fills one corner of its box; this brings its weight to the middle.
    turned(&format!(r#"<g transform="translate(2 -2)">{shape}</g>"#), start)
}
