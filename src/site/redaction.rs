//! Takes the name and the address of somebody who goes out of texts that others keep. Pure; the statements stand
//! in `held_queries`.

use super::holdings::{GONE_NAME, Leaving};
use crate::web::i18n::Locale;
use crate::web::text::{fold, is_one_word};

/// What is taken out of texts, and what goes in its place.
pub struct Redaction {
    /// Forms of the name and of the addresses.
    names: Vec<(String, &'static str)>,
    /// What they called things of theirs: taken out only where the name stands too, since others use the same words.
    titles: Vec<(String, &'static str)>,
}

impl Redaction {
    /// The name and the addresses of somebody, as they were typed, folded, and as they stand in JSON.
    pub fn of(leaving: &Leaving) -> Self {
        let addresses = leaving.addresses.iter().map(|address| (address, "—"));
        let titles = leaving.titles.iter().map(|title| (title, "—"));
        let mut names = forms(addresses.chain([(&leaving.name, GONE_NAME)]));
        names.retain(|(form, _)| !is_everyday(form));
        Self { names, titles: forms(titles) }
    }

    /// The text without them; none where it has none of them.
    pub fn take_out(&self, text: &str) -> Option<String> {
        if !self.stands_in(text) {
            return None;
        }
        let all = self.names.iter().chain(&self.titles);
        Some(all.fold(text.to_owned(), |text, (form, stands)| replace_words(&text, form, stands).unwrap_or(text)))
    }

    /// Whether a text has the name or an address.
    pub fn stands_in(&self, text: &str) -> bool {
        self.names.iter().any(|(form, _)| replace_words(text, form, "").is_some())
    }
}

/// Each text as it was typed, folded, and as it stands in JSON.
fn forms<'a>(texts: impl Iterator<Item = (&'a String, &'static str)>) -> Vec<(String, &'static str)> {
    let mut forms: Vec<(String, &'static str)> = Vec::new();
    for (text, stands) in texts {
        let json = serde_json::to_string(text).unwrap_or_default();
        for form in [text.clone(), fold(text), json.trim_matches('"').to_owned()] {
            if !form.is_empty() && !forms.iter().any(|(known, _)| *known == form) {
                forms.push((form, stands));
            }
        }
    }
    forms
}

/// Whether a form says nothing of anybody, since the site itself uses it, or it is a single sign: somebody may be
/// called "Will", or call themselves "the" before they go, and what others keep is not to lose that word.
fn is_everyday(form: &str) -> bool {
    let says = |locale: &Locale| locale.texts().any(|text| replace_words(text, form, "").is_some());
    form.chars().count() < 2 || (!form.contains('@') && Locale::ALL.iter().any(says))
}

/// Replaces a phrase where it stands as words of its own: "Li" in "Li Wei", not in "Live".
fn replace_words(text: &str, phrase: &str, stands: &str) -> Option<String> {
    let mut out = String::new();
    let (mut rest, mut last, mut is_found) = (text, None, false);
    while let Some((before, after)) = rest.split_once(phrase) {
        let (left, right) = (before.chars().last().or(last), after.chars().next());
        let is_whole = !is_one_word(left, phrase.chars().next()) && !is_one_word(phrase.chars().last(), right);
        out.push_str(before);
        out.push_str(if is_whole { stands } else { phrase });
        (rest, last, is_found) = (after, phrase.chars().last(), is_found || is_whole);
    }
    out.push_str(rest);
    is_found.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_out_where_it_is_a_word_of_its_own() {
        assert_eq!(replace_words("Li asks: Live? Li!", "Li", "–").as_deref(), Some("– asks: Live? –!"));
        assert_eq!(replace_words("Live", "Li", "–"), None);
        assert_eq!(replace_words("请李伟回复", "李伟", "–").as_deref(), Some("请–回复"));
    }

    #[test]
    fn a_name_that_is_a_word_of_the_site_is_left_where_it_stands() {
        for name in ["Save", "the", "王", "展位"] {
            let of = (name.to_owned(), "me@home.example".to_owned(), "me@home.example".to_owned());
            let leaving = Leaving::new(crate::ids::PersonId::new(), of, chrono::DateTime::UNIX_EPOCH.naive_utc());
            let redaction = Redaction::of(&leaving);
            assert!(!redaction.stands_in(&format!("Save the booth of 王芳, 展位 {name}")), "{name}");
            assert!(redaction.stands_in("sent to me@home.example"), "{name}");
        }
    }

    #[test]
    fn the_forms_of_a_name_are_taken_out_of_every_kind_of_text() {
        let of = ("Ann \"A\" Lee".to_owned(), "Ann@Home.example".to_owned(), "ann@home.example".to_owned());
        let leaving = Leaving::new(crate::ids::PersonId::new(), of, chrono::DateTime::UNIX_EPOCH.naive_utc());
        let redaction = Redaction::of(&leaving);
        let json = serde_json::json!({ "subject": "Ann \"A\" Lee asks", "to": "Ann@Home.example" }).to_string();
        let without = redaction.take_out(&json).unwrap_or_default();
        assert!(!without.contains("Lee") && !without.contains("Home"), "{without}");
        assert!(redaction.stands_in("ann \"a\" lee wrote") && !redaction.stands_in("Annabel Lee"));
    }
}
