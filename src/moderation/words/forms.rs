//! What is asked of the list, and the form that adds to it.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::web::text::{fold, one_line};

/// Words that one form adds.
const AT_ONCE: usize = 100;
/// Characters of a word.
const WORD_CHARS: usize = 100;

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Part of a word.
    pub q: String,
    /// The number of the page.
    pub page: String,
}

/// What arrived.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WordsForm {
    /// One word or phrase a line.
    pub words: String,
}

impl WordsForm {
    /// The words as typed, each once.
    ///
    /// # Errors
    /// None, too many, or one that is too long.
    pub fn parse(&self) -> Result<Vec<String>, FieldErrors> {
        let mut words: Vec<String> = Vec::new();
        for word in self.words.lines().map(one_line).filter(|word| !fold(word).is_empty()) {
            if !words.iter().any(|known| fold(known) == fold(&word)) {
                words.push(word);
            }
        }
        match words.len() {
            0 => Err(FieldErrors::one("words", "error-required")),
            1..=AT_ONCE if words.iter().all(|word| word.chars().count() <= WORD_CHARS) => Ok(words),
            _ => Err(FieldErrors::one("words", "error-words")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str) -> Option<Vec<String>> {
        WordsForm { words: words.to_owned() }.parse().ok()
    }

    #[test]
    fn words_are_lines_each_once() {
        assert_eq!(parse(" Scam \r\n\nscam\n詐騙\n诈骗 "), Some(vec!["Scam".to_owned(), "詐騙".to_owned()]));
        assert_eq!(parse(" \n "), None);
        assert_eq!(parse(&"x".repeat(101)), None);
        assert_eq!(parse(&(0..101).map(|n| format!("{n}\n")).collect::<String>()), None);
    }
}
