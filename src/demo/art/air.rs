//! What the banners' landscapes share: the light of a scene, its sky and sun, and the ground.
//! Called by `banners` only.

use super::colour::tone;
use super::dice::Dice;
use super::shapes::{curve, disc, path};

/// Size of a banner in pixels.
pub(super) const WIDTH: f64 = 1200.0;
/// Size of a banner in pixels.
pub(super) const HEIGHT: f64 = 375.0;

/// What a scene is painted with.
pub(super) struct Air {
    pub(super) dice: Dice,
    pub(super) hue: f64,
    /// Evening scenes are dark above and glow at the horizon.
    pub(super) dark: bool,
}

impl Air {
    /// Colour of a layer: 0 far and hazy, 1 near and deep.
    pub(super) fn depth(&self, near: f64) -> String {
        let warmth = (1.0 - (self.hue - 40.0).abs() / 60.0).clamp(0.0, 1.0);
        let (far, close) = if self.dark { (0.40, 0.17) } else { (0.84, 0.41 + 0.12 * warmth) };
        tone(self.hue + 14.0 * near, far + (close - far) * near, 0.05 + 0.045 * near)
    }

    /// The colour of lights and lines.
    pub(super) fn light(&self) -> String {
        tone(46.0, 0.97, 0.03)
    }
}

pub(super) fn draw_sky(air: &Air) -> String {
    let (top, bottom) = if air.dark {
        (tone(air.hue, 0.22, 0.06), tone(air.hue + 28.0, 0.60, 0.09))
    } else {
        (tone(air.hue, 0.86, 0.055), tone(air.hue + 40.0, 0.965, 0.025))
    };
    format!(
        r#"<defs><linearGradient id="sky" x1="0" y1="0" x2="0.18" y2="1"><stop offset="0" stop-color="{top}"/><stop offset="1" stop-color="{bottom}"/></linearGradient></defs><rect width="1200" height="375" fill="url(#sky)"/>"#
    )
}

pub(super) fn sun(air: &mut Air, y: f64) -> String {
    let x = air.dice.between(680.0, 1050.0);
    let fill = tone(46.0, 0.95, 0.055);
    let radius = air.dice.between(36.0, 58.0);
    let halo = format!(r#"<g opacity="0.35">{}</g>"#, disc(x, y, radius * 1.7, &fill));
    halo + &disc(x, y, radius, &fill)
}

/// Ground from a height of `y(x)` down to the lower edge.
pub(super) fn ground(fill: &str, y: impl Fn(f64) -> f64) -> String {
    let edge = curve(0.0, WIDTH, 8.0, y);
    path(&format!("{edge}V{HEIGHT}H0Z"), fill)
}

/// Two sines of different length, which do not repeat within a banner.
pub(super) fn rolling(air: &mut Air, base: f64, swing: f64) -> impl Fn(f64) -> f64 + use<> {
    let (one, two) = (air.dice.between(0.0, 6.3), air.dice.between(0.0, 6.3));
    let long = air.dice.between(210.0, 300.0);
    move |x: f64| base + swing * ((x / long + one).sin() + 0.45 * (x / 97.0 + two).sin())
}
