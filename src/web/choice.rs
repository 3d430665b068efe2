//! The options of a select, of radio buttons or of checkboxes, as the macros of
//! `templates/shared/forms.html` draw them. Made by views; knows no text of its own.

use super::i18n::Locale;
use super::page::Page;
use super::standards;

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

/// Options of a list of codes named by keys, after one that means "any" or "none".
pub fn choices_by_key(page: &Page, list: &[standards::Code], chosen: &str, first_key: &str) -> Vec<Choice> {
    let named = list.iter().map(|(code, key)| Choice {
        value: (*code).to_owned(),
        label: page.t(key).to_owned(),
        is_chosen: *code == chosen,
    });
    std::iter::once(first_choice(page.locale, first_key)).chain(named).collect()
}

/// The fields of science, the second level set in under the first.
pub fn field_choices(page: &Page, chosen: &str, first_key: &str) -> Vec<Choice> {
    let named = standards::FIELDS.iter().map(|(code, key)| {
        let indent = if code.contains('.') { "\u{2003}" } else { "" };
        Choice { value: (*code).to_owned(), label: format!("{indent}{}", page.t(key)), is_chosen: *code == chosen }
    });
    std::iter::once(first_choice(page.locale, first_key)).chain(named).collect()
}

/// The option that stands for nothing chosen.
pub fn first_choice(locale: Locale, key: &str) -> Choice {
    Choice { value: String::new(), label: locale.t(key).to_owned(), is_chosen: false }
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
