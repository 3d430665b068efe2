//! The organizer's colour as a style sheet of its own: `/assets/theme-<colour>.css`. The colour is
//! in the name, so that the answer never changes and no style attribute is needed.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::error::{AppError, AppResult};

/// The colour before an organizer has chosen one.
pub const DEFAULT_ACCENT: &str = "#0b6b5d";
/// Least contrast of white text on the colour (WCAG 2.2, 1.4.3).
pub const CONTRAST_MIN: f64 = 4.5;

/// The file's name for a colour `#rrggbb`.
pub fn file_name(accent: &str) -> String {
    format!("theme-{}.css", accent.trim_start_matches('#').to_ascii_lowercase())
}

/// Whether a text is a colour `#rrggbb` on which white text can be read.
pub fn is_readable_accent(accent: &str) -> bool {
    contrast_with_white(accent).is_some_and(|ratio| ratio >= CONTRAST_MIN)
}

/// The contrast of white text on a colour `#rrggbb`, from 1 to 21; none for anything that is no colour.
fn contrast_with_white(accent: &str) -> Option<f64> {
    channels(accent).map(|rgb| 1.05 / (luminance(rgb) + 0.05))
}

/// The same as it is said, cut to one decimal: what falls short never looks as if it did not.
pub fn contrast_in_words(accent: &str) -> String {
    contrast_with_white(accent)
        .map_or_else(|| "–".to_owned(), |ratio| format!("{:.1} : 1", (ratio * 10.0).floor() / 10.0))
}

fn channels(accent: &str) -> Option<[u8; 3]> {
    let hex = accent.strip_prefix('#')?;
    if hex.len() != 6 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let [_, r, g, b] = u32::from_str_radix(hex, 16).ok()?.to_be_bytes();
    Some([r, g, b])
}

/// Relative luminance, 0 to 1 (WCAG 2.2).
fn luminance(rgb: [u8; 3]) -> f64 {
    let [r, g, b] = rgb.map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The style sheet.
///
/// # Errors
/// 404 for anything that is no colour of six digits.
pub async fn show(path: web::Path<String>) -> AppResult<HttpResponse> {
    let accent = format!("#{path}");
    channels(&accent).ok_or(AppError::NotFound)?;
    let css = format!("@layer tokens{{:root{{--accent:{accent};}}}}");
    Ok(HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(css))
}

#[cfg(test)]
mod tests {
    use super::{contrast_in_words, is_readable_accent};

    #[test]
    fn a_colour_on_which_white_cannot_be_read_is_refused() {
        assert!(is_readable_accent("#0b6b5d"));
        for wrong in ["#ffcc00", "#fff", "red", "#0b6b5g", "#0b6b5d;x"] {
            assert!(!is_readable_accent(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_contrast_is_said_as_it_was_measured() {
        let said = ["#ffffff", "#000000", "#767676", "#777777", "red"].map(contrast_in_words);
        assert_eq!(said, ["1.0 : 1", "21.0 : 1", "4.5 : 1", "4.4 : 1", "–"]);
    }
}
