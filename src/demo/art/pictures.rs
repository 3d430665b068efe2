//! The families of marks that show something seen: water, a leaf, a strand, a mountain, a bridge,
//! a sail, the sun. Called by `marks` only; each gives SVG in a box of 256 × 256.

use std::f64::consts::{PI, TAU};

use super::dice::Dice;
use super::marks::Ink;
use super::shapes::{curve, disc, path, stroke, turned};

pub(super) fn waves(dice: &mut Dice, ink: &Ink) -> String {
    let length = dice.pick(&[60.0, 76.0]);
    let lines = dice.pick(&[3, 4]);
    let gap = 116.0 / f64::from(lines);
    let accent = dice.roll(lines);
    (0..lines)
        .map(|line| {
            let y = 128.0 + (f64::from(line) - f64::from(lines - 1) / 2.0) * gap;
            let shift = f64::from(line) * 0.9;
            let half = if line == 0 || line + 1 == lines { 58.0 } else { 76.0 };
            let d = curve(128.0 - half, 128.0 + half, 2.0, |x| y + 11.0 * (x / length * TAU + shift).sin());
            stroke(&d, if line == accent { &ink.second } else { &ink.main }, 17.0)
        })
        .collect()
}

pub(super) fn leaf(dice: &mut Dice, ink: &Ink) -> String {
    let tilt = dice.between(-14.0, 14.0);
    let large = path("M122 206C62 190 44 130 62 66C116 80 142 130 122 206Z", &ink.main);
    let small = path("M138 206C190 196 214 152 204 98C158 108 130 150 138 206Z", &ink.second);
    let vein = stroke("M120 192C112 152 98 120 82 96", &ink.ground, 6.0);
    let other = stroke("M146 192C154 164 170 142 186 126", &ink.ground, 6.0);
    turned(&format!("{large}{small}{vein}{other}"), tilt)
}

pub(super) fn helix(dice: &mut Dice, ink: &Ink) -> String {
    let tilt = dice.pick(&[-24.0, 24.0, 90.0]);
    let sway = |x: f64| 34.0 * ((x - 128.0) / 82.0 * PI).sin();
    let rungs: String = [62.0, 81.0, 108.0, 148.0, 175.0, 194.0]
        .iter()
        .map(|x| stroke(&format!("M{x:.1} {:.1}V{:.1}", 128.0 - sway(*x), 128.0 + sway(*x)), &ink.second, 8.0))
        .collect();
    let one = stroke(&curve(46.0, 210.0, 2.0, |x| 128.0 + sway(x)), &ink.main, 14.0);
    let gap = stroke(&curve(110.0, 146.0, 2.0, |x| 128.0 - sway(x)), &ink.ground, 26.0);
    let two = stroke(&curve(46.0, 210.0, 2.0, |x| 128.0 - sway(x)), &ink.main, 14.0);
    turned(&format!("{rungs}{one}{gap}{two}"), tilt)
}

pub(super) fn mountain(dice: &mut Dice, ink: &Ink) -> String {
    let sun = dice.pick(&[176.0, 82.0]);
    let back = if sun > 128.0 { "M40 190L104 76L168 190Z" } else { "M88 190L152 76L216 190Z" };
    let front = if sun > 128.0 { "M106 190L160 112L214 190Z" } else { "M42 190L96 112L150 190Z" };
    let mut shape = disc(sun, 78.0, 22.0, &ink.second);
    shape.push_str(&path(back, &ink.main));
    shape.push_str(&stroke(front, &ink.ground, 12.0));
    shape + &path(front, &ink.second)
}

pub(super) fn bridge(dice: &mut Dice, ink: &Ink) -> String {
    let mut shape = String::new();
    if dice.roll(2) == 0 {
        shape.push_str(&stroke("M46 160Q128 30 210 160", &ink.main, 13.0));
        for (x, y) in [(87.0, 117.0), (128.0, 100.0), (169.0, 117.0)] {
            shape.push_str(&stroke(&format!("M{x:.1} {y:.1}V160"), &ink.main, 7.0));
        }
    } else {
        shape.push_str(&stroke("M128 54V196", &ink.main, 13.0));
        for reach in [26.0, 52.0, 78.0] {
            let d = format!("M{:.1} 160L128 {:.1}L{:.1} 160", 128.0 - reach, 134.0 - reach, 128.0 + reach);
            shape.push_str(&stroke(&d, &ink.main, 6.0));
        }
    }
    shape.push_str(&stroke("M42 160H214", &ink.main, 13.0));
    shape + &stroke("M62 194Q84 182 106 194T150 194T194 194", &ink.second, 10.0)
}

pub(super) fn sail(dice: &mut Dice, ink: &Ink) -> String {
    let mast = dice.pick(&[120.0, 128.0]);
    let main = path(&format!("M{mast} 48C176 84 196 124 200 166H{mast}Z"), &ink.main);
    let fore = path(&format!("M{} 78C84 104 68 136 62 166H{}Z", mast - 12.0, mast - 12.0), &ink.second);
    let hull = stroke("M54 190C78 206 100 206 128 192S178 178 204 192", &ink.main, 12.0);
    format!("{main}{fore}{hull}")
}

pub(super) fn sunrise(dice: &mut Dice, ink: &Ink) -> String {
    let rays = dice.pick(&[5, 7]);
    let mut shape = path("M82 158A46 46 0 0 1 174 158Z", &ink.second);
    for ray in 0..rays {
        let angle = (-80.0 + 160.0 * f64::from(ray) / f64::from(rays - 1)).to_radians();
        let (x, y) = (angle.sin(), -angle.cos());
        let d =
            format!("M{:.1} {:.1}L{:.1} {:.1}", 128.0 + 64.0 * x, 158.0 + 64.0 * y, 128.0 + 90.0 * x, 158.0 + 90.0 * y);
        shape.push_str(&stroke(&d, &ink.main, 12.0));
    }
    shape.push_str(&stroke("M42 180H214", &ink.main, 12.0));
    shape + &stroke("M76 204H180", &ink.main, 12.0)
}
