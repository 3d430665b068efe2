//! Takes the name and the address of somebody who goes out of texts that others keep. Pure; the statements stand
//! in `held_queries`.

use super::holdings::{GONE_NAME, Leaving};
use crate::web::text::{fold, is_one_word};

/// What is taken out of texts, and what goes in its place.
pub struct Redaction(Vec<(String, &'static str)>);

impl Redaction {
    /// The name and the address of somebody, as they were typed, folded, and as they stand in JSON.
    pub fn of(leaving: &Leaving) -> Self {
        let mut forms: Vec<(String, &'static str)> = Vec::new();
        let addresses = leaving.addresses.iter().map(|address| (address, "—"));
        for (text, stands) in addresses.chain([(&leaving.name, GONE_NAME)]) {
            let json = serde_json::to_string(text).unwrap_or_default();
            let json = json.trim_matches('"').to_owned();
            for form in [text.clone(), fold(text), json] {
                if !form.is_empty() && !forms.iter().any(|(known, _)| *known == form) {
                    forms.push((form, stands));
                }
            }
        }
        Self(forms)
    }

    /// The text without them; none where it has none of them.
    pub fn take_out(&self, text: &str) -> Option<String> {
        let mut found: Option<String> = None;
        for (form, stands) in &self.0 {
            let present = found.as_deref().unwrap_or(text);
            if let Some(without) = replace_words(present, form, stands) {
                found = Some(without);
            }
        }
        found
    }

    /// Whether a text has one of them.
    pub fn stands_in(&self, text: &str) -> bool {
        self.0.iter().any(|(form, _)| replace_words(text, form, "").is_some())
    }
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
