//! Files that arrive with a form: reading the parts of a multipart body, and cleaning their names.
//!
//! `forms` calls it; handlers take files out of [`Files`] and hand them to `images` or `files`.
//! A name that a person chose is shown and never used as a path.

use actix_multipart::{Field, Multipart};
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use unicode_normalization::UnicodeNormalization as _;

use crate::error::{AppError, AppResult};
use crate::web::limits::{FILE_NAME_CHARS, FORM_BYTES, UPLOAD_BYTES, UPLOAD_FILES, UPLOAD_PARTS};

/// A file that arrived, not yet looked into: its kind is told from `bytes`, never from `name`.
#[derive(Debug, Clone, Hash)]
pub struct Upload {
    /// The cleaned name; see [`clean_file_name`].
    pub name: String,
    /// The content, never empty.
    pub bytes: Bytes,
}

/// The files of a form by the name of their field, in the order they arrived.
#[derive(Debug, Default)]
pub struct Files(Vec<(String, Upload)>);

impl Files {
    /// Takes the first file of this field; nothing when none was chosen.
    pub fn take(&mut self, field: &str) -> Option<Upload> {
        let place = self.0.iter().position(|(name, _)| name == field)?;
        Some(self.0.remove(place).1)
    }

    /// Takes every file of this field, in the order they arrived.
    pub fn take_all(&mut self, field: &str) -> Vec<Upload> {
        std::iter::from_fn(|| self.take(field)).collect()
    }
}

/// Reads a `multipart/form-data` body: its texts as pairs, and its files.
///
/// # Errors
/// 413 when a limit is passed, before reading on; 400 when it is malformed or its text not UTF-8.
pub(super) async fn read_parts(request: &HttpRequest, payload: Payload) -> AppResult<(Vec<(String, String)>, Files)> {
    let mut left = UPLOAD_BYTES + FORM_BYTES;
    let counted = payload.map(move |chunk| {
        let chunk = chunk?;
        left = left.checked_sub(chunk.len()).ok_or(PayloadError::Overflow)?;
        Ok::<Bytes, PayloadError>(chunk)
    });
    let mut multipart = Multipart::new(request.headers(), counted);
    let mut parts = Parts::default();
    while let Some(field) = multipart.next().await {
        parts.add(field.map_err(|error| refusal(&error))?).await?;
    }
    Ok((parts.texts, parts.files))
}

/// What has been read of a body so far.
#[derive(Default)]
struct Parts {
    texts: Vec<(String, String)>,
    files: Files,
    count: usize,
    text_bytes: usize,
    file_bytes: usize,
}

impl Parts {
    async fn add(&mut self, mut field: Field) -> AppResult<()> {
        self.count += 1;
        if self.count > UPLOAD_PARTS {
            return Err(AppError::TooLarge("error-413-text"));
        }
        let name = field.name().map(str::to_owned).ok_or(AppError::Bad("error-form"))?;
        let file_name =
            field.content_disposition().and_then(|disposition| disposition.get_filename().map(str::to_owned));
        match file_name {
            Some(file_name) => self.add_file(name, &file_name, &mut field).await,
            None => self.add_text(name, &mut field).await,
        }
    }

    async fn add_text(&mut self, name: String, field: &mut Field) -> AppResult<()> {
        let bytes = read_part(field, FORM_BYTES.saturating_sub(self.text_bytes)).await?;
        self.text_bytes += bytes.len();
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| AppError::Bad("error-form"))?;
        if text.contains('\0') || name.contains('\0') {
            return Err(AppError::Bad("error-form"));
        }
        self.texts.push((name, text));
        Ok(())
    }

    /// A file field in which nothing was chosen sends an empty file: that is none.
    async fn add_file(&mut self, field_name: String, name: &str, field: &mut Field) -> AppResult<()> {
        let bytes = read_part(field, UPLOAD_BYTES.saturating_sub(self.file_bytes)).await?;
        self.file_bytes += bytes.len();
        if bytes.is_empty() {
            return Ok(());
        }
        if self.files.0.len() >= UPLOAD_FILES {
            return Err(AppError::TooLarge("error-413-text"));
        }
        self.files.0.push((field_name, Upload { name: clean_file_name(name), bytes }));
        Ok(())
    }
}

async fn read_part(field: &mut Field, at_most: usize) -> AppResult<Bytes> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = field.next().await {
        let chunk = chunk.map_err(|error| refusal(&error))?;
        if bytes.len() + chunk.len() > at_most {
            return Err(AppError::TooLarge("error-413-text"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

fn refusal(error: &actix_multipart::MultipartError) -> AppError {
    match error {
        actix_multipart::MultipartError::Payload(PayloadError::Overflow) => AppError::TooLarge("error-413-text"),
        _ => AppError::Bad("error-form"),
    }
}

/// The name of a file without folders, control and direction characters, or what file systems
/// reserve; at most [`FILE_NAME_CHARS`] characters, its extension kept. Never empty.
pub fn clean_file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.nfc().filter(|c| !is_invisible(*c)).map(|c| if is_reserved(c) { '_' } else { c }).collect();
    let kept = kept.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let (stem, extension) = match kept.rsplit_once('.') {
        Some((stem, extension)) if is_extension(extension) => (stem, extension),
        _ => (kept, ""),
    };
    let room = FILE_NAME_CHARS - extension.len() - 1;
    let mut stem: String = stem.chars().take(room).collect();
    if stem.is_empty() || is_device(&stem) {
        stem.insert_str(0, "file_");
    }
    if extension.is_empty() { stem } else { format!("{stem}.{extension}") }
}

/// Whether a character is unseen and may mislead: controls, direction marks, zero widths.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Not allowed in a name by Windows, or with a meaning in headers and markup.
fn is_reserved(c: char) -> bool {
    matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

fn is_extension(text: &str) -> bool {
    (1..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The names of devices that Windows will not have as the stem of a file.
fn is_device(stem: &str) -> bool {
    let upper = stem.to_ascii_uppercase();
    let numbered = upper.strip_prefix("COM").or_else(|| upper.strip_prefix("LPT"));
    matches!(upper.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered.is_some_and(|rest| rest.len() == 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_file_name_loses_what_could_harm() {
        for (given, clean) in [
            ("résumé.pdf", "résumé.pdf"),
            ("简历.pdf", "简历.pdf"),
            ("C:\\Users\\me\\cv.pdf", "cv.pdf"),
            ("../../etc/passwd", "passwd"),
            ("cv\u{202e}fdp.exe", "cvfdp.exe"),
            ("a\r\nb\0.pdf", "ab.pdf"),
            ("<img src=x onerror=alert(1)>.pdf", "_img src=x onerror=alert(1)_.pdf"),
            ("\"; filename=x.html", "_; filename=x.html"),
            ("CON.pdf", "file_CON.pdf"),
            ("...", "file_"),
            ("", "file_"),
            (".htaccess", "htaccess"),
        ] {
            assert_eq!(clean_file_name(given), clean, "{given:?}");
        }
    }

    proptest! {
        #[test]
        fn a_cleaned_name_is_short_plain_and_stays_as_it_is(name in "\\PC*|[\\x00-\\x7f]{0,400}") {
            let clean = clean_file_name(&name);
            prop_assert!(!clean.is_empty() && clean.chars().count() <= FILE_NAME_CHARS + 5);
            prop_assert!(!clean.chars().any(|c| is_invisible(c) || matches!(c, '/' | '\\')));
        }
    }
}
