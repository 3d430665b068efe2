//! The marks of the demo's organizations: fourteen geometric families, each in several cuts,
//! on one of three grounds. Called by `logo_png` only; it gives SVG without a root element.

use super::FAMILIES;
use super::colour::tone;
use super::dice::Dice;
use super::shapes::{block, curve, disc, path, polygon, stroke, turned};

/// The colours of one mark.
struct Ink {
    /// Carries the shape.
    main: String,
    /// Sets off a part of it.
    second: String,
    /// What the shape lies on, for gaps.
    ground: String,
}

/// One mark in a box of 256 × 256.
pub(super) fn draw_mark(seed: u64, hue: u16) -> String {
    let mut dice = Dice::new(seed);
    let (ground, ink) = draw_ground(&mut dice, f64::from(hue));
    let shape = match seed % FAMILIES {
        0 => lattice(&mut dice, &ink),
        1 => waves(&mut dice, &ink),
        2 => orbit(&mut dice, &ink),
        3 => leaf(&mut dice, &ink),
        4 => chip(&mut dice, &ink),
        5 => helix(&mut dice, &ink),
        6 => mountain(&mut dice, &ink),
        7 => bridge(&mut dice, &ink),
        8 => aperture(&mut dice, &ink),
        9 => knot(&mut dice, &ink),
        10 => sail(&mut dice, &ink),
        11 => grid(&mut dice, &ink),
        12 => sunrise(&mut dice, &ink),
        _ => arcs(&mut dice, &ink),
    };
    // Shapes are drawn with room about them; a stand's fascia is small and wants them larger.
    format!(
        r#"{ground}<g transform="translate(128 128) scale(1.16) translate(-128 -128)">{shape}</g>"#
    )
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
            let ink = Ink {
                main: white,
                second: tone(neighbour, 0.83, 0.11),
                ground: colour.clone(),
            };
            let tile = if other == 2 {
                disc(128.0, 128.0, 128.0, &colour)
            } else {
                block(128.0, 128.0, 256.0, 44.0, &colour)
            };
            (tile, ink)
        }
    }
}

fn lattice(dice: &mut Dice, ink: &Ink) -> String {
    let accent = dice.roll(6);
    let open = dice.roll(2) == 0;
    let mut shape = path(
        &polygon(128.0, 128.0, 25.0, 6),
        if open { &ink.second } else { &ink.main },
    );
    for side in 0..6 {
        let angle = (f64::from(side) * 60.0 + 30.0).to_radians();
        let (x, y) = (128.0 + 52.0 * angle.sin(), 128.0 - 52.0 * angle.cos());
        let fill = if !open && side == accent {
            &ink.second
        } else {
            &ink.main
        };
        shape.push_str(&path(&polygon(x, y, 25.0, 6), fill));
    }
    shape
}

fn waves(dice: &mut Dice, ink: &Ink) -> String {
    let length = dice.pick(&[60.0, 76.0]);
    let lines = dice.pick(&[3, 4]);
    let gap = 116.0 / f64::from(lines);
    let accent = dice.roll(lines);
    (0..lines)
        .map(|line| {
            let y = 128.0 + (f64::from(line) - f64::from(lines - 1) / 2.0) * gap;
            let shift = f64::from(line) * 0.9;
            let half = if line == 0 || line + 1 == lines {
                58.0
            } else {
                76.0
            };
            let d = curve(128.0 - half, 128.0 + half, 2.0, |x| {
                y + 11.0 * (x / length * 6.28 + shift).sin()
            });
            stroke(
                &d,
                if line == accent {
                    &ink.second
                } else {
                    &ink.main
                },
                17.0,
            )
        })
        .collect()
}

fn orbit(dice: &mut Dice, ink: &Ink) -> String {
    let turns = dice.pick(&[2, 3]);
    let start = dice.between(0.0, 60.0);
    let ring = format!(
        r#"<ellipse cx="128" cy="128" rx="82" ry="32" fill="none" stroke="{}" stroke-width="9"/>"#,
        ink.main
    );
    let mut shape: String = (0..turns)
        .map(|turn| turned(&ring, start + f64::from(turn) * 180.0 / f64::from(turns)))
        .collect();
    shape.push_str(&disc(128.0, 128.0, 17.0, &ink.second));
    let bead = disc(210.0, 128.0, 13.0, &ink.ground) + &disc(210.0, 128.0, 9.0, &ink.main);
    shape + &turned(&bead, start)
}

fn leaf(dice: &mut Dice, ink: &Ink) -> String {
    let tilt = dice.between(-14.0, 14.0);
    let large = path(
        "M122 206C62 190 44 130 62 66C116 80 142 130 122 206Z",
        &ink.main,
    );
    let small = path(
        "M138 206C190 196 214 152 204 98C158 108 130 150 138 206Z",
        &ink.second,
    );
    let vein = stroke("M120 192C112 152 98 120 82 96", &ink.ground, 6.0);
    let other = stroke("M146 192C154 164 170 142 186 126", &ink.ground, 6.0);
    turned(&format!("{large}{small}{vein}{other}"), tilt)
}

fn chip(dice: &mut Dice, ink: &Ink) -> String {
    let pins = dice.pick(&[3, 4]);
    let side: String = (0..pins)
        .map(|pin| {
            let x = 128.0 + (f64::from(pin) - f64::from(pins - 1) / 2.0) * (96.0 / f64::from(pins));
            stroke(&format!("M{x:.1} 50V80"), &ink.main, 11.0)
        })
        .collect();
    let mut shape: String = (0..4)
        .map(|turn| turned(&side, f64::from(turn) * 90.0))
        .collect();
    shape.push_str(&block(128.0, 128.0, 112.0, 20.0, &ink.main));
    shape.push_str(&block(128.0, 128.0, 62.0, 10.0, &ink.ground));
    let core = if dice.roll(2) == 0 {
        disc(128.0, 128.0, 17.0, &ink.second)
    } else {
        block(128.0, 128.0, 32.0, 4.0, &ink.second)
    };
    shape + &core
}

fn helix(dice: &mut Dice, ink: &Ink) -> String {
    let tilt = dice.pick(&[-24.0, 24.0, 90.0]);
    let sway = |x: f64| 34.0 * ((x - 128.0) / 82.0 * 3.1416).sin();
    let rungs: String = [62.0, 81.0, 108.0, 148.0, 175.0, 194.0]
        .iter()
        .map(|x| {
            stroke(
                &format!("M{x:.1} {:.1}V{:.1}", 128.0 - sway(*x), 128.0 + sway(*x)),
                &ink.second,
                8.0,
            )
        })
        .collect();
    let one = stroke(
        &curve(46.0, 210.0, 2.0, |x| 128.0 + sway(x)),
        &ink.main,
        14.0,
    );
    let gap = stroke(
        &curve(110.0, 146.0, 2.0, |x| 128.0 - sway(x)),
        &ink.ground,
        26.0,
    );
    let two = stroke(
        &curve(46.0, 210.0, 2.0, |x| 128.0 - sway(x)),
        &ink.main,
        14.0,
    );
    turned(&format!("{rungs}{one}{gap}{two}"), tilt)
}

fn mountain(dice: &mut Dice, ink: &Ink) -> String {
    let sun = dice.pick(&[176.0, 82.0]);
    let back = if sun > 128.0 {
        "M40 190L104 76L168 190Z"
    } else {
        "M88 190L152 76L216 190Z"
    };
    let front = if sun > 128.0 {
        "M106 190L160 112L214 190Z"
    } else {
        "M42 190L96 112L150 190Z"
    };
    let mut shape = disc(sun, 78.0, 22.0, &ink.second);
    shape.push_str(&path(back, &ink.main));
    shape.push_str(&stroke(front, &ink.ground, 12.0));
    shape + &path(front, &ink.second)
}

fn bridge(dice: &mut Dice, ink: &Ink) -> String {
    let mut shape = String::new();
    if dice.roll(2) == 0 {
        shape.push_str(&stroke("M46 160Q128 30 210 160", &ink.main, 13.0));
        for (x, y) in [(87.0, 117.0), (128.0, 100.0), (169.0, 117.0)] {
            shape.push_str(&stroke(&format!("M{x:.1} {y:.1}V160"), &ink.main, 7.0));
        }
    } else {
        shape.push_str(&stroke("M128 54V196", &ink.main, 13.0));
        for reach in [26.0, 52.0, 78.0] {
            let d = format!(
                "M{:.1} 160L128 {:.1}L{:.1} 160",
                128.0 - reach,
                134.0 - reach,
                128.0 + reach
            );
            shape.push_str(&stroke(&d, &ink.main, 6.0));
        }
    }
    shape.push_str(&stroke("M42 160H214", &ink.main, 13.0));
    shape + &stroke("M62 194Q84 182 106 194T150 194T194 194", &ink.second, 10.0)
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
            let fill = if blade == accent {
                &ink.second
            } else {
                &ink.main
            };
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
            turned(
                &stroke(d, colour, 15.0),
                start + f64::from(turn) * 360.0 / f64::from(loops),
            )
        })
        .collect()
}

fn sail(dice: &mut Dice, ink: &Ink) -> String {
    let mast = dice.pick(&[120.0, 128.0]);
    let main = path(
        &format!("M{mast} 48C176 84 196 124 200 166H{mast}Z"),
        &ink.main,
    );
    let fore = path(
        &format!("M{} 78C84 104 68 136 62 166H{}Z", mast - 12.0, mast - 12.0),
        &ink.second,
    );
    let hull = stroke(
        "M54 190C78 206 100 206 128 192S178 178 204 192",
        &ink.main,
        12.0,
    );
    format!("{main}{fore}{hull}")
}

fn grid(dice: &mut Dice, ink: &Ink) -> String {
    let round = dice.roll(2) == 0;
    let corner = dice.roll(4);
    let mut shape = String::new();
    for cell in 0..9_u32 {
        let (column, row) = (cell % 3, cell / 3);
        let x = 128.0 + (f64::from(column) - 1.0) * 56.0;
        let y = 128.0 + (f64::from(row) - 1.0) * 56.0;
        let on_diagonal = if corner % 2 == 0 {
            column == row
        } else {
            column + row == 2
        };
        let fill = if on_diagonal { &ink.second } else { &ink.main };
        let size = if on_diagonal || corner > 1 {
            42.0
        } else {
            30.0
        };
        shape.push_str(&if round {
            disc(x, y, size / 2.0, fill)
        } else {
            block(x, y, size, 8.0, fill)
        });
    }
    shape
}

fn sunrise(dice: &mut Dice, ink: &Ink) -> String {
    let rays = dice.pick(&[5, 7]);
    let mut shape = path("M82 158A46 46 0 0 1 174 158Z", &ink.second);
    for ray in 0..rays {
        let angle = (-80.0 + 160.0 * f64::from(ray) / f64::from(rays - 1)).to_radians();
        let (x, y) = (angle.sin(), -angle.cos());
        let d = format!(
            "M{:.1} {:.1}L{:.1} {:.1}",
            128.0 + 64.0 * x,
            158.0 + 64.0 * y,
            128.0 + 90.0 * x,
            158.0 + 90.0 * y
        );
        shape.push_str(&stroke(&d, &ink.main, 12.0));
    }
    shape.push_str(&stroke("M42 180H214", &ink.main, 12.0));
    shape + &stroke("M76 204H180", &ink.main, 12.0)
}

fn arcs(dice: &mut Dice, ink: &Ink) -> String {
    let start = dice.pick(&[0.0, 90.0, 180.0, 270.0]);
    let wide = [(34.0, false), (66.0, false), (98.0, true)];
    let mut shape = disc(84.0, 172.0, 15.0, &ink.second);
    for (radius, accent) in wide {
        let d = format!(
            "M84 {:.1}A{radius} {radius} 0 0 1 {:.1} 172",
            172.0 - radius,
            84.0 + radius
        );
        shape.push_str(&stroke(
            &d,
            if accent { &ink.second } else { &ink.main },
            17.0,
        ));
    }
    // The quarter circle fills one corner of its box; this brings its weight to the middle.
    turned(
        &format!(r#"<g transform="translate(2 -2)">{shape}</g>"#),
        start,
    )
}
