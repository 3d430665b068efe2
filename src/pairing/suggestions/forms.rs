//! What a person says they look for.

use serde::Deserialize;

use super::queries::Wish;
use super::scores::{Seeking, tokens_of};
use crate::error::FieldErrors;
use crate::pairing::codes;
use crate::pairing::projects::model::ProjectKind;
use crate::web::check::Check;
use crate::web::i18n::Locale;
use crate::web::{standards, text};

/// The form, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WishForm {
    /// Kinds of projects.
    pub kind: Vec<String>,
    /// OECD field.
    pub field: String,
    /// Least readiness.
    pub readiness_min: String,
    /// Greatest readiness.
    pub readiness_max: String,
    /// Country.
    pub country: String,
    /// Words.
    pub words: String,
}

/// The form, checked.
#[derive(Debug, Clone)]
pub struct ValidWish {
    /// Kinds of projects; none for any.
    pub kinds: Vec<ProjectKind>,
    /// OECD fields.
    pub fields: Vec<String>,
    /// Least readiness.
    pub readiness_min: Option<i64>,
    /// Greatest readiness, not below the least.
    pub readiness_max: Option<i64>,
    /// Countries.
    pub countries: Vec<String>,
    /// Words.
    pub words: String,
}

impl WishForm {
    /// Checks the form.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn parse(&self) -> Result<ValidWish, FieldErrors> {
        let mut check = Check::new();
        let mut kinds = Vec::new();
        for typed in &self.kind {
            let kind = check.optional_choice::<ProjectKind>("kind", typed);
            kinds.extend(kind.filter(|kind| !kinds.contains(kind)));
        }
        for (name, code, list) in
            [("field", &self.field, standards::FIELDS), ("country", &self.country, standards::countries(Locale::En))]
        {
            if !code.is_empty() && !standards::holds(list, code) {
                check.error(name, "error-choice");
            }
        }
        let readiness_min = check.optional_int("readiness_min", &self.readiness_min, 1..=9);
        let readiness_max = check.optional_int("readiness_max", &self.readiness_max, 1..=9);
        if let (Some(least), Some(most)) = (readiness_min, readiness_max)
            && most < least
        {
            check.error("readiness_max", "error-wish-order");
        }
        let words = check.line("words", &self.words, 0, 200);
        let one = |code: &String| Some(code.clone()).filter(|code| !code.is_empty()).into_iter().collect();
        check.finish(|| {
            Some(ValidWish {
                kinds,
                fields: one(&self.field),
                readiness_min,
                readiness_max,
                countries: one(&self.country),
                words,
            })
        })
    }

    /// The form as a stored wish fills it in.
    pub fn of(wish: &Wish) -> Self {
        let first = |packed: &str| codes::unpack(packed).next().unwrap_or_default().to_owned();
        let level = |level: Option<i64>| level.map(|level| level.to_string()).unwrap_or_default();
        Self {
            kind: codes::unpack(&wish.kinds).map(str::to_owned).collect(),
            field: first(&wish.fields),
            readiness_min: level(wish.readiness_min),
            readiness_max: level(wish.readiness_max),
            country: first(&wish.countries),
            words: wish.words.clone(),
        }
    }
}

impl Seeking {
    /// What a stored wish looks for; where it names no kind, any kind counts by half.
    pub fn of_wish(wish: &Wish) -> Self {
        let named: Vec<_> =
            codes::unpack(&wish.kinds).filter_map(|kind| kind.parse().ok()).map(|kind| (kind, 1.0)).collect();
        let any = || ProjectKind::ALL.iter().map(|kind| (*kind, 0.5)).collect();
        let words = text::fold(&wish.words);
        let has_levels = wish.readiness_min.is_some() || wish.readiness_max.is_some();
        Self {
            kinds: if named.is_empty() { any() } else { named },
            fields: codes::unpack(&wish.fields).map(str::to_owned).collect(),
            levels: has_levels.then(|| (wish.readiness_min.unwrap_or(1), wish.readiness_max.unwrap_or(9))),
            countries: codes::unpack(&wish.countries).map(str::to_owned).collect(),
            tokens: tokens_of(&words),
            words,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn levels_are_in_their_order() {
        let form = |least: &str, most: &str| WishForm {
            readiness_min: least.into(),
            readiness_max: most.into(),
            ..WishForm::default()
        };
        assert!(form("3", "6").parse().is_ok() && form("", "").parse().is_ok() && form("6", "3").parse().is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_a_wish_panic(kind in "\\PC{0,20}|cooperation", field in "\\PC{0,9}|2.2", level in "\\PC{0,9}|[1-9]", words in "\\PC{0,300}") {
            let form = WishForm { kind: vec![kind], field, readiness_min: level.clone(), country: level, words, ..WishForm::default() };
            if let Ok(wish) = form.parse() {
                prop_assert!(wish.words.chars().count() <= 200 && wish.fields.len() <= 1);
            }
        }
    }
}
