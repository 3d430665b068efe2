//! ISCO-08, the International Standard Classification of Occupations: major and sub-major groups, in the order of the
//! standard with the armed forces last. Names stand in `occupations.ftl`. Forms and filters of candidates use it.

use super::choice::{Choice, first_choice};
use super::page::Page;
use super::standards::Code;

/// The codes with the Fluent keys of their names.
pub const OCCUPATIONS: &[Code] = &[
    ("1", "occupation-1"),
    ("11", "occupation-11"),
    ("12", "occupation-12"),
    ("13", "occupation-13"),
    ("14", "occupation-14"),
    ("2", "occupation-2"),
    ("21", "occupation-21"),
    ("22", "occupation-22"),
    ("23", "occupation-23"),
    ("24", "occupation-24"),
    ("25", "occupation-25"),
    ("26", "occupation-26"),
    ("3", "occupation-3"),
    ("31", "occupation-31"),
    ("32", "occupation-32"),
    ("33", "occupation-33"),
    ("34", "occupation-34"),
    ("35", "occupation-35"),
    ("4", "occupation-4"),
    ("41", "occupation-41"),
    ("42", "occupation-42"),
    ("43", "occupation-43"),
    ("44", "occupation-44"),
    ("5", "occupation-5"),
    ("51", "occupation-51"),
    ("52", "occupation-52"),
    ("53", "occupation-53"),
    ("54", "occupation-54"),
    ("6", "occupation-6"),
    ("61", "occupation-61"),
    ("62", "occupation-62"),
    ("63", "occupation-63"),
    ("7", "occupation-7"),
    ("71", "occupation-71"),
    ("72", "occupation-72"),
    ("73", "occupation-73"),
    ("74", "occupation-74"),
    ("75", "occupation-75"),
    ("8", "occupation-8"),
    ("81", "occupation-81"),
    ("82", "occupation-82"),
    ("83", "occupation-83"),
    ("9", "occupation-9"),
    ("91", "occupation-91"),
    ("92", "occupation-92"),
    ("93", "occupation-93"),
    ("94", "occupation-94"),
    ("95", "occupation-95"),
    ("96", "occupation-96"),
    ("0", "occupation-0"),
    ("01", "occupation-01"),
    ("02", "occupation-02"),
    ("03", "occupation-03"),
];

/// The occupations after the option that stands for none or any, the second level set in under the first.
pub fn occupation_choices(page: &Page, chosen: &str, first_key: &str) -> Vec<Choice> {
    let named = OCCUPATIONS.iter().map(|(code, key)| {
        let indent = if code.len() > 1 { "\u{2003}" } else { "" };
        Choice { value: (*code).to_owned(), label: format!("{indent}{}", page.t(key)), is_chosen: *code == chosen }
    });
    std::iter::once(first_choice(page.locale, first_key)).chain(named).collect()
}

#[cfg(test)]
mod tests {
    use super::OCCUPATIONS;
    use crate::web::i18n::Locale;

    #[test]
    fn every_occupation_has_a_name_in_every_language_and_stands_under_its_group() {
        for (at, (code, key)) in OCCUPATIONS.iter().enumerate() {
            assert!(Locale::ALL.iter().all(|locale| locale.has(key)), "{code} has no name");
            let group = OCCUPATIONS.iter().position(|(known, _)| code.len() == 2 && code.starts_with(known));
            assert!(code.len() == 1 || group.is_some_and(|group| group < at), "{code} stands under no group");
        }
    }
}
