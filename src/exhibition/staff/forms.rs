//! What the form of a booth's staff sends: a row for each member of the organization.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::ids::PersonId;
use crate::web::check::Check;

/// The form, as it was typed. `person` and `title` are in the same order.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct StaffForm {
    /// The member of each row.
    pub person: Vec<String>,
    /// What they do, by row.
    pub title: Vec<String>,
    /// Those who stand at the booth.
    pub shown: Vec<String>,
    /// Those of them who are on duty now.
    pub on_duty: Vec<String>,
}

/// Somebody who stands at the booth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staffer {
    /// Who.
    pub person: PersonId,
    /// What they do; may be empty.
    pub title: String,
    /// Whether they are on duty now.
    pub is_on_duty: bool,
}

impl StaffForm {
    /// What was typed as the title of a person.
    pub fn title_of(&self, person: &str) -> Option<&str> {
        let row = self.person.iter().position(|one| one == person)?;
        self.title.get(row).map(String::as_str)
    }

    /// Checks the form.
    ///
    /// # Errors
    /// The field `title`, where one is too long.
    pub fn parse(&self) -> Result<Vec<Staffer>, FieldErrors> {
        let mut check = Check::new();
        let mut staff: Vec<Staffer> = Vec::new();
        for shown in &self.shown {
            let title = check.line("title", self.title_of(shown).unwrap_or_default(), 0, 80);
            let person = check.choice::<PersonId>("title", shown);
            let Some(person) = person.filter(|person| staff.iter().all(|one| one.person != *person)) else { continue };
            staff.push(Staffer { person, title, is_on_duty: self.on_duty.contains(shown) });
        }
        check.finish(|| Some(staff))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_who_is_shown_is_on_duty() {
        let ids = [PersonId::new().to_string(), PersonId::new().to_string()];
        let form = StaffForm {
            person: ids.to_vec(),
            title: vec!["Sales".into(), "Optics".into()],
            shown: vec![ids[1].clone(), ids[1].clone()],
            on_duty: ids.to_vec(),
        };
        let staff = form.parse().unwrap();
        assert_eq!((staff.len(), staff[0].title.as_str(), staff[0].is_on_duty), (1, "Optics", true));
    }

    proptest! {
        #[test]
        fn no_rows_make_the_form_panic(rows in prop::collection::vec("\\PC{0,100}", 0..6), shown in prop::collection::vec("\\PC{0,40}", 0..6)) {
            let form = StaffForm { person: shown.clone(), title: rows, shown: shown.clone(), on_duty: shown };
            let _ = form.parse();
        }
    }
}
