//! Colours of even lightness for the demo's drawings. OKLCH (Ottosson 2020) is used because
//! yellow and blue of one lightness look equally strong in it, which HSL does not give.

/// OKLCH hues of red, yellow, green, cyan, blue, magenta, and red again.
const HUES: [f64; 7] = [29.0, 100.0, 148.0, 200.0, 262.0, 325.0, 389.0];

/// A colour as `#rrggbb`: hue on the usual wheel (0 red, 120 green, 240 blue), lightness 0 to 1,
/// chroma 0 (grey) to about 0.2.
pub(super) fn tone(hue: f64, lightness: f64, chroma: f64) -> String {
    let angle = ok_hue(hue).to_radians();
    let (a, b) = (chroma * angle.cos(), chroma * angle.sin());
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    let red = 4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s;
    let green = -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s;
    let blue = -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s;
    format!("#{:02x}{:02x}{:02x}", eight_bits(red), eight_bits(green), eight_bits(blue))
}

fn ok_hue(hue: f64) -> f64 {
    let turned = hue.rem_euclid(360.0);
    let mut low = 0.0;
    for pair in HUES.windows(2) {
        let [from, to] = pair else { continue };
        if turned < low + 60.0 {
            return from + (to - from) * (turned - low) / 60.0;
        }
        low += 60.0;
    }
    turned
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=255 before")]
fn eight_bits(linear: f64) -> u8 {
    let value = linear.clamp(0.0, 1.0);
    let gamma = if value <= 0.003_130_8 { 12.92 * value } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
    (gamma * 255.0).round().clamp(0.0, 255.0) as u8
}
