//! Checking what a form says, field by field, into values that hold what they promise.
//!
//! The `parse()` of every `forms.rs` uses [`Check`]. Each method notes what is wrong and goes on,
//! so that a person reads everything at once. The keys it uses stand in `locales/*/errors.ftl`.

use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::NaiveDate;
use chrono_tz::Tz;
use unicode_normalization::UnicodeNormalization as _;

use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::web::i18n::Locale;
use crate::web::limits::URL_CHARS;
use crate::web::text::fold;
use crate::web::typed::{read_date, read_date_time, read_email, read_url, without_directions};

/// Gathers the wrong fields of one form.
///
/// ```ignore
/// let mut check = Check::new();
/// let title = check.line("title", &self.title, 1, 120);
/// let kind = check.choice::<Kind>("kind", &self.kind);
/// check.finish(|| Some(ValidPosting { title, kind: kind? }))
/// ```
#[derive(Debug, Default)]
pub struct Check(FieldErrors);

/// Which languages of a form are meant: those in which something was typed, English where nothing was, so that
/// what is missing is said there.
pub fn filled_in(en: &[&str], zh: &[&str]) -> (bool, bool) {
    let is_blank = |fields: &[&str]| fields.iter().all(|field| field.trim().is_empty());
    let has_zh = !is_blank(zh);
    (!has_zh || !is_blank(en), has_zh)
}

impl Check {
    /// Nothing checked yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes an error of the caller's own.
    pub fn error(&mut self, field: &'static str, key: &'static str) {
        self.0.add(field, key);
    }

    /// As [`error`](Self::error), for a sentence that names a number.
    pub fn error_n(&mut self, field: &'static str, key: &'static str, n: i64) {
        self.0.add_n(field, key, n);
    }

    /// A title and a text in each language that was filled in: the fields `title_en`, `body_en`, `title_zh` and
    /// `body_zh`. A text has up to `chars` characters.
    pub fn titled_texts(
        &mut self,
        [title, body]: [&str; 2],
        [title_zh, body_zh]: [&str; 2],
        chars: usize,
    ) -> Vec<(Locale, String, String)> {
        let (has_en, has_zh) = filled_in(&[title, body], &[title_zh, body_zh]);
        let mut texts = Vec::new();
        if has_en {
            texts.push((Locale::En, self.line("title_en", title, 1, 160), self.text("body_en", body, 0, chars)));
        }
        if has_zh {
            texts.push((Locale::ZhCn, self.line("title_zh", title_zh, 1, 80), self.text("body_zh", body_zh, 0, chars)));
        }
        texts
    }

    /// One line of `min` to `max` characters, its ends trimmed and runs of blanks made one.
    /// With `min` 0 it may be left empty.
    pub fn line(&mut self, field: &'static str, typed: &str, min: usize, max: usize) -> String {
        let plain = without_directions(typed);
        let line = plain
            .split([' ', '\t', '\u{a0}', '\u{3000}'])
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let line = line.trim().to_owned();
        if line.chars().any(char::is_control) {
            self.0.add(field, "error-characters");
        }
        self.length(field, &line, min, max);
        line
    }

    /// Tags in one line with commas of either script between, each once and without bars; up to `most` of them, for
    /// which `too_many` is the sentence.
    pub fn tags(
        &mut self,
        field: &'static str,
        typed: &str,
        max: usize,
        (most, too_many): (usize, &'static str),
    ) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        let line = self.line(field, typed, 0, max);
        for tag in line.split([',', '，', '、', ';', '；']).map(str::trim).filter(|tag| !tag.is_empty()) {
            let tag = tag.replace('|', " ");
            if !tags.iter().any(|known| fold(known) == fold(&tag)) {
                tags.push(tag);
            }
        }
        if tags.len() > most {
            self.error_n(field, too_many, number(most));
        }
        tags
    }

    /// Text of `min` to `max` characters that may have several lines; line ends become `\n`.
    /// With `min` 0 it may be left empty.
    pub fn text(&mut self, field: &'static str, typed: &str, min: usize, max: usize) -> String {
        let text = without_directions(typed).replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim().to_owned();
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            self.0.add(field, "error-characters");
        }
        self.length(field, &text, min, max);
        text
    }

    fn length(&mut self, field: &'static str, text: &str, min: usize, max: usize) {
        let count = text.chars().count();
        if count == 0 && min > 0 {
            self.0.add(field, "error-required");
        } else if count > max {
            self.0.add_n(field, "error-too-long", number(max));
        } else if count < min {
            self.0.add_n(field, "error-too-short", number(min));
        }
    }

    /// An address of mail, required; the domain in lower case and ASCII form.
    pub fn email(&mut self, field: &'static str, typed: &str) -> String {
        let typed = typed.trim();
        if typed.is_empty() {
            self.0.add(field, "error-required");
        }
        let email = read_email(typed);
        if email.is_none() {
            self.0.add(field, "error-email");
        }
        email.unwrap_or_default()
    }

    /// An `http` or `https` address that may be left empty; without a scheme it becomes `https`.
    pub fn url(&mut self, field: &'static str, typed: &str) -> Option<String> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        if typed.chars().count() > URL_CHARS {
            self.0.add_n(field, "error-too-long", number(URL_CHARS));
        }
        let url = read_url(typed);
        if url.is_none() {
            self.0.add(field, "error-url");
        }
        url
    }

    /// One of the values that `T` reads, required.
    pub fn choice<T: FromStr>(&mut self, field: &'static str, typed: &str) -> Option<T> {
        if typed.trim().is_empty() {
            self.0.add(field, "error-required");
        }
        self.optional_choice(field, typed)
    }

    /// One of the values that `T` reads, or nothing.
    pub fn optional_choice<T: FromStr>(&mut self, field: &'static str, typed: &str) -> Option<T> {
        self.read(field, typed, "error-choice", |typed| typed.parse().ok())
    }

    /// A whole number in this range, required.
    pub fn int(&mut self, field: &'static str, typed: &str, range: RangeInclusive<i64>) -> Option<i64> {
        if typed.trim().is_empty() {
            self.0.add(field, "error-required");
        }
        self.optional_int(field, typed, range)
    }

    /// A whole number in this range, or nothing. Full-width digits and digit groups are read too.
    pub fn optional_int(&mut self, field: &'static str, typed: &str, range: RangeInclusive<i64>) -> Option<i64> {
        self.read(field, typed, "error-number", |typed| {
            let plain: String = typed.nfkc().filter(|c| !matches!(c, ',' | ' ' | '\'' | '_')).collect();
            plain.parse().ok().filter(|number| range.contains(number))
        })
    }

    /// A day as browsers send it (`2026-05-31`), required.
    pub fn date(&mut self, field: &'static str, typed: &str) -> Option<NaiveDate> {
        if typed.trim().is_empty() {
            self.0.add(field, "error-required");
        }
        self.optional_date(field, typed)
    }

    /// A day as browsers send it, or nothing.
    pub fn optional_date(&mut self, field: &'static str, typed: &str) -> Option<NaiveDate> {
        self.read(field, typed, "error-date", read_date)
    }

    /// A date and time as browsers send it (`2026-05-31T09:30`), in this time zone; required.
    pub fn local_date_time(&mut self, field: &'static str, typed: &str, zone: Tz) -> Option<Instant> {
        if typed.trim().is_empty() {
            self.0.add(field, "error-required");
        }
        self.optional_local_date_time(field, typed, zone)
    }

    /// A date and time in this time zone, or nothing. A time that the clocks skip in spring is
    /// refused; of one that they repeat in autumn the earlier is meant.
    pub fn optional_local_date_time(&mut self, field: &'static str, typed: &str, zone: Tz) -> Option<Instant> {
        self.read(field, typed, "error-date", |typed| read_date_time(typed, zone))
    }

    /// A box that must be ticked.
    pub fn ticked(&mut self, field: &'static str, typed: &str) {
        if typed.is_empty() {
            self.0.add(field, "error-tick");
        }
    }

    fn read<T>(
        &mut self,
        field: &'static str,
        typed: &str,
        key: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let value = read(typed);
        if value.is_none() {
            self.0.add(field, key);
        }
        value
    }

    /// The value when nothing is wrong. Required values are Options without an error by then, so
    /// the closure takes them out with `?`.
    ///
    /// # Errors
    /// Every error that was noted.
    pub fn finish<T>(mut self, make: impl FnOnce() -> Option<T>) -> Result<T, FieldErrors> {
        if !self.0.is_empty() {
            return Err(self.0);
        }
        make().ok_or_else(|| {
            self.0.add("form", "error-required");
            self.0
        })
    }
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {

    use proptest::prelude::*;

    use super::*;

    fn key(check: impl FnOnce(&mut Check)) -> Option<&'static str> {
        let mut all = Check::new();
        check(&mut all);
        all.0.of("f").map(|error| error.key)
    }

    #[test]
    fn lines_and_texts_are_trimmed_and_measured_in_characters() {
        let mut check = Check::new();
        assert_eq!(check.line("f", "  王\u{3000} 小明\t", 1, 4), "王 小明");
        assert_eq!(check.text("f", "\r\n a\r\nb\rc \n", 1, 5), "a\nb\nc");
        assert_eq!(check.line("f", "safe\u{202e}", 1, 4), "safe");
        assert!(check.finish(|| Some(())).is_ok());
        assert_eq!(key(|c| drop(c.line("f", " ", 1, 4))), Some("error-required"));
        assert_eq!(key(|c| drop(c.line("f", "", 0, 4))), None);
        assert_eq!(key(|c| drop(c.line("f", "abcde", 1, 4))), Some("error-too-long"));
        assert_eq!(key(|c| drop(c.line("f", "a", 2, 4))), Some("error-too-short"));
        assert_eq!(key(|c| drop(c.line("f", "a\nb", 1, 4))), Some("error-characters"));
        assert_eq!(key(|c| drop(c.text("f", "a\u{1b}[31m", 1, 9))), Some("error-characters"));
    }

    #[test]
    fn numbers_and_choices_are_read_or_refused() {
        let mut check = Check::new();
        assert_eq!(check.int("f", "１2,000", 0..=20_000), Some(12_000));
        assert_eq!(check.choice::<bool>("f", "true"), Some(true));
        assert!(check.0.is_empty());
        for wrong in ["-1", "1.5", "9223372036854775808", "NaN", "20001"] {
            assert_eq!(
                key(|c| {
                    let _ = c.int("f", wrong, 0..=20_000);
                }),
                Some("error-number"),
                "{wrong}"
            );
        }
        assert_eq!(
            key(|c| {
                let _ = c.choice::<bool>("f", "maybe");
            }),
            Some("error-choice")
        );
        assert_eq!(key(|c| c.ticked("f", "")), Some("error-tick"));
    }

    proptest! {
        #[test]
        fn no_text_makes_a_check_panic(typed in "\\PC*|[\\x00-\\x7f]{0,80}|[0-9T:-]{0,20}") {
            let mut check = Check::new();
            let line = check.line("line", &typed, 0, 10_000);
            prop_assert_eq!(&check.line("line", &line, 0, 10_000), &line);
            check.text("text", &typed, 1, 20);
            check.email("email", &typed);
            check.url("url", &typed);
            check.int("int", &typed, 0..=9);
            check.date("date", &typed);
            check.local_date_time("time", &typed, chrono_tz::America::New_York);
        }
    }
}
