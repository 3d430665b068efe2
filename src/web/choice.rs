//! The options of a select, of radio buttons or of checkboxes, as the macros of
//! `templates/shared/forms.html` draw them. Made by views; knows no text of its own.

/// One option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the reader sees.
    pub label: String,
    /// Whether it is the one (or one of those) that is chosen.
    pub is_chosen: bool,
}

impl Choice {
    /// An option.
    pub fn new(value: impl Into<String>, label: impl Into<String>, is_chosen: bool) -> Self {
        Self { value: value.into(), label: label.into(), is_chosen }
    }
}

/// The options of pairs of value and label, in their order, with the one that equals `chosen` marked.
pub fn choices<V, L>(pairs: impl IntoIterator<Item = (V, L)>, chosen: &str) -> Vec<Choice>
where
    V: Into<String>,
    L: Into<String>,
{
    pairs
        .into_iter()
        .map(|(value, label)| {
            let value = value.into();
            let is_chosen = value == chosen;
            Choice::new(value, label, is_chosen)
        })
        .collect()
}

/// Whether the first option stands for "nothing chosen yet": only then can a select demand a choice.
pub fn begins_empty(options: &[Choice]) -> bool {
    options.first().is_some_and(|option| option.value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::choices;

    #[test]
    fn the_chosen_option_is_marked_and_no_other() {
        let marked: Vec<bool> = choices([("a", "A"), ("b", "B")], "b").iter().map(|choice| choice.is_chosen).collect();
        assert_eq!(marked, [false, true]);
    }
}
