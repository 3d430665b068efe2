//! The banners of the demo's booths: calm landscapes of 1200 × 375 in layers of one colour, each
//! in the mood of a family of marks. Called by `banner_png` only.

use super::FAMILIES;
use super::air::{Air, HEIGHT, WIDTH, draw_sky, ground, rolling, sun};
use super::colour::tone;
use super::dice::Dice;
use super::shapes::{curve, disc, path, polygon, stroke};

/// One banner, seen from the family of its mark.
pub(super) fn draw_banner(seed: u64, hue: u16) -> String {
    let mut dice = Dice::new(seed ^ 0x00ba_44e5);
    let scene = seed % FAMILIES;
    // Water is painted blue whatever the organization's colour; a warm night would be brown.
    let has_water = matches!(scene, 1 | 7 | 10);
    let hue = if has_water { 192.0 + f64::from(hue % 48) } else { f64::from(hue) };
    let dark = dice.roll(4) == 0 && (150.0..310.0).contains(&hue);
    let mut air = Air { dice, hue, dark };
    let sky = draw_sky(&air);
    let landscape = match scene {
        0 | 11 => tiles(&mut air),
        1 | 10 => sea(&mut air),
        2 | 13 => circles(&mut air),
        3 | 12 => hills(&mut air),
        4 => plain(&mut air),
        5 | 9 => ribbons(&mut air),
        6 => mountains(&mut air),
        7 => crossing(&mut air),
        _ => rays(&mut air),
    };
    format!("{sky}{landscape}")
}

fn hills(air: &mut Air) -> String {
    let mut scene = sun(air, 120.0);
    for (step, near) in [0.08, 0.3, 0.55, 0.8, 1.0].into_iter().enumerate() {
        let base = 190.0 + 42.0 * f64::from(u8::try_from(step).unwrap_or(0));
        let line = rolling(air, base, 20.0);
        scene.push_str(&ground(&air.depth(near), line));
    }
    scene
}

fn mountains(air: &mut Air) -> String {
    let mut scene = sun(air, 105.0);
    for (base, height, near) in [(240.0, 130.0, 0.1), (280.0, 120.0, 0.4), (325.0, 100.0, 0.72)] {
        let mut d = format!("M0 {base:.1}");
        let mut x = air.dice.between(-60.0, 40.0);
        while x < WIDTH + 120.0 {
            let peak = base - height * air.dice.between(0.45, 1.0);
            let half = air.dice.between(80.0, 140.0);
            d.push_str(&format!("L{:.1} {peak:.1}L{:.1} {:.1}", x + half, x + 2.0 * half, base - 14.0));
            x += 2.0 * half;
        }
        scene.push_str(&path(&format!("{d}V{HEIGHT}H0Z"), &air.depth(near)));
    }
    let line = rolling(air, 338.0, 9.0);
    scene + &ground(&air.depth(1.0), line)
}

fn sea(air: &mut Air) -> String {
    let mut scene = sun(air, 128.0);
    let coast = rolling(air, 186.0, 12.0);
    scene.push_str(&ground(&air.depth(0.12), coast));
    scene.push_str(&path(&format!("M0 200H{WIDTH}V{HEIGHT}H0Z"), &air.depth(0.3)));
    for (step, near) in [0.45, 0.6, 0.75, 0.88, 1.0].into_iter().enumerate() {
        let row = f64::from(u8::try_from(step).unwrap_or(0));
        let base = 222.0 + 31.0 * row;
        let (shift, length) = (air.dice.between(0.0, 6.3), 38.0 + 15.0 * row);
        scene.push_str(&ground(&air.depth(near), |x| base + (4.0 + 1.4 * row) * (x / length + shift).sin()));
    }
    scene
}

fn crossing(air: &mut Air) -> String {
    let mut scene = sun(air, 110.0);
    let bank = rolling(air, 226.0, 13.0);
    scene.push_str(&ground(&air.depth(0.15), bank));
    let colour = air.depth(0.85);
    for tower in [330.0, 870.0] {
        scene.push_str(&stroke(&format!("M{tower} 92V292"), &colour, 11.0));
        for reach in (1..=9).map(|cable| f64::from(cable) * 27.0) {
            let top = 102.0 + reach * 0.18;
            let d = format!("M{:.1} 254L{tower} {top:.1}L{:.1} 254", tower - reach, tower + reach);
            scene.push_str(&stroke(&d, &colour, 1.8));
        }
    }
    scene.push_str(&stroke(&format!("M-10 254H{}", WIDTH + 10.0), &colour, 9.0));
    for (base, near) in [(288.0, 0.5), (318.0, 0.7), (348.0, 0.95)] {
        let shift = air.dice.between(0.0, 6.3);
        scene.push_str(&ground(&air.depth(near), |x| base + 4.0 * (x / 62.0 + shift).sin()));
    }
    scene
}

fn ribbons(air: &mut Air) -> String {
    let shift = air.dice.between(0.0, 6.3);
    let mut scene = String::new();
    for band in 0..26 {
        let step = f64::from(band) / 25.0;
        let d = curve(-20.0, WIDTH + 20.0, 10.0, |x| {
            let swell = (x / 250.0 + shift).sin();
            195.0 + 96.0 * swell * (1.0 - 2.0 * step) + 46.0 * (x / 410.0 + 2.2 * step + shift).cos()
        });
        let opacity = 0.35 + 0.5 * step;
        scene.push_str(&format!(r#"<g opacity="{opacity:.2}">{}</g>"#, stroke(&d, &air.depth(step), 3.0)));
    }
    let line = rolling(air, 330.0, 11.0);
    scene + &ground(&air.depth(0.9), line)
}

fn circles(air: &mut Air) -> String {
    let x = air.dice.between(720.0, 980.0);
    let colour = air.depth(if air.dark { 0.0 } else { 0.45 });
    let mut scene = String::new();
    for ring in 1..=13 {
        let radius = 26.0 * f64::from(ring) + 12.0;
        let bead = air.dice.between(3.3, 5.9);
        scene.push_str(&format!(
            r#"<circle cx="{x:.1}" cy="286" r="{radius:.1}" fill="none" stroke="{colour}" stroke-width="1.6" opacity="0.6"/>"#
        ));
        if ring % 3 == 1 {
            scene.push_str(&disc(x + radius * bead.cos(), 286.0 + radius * bead.sin(), 6.5, &air.depth(0.8)));
        }
    }
    scene.push_str(&disc(x, 286.0, 26.0, &tone(46.0, 0.95, 0.055)));
    for (base, near) in [(286.0, 0.45), (318.0, 0.72), (346.0, 1.0)] {
        let line = rolling(air, base, 8.0);
        scene.push_str(&ground(&air.depth(near), line));
    }
    scene
}

fn tiles(air: &mut Air) -> String {
    let mut scene = String::new();
    for column in 0..24_u32 {
        for row in 0..9_u32 {
            let x = f64::from(column) * 55.4 + if row % 2 == 1 { 27.7 } else { 0.0 };
            let y = f64::from(row) * 48.0;
            // Denser to the lower right, with some chance, so that the field seems to grow.
            let reach = x / WIDTH * 0.7 + y / HEIGHT * 0.5 + air.dice.between(-0.28, 0.22);
            if reach > 0.42 {
                let fill = air.depth((reach - 0.42).clamp(0.0, 1.0));
                scene.push_str(&path(&polygon(x, y, 30.0, 6), &fill));
            }
        }
    }
    scene
}

fn plain(air: &mut Air) -> String {
    let horizon = 188.0;
    let mut scene = sun(air, 134.0);
    let far = rolling(air, 178.0, 8.0);
    scene.push_str(&ground(&air.depth(0.15), far));
    scene.push_str(&path(&format!("M0 {horizon}H{WIDTH}V{HEIGHT}H0Z"), &air.depth(0.75)));
    let light = air.light();
    let mut lines = String::new();
    for line in -22..=22 {
        let foot = 600.0 + f64::from(line) * 110.0;
        lines.push_str(&stroke(
            &format!("M{:.1} {horizon}L{foot:.1} {HEIGHT}", 600.0 + f64::from(line) * 27.0),
            &light,
            1.4,
        ));
    }
    for row in 1..9 {
        let y = horizon + 187.0 * (f64::from(row) / 9.0).powf(1.8);
        lines.push_str(&stroke(&format!("M0 {y:.1}H{WIDTH}"), &light, 1.4));
    }
    scene + &format!(r#"<g opacity="0.4">{lines}</g>"#)
}

fn rays(air: &mut Air) -> String {
    let x = air.dice.between(280.0, 460.0);
    let light = air.light();
    let mut scene = String::new();
    for ray in 0..9 {
        let spread = f64::from(ray) * 92.0;
        let d = format!("M{x:.1} 210L{WIDTH} {:.1}V{:.1}Z", spread - 240.0, spread - 194.0);
        let fill = if ray % 2 == 0 { air.depth(f64::from(ray) / 10.0) } else { light.clone() };
        scene.push_str(&format!(r#"<g opacity="0.5">{}</g>"#, path(&d, &fill)));
    }
    scene.push_str(&stroke(&format!("M-10 210H{x:.1}"), &air.depth(0.5), 5.0));
    scene.push_str(&path(&format!("M{:.1} 292L{x:.1} 128L{:.1} 292Z", x - 96.0, x + 96.0), &air.depth(0.8)));
    let line = rolling(air, 318.0, 9.0);
    scene + &ground(&air.depth(1.0), line)
}
