//! Everything that is held about a person, as one ZIP archive: a file of JSON a part, a page in each language that says
//! what there is, and the person's own files. Pure; called by the handler off the workers.

use std::io::{Cursor, Write};

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::error::{AppError, AppResult};
use crate::web::i18n::Locale;

/// What goes into the archive.
#[derive(Debug, Default)]
pub struct Contents {
    /// The parts: the name of the file without its ending, and what stands in it.
    pub parts: Vec<(&'static str, Value)>,
    /// The files: their place in the archive, and their bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Addresses of files that would have made it too large.
    pub left_out: Vec<String>,
}

/// The place of a file in the archive. Its name is what its owner called it: no part of it becomes a folder.
pub fn place_of(id: &str, name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if matches!(c, '/' | '\\' | ':') || c.is_control() { '_' } else { c }).collect();
    format!("files/{id}-{}", plain.trim_start_matches('.'))
}

/// Packs the archive.
///
/// # Errors
/// Internal, when it cannot be packed.
pub fn pack(contents: &Contents, (name, event, day): (&str, &str, &str)) -> AppResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for locale in Locale::ALL {
        let text = words(*locale, contents, (name, event, day));
        add(&mut archive, &format!("README.{}.txt", locale.tag()), text.as_bytes(), options)?;
    }
    for (part, value) in &contents.parts {
        let json = serde_json::to_string_pretty(value).map_err(AppError::internal)?;
        add(&mut archive, &format!("{part}.json"), json.as_bytes(), options)?;
    }
    for (place, bytes) in &contents.files {
        add(&mut archive, place, bytes, options)?;
    }
    Ok(archive.finish().map_err(AppError::internal)?.into_inner())
}

fn add(
    archive: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    bytes: &[u8],
    options: SimpleFileOptions,
) -> AppResult<()> {
    archive.start_file(name, options).map_err(AppError::internal)?;
    archive.write_all(bytes).map_err(AppError::internal)
}

/// What there is, in a language: a line a part with how many entries it has.
fn words(locale: Locale, contents: &Contents, (name, event, day): (&str, &str, &str)) -> String {
    let mut lines = vec![
        locale.tf("export-readme-title", &[("name", name), ("event", event)]),
        locale.tf("export-readme-day", &[("day", day)]),
        String::new(),
        locale.t("export-readme-text").to_owned(),
        String::new(),
    ];
    for (part, value) in &contents.parts {
        let count = value.as_array().map_or(usize::from(!value.is_null()), Vec::len);
        let entries = locale.tn("export-readme-entries", i64::try_from(count).unwrap_or(i64::MAX));
        lines.push(format!("{part}.json: {entries}"));
    }
    if !contents.files.is_empty() {
        lines.push(format!("files/: {}", locale.t("export-readme-files")));
    }
    if !contents.left_out.is_empty() {
        lines.extend([String::new(), locale.t("export-readme-left-out").to_owned()]);
        lines.extend(contents.left_out.iter().cloned());
    }
    lines.join("\r\n") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_makes_no_folder() {
        assert_eq!(place_of("1", "../../etc/passwd"), "files/1-_.._etc_passwd");
        assert_eq!(place_of("1", "简历.pdf"), "files/1-简历.pdf");
    }

    #[test]
    fn an_archive_opens_again_and_says_what_it_holds_in_both_languages() {
        let contents = Contents {
            parts: vec![("messages", serde_json::json!([{ "said": "hello" }]))],
            files: vec![(place_of("1", "cv.pdf"), b"%PDF-".to_vec())],
            left_out: vec!["/files/2/large.pdf".to_owned()],
        };
        let bytes = pack(&contents, ("Ann", "Fair", "2026-11-30")).unwrap_or_default();
        let archive = zip::ZipArchive::new(Cursor::new(bytes));
        let names: Vec<String> = archive
            .iter()
            .flat_map(|one| one.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned))
            .collect();
        for name in ["README.en.txt", "README.zh-CN.txt", "messages.json", "files/1-cv.pdf"] {
            assert!(names.iter().any(|one| one == name), "{name} in {names:?}");
        }
    }
}
