//! What a reviewer sees of an edit: each field before and after. Made by the views of the queues
//! of booths and of postings, drawn by `templates/shared/changes.html`.

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The Fluent key of the field's name.
    pub label: &'static str,
    /// The language of the texts, or empty.
    pub language: &'static str,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

impl Change {
    /// A field of no language of its own.
    pub fn new(label: &'static str, before: impl Into<String>, after: impl Into<String>) -> Self {
        Self { label, language: "", before: before.into(), after: after.into() }
    }

    /// Of these fields, those that differ.
    pub fn real(fields: impl IntoIterator<Item = Self>) -> Vec<Self> {
        fields.into_iter().filter(|field| field.before != field.after).collect()
    }
}
