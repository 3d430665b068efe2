//! What the form of a document sends beside the file.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::web::check::Check;

/// The titles of a document.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DocumentForm {
    /// English title.
    pub document_title: String,
    /// Chinese title.
    pub document_title_zh: String,
}

impl DocumentForm {
    /// Reads the form; one of the titles must be given.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self) -> Result<Self, FieldErrors> {
        let mut check = Check::new();
        let title_zh = check.line("document_title_zh", &self.document_title_zh, 0, 120);
        let least = usize::from(title_zh.is_empty());
        let title = check.line("document_title", &self.document_title, least, 120);
        check.finish(|| Some(Self { document_title: title, document_title_zh: title_zh }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_a_title_in_one_language_at_least() {
        let form = |title: &str, title_zh: &str| DocumentForm {
            document_title: title.to_owned(),
            document_title_zh: title_zh.to_owned(),
        };
        assert!(form("Data sheet", "").parse().is_ok() && form("", "技术参数").parse().is_ok());
        assert!(form("", " ").parse().is_err() && form(&"x".repeat(121), "").parse().is_err());
    }
}
